"""The names of people and organizations, tagged where a line mentions them."""

import re
from collections.abc import Iterable, Iterator

from pages.annotation import tags
from pages.annotation.tags import AnnotatedLine
from pages.reading.records import OrganizationName, Person

Place = tuple[int, int]


def tag_people(
    line: AnnotatedLine, people: Iterable[Person], body: Place | None = None
) -> list[Person]:
    """Tag the people that the line names, outside of its `body` if it names them there, too.

    Returns those that were tagged.
    """
    found = []
    for person in people:
        places = [place for place in _mentions(person.name, line.text) if _is_free(place, line)]
        places.sort(key=lambda place: bool(body and body[0] <= place[0] < body[1]))
        if places:
            line.tags.append(tags.person(*places[0], person.role))
            found.append(person)
    return found


def tag_organizations(lines: list[AnnotatedLine], names: Iterable[OrganizationName]) -> None:
    """Each at its first mention that is no part of a longer name, else at its first mention."""
    longer: list[str] = []
    for organization in sorted(names, key=lambda o: -len(o.name)):
        mentions = [
            (any(_covers(line.text, name, place) for name in longer), index, place)
            for index, line in enumerate(lines)
            for place in _mentions(organization.name, line.text)
            if _is_free(place, line)
        ]
        if mentions:
            _, index, place = min(mentions)
            lines[index].tags.append(tags.organization(*place, organization))
        longer.append(organization.name)


def _mentions(name: str, text: str) -> Iterator[Place]:
    """Where a name stands, also with spaces between its characters."""
    return (m.span() for m in re.finditer(r"\s*".join(map(re.escape, name)), text))


def _covers(text: str, name: str, place: Place) -> bool:
    return any(start <= place[0] and place[1] <= end for start, end in _mentions(name, text))


def _is_free(place: Place, line: AnnotatedLine) -> bool:
    """Whether a name may be tagged there: it shares nothing with another, and no tag cuts it."""
    names = [tag for tag in line.tags if tag.name in (tags.PERSON, tags.ORGANIZATION)]
    shared = any(tag.meets(*place) for tag in names)
    return not shared and not any(tag.cuts(*place) for tag in line.tags)

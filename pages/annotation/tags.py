"""The tags within a line of an annotated page: writing them into its text, and reading them.

`<t>…</t>`, `<d source>…</d>`, `<s source>…</s>`, `<c>…</c>` and `<k who>…</k>` say what a part of
the line is, `{role:name}` is a person, `[[name]]` or `[[name=>canonical]]` an organization.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from pages.reading.records import OrganizationName, Person

ELEMENT_TAG = re.compile(r"<(?P<closes>/?)(?P<name>[tdskc])(?: (?P<argument>[^>]*))?>")
PERSON_TAG = re.compile(r"\{(?P<role>[^:{}]+):(?P<name>[^{}]+)\}")
ORGANIZATION_TAG = re.compile(
    r"\[\[(?P<doubtful>\?)?(?P<name>[^\[\]=]+?)(?:=>(?P<canonical>[^\[\]]+))?\]\]"
)
PERSON, ORGANIZATION = "person", "organization"
LEFT_OVER = re.compile(r"[<>{}]|\[\[|\]\]")
SPACE = re.compile(r"\s+")


class Unreadable(ValueError):
    """A line or page that does not follow the format."""


@dataclass(frozen=True)
class Tag:
    """Characters `start` to `end` of a text, and what is written before and behind them.

    `name` is that of an element, PERSON or ORGANIZATION.
    """

    name: str
    start: int
    end: int
    opening: str
    closing: str

    def meets(self, start: int, end: int) -> bool:
        """Whether a stretch has characters of the tag."""
        return self.start < end and start < self.end

    def cuts(self, start: int, end: int) -> bool:
        """Whether the tag begins or ends within a stretch."""
        return start < self.start < end or start < self.end < end


def element(name: str, start: int, end: int, argument: str | None = None) -> Tag:
    opening = f"<{name} {argument}>" if argument else f"<{name}>"
    return Tag(name, start, end, opening, f"</{name}>")


def person(start: int, end: int, role: str) -> Tag:
    return Tag(PERSON, start, end, f"{{{role}:", "}")


def organization(start: int, end: int, found: OrganizationName) -> Tag:
    same = found.canonical == found.name
    return Tag(ORGANIZATION, start, end, "[[", "]]" if same else f"=>{found.canonical}]]")


def written(text: str, tags: Iterable[Tag]) -> str:
    """The text with its tags; of two around the same stretch, the later one is inside."""
    pieces: list[tuple[int, int, int, int, str]] = []
    for index, tag in enumerate(tags):
        if tag.start == tag.end:
            pieces.append((tag.start, 1, 0, index, tag.opening + tag.closing))
        else:
            pieces.append((tag.start, 2, -tag.end, index, tag.opening))
            pieces.append((tag.end, 0, -tag.start, -index, tag.closing))
    result, at = "", 0
    for place, *_, piece in sorted(pieces):
        result += text[at:place] + piece
        at = place
    return result + text[at:]


@dataclass
class AnnotatedLine:
    """`goes_on`: its paragraph breaks off at the end, and goes on further down."""

    kind: str
    text: str
    tags: list[Tag] = field(default_factory=list)
    goes_on: bool = False

    def __str__(self) -> str:
        return f"{self.kind}| {written(self.text, self.tags)}" + "\\" * self.goes_on


@dataclass(frozen=True)
class TaggedText:
    """A line without its tags, and what they say: (name, argument, start, end) of each element."""

    text: str
    elements: tuple[tuple[str, str | None, int, int], ...]
    people: tuple[Person, ...]
    organizations: tuple[OrganizationName, ...]

    def inside(self, name: str) -> tuple[str | None, str | None]:
        """The text and the argument of the first element of that name."""
        found = ((self.text[a:b], argument) for n, argument, a, b in self.elements if n == name)
        return next(found, (None, None))

    def without(self, names: str) -> str:
        """The text outside the elements of those names."""
        text = self.text
        for name, _, start, end in sorted(self.elements, key=lambda e: -e[2]):
            if name in names:
                text = text[:start] + text[end:]
        return text.strip()


def read_tags(line: str) -> TaggedText:
    """Raises Unreadable for tags that are not closed, and for signs of tags that make none."""
    people = tuple(Person(_squeezed(m["name"]), m["role"]) for m in PERSON_TAG.finditer(line))
    line = PERSON_TAG.sub(lambda m: m["name"], line)
    organizations = tuple(
        OrganizationName(_squeezed(m["name"]), _squeezed(m["canonical"] or m["name"]))
        for m in ORGANIZATION_TAG.finditer(line)
    )
    text, elements = _read_elements(ORGANIZATION_TAG.sub(lambda m: m["name"], line))
    return TaggedText(text, elements, people, organizations)


def _read_elements(line: str) -> tuple[str, tuple[tuple[str, str | None, int, int], ...]]:
    text, at = "", 0
    elements: list[tuple[str, str | None, int, int]] = []
    open_ones: list[tuple[str, str | None, int]] = []
    for match in ELEMENT_TAG.finditer(line):
        text += line[at : match.start()]
        at = match.end()
        if not match["closes"]:
            open_ones.append((match["name"], match["argument"], len(text)))
        elif open_ones and open_ones[-1][0] == match["name"]:
            elements.append((*open_ones.pop(), len(text)))
        else:
            raise Unreadable(line)
    text += line[at:]
    if open_ones or LEFT_OVER.search(text):
        raise Unreadable(line)
    return text, tuple(elements)


def _squeezed(text: str) -> str:
    return SPACE.sub("", text)

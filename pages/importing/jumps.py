"""Stories that jump to another page: reads their jump lines and joins the two halves."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from newsroom.desk.models import Story
from pages.models import Page, PageStory
from pages.reading.elements.page_header import page_number
from pages.reading.source.printed_lines import CLOSED

JUMP_LINE = re.compile(
    r"(?P<way>下转|转|上接|紧接|接)[\s\u3000]*"
    r"(?P<page>(?:第[\s\u3000]*)?(?:[A-Z]?\d{1,3}|[一二三四五六七八九十]{1,3})[\s\u3000]*版)"
)
LAST_CHARACTER = re.compile(r"(?P<character>[^<>])</p>$")


@dataclass(frozen=True)
class Jump:
    """What a jump line says: the other page's number, and whether the story continues there."""

    page: str
    onward: bool


def find_jump(lines: Iterable[str]) -> Jump | None:
    """The Jump that the first matching jump line of a story describes, or None."""
    found = next(filter(None, map(JUMP_LINE.search, lines)), None)
    if found is None:
        return None
    return Jump(without_leading_zeros(page_number(found["page"])), onward="转" in found["way"])


def without_leading_zeros(number: str) -> str:
    """A page number in its shortest form: `06` becomes `6`, `A07` becomes `A7`."""
    return re.sub(r"^([A-Z]*)0+(?=\d)", r"\1", number)


def waiting_half(page: Page, jump: Jump, headline: str) -> Story | None:
    """The draft filed from the other page of the same issue that waits for this half, or None.

    The halves usually have the same headline. If none has, the only waiting half is taken; when
    several could match, none is.
    """
    if page.date is None or not page.number:
        return None
    places = PageStory.objects.filter(
        page__paper=page.paper,
        page__date=page.date,
        page__undone_at=None,
        story__other_half=without_leading_zeros(page.number),
        story__status=Story.Status.DRAFT,
    ).select_related("story", "page")
    halves = [
        place.story for place in places if without_leading_zeros(place.page.number) == jump.page
    ]
    same = [story for story in halves if _letters(story.headline) == _letters(headline)]
    candidates = same or halves
    return candidates[0] if len(candidates) == 1 else None


def join_bodies(first: str, second: str) -> str:
    """Two bodies (HTML) as one; a paragraph that the jump split becomes one paragraph again."""
    ending = LAST_CHARACTER.search(first)
    is_split = ending and not CLOSED.search(ending["character"])
    if is_split and second.startswith("<p>"):
        return first.removesuffix("</p>") + second.removeprefix("<p>")
    return first + second


def _letters(headline: str) -> str:
    """The headline without punctuation and white space."""
    return re.sub(r"\W", "", headline)

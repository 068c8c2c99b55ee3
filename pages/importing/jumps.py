"""Stories that jump: told from their jump lines, and joined once both pages are there."""

import re
from dataclasses import dataclass

from newsroom.desk.models import Story
from pages.models import PageStory
from pages.reading.page_head import page_number
from pages.reading.printed import CLOSED

LINE = re.compile(
    r"(?P<way>下转|转|上接|紧接|接)[\s\u3000]*"
    r"(?P<page>(?:第[\s\u3000]*)?(?:[A-Z]?\d{1,3}|[一二三四五六七八九十]{1,3})[\s\u3000]*版)"
)
TORN = re.compile(r"(?P<end>[^<>])</p>$")


@dataclass(frozen=True)
class Jump:
    """The page where the other half of a story stands, and whether that half comes after."""

    page: str
    onward: bool


def read(lines):
    """The Jump that the jump lines of a story tell of, or None."""
    found = next(filter(None, map(LINE.search, lines)), None)
    if found is None:
        return None
    return Jump(plain(page_number(found["page"])), onward="转" in found["way"])


def plain(number):
    """A page number without leading zeros: `06` is page 6, `A07` is A7."""
    return re.sub(r"^([A-Z]*)0+(?=\d)", r"\1", number)


def waiting_half(page, jump, headline):
    """The draft on the other page of the same issue that waits for this half, or None.

    Halves usually repeat their headline; one that does not is joined when it is the only one.
    """
    if page.date is None or not page.number:
        return None
    places = PageStory.objects.filter(
        page__paper=page.paper,
        page__date=page.date,
        page__undone_at=None,
        story__other_half=plain(page.number),
        story__status=Story.Status.DRAFT,
    ).select_related("story", "page")
    halves = [place.story for place in places if plain(place.page.number) == jump.page]
    same = [story for story in halves if _bare(story.headline) == _bare(headline)]
    candidates = same or halves
    return candidates[0] if len(candidates) == 1 else None


def joined(first, second):
    """Two bodies as one; a paragraph that the jump tore in two is whole again."""
    torn = TORN.search(first)
    if torn and not CLOSED.search(torn["end"]) and second.startswith("<p>"):
        return first.removesuffix("</p>") + second.removeprefix("<p>")
    return first + second


def _bare(headline):
    return re.sub(r"\W", "", headline)

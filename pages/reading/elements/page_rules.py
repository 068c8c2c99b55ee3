"""Rules for the lines around stories: jumps, page lines, editors, furniture, columns, kickers."""

import re

from ..lexicon.columns import ARTICLE_COLUMNS, BRIEF_COLUMN_ENDINGS, PLAIN_BRIEF_COLUMN_ENDINGS
from ..lexicon.signs import MARKS
from . import furniture as furnishings
from . import page_header
from .datelines import JUMP
from .elements import Found, Known, Part, part_of, trimmed
from .people import SUBJECT

FRAMED = re.compile(
    rf"[\s\u3000]*(?:[{MARKS}【〖〔《\[—\-*]+|N(?=[\s\u3000]*[\u4e00-\u9fff]))[\s\u3000]*(?P<name>[^{MARKS}【】〖〗〔〕《》\[\]]{{2,14}}?)[\s\u3000]*[{MARKS}】〗〕》\]—\-*N]*[\s\u3000]*"
)
KICKER = re.compile(
    r"[\s\u3000]*(?:[【〖〔](?P<framed>[^】〗〕]{2,14})[】〗〕][\s\u3000]*(?P<headline>.{0,36})|(?P<plain>[\u4e00-\u9fff]{2,12})[:：])[\s\u3000]*"
)
NUMBERED_SECTION = re.compile(
    r"[\s\u3000]*(?:(?P<number>[A-D]?\d{1,2})[\s\u3000|·:：/]*)?"
    r"(?P<section>[\u4e00-\u9fff][^\d，。]{1,12}?)?[\s\u3000]*"
)


def jump(text: str, known: Known) -> Found | None:
    return Found(trimmed("jump", text)) if JUMP.fullmatch(text.strip()) else None


def page_line(text: str, known: Known) -> Found | None:
    parts = page_header.read_page_line(text, known.sections)
    if not parts:
        return None
    signed = (text[part.start : part.end] for part in parts if part.kind == "editors")
    people = page_header.read_editors("".join(signed), known.reporters)
    return Found(parts, {"editors": people or ()})


def section_line(text: str, known: Known) -> Found | None:
    """A section or a page number on lines of their own, right behind the page line: `02 要闻`."""
    match = NUMBERED_SECTION.fullmatch(text)
    if not match:
        return None
    section = match["section"]
    named = not section or page_header.is_section(section, known.sections)
    if not named or section in ARTICLE_COLUMNS:
        return None
    return Found(part_of(match, "number", "section"))


def editors(text: str, known: Known) -> Found | None:
    """The people who made the page, alone on their line or beside a telephone or an address."""
    contact = page_header.CONTACT.search(text)
    halves = [(0, contact.start()), (contact.end(), len(text))] if contact else [(0, len(text))]
    for start, end in halves:
        people = page_header.read_editors(text[start:end], known.reporters)
        if people:
            parts = trimmed("furniture", text, 0, start) + trimmed("editors", text, start, end)
            return Found(parts + trimmed("furniture", text, end), {"editors": people})
    return None


def furniture(text: str, known: Known) -> Found | None:
    return Found(trimmed("furniture", text)) if furnishings.furniture(text) else None


def column(text: str, known: Known) -> Found | None:
    framed = FRAMED.fullmatch(text)
    start, end = framed.span("name") if framed else (0, len(text))
    name = re.sub(r"\s", "", text[start:end])
    spaced = len(name) <= 4 and bool(re.search(r"\S[\s\u3000]+\S", text))
    endings = BRIEF_COLUMN_ENDINGS if framed or spaced else PLAIN_BRIEF_COLUMN_ENDINGS
    briefs = len(name) <= 8 and name.endswith(tuple(endings))
    plain = briefs and (framed or len(name) <= 6)
    return Found(trimmed("column", text, start, end)) if plain or name in ARTICLE_COLUMNS else None


def kicker(text: str, known: Known) -> Found | None:
    match = KICKER.fullmatch(text)
    if not match or not SUBJECT.fullmatch(match["framed"] or match["plain"] or ""):
        return None
    group = "framed" if match["framed"] else "plain"
    title = Part("headline", *match.span("headline")) if match["headline"] else None
    return Found((Part("kicker", *match.span(group)), *filter(None, [title])))

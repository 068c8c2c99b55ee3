"""Which kind of element a line is: named rules, tried in the order of RULES.

A rule takes the text of a line and what is known, and answers with the parts it finds there, or
None. The first rule that answers decides. Characters that no part covers are marks.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from ..lexicon.columns import BRIEF_COLUMN_ENDINGS
from ..source.passages import Passage
from .bylines import byline, signoff
from .captions import picture
from .elements import Element, Found, Known
from .page_rules import column, editors, furniture, jump, kicker, page_line, section_line
from .story_rules import (
    abstract,
    bulletin,
    deck,
    marked,
    note,
    numbered,
    opening,
    residue,
    text,
    title,
)


@dataclass(frozen=True)
class Rule:
    """Recognizes one kind of line from its text; `under` names the column it is confined to."""

    kind: str
    read: Callable[[str, Known], Found | None]
    under: str = ""


BRIEFS = "briefs"
PAGE = "page"


def as_text(element: Element, known: Known) -> Element:
    """An element read as a paragraph, whatever its first reading was."""
    found = text(element.passage.text, known)
    return Element("text", element.passage, found.parts, **found.fields)


def under(element: Element, above: str) -> str:
    """Where the line below an element stands: under a page line, in a column of briefs, or nowhere
    in particular; `above` is where the element itself stood."""
    if element.kind == "page":
        return PAGE
    if element.kind == "column":
        return column_of(element)
    if above == PAGE and element.kind not in ("editors", "furniture"):
        return ""
    return above


def column_of(element: Element) -> str:
    """What a column head says about the lines under it: BRIEFS or nothing."""
    name = re.sub(r"\s", "", element.text("column"))
    return BRIEFS if name.endswith(BRIEF_COLUMN_ENDINGS) else ""


RULES = (
    Rule("jump", jump),
    Rule("page", page_line),
    Rule("page", section_line, under=PAGE),
    Rule("editors", editors),
    Rule("furniture", furniture),
    Rule("column", column),
    Rule("byline", byline),
    Rule("signoff", signoff),
    Rule("note", note),
    Rule("kicker", kicker),
    Rule("text", bulletin, under=BRIEFS),
    Rule("picture", picture),
    Rule("deck", abstract),
    Rule("deck", deck),
    Rule("crosshead", numbered),
    Rule("text", opening),
    Rule("marked", marked),
    Rule("residue", residue),
    Rule("title", title),
    Rule("text", text),
)
TEXT_RULES = next(index for index, rule in enumerate(RULES) if rule.kind == "deck")


def classify_head(passage: Passage, known: Known) -> Element | None:
    """The element of a line that may stand above or around a story, by the rules above deck."""
    for rule in RULES[:TEXT_RULES]:
        found = None if rule.under else rule.read(passage.text, known)
        if found is not None:
            return Element(rule.kind, passage, found.parts, **found.fields)
    return None


def classify(
    passage: Passage, known: Known, *, under: str = "", breaks_off: bool = False
) -> Element:
    """The first rule that answers decides; the last one always does.

    A line that breaks off in the middle of a paragraph is no title, however short.
    """
    line = passage.text
    for rule in RULES:
        if rule.under not in ("", under) or (breaks_off and rule.kind in ("title", "marked")):
            continue
        found = rule.read(line, known)
        if found is not None:
            return Element(rule.kind, passage, found.parts, **found.fields)
    raise AssertionError("the text rule answers every line")

"""Which kind of element a line is: named rules, tried in the order of RULES.

A rule takes the text of a line and what is known, and answers with the parts it finds there, or
None. The first rule that answers decides. Characters that no part covers are marks.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ..source.passages import Passage
from .bylines import byline, signoff
from .captions import picture
from .elements import Element, Found, Known
from .page_rules import column, editors, furniture, jump, kicker, page_line
from .story_rules import (
    abstract,
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
    """Recognizes one kind of line from its text."""

    kind: str
    read: Callable[[str, Known], Found | None]


RULES = (
    Rule("jump", jump),
    Rule("page", page_line),
    Rule("editors", editors),
    Rule("furniture", furniture),
    Rule("column", column),
    Rule("byline", byline),
    Rule("signoff", signoff),
    Rule("note", note),
    Rule("kicker", kicker),
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
        found = rule.read(passage.text, known)
        if found is not None:
            return Element(rule.kind, passage, found.parts, **found.fields)
    return None


def classify(passage: Passage, known: Known, *, breaks_off: bool = False) -> Element:
    """The first rule that answers decides; the last one always does.

    A line that breaks off in the middle of a paragraph is no title, however short.
    """
    line = passage.text
    for rule in RULES:
        if breaks_off and rule.kind in ("title", "marked"):
            continue
        found = rule.read(line, known)
        if found is not None:
            return Element(rule.kind, passage, found.parts, **found.fields)
    raise AssertionError("the text rule answers every line")

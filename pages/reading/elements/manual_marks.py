"""What a person says a line is: a mark wins over every rule, and the reading follows from it."""

import re
from collections.abc import Callable, Mapping

from ..lexicon.signs import MARK, MARKS
from ..records import Person
from ..source.passages import Passage
from .bylines import BYLINE_MARK, byline
from .captions import PICTURE_MARK, read_credit
from .elements import Element, Found, Known, Part, trimmed
from .people import SEPARATOR, Signature
from .story_rules import deck, text

FRAME = f"{MARKS}▲▼【】 \\u3000"
ROLE_WORDS = re.compile(r"(?:本报|晚报|日报)?(?:见习|实习|首席)?(?:记者|通讯员|文图|图文|摄影)")


def checked(marks: Mapping[int, str] | None) -> dict[int, str]:
    """The marks by line, from 1. Raises ValueError for a kind that is none of MARK_KINDS."""
    marks = dict(marks or {})
    unknown = sorted(set(marks.values()) - set(MARK_KINDS))
    if unknown:
        raise ValueError(f"no such mark: {', '.join(map(repr, unknown))}")
    return marks


def as_said(passage: Passage, kind: str, known: Known) -> Element:
    """The element that a person takes a line for; only the parts within it are still read."""
    found = READERS.get(kind, _framed(kind))(passage.text, known)
    return Element(ELEMENTS.get(kind, kind), passage, found.parts, said=kind, **found.fields)


def _framed(kind: str) -> Callable[[str, Known], Found]:
    """The line without the marks around it, as one part of a kind."""

    def read(line: str, known: Known) -> Found:
        core = line.strip(FRAME) or line.strip()
        start = line.index(core)
        mark = MARK.match(line)
        parts = trimmed(kind, line, start, start + len(core))
        return Found(parts, {"mark": mark["mark"]} if mark else {})

    return read


def _deck(line: str, known: Known) -> Found:
    return deck(line, known) or _framed("deck")(line, known)


def _byline(line: str, known: Known) -> Found:
    """Whoever stands on the line signs, even under names that no rule takes for names."""
    found = byline(line, known)
    if found:
        return found
    mark = BYLINE_MARK.match(line)
    start = mark.end() if mark else 0
    names = SEPARATOR.split(ROLE_WORDS.sub(" ", line[start:]).strip(" \u3000（()）"))
    people = tuple(Person(name, "作者") for name in dict.fromkeys(filter(None, names)))
    return Found(trimmed("byline", line, start), {"signature": Signature(people)})


def _paragraph(line: str, known: Known) -> Found:
    found = text(line, known)
    if any(part.kind == "paragraph" for part in found.parts):
        return found
    return Found(trimmed("paragraph", line))


def _continued(line: str, known: Known) -> Found:
    """Nothing opens in the middle of a paragraph; what ends it may stand here."""
    found = text(line, known)
    closing = tuple(part for part in found.parts if part.kind in ("signoff", "desk_code"))
    end = min((part.start for part in closing), default=len(line))
    paragraph = trimmed("paragraph", line, 0, end)
    if not closing or not paragraph:
        return Found(trimmed("paragraph", line))
    return Found(paragraph + closing, {k: found.fields[k] for k in ("signature", "house")})


def _caption(line: str, known: Known) -> Found:
    mark = PICTURE_MARK.match(line)
    start = mark.end() if mark else 0
    credit = read_credit(line, known.reporters)
    caption = trimmed("caption", line, start, max(start, credit.text_end)) if credit else ()
    if credit is None or not caption:
        return Found(trimmed("caption", line, start) or trimmed("caption", line))
    end = Part("credit", max(credit.start, start), len(line.rstrip()))
    return Found((*caption, end), {"credit": credit.who})


def _furniture(line: str, known: Known) -> Found:
    return Found(trimmed("furniture", line))


MARK_KINDS: tuple[str, ...] = (
    "headline",
    "kicker",
    "deck",
    "byline",
    "paragraph",
    "continued",
    "crosshead",
    "caption",
    "column",
    "furniture",
)
ELEMENTS = {"paragraph": "text", "continued": "text", "caption": "picture"}
READERS = {
    "deck": _deck,
    "byline": _byline,
    "paragraph": _paragraph,
    "continued": _continued,
    "caption": _caption,
    "furniture": _furniture,
}

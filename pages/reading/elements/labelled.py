"""The parts of a line whose label is known: from a person, or from the reader's choice.

A label says what a line is, so no rule for another kind of line is asked. The rules for its own
kind are tried first; where none answers, the line is read as what it is said to be all the same.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from ..lexicon.signs import MARK, MARK_OF_TITLE, MARKS
from ..records import Person
from ..source.passages import Passage
from . import page_header
from .bylines import BYLINE_MARK, byline, signoff
from .captions import credit_alone, labelled_picture
from .datelines import DESK_CODE, read_opening
from .elements import Element, Found, Known, trimmed
from .page_rules import column, editors, kicker, page_line, section_line
from .people import (
    SEPARATOR,
    SIGNING_OFFICE,
    Signature,
    is_name,
    padded,
    read_signature,
    read_signoff,
)
from .story_rules import abstract, deck, marked, note, numbered, text

Reader = Callable[[str, Known], Found | None]

SIGNS = f"{MARKS}▲▼▶◀ \u3000"
PAIRS = ("【】", "〖〗", "〔〕", "[]", "［］")
DASHES = "—－─―- \u3000"
ROLE_WORDS = re.compile(
    r"(?:本报|晚报|日报)?(?P<role>(?:见习|实习|首席)?(?:记者|通讯员)|实习生|作者|文图|图文|摄影|制图|策划|主笔)[:：/／]?"
)
EDITED = re.compile(r"责编|编辑|校对")
AUTHOR = "作者"
# Who somebody is, behind the name: `王磊（本报评论员）`.
BESIDE = re.compile(r"(?<=[\u4e00-\u9fff])[（(][^（）()]+[）)]$")
ANY_NAME = re.compile(r"[\u4e00-\u9fff·]{2,8}")
NAME = r"[\u4e00-\u9fff](?:[\u4e00-\u9fff]{1,3}|[\s\u3000][\u4e00-\u9fff])"
EDITOR = re.compile(
    rf"(?P<role>[\u4e00-\u9fff]{{2,6}})[\s\u3000]*[:：/／◎][\s\u3000]*"
    rf"(?P<names>{NAME}(?:[\s\u3000、]+(?![\u4e00-\u9fff]{{2,6}}[\s\u3000]*[:：/／◎]){NAME})*)"
)


def checked(marks: Mapping[int, str] | None) -> dict[int, str]:
    """The marks by line, from 1. Raises ValueError for a kind that is none of MARK_KINDS."""
    marks = dict(marks or {})
    unknown = sorted(set(marks.values()) - set(MARK_KINDS))
    if unknown:
        raise ValueError(f"no such mark: {', '.join(map(repr, unknown))}")
    return marks


def as_said(passage: Passage, kind: str, known: Known) -> Element:
    """The element that a person takes a line for; only the parts within it are still read."""
    return as_labelled(passage, kind, known)


def as_labelled(passage: Passage, label: str, known: Known) -> Element:
    """The element of a line that has one of LABELS; the last of its readers always answers."""
    line = passage.text
    kind, readers = LABELS[label]
    found = next(found for read in readers if (found := read(line, known)))
    kind = next((KINDS[part.kind] for part in found.parts if part.kind in KINDS), kind)
    return Element(kind, passage, found.parts, said=label, **found.fields)


def _framed(kind: str, before: str = "", behind: str = "") -> Reader:
    """The line without the marks around it, as one part; `before` and `behind` are marks that only
    this kind has."""

    def read(line: str, known: Known) -> Found:
        core = _unpaired(line.strip(SIGNS)).lstrip(before).rstrip(behind) or line.strip()
        start = line.index(core)
        mark = MARK.match(line)
        parts = trimmed(kind, line, start, start + len(core))
        return Found(parts, {"mark": mark["mark"]} if mark else {})

    return read


def _unpaired(core: str) -> str:
    """Without the brackets that stand around all of it."""
    framed = core[:1] + core[-1:] in PAIRS and not set("".join(PAIRS)) & set(core[1:-1])
    return core[1:-1].strip(SIGNS) if framed else core


def _whole(kind: str) -> Reader:
    return lambda line, known: Found(trimmed(kind, line))


def _page(line: str, known: Known) -> Found:
    """Whatever a line of the page has of a date, a number, a paper and a section."""
    parts = page_header.components(line)
    signed = "".join(line[part.start : part.end] for part in parts if part.kind == "editors")
    return Found(parts, {"editors": page_header.read_editors(signed, known.reporters) or ()})


def _people(kind: str) -> Reader:
    """Whoever stands on the line signs, even under names that no rule takes for names."""

    def read(line: str, known: Known) -> Found:
        mark = MARK_OF_TITLE.match(line) or BYLINE_MARK.match(line)
        start = mark.end() if mark else 0
        inner = BESIDE.sub("", line[start:].strip(SIGNS)).strip("（()）【】[]")
        signature = (
            read_signature(inner, known.reporters, default="作者")
            or read_signoff(inner, known.reporters)
            or _anyone(inner)
        )
        return Found(trimmed(kind, line, start) or trimmed(kind, line), {"signature": signature})

    return read


def _anyone(inner: str) -> Signature | None:
    """Each word is a name, in the role that is printed in front of it."""
    people: list[Person] = []
    role, start = AUTHOR, 0
    for match in [*ROLE_WORDS.finditer(inner), None]:
        words = SEPARATOR.split(inner[start : match.start() if match else len(inner)])
        people += [Person(word, role) for word in padded(words) if ANY_NAME.fullmatch(word)]
        if match:
            role, start = match["role"], match.end()
    # Among names, a word without a surname says where they are or what they did.
    sure = [person for person in people if person.role != AUTHOR or is_name(person.name)]
    return Signature(tuple(dict.fromkeys(sure or people))) if people else None


def _dateline(line: str, known: Known) -> Found | None:
    """`本报讯（记者 王磊）` on a line of its own, whatever its brackets say of the people."""
    opening = read_opening(line, known.reporters)
    if not opening or not opening.house:
        return None
    signature = opening.signature or _anyone(line[opening.end :].strip(" \u3000（()）"))
    fields = {"signature": signature, "house": opening.house}
    return Found(trimmed("dateline", line), fields)


def _issuer(line: str, known: Known) -> Found | None:
    """The office and the day below a notice: they issue it, and nobody signs."""
    patterns = (SIGNING_OFFICE, DESK_CODE)
    unsigned = any(pattern.fullmatch(line.strip()) for pattern in patterns)
    unsigned = unsigned or bool(page_header.DATE.search(line))
    return Found(trimmed("signoff", line)) if unsigned else None


def _edited(line: str, known: Known) -> Found | None:
    """`（责任编辑 王磊）` below a story."""
    return editors(line, known) if EDITED.search(line) else None


def _editors(line: str, known: Known) -> Found:
    """Words and names in turn: whatever stands before a colon is what someone did."""
    people = tuple(
        Person(name, match["role"])
        for match in EDITOR.finditer(line)
        for name in padded(SEPARATOR.split(match["names"]))
    )
    return Found(trimmed("editors", line), {"editors": people})


def _paragraph(line: str, known: Known) -> Found | None:
    """A dateline may stand alone, above its paragraph."""
    found = text(line, known)
    read = any(part.kind in ("paragraph", "dateline") for part in found.parts)
    return found if read else None


def _marked(line: str, known: Known) -> Found | None:
    """A crosshead behind a mark, even one that was misread for a letter."""
    found = marked(line, known)
    if found is None:
        return None
    return Found(tuple(replace(part, kind="crosshead") for part in found.parts), found.fields)


def _continued(line: str, known: Known) -> Found:
    """Nothing opens in the middle of a paragraph; what ends it may stand here."""
    found = text(line, known)
    closing = tuple(part for part in found.parts if part.kind in ("signoff", "desk_code"))
    end = min((part.start for part in closing), default=len(line))
    paragraph = trimmed("paragraph", line, 0, end)
    if not closing or not paragraph:
        return Found(trimmed("paragraph", line))
    return Found(paragraph + closing, {k: found.fields[k] for k in ("signature", "house")})


MARK_KINDS: tuple[str, ...] = (
    "headline",
    "kicker",
    "deck",
    "byline",
    "signoff",
    "paragraph",
    "continued",
    "crosshead",
    "caption",
    "column",
    "jump",
    "page",
    "editors",
    "furniture",
)
# What a part makes of its line, whatever people it names: `王磊 摄` says who took the pictures.
KINDS = {"credit": "picture", "dateline": "text"}
# By label: the kind of its element, and who reads its parts; the first that answers does.
LABELS: dict[str, tuple[str, tuple[Reader, ...]]] = {
    "page": ("page", (page_line, section_line, _page)),
    "furniture": ("furniture", (_whole("furniture"),)),
    "editors": ("editors", (editors, _editors)),
    "column": ("column", (column, _framed("column"))),
    "kicker": ("kicker", (kicker, _framed("kicker", behind=f"{DASHES}：:"))),
    "headline": ("headline", (_framed("headline"),)),
    "deck": ("deck", (deck, abstract, _framed("deck", before=DASHES))),
    "byline": ("byline", (byline, signoff, _dateline, credit_alone, _people("byline"))),
    "paragraph": ("text", (_paragraph, _whole("paragraph"))),
    "continued": ("text", (_continued,)),
    "crosshead": ("crosshead", (note, numbered, _marked, _framed("crosshead"))),
    "caption": ("picture", (labelled_picture,)),
    "signoff": (
        "signoff",
        (signoff, _issuer, byline, _dateline, credit_alone, _edited, _people("signoff")),
    ),
    "jump": ("jump", (_whole("jump"),)),
}

"""The lines of text of a page: printed lines that were wrapped are joined, shared ones cut."""

from collections.abc import Iterator, Mapping

from .elements import captions, page_header
from .elements.classify import classify, classify_head
from .elements.elements import Element, Known
from .source.join_lines import logical_lines
from .source.passages import Passage
from .source.printed_lines import Line, inked_lines
from .source.split_folded import is_folded, unfold

SHORT_FURNITURE = 16
AROUND = frozenset(["page", "editors", "byline"])


def passages_of(
    text: str, known: Known, marks: Mapping[int, str] | None = None
) -> Iterator[tuple[Passage, bool]]:
    """Each line of text, and whether it breaks off in the middle of a paragraph; `marks` is what
    a person says of printed lines (from 1)."""
    return _apart(_passages(list(inked_lines(text, dict(marks or {}))), known))


def _apart(passages: Iterator[tuple[Passage, bool]]) -> Iterator[tuple[Passage, bool]]:
    """Captions that share a line, each on its own."""
    for passage, breaks_off in passages:
        *first, last = captions.cut(passage)
        yield from ((caption, False) for caption in first)
        yield last, breaks_off


def _passages(lines: list[Line], known: Known) -> Iterator[tuple[Passage, bool]]:
    """The lines of text of a page, and whether each breaks off in the middle of a paragraph."""

    def alone(passage: Passage) -> str:
        element = classify_head(passage, known)
        if element is None:
            return "other"
        section = element.text("section")
        named = not section or page_header.is_section(section, known.sections)
        unlikely = element.kind == "page" and not named
        if unlikely or _is_row_of_words(element):
            return "other"
        if element.kind == "furniture" and len(passage.text) > SHORT_FURNITURE:
            return "other"
        return "credited" if element.credit and element.mark else element.kind

    def shape(passage: Passage) -> str:
        element = classify(passage, known)
        if element.kind in ("title", "marked"):
            return "title"
        if element.has("dateline"):
            return "opening"
        if element.credit:
            return "credited"
        # A few characters may be the end of a wrapped paragraph.
        return "body" if element.kind in ("text", "residue", "picture") else "other"

    def whole(passage: Passage) -> str:
        element = classify_head(passage, known)
        if element is None or _is_row_of_words(element) or element.kind not in AROUND:
            return ""
        complete = element.kind != "page" or (element.has("number") and element.has("date"))
        return element.kind if complete else ""

    if is_folded(lines):
        return ((passage, False) for passage in unfold(lines, alone))
    return logical_lines(lines, shape, whole)


def _is_row_of_words(element: Element) -> bool:
    """Words in a row that could be names, but neither mark nor role says so."""
    people = element.signature.people if element.signature else ()
    unmarked = element.kind == "byline" and not element.mark
    return unmarked and len(people) > 1 and all(person.role == "作者" for person in people)

"""What a line is because of the lines beside it: navigation, captions, long titles, reports."""

import re
from dataclasses import replace

from ..elements.classify import as_text
from ..elements.elements import Element, Known
from ..source.printed_lines import CLOSED
from .contents_lists import without_lists

LONGEST_DECK = 50


def corrected(elements: list[Element], known: Known) -> list[Element]:
    elements = _with_captions(_with_long_titles(without_lists(elements)))
    return _with_reports(elements, known)


def _with_captions(elements: list[Element]) -> list[Element]:
    """A title in the running text, right above a credit on a line of its own, is a caption."""
    around = zip([None, *elements], elements, [*elements[1:], None], strict=False)
    return [
        replace(e.renamed("caption"), kind="picture")
        if e.kind == "title" and _in_text(above) and _is_credit(below)
        else e
        for above, e, below in around
    ]


def _with_long_titles(elements: list[Element]) -> list[Element]:
    """A line that lists too much for a title is one all the same in a head, beside a title:
    `饮水、充电、热饭全免费` above a byline, or above the headline of a story."""
    below, next_below = [*elements[1:], None], [*elements[2:], None, None]
    around = zip([None, *elements], elements, below, next_below, strict=False)
    return [
        replace(e, kind="title", parts=tuple(replace(p, kind="title") for p in e.parts))
        if _is_unended(e) and (_ends_head(above, below) or _opens_head(above, e, below, next_below))
        else e
        for above, e, below, next_below in around
    ]


def _ends_head(above: Element | None, below: Element | None) -> bool:
    return above is not None and above.kind == "title" and _opens_text(below)


def _opens_head(
    above: Element | None, element: Element, below: Element | None, next_below: Element | None
) -> bool:
    """Between two paragraphs a line without any closing mark may be the rest of one."""
    ended = above is None or above.kind != "text" or bool(CLOSED.search(above.passage.text))
    opens = below is not None and below.kind == "title" and _opens_text(next_below)
    return ended and opens and not CLOSED.search(element.passage.text)


def _is_unended(element: Element) -> bool:
    text = element.passage.text.strip()
    plain = element.kind == "text" and not element.said and len(element.parts) == 1
    short = len(text) <= LONGEST_DECK and element.passage.first_line == element.passage.last_line
    return plain and short and not element.has("dateline") and text[-1] not in "。；：，、"


def _opens_text(element: Element | None) -> bool:
    return element is not None and (element.kind in ("byline", "deck") or element.has("dateline"))


def _with_reports(elements: list[Element], known: Known) -> list[Element]:
    """`记者 … 摄影报道` behind a paragraph of a story signs the story, not a picture."""
    return [
        as_text(e, known) if above is not None and above.kind == "text" and _signs_report(e) else e
        for above, e in zip([None, *elements], elements, strict=False)
    ]


def _signs_report(element: Element) -> bool:
    unmarked = element.kind == "picture" and not element.mark and not element.said
    return unmarked and element.passage.text.rstrip("）) \u3000").endswith("摄影报道")


def _in_text(element: Element | None) -> bool:
    return element is not None and element.kind in ("text", "picture")


def _is_credit(element: Element | None) -> bool:
    if element is None or element.for_group:
        return False
    return bool(element.credit) and not element.has("caption")


def squeezed(element: Element) -> str:
    return re.sub(r"\s", "", element.text(element.kind))

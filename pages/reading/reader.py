"""Read a printed newspaper page: from its text to stories, problems and spans."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from .elements import captions, page_header
from .elements.classify import classify, classify_head, under
from .elements.datelines import AGENCY_NAME, HOUSE_WORDS, PAPER
from .elements.elements import Element, Known
from .elements.manual_marks import MARK_KINDS, as_said, checked
from .headlines.story_starts import resolve
from .organizations.canonical import Place, city_of, province_of
from .problems.problems import find_problems
from .records import PageHead, Reading, Span
from .source.decode import normalise
from .source.join_lines import logical_lines
from .source.passages import Passage
from .source.printed_lines import Line, inked_lines
from .source.split_folded import is_folded, unfold
from .story_drafts import drafts_of, unspaced

SOURCE_PAPER = re.compile(rf"来源[:：](?:[^-—]*[-—])?(?P<paper>{PAPER})$")
SHORT_FURNITURE = 16
AROUND = frozenset(["page", "editors", "byline"])
__all__ = ["MARK_KINDS", "Known", "read"]


def read(
    text: str,
    *,
    paper: str = "运城晚报",
    home_city: str = "运城市",
    city: str | None = None,
    known: Known | None = None,
    marks: Mapping[int, str] | None = None,
) -> Reading:
    """Read one page. `paper` and `home_city` are the newsroom's own, unless the page names another
    paper; a `city` that a person gives stays, whatever is printed.

    `marks` is what a person says of lines (from 1), one of MARK_KINDS each, and wins over every
    rule; lines without ink are passed over. Never raises on any text, but ValueError for a mark of
    another kind. What no rule claims is a problem of kind residue.
    """
    known, marks = known or Known(), checked(marks)
    elements = _elements(normalise(text), known, marks)
    groups = resolve(elements, known)
    printed = _printed_paper(elements)
    if printed and printed != paper:
        paper, home_city = printed, city_of(printed)
    drafts = drafts_of(groups, paper)
    city = home_city if city is None else city
    place = Place(city, province_of(city, paper))
    stories = tuple(draft.record(place, known) for draft in drafts)
    resolved = [element for group in groups for element in group.elements]
    return Reading(
        page=_page(resolved, printed or paper),
        columns=tuple(dict.fromkeys(d for d in _columns(resolved))),
        stories=stories,
        problems=tuple(find_problems(resolved, drafts, known)),
        spans=tuple(span for element in resolved for span in _spans(element)),
    )


def _elements(text: str, known: Known, marks: dict[int, str]) -> list[Element]:
    elements: list[Element] = []
    place = ""
    for passage, breaks_off in _apart(_passages(list(inked_lines(text, marks)), known)):
        said = marks.get(passage.first_line)
        elements.append(
            as_said(passage, said, known)
            if said
            else classify(passage, known, under=place, breaks_off=breaks_off)
        )
        if elements[-1].kind == "page":
            elements[-2:-1] = [_as_section(e, known) for e in elements[-2:-1]]
        place = under(elements[-1], place)
    return elements


def _as_section(element: Element, known: Known) -> Element:
    """The name of a section right above the page line."""
    named = element.kind == "title" and not element.said
    if named and page_header.is_section(element.passage.text, known.sections):
        parts = tuple(replace(part, kind="section") for part in element.parts)
        return replace(element, kind="page", parts=parts)
    return element


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


def _printed_paper(elements: list[Element]) -> str | None:
    """The paper that the page names itself: in its page line, else in its datelines."""
    for element in elements:
        if element.kind == "page":
            source = SOURCE_PAPER.search(element.text("issue"))
            named = element.text("paper") or (source["paper"] if source else "")
            if named:
                return named
    houses = {e.house for e in elements if e.house and e.has("dateline")}
    if (
        len(houses) == 1
        and len(house := houses.pop()) > 2
        and house not in HOUSE_WORDS
        and not AGENCY_NAME.match(house)
    ):
        return house
    return None


def _page(elements: list[Element], paper: str | None) -> PageHead:
    """Where page lines disagree, the one with the date is surest."""
    found: dict[str, str] = {}
    lines = [e for e in elements if e.kind == "page"]
    for element in sorted(lines, key=lambda e: not e.has("date")):
        for part in element.parts:
            found.setdefault(part.kind, element.text(part.kind))
    return PageHead(
        paper=paper,
        date=page_header.iso_date(found.get("date", "")),
        number=page_header.page_number(found["number"]) if "number" in found else None,
        section=unspaced(found["section"]) if "section" in found else None,
        editors=tuple(person for element in elements for person in element.editors),
        furniture=tuple(e.passage.text.strip() for e in elements if e.kind == "furniture"),
    )


def _columns(elements: list[Element]) -> Iterator[str]:
    for element in elements:
        if element.kind == "column" and element.has("column"):
            yield unspaced(element.text("column"))


def _spans(element: Element) -> Iterator[Span]:
    """Every inked character once: the parts of the element, and marks between them."""
    end = 0
    for part in sorted(element.parts, key=lambda part: part.start):
        yield from element.passage.cut(end, part.start).spans("mark")
        yield from element.passage.cut(part.start, part.end).spans(part.kind)
        end = part.end
    yield from element.passage.cut(end, len(element.passage.text)).spans("mark")

"""Read a printed newspaper page: from its text to stories, problems and spans."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from .decoder.chain import Decision
from .decoder.decide import decide
from .decoder.doubts import doubts
from .decoder.labels import kind_of
from .decoder.lines import EvidentLine, evident_lines
from .decoder.model import Model, load
from .elements import page_header
from .elements.datelines import AGENCY_NAME, HOUSE_WORDS, PAPER
from .elements.elements import Element, Known
from .elements.labelled import MARK_KINDS, as_labelled, checked
from .organizations.canonical import Place, city_of, province_of
from .page_lines import passages_of
from .problems.problems import find_problems
from .records import LabelledLine, PageHead, Reading, Span
from .source.decode import normalise
from .story_drafts import Draft, drafts_of, unspaced
from .story_kinds import sorted_out

SOURCE_PAPER = re.compile(rf"来源[:：](?:[^-—]*[-—])?(?P<paper>{PAPER})$")
__all__ = ["MARK_KINDS", "Known", "read"]


def read(
    text: str,
    *,
    paper: str = "运城晚报",
    home_city: str = "运城市",
    city: str | None = None,
    known: Known | None = None,
    marks: Mapping[int, str] | None = None,
    model: Model | None = None,
) -> Reading:
    """Read one page. `paper` and `home_city` are the newsroom's own, unless the page names another
    paper; a `city` that a person gives stays, whatever is printed.

    `marks` is what a person says of lines (from 1), one of MARK_KINDS each, and wins over all that
    was learnt; lines without ink are passed over. `model` holds the learnt weights, those of the
    package when none is given. Never raises on any text, but ValueError for a mark of another kind.
    """
    known, marks, model = known or Known(), checked(marks), model or load()
    lines = evident_lines(passages_of(normalise(text), known, marks), known)
    made = decide(lines, model, marks)
    elements = [_element(*of, marks, known) for of in zip(lines, made, strict=True)]
    printed = _printed_paper(elements)
    if printed and printed != paper:
        paper, home_city = printed, city_of(printed)
    labels = [decision.label for decision in made]
    drafts = drafts_of(zip(elements, labels, strict=True), paper)
    city = home_city if city is None else city
    place = Place(city, province_of(city, paper))
    stories = [draft.record(place, known) for draft in drafts]
    problems = [*find_problems(elements, drafts, known), *doubts(lines, made, model.doubt, marks)]
    return Reading(
        page=_page(elements, printed or paper),
        columns=tuple(dict.fromkeys(d for d in _columns(elements))),
        stories=sorted_out(stories, model.briefs),
        problems=tuple(sorted(problems, key=lambda problem: problem.line)),
        spans=tuple(span for element in elements for span in _spans(element)),
        lines=tuple(_lines(elements, drafts)),
        city=city,
    )


def _element(
    line: EvidentLine, decision: Decision, marks: Mapping[int, str], known: Known
) -> Element:
    """The parts of a line, now that its label is known. Scraps are left over for a person."""
    mark = marks.get(line.passage.first_line, "")
    if line.element.kind == "residue" and not mark:
        return line.element
    element = as_labelled(line.passage, kind_of(decision.label), known)
    return replace(element, said=mark)


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


def _lines(elements: list[Element], drafts: list[Draft]) -> Iterator[LabelledLine]:
    """In the order in which they are printed, which that of the groups may not be."""
    places = {id(e): place for place, draft in enumerate(drafts, 1) for e in draft.elements}
    printed = sorted(elements, key=lambda e: (e.passage.runs[0].line, e.passage.runs[0].start))
    return (element.labelled(places.get(id(element))) for element in printed)


def _spans(element: Element) -> Iterator[Span]:
    """Every inked character once: the parts of the element, and marks between them."""
    end = 0
    for part in sorted(element.parts, key=lambda part: part.start):
        yield from element.passage.cut(end, part.start).spans("mark")
        yield from element.passage.cut(part.start, part.end).spans(part.kind)
        end = part.end
    yield from element.passage.cut(end, len(element.passage.text)).spans("mark")

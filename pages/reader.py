"""Read a printed newspaper page: from its text to stories, problems and spans."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from . import organizations, page_head
from .datelines import AGENCY_NAME
from .heads import Group, resolve
from .layout import CLOSED, Line, inked_lines, logical_lines
from .lexicon.columns import BRIEF_COLUMN_ENDINGS, PICTURE_COLUMN
from .lines import Element, Known, classify, under
from .passages import Passage
from .problems import find_problems
from .records import (
    Block,
    Crosshead,
    PageHead,
    Paragraph,
    Person,
    Picture,
    Reading,
    Span,
    StoryRecord,
)
from .text import normalise
from .unfolding import is_folded, unfold

__all__ = ["Known", "read"]

BRIEF_LENGTH = 420
COLUMN_BRIEF_LENGTH = 800
HOUSE = ("本报", "本刊")


def read(
    text: str, *, paper: str = "运城晚报", city: str = "运城市", known: Known | None = None
) -> Reading:
    """Read one page. `paper` and `city` are the home paper and its city, unless the page names
    another paper. Never raises on any text; what no rule claims is a problem of kind residue.
    """
    known = known or Known()
    elements = _elements(normalise(text), known)
    groups = resolve(elements)
    printed = _printed_paper(elements)
    if printed and printed != paper:
        paper, city = printed, organizations.city_of(printed)
    drafts = _drafts(groups, paper)
    place = organizations.Place(city, organizations.province_of(city, paper))
    stories = tuple(draft.record(place, known) for draft in drafts)
    resolved = [element for group in groups for element in group.elements]
    return Reading(
        page=_page(elements, printed or paper),
        columns=tuple(dict.fromkeys(d for d in _columns(resolved))),
        stories=stories,
        problems=tuple(find_problems(resolved, drafts)),
        spans=tuple(span for element in resolved for span in _spans(element)),
    )


def _elements(text: str, known: Known) -> list[Element]:
    elements: list[Element] = []
    place = ""
    for passage, breaks_off in _passages(list(inked_lines(text)), known):
        elements.append(classify(passage, known, under=place, breaks_off=breaks_off))
        place = under(elements[-1], place)
    return elements


def _passages(lines: list[Line], known: Known) -> Iterator[tuple[Passage, bool]]:
    """The lines of text of a page, and whether each breaks off in the middle of a paragraph."""

    def alone(passage: Passage) -> str:
        element = classify(passage, known)
        section = element.text("section")
        unlikely = (
            element.kind == "page" and section and not page_head.is_section(section, known.sections)
        )
        if unlikely:
            return "other"
        return "credited" if element.credit and element.mark else element.kind

    def shape(passage: Passage) -> str:
        element = classify(passage, known)
        if element.kind == "title":
            return "title"
        if element.has("dateline"):
            return "opening"
        # A few characters may be the end of a wrapped paragraph.
        return "body" if element.kind in ("text", "residue", "picture") else "other"

    if is_folded(lines):
        return ((passage, False) for passage in unfold(lines, alone))
    return logical_lines(lines, shape)


def _printed_paper(elements: list[Element]) -> str | None:
    """The paper that the page names itself: in its page line, else in its datelines."""
    for element in elements:
        if element.kind == "page" and element.text("paper"):
            return element.text("paper")
    houses = {e.house for e in elements if e.house and e.has("dateline")}
    if len(houses) == 1 and (house := houses.pop()) not in HOUSE and not AGENCY_NAME.match(house):
        return house
    return None


def _page(elements: list[Element], paper: str | None) -> PageHead:
    found = {}
    for element in (e for e in elements if e.kind == "page"):
        for part in element.parts:
            found.setdefault(part.kind, element.text(part.kind))
    return PageHead(
        paper=paper,
        date=page_head.iso_date(found.get("date", "")),
        number=page_head.page_number(found["number"]) if "number" in found else None,
        section=_unspaced(found["section"]) if "section" in found else None,
        editors=tuple(person for element in elements for person in element.editors),
        furniture=tuple(e.passage.text.strip() for e in elements if e.kind == "furniture"),
    )


def _unspaced(text: str) -> str:
    """`文 化` is spaced out print of 文化."""
    spaced_out = re.fullmatch(r"\S(?:[\s\u3000]+\S)+", text)
    return re.sub(r"[\s\u3000]+", "", text) if spaced_out else text


def _columns(elements: list[Element]) -> Iterator[str]:
    for element in elements:
        if element.kind == "column" and element.has("column"):
            yield _unspaced(element.text("column"))


def _spans(element: Element) -> Iterator[Span]:
    """Every inked character once: the parts of the element, and marks between them."""
    end = 0
    for part in sorted(element.parts, key=lambda part: part.start):
        yield from element.passage.cut(end, part.start).spans("mark")
        yield from element.passage.cut(part.start, part.end).spans(part.kind)
        end = part.end
    yield from element.passage.cut(end, len(element.passage.text)).spans("mark")


@dataclass
class Draft:
    """A story while its elements are being put together."""

    paper: str
    column: str | None = None
    kicker: list[str] = field(default_factory=list)
    headline: list[str] = field(default_factory=list)
    deck: list[str] = field(default_factory=list)
    byline: list[Person] = field(default_factory=list)
    text_and_pictures: bool = False
    dateline: str | None = None
    house: str | None = None
    jumps: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    open_paragraph: int | None = None
    lines: list[int] = field(default_factory=list)

    def add(self, element: Element) -> None:
        self.lines += [element.passage.first_line, element.passage.last_line]
        getattr(self, f"_add_{element.kind}", self._add_nothing)(element)

    def _add_nothing(self, element: Element) -> None:
        """Columns, page lines and furniture stand among the lines of a story."""

    def _add_kicker(self, element: Element) -> None:
        self.kicker.append(element.text("kicker"))
        if element.has("headline"):
            self.headline.append(element.text("headline"))

    def _add_headline(self, element: Element) -> None:
        self.headline.append(element.text("headline"))

    def _add_deck(self, element: Element) -> None:
        self.deck.append(element.text("deck"))

    def _add_byline(self, element: Element) -> None:
        self._sign(element)

    def _add_signoff(self, element: Element) -> None:
        self._sign(element)

    def _add_jump(self, element: Element) -> None:
        self.jumps.append(element.text("jump"))

    def _add_crosshead(self, element: Element) -> None:
        self.open_paragraph = None
        self.blocks.append(Crosshead(element.text("crosshead")))

    def _add_note(self, element: Element) -> None:
        self._add_crosshead(element)

    def _add_picture(self, element: Element) -> None:
        if element.has("caption"):
            self.blocks.append(Picture(element.text("caption"), element.credit))
        elif element.credit:
            self._credit_pictures(element.credit)

    def _credit_pictures(self, who: str) -> None:
        """A credit on a line of its own is for the captions above that have none, else for the
        paragraph above, which then was a caption."""
        uncredited = any(isinstance(b, Picture) and b.credit is None for b in self.blocks)
        if not uncredited and self.blocks and isinstance(self.blocks[-1], Paragraph):
            self.blocks[-1] = Picture(self.blocks[-1].text)
            self.open_paragraph = None
        for index, block in enumerate(self.blocks):
            if isinstance(block, Picture) and block.credit is None:
                self.blocks[index] = replace(block, credit=who)

    def _add_text(self, element: Element) -> None:
        self._sign(element)
        if element.has("dateline"):
            self.dateline = self.dateline or element.text("dateline").strip()
        self.jumps += [element.text("jump")] if element.has("jump") else []
        text = element.text("paragraph")
        if not text:
            return
        if self.open_paragraph is not None and not element.has("dateline"):
            opened = self.blocks[self.open_paragraph]
            self.blocks[self.open_paragraph] = Paragraph(opened.text + text)
        else:
            self.blocks.append(Paragraph(text))
            self.open_paragraph = len(self.blocks) - 1
        if CLOSED.search(text) or len(element.parts) > 1 and element.has("signoff"):
            self.open_paragraph = None

    def _sign(self, element: Element) -> None:
        self.house = self.house or element.house
        if element.signature:
            self.byline += [p for p in element.signature.people if p not in self.byline]
            self.text_and_pictures = self.text_and_pictures or element.signature.text_and_pictures
        agency = AGENCY_NAME.search(element.text("byline"))
        self.house = self.house or (agency.group() if agency else None)

    def record(self, place: "organizations.Place", known: Known) -> StoryRecord:
        blocks = tuple(self._credited())
        texts = [b.text for b in blocks if isinstance(b, Paragraph)]
        captions = [b.caption for b in blocks if isinstance(b, Picture)]
        heads = [*self.kicker, *self.headline]
        return StoryRecord(
            kind=self._kind(texts),
            headline=" ".join(self.headline),
            kicker=" ".join(self.kicker) or None,
            deck=" ".join(self.deck) or None,
            column=self.column,
            byline=tuple(self.byline),
            dateline=self.dateline,
            source=self.paper if self.house in HOUSE else self.house,
            jumps=tuple(self.jumps),
            blocks=blocks,
            organizations=organizations.find(texts, captions, heads, place, known.organizations),
            first_line=min(self.lines),
            last_line=max(self.lines),
        )

    def _credited(self) -> Iterator[Block]:
        """Pictures without a credit of their own belong to who signs for 文图, if it is one."""
        one = self.byline[0].name if len(self.byline) == 1 and self.text_and_pictures else None
        for block in self.blocks:
            is_uncredited = isinstance(block, Picture) and block.credit is None
            yield replace(block, credit=one) if is_uncredited else block

    def _kind(self, texts: list[str]) -> str:
        in_briefs = bool(self.column) and self.column.endswith(tuple(BRIEF_COLUMN_ENDINGS))
        limit = COLUMN_BRIEF_LENGTH if in_briefs else BRIEF_LENGTH
        plain = (
            not self.deck
            and not self.jumps
            and all(isinstance(block, Paragraph) for block in self.blocks)
        )
        short = texts and sum(map(len, texts)) <= limit
        return "brief" if plain and short and (in_briefs or self.dateline) else "article"


def _drafts(groups: list[Group], paper: str) -> list[Draft]:
    """Fold the groups of a page into stories, in reading order."""
    drafts: list[Draft] = []
    column = None
    loose: list[Element] = []
    for group in groups:
        named = [e for e in group.elements if e.kind == "column"]
        column = _unspaced(named[-1].text("column")) if named else column
        if group.opens:
            drafts.append(Draft(paper, column))
            elements, loose = [*loose, *group.elements], []
        else:
            elements = list(group.elements)
        for element in elements:
            if drafts and element.kind not in ("page", "editors", "furniture", "residue"):
                drafts[-1].add(element)
            elif element.kind in ("picture", "jump"):
                loose.append(element)
    for draft in drafts:
        if not draft.headline and draft.column == PICTURE_COLUMN:
            draft.headline.append(PICTURE_COLUMN)
    return drafts

"""Stories being put together from the elements of a page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from .elements.datelines import AGENCY_NAME, is_own
from .elements.elements import Element, Known
from .headlines.title_groups import Group
from .lexicon.columns import BRIEF_COLUMN_ENDINGS, PICTURE_COLUMN
from .organizations.canonical import Place
from .organizations.extract import find
from .records import Block, Crosshead, Paragraph, Person, Picture, StoryRecord
from .source.printed_lines import CLOSED

BRIEF_LENGTH = 400
COLUMN_BRIEF_LENGTH = 800
FOR_PICTURES = re.compile(r"[（(]?(?:图|摄影)[/／:：]")
OUTSIDE = frozenset(["page", "editors", "furniture", "residue"])


def unspaced(text: str) -> str:
    """`文 化` is spaced out print of 文化."""
    spaced_out = re.fullmatch(r"\S(?:[\s\u3000]+\S)+", text)
    return re.sub(r"[\s\u3000]+", "", text) if spaced_out else text


@dataclass
class Draft:
    """A story while its elements are being put together."""

    paper: str
    column: str | None = None
    kicker: list[str] = field(default_factory=list)
    headline: list[str] = field(default_factory=list)
    deck: list[str] = field(default_factory=list)
    byline: dict[Person, None] = field(default_factory=dict)
    text_and_pictures: bool = False
    dateline: str | None = None
    house: str | None = None
    jumps: list[str] = field(default_factory=list)
    blocks: list[Block | list[str]] = field(default_factory=list)
    fragments: list[str] | None = None
    group_credit: str | None = None
    printed_group_credit: str = ""
    uncredited: list[int] = field(default_factory=list)
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
        """Who only took pictures, right below one that nobody signed, signs that one."""
        below = bool(self.uncredited) and self.uncredited[-1] == len(self.blocks) - 1
        if below and element.signature and FOR_PICTURES.match(element.text(element.kind)):
            who = " ".join(person.name for person in element.signature.people)
            self._credit_pictures(who, element.text(element.kind))
        else:
            self._sign(element)

    def _add_signoff(self, element: Element) -> None:
        self._add_byline(element)

    def _add_jump(self, element: Element) -> None:
        self.jumps.append(element.text("jump"))

    def _add_crosshead(self, element: Element) -> None:
        self.fragments = None
        self.blocks.append(Crosshead(element.text("crosshead")))

    def _add_note(self, element: Element) -> None:
        self._add_crosshead(element)

    def _add_picture(self, element: Element) -> None:
        if element.for_group:
            self.group_credit = element.credit
            self.printed_group_credit = element.text("credit")
        if element.has("caption"):
            self._add_caption(element.text("caption"), element.credit, element.text("credit"))
        elif element.credit:
            self._credit_pictures(element.credit, element.text("credit"))

    def _add_caption(self, caption: str, credit: str | None, printed: str = "") -> None:
        if credit is None:
            self.uncredited.append(len(self.blocks))
        self.blocks.append(Picture(caption, credit, printed))

    def _credit_pictures(self, who: str, printed: str = "") -> None:
        """A credit on a line of its own is for the captions above that have none, else for the
        paragraph above, which then was a caption."""
        above = self.blocks[-1] if self.blocks else None
        if not self.uncredited and isinstance(above, list):
            self.blocks.pop()
            self._add_caption("".join(above), None)
            self.fragments = None
        # Where one signs for all the others, this is for the picture right above.
        for index in self.uncredited[-1:] if self.group_credit else self.uncredited:
            picture = self.blocks[index]
            if isinstance(picture, Picture):
                self.blocks[index] = replace(picture, credit=who, printed_credit=printed)
        self.uncredited = []

    def _add_text(self, element: Element) -> None:
        self._sign(element)
        if element.has("dateline"):
            self.dateline = self.dateline or element.text("dateline").strip()
        if element.has("jump"):
            self.jumps.append(element.text("jump"))
        if element.has("paragraph"):
            self._add_paragraph(element)

    def _add_paragraph(self, element: Element) -> None:
        """A paragraph that broke off above goes on here; `fragments` are the open one's."""
        text = element.text("paragraph")
        if element.said == "continued":
            self.fragments = next((b for b in reversed(self.blocks) if isinstance(b, list)), None)
        fresh = element.has("dateline") or element.said == "paragraph"
        if self.fragments is None or fresh:
            self.fragments = []
            self.blocks.append(self.fragments)
        self.fragments.append(text)
        if CLOSED.search(text) or element.has("signoff"):
            self.fragments = None

    def _sign(self, element: Element) -> None:
        self.house = self.house or element.house
        if element.signature:
            signed = {person.name for person in self.byline}
            people = (p for p in element.signature.people if p.name not in signed)
            self.byline |= dict.fromkeys(people)
            self.text_and_pictures = self.text_and_pictures or element.signature.text_and_pictures
        agency = AGENCY_NAME.search(element.text("byline"))
        self.house = self.house or (agency.group() if agency else None)

    def opening(self) -> str:
        """The first words of the story, for messages about it."""
        first = next((block for block in self.blocks if isinstance(block, list)), [""])
        return "".join(first)[:20]

    def record(self, place: Place, known: Known) -> StoryRecord:
        blocks = tuple(self._finished())
        texts = [b.text for b in blocks if isinstance(b, Paragraph)]
        captions = [b.caption for b in blocks if isinstance(b, Picture)]
        heads = [*self.kicker, *self.headline, *self.deck]
        return StoryRecord(
            kind=self._kind(blocks),
            headline=" ".join(self.headline),
            kicker=" ".join(self.kicker) or None,
            deck=" ".join(self.deck) or None,
            column=self.column,
            byline=tuple(self.byline),
            dateline=self.dateline,
            source=self.paper if is_own(self.house, self.paper) else self.house,
            jumps=tuple(self.jumps),
            blocks=blocks,
            organizations=find(texts, captions, heads, place, known.organizations),
            first_line=min(self.lines),
            last_line=max(self.lines),
        )

    def _finished(self) -> Iterator[Block]:
        """Paragraphs are joined; a picture without a credit is by who alone signs for 文图."""
        alone = len(self.byline) == 1 and self.text_and_pictures
        signed = next(iter(self.byline)).name if alone else None
        photographer = self.group_credit or signed
        for block in self.blocks:
            if isinstance(block, list):
                yield Paragraph("".join(block))
            elif isinstance(block, Picture) and block.credit is None:
                yield replace(block, credit=photographer, printed_credit=self.printed_group_credit)
            else:
                yield block

    def _kind(self, blocks: tuple[Block, ...]) -> str:
        """A brief is short and plain, and stands in a column of briefs or has a dateline."""
        in_briefs = _is_of_briefs(self.column)
        if self.deck or self.jumps or not (in_briefs or self.dateline):
            return "article"
        plain = bool(blocks) and all(isinstance(block, Paragraph) for block in blocks)
        limit = COLUMN_BRIEF_LENGTH if in_briefs else BRIEF_LENGTH
        short = (
            plain
            and sum(len(block.text) for block in blocks if isinstance(block, Paragraph)) <= limit
        )
        return "brief" if short else "article"


def _resumes(group: Group, below: Group | None) -> bool:
    """`（上接第一版）` above a headline belongs to the story below it."""
    jump = group.elements[0].text("jump") if group.elements[0].kind == "jump" else ""
    return "接" in jump and below is not None and below.opens


def _is_of_briefs(column: str | None) -> bool:
    """Whether a column goes on over several stories; any other heads the one below it."""
    return column is not None and column.endswith(BRIEF_COLUMN_ENDINGS)


def drafts_of(groups: list[Group], paper: str) -> list[Draft]:
    """Fold the groups of a page into stories, in reading order.

    Pictures above the first headline belong to the story below, or make one of their own.
    """
    drafts: list[Draft] = []
    loose: list[Element] = []
    column = None
    for group, below in zip_longest(groups, groups[1:]):
        named = [e for e in group.elements if e.kind == "column"]
        column = unspaced(named[-1].text("column")) if named else column
        if group.leaves_column and not named:
            column = None
        elements = [e for e in group.elements if e.kind not in OUTSIDE]
        if group.opens:
            drafts.append(Draft(paper, column))
            column = column if _is_of_briefs(column) else None
            elements, loose = [*loose, *elements], []
        if not drafts or _resumes(group, below):
            loose += elements
            continue
        for element in elements:
            drafts[-1].add(element)
    if loose:
        drafts.append(Draft(paper, column))
        for element in loose:
            drafts[-1].add(element)
    for draft in drafts:
        if not draft.headline and draft.column == PICTURE_COLUMN:
            draft.headline.append(PICTURE_COLUMN)
    return drafts

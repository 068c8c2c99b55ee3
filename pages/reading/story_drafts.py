"""Stories being put together from the elements of a page."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from .decoder.labels import opens
from .elements.datelines import AGENCY_NAME, is_own
from .elements.elements import Element, Known
from .elements.people import PHOTOGRAPHER
from .elements.story_rules import NOTE
from .lexicon.columns import PICTURE_COLUMN
from .organizations.canonical import Place
from .organizations.extract import find
from .records import Block, Crosshead, Paragraph, Person, Picture, StoryRecord

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
    group_credit: str | None = None
    printed_group_credit: str = ""
    uncredited: list[int] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)

    def add(self, element: Element, *, goes_on: bool = False) -> None:
        """`goes_on`: a paragraph that broke off above goes on with this line."""
        self.elements.append(element)
        self.lines += [element.passage.first_line, element.passage.last_line]
        if element.kind == "text":
            self._add_text(element, goes_on)
        else:
            getattr(self, f"_add_{element.kind}")(element)

    @property
    def is_story(self) -> bool:
        """A head without text or picture is none, nor is an editor's note above a headline."""
        first = next((e for e in self.elements if e.kind != "column"), self.elements[0])
        note = first.kind == "crosshead" and bool(NOTE.fullmatch(first.passage.text))
        return bool(self.blocks) and (bool(self.headline) or not note)

    def without_resumption(self) -> Element | None:
        """`（上接第一版）` at the end belongs to the story below: it is taken out of this one."""
        last = self.elements[-1] if self.elements else None
        if last is None or last.kind != "jump" or "接" not in last.text("jump"):
            return None
        self.elements.pop()
        self.jumps.pop()
        del self.lines[-2:]
        return last

    def _add_column(self, element: Element) -> None:
        self.column = unspaced(element.text("column"))

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
        """Two lines in a row are one crosshead."""
        text, above = element.text("crosshead"), self.blocks[-1] if self.blocks else None
        if isinstance(above, Crosshead):
            self.blocks[-1] = Crosshead(f"{above.text} {text}")
        else:
            self.blocks.append(Crosshead(text))

    def _add_picture(self, element: Element) -> None:
        self._sign(element)
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
        paragraph above, which then was a caption, unless a person says that it is a paragraph."""
        above = self.blocks[-1] if self.blocks else None
        if not self.uncredited and isinstance(above, list) and not self.elements[-2].said:
            self.blocks.pop()
            self._add_caption("".join(above), None)
        # Where one signs for all the others, this is for the picture right above.
        for index in self.uncredited[-1:] if self.group_credit else self.uncredited:
            picture = self.blocks[index]
            if isinstance(picture, Picture):
                self.blocks[index] = replace(picture, credit=who, printed_credit=printed)
        self.uncredited = []

    def _add_text(self, element: Element, goes_on: bool) -> None:
        self._sign(element)
        if element.has("dateline"):
            self.dateline = self.dateline or element.text("dateline").strip()
        if element.has("jump"):
            self.jumps.append(element.text("jump"))
        if element.has("paragraph"):
            self._add_paragraph(element.text("paragraph"), goes_on)

    def _add_paragraph(self, text: str, goes_on: bool) -> None:
        last = next((b for b in reversed(self.blocks) if isinstance(b, list)), None)
        if goes_on and last is not None:
            last.append(text)
        else:
            self.blocks.append([text])

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
            kind="article",
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
        """Paragraphs are joined; a picture without a credit is by who signs for pictures."""
        photographer = self.group_credit or self._photographer()
        for block in self.blocks:
            if isinstance(block, list):
                yield Paragraph("".join(block))
            elif isinstance(block, Picture) and block.credit is None:
                yield replace(block, credit=photographer, printed_credit=self.printed_group_credit)
            else:
                yield block

    def _photographer(self) -> str | None:
        """Who signs the story for pictures, alone: as 摄影, or alone for 文图."""
        taken = [person for person in self.byline if person.role == PHOTOGRAPHER]
        taken = taken or (list(self.byline) if self.text_and_pictures else [])
        return taken[0].name if len(taken) == 1 else None


def drafts_of(lines: Iterable[tuple[Element, str]], paper: str) -> list[Draft]:
    """Fold the elements of a page, each with its label, into stories in the order of the page."""
    drafts: list[Draft] = []
    column = None
    for element, label in lines:
        if element.kind == "column":
            column = element
        if element.kind in OUTSIDE or element is column:
            continue
        if not drafts or (opens(label) and drafts[-1].is_story):
            resumed = drafts[-1].without_resumption() if drafts else None
            drafts.append(Draft(paper))
            if resumed:
                drafts[-1].add(resumed)
        if column and (opens(label) or not drafts[-1].elements):
            drafts[-1].add(column)
            column = None
        drafts[-1].add(element, goes_on=label == "Q")
    for draft in drafts:
        if not draft.headline and draft.column == PICTURE_COLUMN:
            draft.headline.append(PICTURE_COLUMN)
    return drafts

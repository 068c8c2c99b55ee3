"""Reads an annotated page into the reading that it describes, to check what was written."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from pages.annotation.tags import TaggedText, Unreadable, read_tags
from pages.reading.records import (
    Block,
    Crosshead,
    LabelledLine,
    OrganizationName,
    PageHead,
    Paragraph,
    Person,
    Picture,
    Reading,
    StoryRecord,
)

LINE = re.compile(r"(?P<kind>[a-z]+\+?)\| (?P<text>.*?)(?P<goes_on>\\*)")
STORY = re.compile(r"== (?P<kind>article|brief)(?: (?P<column>.+))?")
DASH = re.compile(r"^[—－─―\-]+\s*")


def without_dash(kind: str, text: str) -> str:
    """The text of a line without tags: in a head, without the dash in front."""
    return DASH.sub("", text) if kind in ("k", "h", "d") else text


@dataclass
class StoryLines:
    """A story while its lines are read."""

    kind: str
    column: str | None
    heads: dict[str, list[str]] = field(default_factory=dict)
    byline: dict[Person, None] = field(default_factory=dict)
    organizations: dict[str, OrganizationName] = field(default_factory=dict)
    dateline: str | None = None
    source: str | None = None
    jumps: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    broken: bool = False

    def add(self, kind: str, line: TaggedText, *, goes_on: bool, above: str) -> None:
        """`goes_on`: the paragraph breaks off at its end. `above` is the kind of the line above."""
        self.byline |= dict.fromkeys(line.people)
        for organization in line.organizations:
            self.organizations.setdefault(organization.name, organization)
        match kind:
            case "k" | "h" | "d":
                head = line.inside("t")[0] or without_dash(kind, line.text)
                self.heads.setdefault(kind, []).append(head.strip())
            case "p" | "n" | "p+":
                self._add_text(line, continues=kind == "p+")
                self.broken = goes_on
            case "x":
                self._add_crosshead(line.inside("t")[0] or line.text.strip(), joins=above == "x")
            case "cap":
                self._add_caption(line)
            case "j":
                self.jumps.append(line.text)

    def _add_text(self, line: TaggedText, *, continues: bool) -> None:
        dateline, paper = line.inside("d")
        agency = line.inside("s")[1]
        self.dateline = self.dateline or dateline
        self.source = self.source or paper or agency
        text = line.without("ds")
        if continues:
            self._continue_paragraph(text)
        elif text:
            self.blocks.append(Paragraph(text))

    def _continue_paragraph(self, text: str) -> None:
        """Pictures may stand in between."""
        words = [i for i, block in enumerate(self.blocks) if not isinstance(block, Picture)]
        last = self.blocks[words[-1]] if words else None
        if not self.broken or not isinstance(last, Paragraph):
            raise Unreadable(text)
        self.blocks[words[-1]] = Paragraph(last.text + text)

    def _add_crosshead(self, text: str, *, joins: bool) -> None:
        """Two lines in a row are one crosshead."""
        if joins:
            last = self.blocks.pop() if self.blocks else None
            if not isinstance(last, Crosshead):
                raise Unreadable(text)
            text = f"{last.text} {text}"
        self.blocks.append(Crosshead(text))

    def _add_caption(self, line: TaggedText) -> None:
        caption = line.inside("c")[0]
        if caption is None:
            raise Unreadable(line.text)
        credit, who = line.inside("k")
        self.blocks.append(Picture(caption, who or credit or None))

    def record(self) -> StoryRecord:
        head = {kind: " ".join(filter(None, texts)) for kind, texts in self.heads.items()}
        return StoryRecord(
            kind=self.kind,
            headline=head.get("h", ""),
            kicker=head.get("k"),
            deck=head.get("d"),
            column=self.column,
            byline=tuple(self.byline),
            dateline=self.dateline,
            source=self.source,
            jumps=tuple(self.jumps),
            blocks=tuple(self.blocks),
            organizations=tuple(self.organizations.values()),
        )


@dataclass
class PageLines:
    """A page while its lines are read."""

    head: dict[str, str] = field(default_factory=dict)
    columns: list[str] = field(default_factory=list)
    editors: list[Person] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)
    stories: list[StoryLines] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    above: str = ""

    def add(self, source: str) -> None:
        story, line = STORY.fullmatch(source), LINE.fullmatch(source)
        if source.startswith("@"):
            name, _, value = source[1:].partition(" ")
            self.head[name] = value.strip()
        elif story:
            self.stories.append(StoryLines(story["kind"], story["column"]))
        elif line:
            self._add_line(line["kind"], read_tags(line["text"]), goes_on=bool(line["goes_on"]))
            self.above = line["kind"]
        else:
            raise Unreadable(source)

    def _add_line(self, kind: str, line: TaggedText, *, goes_on: bool) -> None:
        self.texts.append(line.text)
        match kind:
            case "page":
                pass
            case "furniture":
                self.furniture.append(line.text)
            case "editors":
                self.editors += line.people
            case "col":
                self.columns.append(line.inside("t")[0] or line.text)
            case _ if self.stories:
                self.stories[-1].add(kind, line, goes_on=goes_on, above=self.above)
            case _:
                raise Unreadable(line.text)

    def page_head(self) -> PageHead:
        return PageHead(
            paper=self.head.get("paper"),
            date=self.head.get("date"),
            number=self.head.get("number"),
            section=self.head.get("section"),
            editors=tuple(self.editors),
            furniture=tuple(self.furniture),
        )


def read_back(lines: Iterable[str]) -> Reading:
    """The reading that the lines of an annotated page describe; its lines have only their text.

    Raises Unreadable.
    """
    page = PageLines()
    for line in lines:
        page.add(line)
    return Reading(
        page=page.page_head(),
        columns=tuple(page.columns),
        stories=tuple(story.record() for story in page.stories),
        lines=tuple(LabelledLine(n, n, "", text) for n, text in enumerate(page.texts, 1)),
        city=page.head.get("city", ""),
    )

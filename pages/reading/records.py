"""What a page says, as plain frozen records: the contract between the reader and the import."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Person:
    name: str
    role: str


@dataclass(frozen=True)
class OrganizationName:
    """An organization as first printed, its canonical name, and the other printed forms."""

    name: str
    canonical: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Crosshead:
    text: str


@dataclass(frozen=True)
class Picture:
    """A caption with who took the picture; `printed_credit` has all the words of its credit."""

    caption: str
    credit: str | None = None
    printed_credit: str = field(default="", compare=False)


Block = Paragraph | Crosshead | Picture


@dataclass(frozen=True)
class StoryRecord:
    """One story; `blocks` stand in reading order, lines are counted from 1."""

    kind: str
    headline: str
    kicker: str | None = None
    deck: str | None = None
    column: str | None = None
    byline: tuple[Person, ...] = ()
    dateline: str | None = None
    source: str | None = None
    jumps: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    organizations: tuple[OrganizationName, ...] = ()
    first_line: int = 1
    last_line: int = 1

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(block.text for block in self.blocks if isinstance(block, Paragraph))

    @property
    def pictures(self) -> tuple[Picture, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Picture))

    @property
    def sections(self) -> tuple[tuple[str | None, tuple[str, ...]], ...]:
        """Pairs of a crosshead (None before the first) and the paragraphs under it."""
        sections: list[tuple[str | None, list[str]]] = [(None, [])]
        for block in self.blocks:
            if isinstance(block, Crosshead):
                sections.append((block.text, []))
            elif isinstance(block, Paragraph):
                sections[-1][1].append(block.text)
        return tuple((head, tuple(texts)) for head, texts in sections if head is not None or texts)

    @property
    def lede(self) -> str | None:
        """The text before the first crosshead, when that is exactly one paragraph."""
        sections = self.sections
        if len(sections) > 1 and sections[0][0] is None and len(sections[0][1]) == 1:
            return sections[0][1][0]
        return None

    def as_json(self) -> dict[str, Any]:
        shared = {
            "kicker": self.kicker,
            "headline": self.headline,
            "byline": [{"name": person.name, "role": person.role} for person in self.byline],
            "photos": [{"caption": p.caption, "credit": p.credit} for p in self.pictures],
            "column": self.column,
            "dateline": self.dateline,
            "source": self.source,
            "organizations": [
                {"name": o.name, "canonical": o.canonical, "aliases": list(o.aliases)}
                for o in self.organizations
            ],
        }
        if self.kind == "brief":
            return shared | {"paragraphs": list(self.paragraphs)}
        sections = self.sections[1:] if self.lede else self.sections
        return shared | {
            "deck": self.deck,
            "lede": self.lede,
            "sections": [{"crosshead": h, "paragraphs": list(texts)} for h, texts in sections],
            "jumps": list(self.jumps),
        }


@dataclass(frozen=True)
class Problem:
    """Something an editor should look at; `line` is counted from 1, `hint` is Chinese.

    A problem with a `second` is a doubt about the whole line: it was read as `label`, and `second`
    is what else it may be; both are of MARK_KINDS, so that a person can settle it with a mark.
    """

    line: int
    kind: str
    text: str
    hint: str
    label: str = ""
    second: str = ""

    def as_json(self) -> dict[str, Any]:
        """The fields; `label` and `second` only when they are filled."""
        doubt = {"label": self.label, "second": self.second}
        return {"line": self.line, "kind": self.kind, "text": self.text, "hint": self.hint} | {
            name: value for name, value in doubt.items() if value
        }


@dataclass(frozen=True)
class PageHead:
    """What is printed about the page itself; `date` is ISO, nothing is invented."""

    paper: str | None = None
    date: str | None = None
    number: str | None = None
    section: str | None = None
    editors: tuple[Person, ...] = ()
    furniture: tuple[str, ...] = ()


@dataclass(frozen=True)
class Span:
    """Characters `start` to `end` (0-based, end exclusive) of a line (1-based) and their part."""

    line: int
    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Part:
    """Characters `start` to `end` of a text, read as one field."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class LabelledLine:
    """A line of text, which may be printed on the lines `first` to `last`, and its label.

    `people` sign in it, or edit the page; `story` is the place of its story among those of the
    reading, from 1, or None outside of them.
    """

    first: int
    last: int
    label: str
    text: str
    parts: tuple[Part, ...] = ()
    people: tuple[Person, ...] = ()
    story: int | None = None


@dataclass(frozen=True)
class Reading:
    """A page as read; stories, problems, spans and lines stand in the order of the page.

    `city` is the one that names such as 市民政局 belong to.
    """

    page: PageHead = PageHead()
    columns: tuple[str, ...] = ()
    stories: tuple[StoryRecord, ...] = ()
    problems: tuple[Problem, ...] = ()
    spans: tuple[Span, ...] = field(default=(), repr=False)
    lines: tuple[LabelledLine, ...] = field(default=(), repr=False)
    city: str = ""

    @property
    def articles(self) -> tuple[StoryRecord, ...]:
        return tuple(story for story in self.stories if story.kind == "article")

    @property
    def briefs(self) -> tuple[StoryRecord, ...]:
        return tuple(story for story in self.stories if story.kind == "brief")

    def as_json(self, file: str, sha256: str) -> dict[str, Any]:
        """One object of `import_pages --json`, in the shape of docs/page-format.md."""
        page = self.page
        return {
            "file": file,
            "sha256": sha256,
            "page": {
                "paper": page.paper,
                "date": page.date,
                "number": page.number,
                "section": page.section,
                "editors": [{"role": e.role, "name": e.name} for e in page.editors],
                "furniture": list(page.furniture),
            },
            "columns": list(self.columns),
            "articles": [story.as_json() for story in self.articles],
            "briefs": [story.as_json() for story in self.briefs],
            "problems": [problem.as_json() for problem in self.problems],
        }

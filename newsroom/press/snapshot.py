"""What the desk hands to the press: one story as plain data, complete and without a database.

A snapshot is frozen into a `Version` as JSON and read back from it; preview renders one that
was never saved. `FORMAT` is the number of the present shape: when it changes, add a pure
function to `UPGRADES` that lifts the content of the format before.
"""

import dataclasses
import datetime
import html
import re
from dataclasses import dataclass

from django.conf import settings
from django.utils.html import strip_tags

from newsroom.core.story_kind import story_kind

FORMAT = 3
# format number -> function of the content dict, giving the next format's
UPGRADES = {
    1: lambda content: {**content, "corrections": []},
    2: lambda content: {**content, "pictures": [{**p, "files": []} for p in content["pictures"]]},
}

PHOTO_NODE = re.compile(r'<figure data-photo="(\d+)"></figure>')
TEXTS = ("kicker", "headline", "deck", "column", "dateline", "source", "body")
FIRST_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)


@dataclass(frozen=True)
class Signature:
    """One name of the byline as printed, and the reporter it stands for (None: unknown)."""

    name: str
    role: str
    reporter: int | None = None


@dataclass(frozen=True)
class PictureFile:
    """One prepared size of a picture; `format` is its file's ending, sizes are in pixels."""

    name: str
    shape: str
    format: str
    width: int
    height: int


@dataclass(frozen=True)
class Picture:
    """A photo in its place; `place` is the number its node in the body carries.

    Without `files` it is a caption whose picture nobody has. `lead` where it was chosen to stand
    for the story, on top and in lists; else the first one does.
    """

    place: int
    caption: str
    credit: str
    alt: str = ""
    files: tuple[PictureFile, ...] = ()
    colour: str = ""
    ai_generated: bool = False
    lead: bool = False

    @property
    def node(self):
        """What marks its place in the body."""
        return f'<figure data-photo="{self.place}"></figure>'

    @classmethod
    def from_content(cls, content):
        return cls(**{**content, "files": tuple(PictureFile(**f) for f in content["files"])})


@dataclass(frozen=True)
class PrintedPlace:
    """Where the story stood in the paper; an undated or unnumbered page leaves these None."""

    paper: str
    date: datetime.date | None
    number: str | None
    position: int
    section: str = ""

    @property
    def ours(self):
        """Whether readers can turn to that page: one of the house paper, dated and numbered."""
        return bool(self.paper == settings.NEWSROOM_PAPER and self.date and self.number)


@dataclass(frozen=True)
class Reprint:
    """Whose work a reprinted story is."""

    title: str
    author: str
    url: str

    @property
    def link(self):
        """The address of the original, if it is one of the web; what is frozen may be anything."""
        return self.url if self.url.lower().startswith(("https://", "http://")) else ""


@dataclass(frozen=True)
class CorrectionNote:
    """What readers are told of a mistake, and the day they first read it (None: not yet)."""

    note: str
    date: datetime.date | None = None


@dataclass(frozen=True)
class Snapshot:
    """Everything readers see of one story. `section` and ids are those of the masthead."""

    story: int
    kind: str
    section: int
    kicker: str
    headline: str
    deck: str
    column: str
    dateline: str
    source: str
    body: str
    bylines: tuple[Signature, ...]
    pictures: tuple[Picture, ...]
    reprint: Reprint | None
    tags: tuple[str, ...]
    organizations: tuple[int, ...]
    responsible_editor: str
    revision_sha256: str
    printed: PrintedPlace | None
    corrections: tuple[CorrectionNote, ...] = ()

    @property
    def story_kind(self):
        """The StoryKind of the story: how it is shown."""
        return story_kind(self.kind)

    @property
    def kicker_above_headline(self):
        """The kicker where it stands in a line of its own; empty where the title has it."""
        return self.kicker if self.story_kind.kicker_above_headline else ""

    @property
    def title(self):
        """The headline as lists show it; an item without a headline shows its first words."""
        return self.story_kind.title(self.kicker, self.headline) or self.summary[:24]

    @property
    def summary(self):
        """The first paragraph as plain text."""
        first = FIRST_PARAGRAPH.search(self.body)
        return html.unescape(strip_tags(first[1])) if first else ""

    @property
    def lead(self):
        """The picture that stands for the story, in lists as well; None if none has a file."""
        shown = [picture for picture in self.pictures if picture.files]
        return max(shown, key=lambda picture: picture.lead, default=None)

    @property
    def opening(self):
        """The picture above the text: the lead that was chosen, or that the body begins with."""
        lead = self.lead
        return lead if lead and (lead.lead or self.body.startswith(lead.node)) else None

    @property
    def file_names(self):
        """The names of the files that its pictures need."""
        return {file.name for picture in self.pictures for file in picture.files}

    def blocks(self):
        """The body in order, as `("text", html)` and `("picture", Picture)` pairs.

        The opening picture is not among them.
        """
        pictures = {p.place: p for p in self.pictures if p != self.opening}
        for index, part in enumerate(PHOTO_NODE.split(self.body)):
            if index % 2 and int(part) in pictures:
                yield "picture", pictures[int(part)]
            elif not index % 2 and part:
                yield "text", part

    def as_content(self):
        """The snapshot as JSON-ready data, its format number included."""
        content = dataclasses.asdict(self)
        for dated in filter(None, [content["printed"], *content["corrections"]]):
            dated["date"] = dated["date"] and dated["date"].isoformat()
        return {"format": FORMAT, **content}

    def dated(self, day, before=()):
        """The snapshot with a date on each correction: of those `before`, else `day`."""
        dates = {correction.note: correction.date for correction in before}
        return dataclasses.replace(
            self,
            corrections=tuple(
                CorrectionNote(correction.note, dates.get(correction.note) or day)
                for correction in self.corrections
            ),
        )

    def emptied(self):
        """The snapshot without a word of what it said."""
        return dataclasses.replace(
            self,
            **dict.fromkeys(TEXTS, ""),
            bylines=(),
            pictures=(),
            reprint=None,
            tags=(),
            organizations=(),
            corrections=(),
        )

    @classmethod
    def from_content(cls, content):
        """Read back what `as_content` wrote, in this or any earlier format."""
        content = upgrade(content)
        printed, reprint = content["printed"], content["reprint"]
        return cls(
            **{
                **content,
                "bylines": tuple(Signature(**byline) for byline in content["bylines"]),
                "pictures": tuple(Picture.from_content(picture) for picture in content["pictures"]),
                "reprint": Reprint(**reprint) if reprint else None,
                "tags": tuple(content["tags"]),
                "organizations": tuple(content["organizations"]),
                "printed": PrintedPlace(**_dated(printed)) if printed else None,
                "corrections": tuple(
                    CorrectionNote(**_dated(correction)) for correction in content["corrections"]
                ),
            }
        )


def _dated(content):
    date = content["date"]
    return {**content, "date": date and datetime.date.fromisoformat(date)}


def upgrade(content):
    """The content lifted to the present format, its format number taken off."""
    content = dict(content)
    number = content.pop("format")
    while number < FORMAT:
        content = UPGRADES[number](content)
        number += 1
    return content

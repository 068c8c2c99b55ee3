"""The interface between desk and press: everything public about one story, as plain data.

A Version stores a snapshot as JSON; a preview shows one that was never saved. `FORMAT` is the
number of the current JSON format: when it changes, add a pure function to `UPGRADES` that converts
the previous format.
"""

import dataclasses
import datetime
from dataclasses import dataclass
from typing import Any

from newsroom.core.body import first_words, photo_node, split_at_photos
from newsroom.core.masthead import is_own
from newsroom.core.story_kind import story_kind

FORMAT = 3
# format number -> function that converts a content dict of that format into the next one
UPGRADES = {
    1: lambda content: {**content, "corrections": []},
    2: lambda content: {**content, "pictures": [{**p, "files": []} for p in content["pictures"]]},
}

TEXTS = ("kicker", "headline", "deck", "column", "dateline", "source", "body", "own_summary")


@dataclass(frozen=True)
class BylineName:
    """One name of the byline as printed; `reporter` is the Reporter's id, None if unknown."""

    name: str
    role: str
    reporter: int | None = None


@dataclass(frozen=True)
class PictureFile:
    """One prepared file of a picture; `format` is the file name's ending, sizes are in pixels."""

    name: str
    shape: str
    format: str
    width: int
    height: int


@dataclass(frozen=True)
class Picture:
    """A photo as the story shows it; `place` is the number in its element of the body.

    Without `files` it is only the caption of a missing photo. `lead` marks the picture that an
    editor chose to represent the story, on top and in lists; by default it is the first one.
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
        """The element that marks its place in the body."""
        return photo_node(self.place)

    @classmethod
    def from_content(cls, content):
        return cls(**{**content, "files": tuple(PictureFile(**f) for f in content["files"])})


@dataclass(frozen=True)
class PrintedPlace:
    """Where the story was printed; `date` and `number` (of the page) are None if unknown."""

    paper: str
    date: datetime.date | None
    number: str | None
    position: int
    section: str = ""

    @property
    def has_public_page(self):
        """Whether this site has that page: one of the house paper, with a date and a number."""
        return bool(is_own(self.paper) and self.date and self.number)


@dataclass(frozen=True)
class Reprint:
    """The original of a reprinted story."""

    title: str
    author: str
    url: str

    @property
    def link(self):
        """The URL of the original if it is a web address; stored values may be anything."""
        return self.url if self.url.lower().startswith(("https://", "http://")) else ""


@dataclass(frozen=True)
class CorrectionNote:
    """A public correction, and the date it was first published (None: not yet)."""

    note: str
    date: datetime.date | None = None


@dataclass(frozen=True)
class Snapshot:
    """Everything public about one story.

    `section` and `organizations` are ids of newsroom.core models, `story_id` is the desk's.
    `own_summary` is the summary that the desk wrote; its key is in the content only if it is there,
    so that it needs no new FORMAT.
    """

    story_id: int
    kind: str
    section: int
    kicker: str
    headline: str
    deck: str
    column: str
    dateline: str
    source: str
    body: str
    bylines: tuple[BylineName, ...]
    pictures: tuple[Picture, ...]
    reprint: Reprint | None
    tags: tuple[str, ...]
    organizations: tuple[int, ...]
    responsible_editor: str
    revision_sha256: str
    printed: PrintedPlace | None
    corrections: tuple[CorrectionNote, ...] = ()
    own_summary: str = ""

    @property
    def story_kind(self):
        """The StoryKind of the story: how it is shown."""
        return story_kind(self.kind)

    @property
    def kicker_above_headline(self):
        """The kicker if it has a line of its own; empty if the title holds it."""
        return self.kicker if self.story_kind.kicker_above_headline else ""

    @property
    def title(self):
        """The headline as lists show it; the first words for a story without a headline."""
        return self.story_kind.title(self.kicker, self.headline) or self.summary[:24]

    @property
    def summary(self):
        """What the desk wrote as its summary, or else the first words of the body."""
        return self.own_summary or first_words(self.body)

    @property
    def lead_picture(self):
        """The picture that represents the story, also in lists; None if none has a file."""
        with_files = [picture for picture in self.pictures if picture.files]
        return max(with_files, key=lambda picture: picture.lead, default=None)

    @property
    def opening_picture(self):
        """The lead picture if it goes above the text: it was chosen, or begins the body."""
        lead = self.lead_picture
        return lead if lead and (lead.lead or self.body.startswith(lead.node)) else None

    @property
    def file_names(self):
        """The names of all files of its pictures, as a set."""
        return {file.name for picture in self.pictures for file in picture.files}

    def blocks(self):
        """The body in order, as `("text", html)` and `("picture", Picture)` pairs.

        Without the opening picture, which the page shows above the text.
        """
        pictures = {p.place: p for p in self.pictures if p != self.opening_picture}
        for html, place in split_at_photos(self.body):
            if place in pictures:
                yield "picture", pictures[place]
            elif place is None and html:
                yield "text", html

    def as_content(self):
        """The snapshot as JSON-ready data, its format number included."""
        content = dataclasses.asdict(self)
        content["story"] = content.pop("story_id")
        if not self.own_summary:
            del content["own_summary"]
        for dated in filter(None, [content["printed"], *content["corrections"]]):
            dated["date"] = dated["date"] and dated["date"].isoformat()
        return {"format": FORMAT, **content}

    def with_correction_dates(self, day, earlier=()):
        """The snapshot with dated corrections: those in `earlier` keep theirs, others get `day`."""
        dates = {correction.note: correction.date for correction in earlier}
        return dataclasses.replace(
            self,
            corrections=tuple(
                CorrectionNote(correction.note, dates.get(correction.note) or day)
                for correction in self.corrections
            ),
        )

    def emptied(self):
        """The snapshot without any text, names, pictures or links, for a redaction."""
        no_texts: dict[str, Any] = dict.fromkeys(TEXTS, "")
        return dataclasses.replace(
            self,
            **no_texts,
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
        content["story_id"] = content.pop("story")
        printed, reprint = content["printed"], content["reprint"]
        return cls(
            **{
                **content,
                "bylines": tuple(BylineName(**byline) for byline in content["bylines"]),
                "pictures": tuple(Picture.from_content(picture) for picture in content["pictures"]),
                "reprint": Reprint(**reprint) if reprint else None,
                "tags": tuple(content["tags"]),
                "organizations": tuple(content["organizations"]),
                "printed": PrintedPlace(**_with_date(printed)) if printed else None,
                "corrections": tuple(
                    CorrectionNote(**_with_date(correction))
                    for correction in content["corrections"]
                ),
            }
        )


def _with_date(content):
    """The dict with its `date` parsed, or None."""
    date = content["date"]
    return {**content, "date": date and datetime.date.fromisoformat(date)}


def upgrade(content):
    """A copy of the content in the current format, without its format number."""
    content = dict(content)
    number = content.pop("format")
    while number < FORMAT:
        content = UPGRADES[number](content)
        number += 1
    return content

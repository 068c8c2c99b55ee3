"""What a published story is made of before it is written: its plan, and its unsaved rows."""

import datetime
from dataclasses import dataclass, field

from demo.cast import Cast
from demo.pictures import Picture
from demo.telling import Told
from newsroom.desk.models import Decision, Story
from newsroom.press.snapshot import PrintedPlace, Snapshot


@dataclass(frozen=True)
class Plan:
    """What becomes of one story: its words, when readers see it, and what else happens to it."""

    told: Told
    at: datetime.datetime
    printed: PrintedPlace | None = None
    picture: Picture | None = None
    bylines: tuple = ()  # Reporters; the first one's log-in files it
    reprinted: bool = False
    corrected_at: datetime.datetime | None = None


@dataclass
class Publication:
    """A Snapshot for the press, and the Decision that hands it over."""

    snapshot: Snapshot
    at: datetime.datetime
    decision: Decision


@dataclass
class Life:
    """The unsaved rows of one story, with the keys that they need to name each other.

    `numbers` gives the next key of a model.
    """

    plan: Plan
    cast: Cast
    numbers: dict
    story: Story = None
    bylines: list = field(default_factory=list)
    story_photos: list = field(default_factory=list)
    corrections: list = field(default_factory=list)
    revisions: list = field(default_factory=list)
    decisions: list = field(default_factory=list)
    publications: list = field(default_factory=list)

    @property
    def tags(self):
        return [self.cast.tags[name] for name in self.plan.told.tags]

    @property
    def organizations(self):
        return [self.cast.organizations[name] for name in self.plan.told.organizations]

    def person(self, role):
        return self.cast.people[role]

"""What the panels of the first screen share: Panel, Item, their sizes."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import OuterRef

from newsroom.core.labels import Label
from newsroom.desk.models import Revision

SHOWN = 10  # items of a panel
RECENT = timedelta(days=30)


@dataclass(frozen=True)
class Item:
    """One line of a panel: a link, a coloured label, and two lines of small text."""

    title: Label
    url: str
    label: Label = ""
    colour: str = "default"
    detail: Label = ""
    note: Label = ""


@dataclass(frozen=True)
class Panel:
    """A titled list of Items; `empty` is the text shown if there are none."""

    title: Label
    empty: Label
    items: list[Item] = field(default_factory=list)
    urgent: bool = False


def panel_unless_empty(title, items, *, urgent=False):
    """A Panel that is only shown if it has items: None without any."""
    return Panel(title, "", items, urgent) if items else None


def newest_sha256():
    """For a Subquery on stories: the SHA-256 of their newest revision."""
    return Revision.objects.filter(story=OuterRef("pk")).order_by("-number").values("sha256")[:1]

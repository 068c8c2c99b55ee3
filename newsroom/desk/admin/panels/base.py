"""What the panels of the first screen share: Panel, Item, their sizes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Window

from newsroom.core.labels import Label
from newsroom.desk.models import Revision

SHOWN = 10  # items of a panel on the first screen
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


@dataclass
class Panel:
    """A titled list of Items. The first screen shows its first ones, its own page all of them.

    `rows` are all its rows in order, as a queryset or a list, and `build` makes the Items of some
    of them. `empty` is the text shown if there are none. Without `counts` nobody is told how many
    there are, as with everything that was ever published. `panels_for` sets `url`.
    """

    title: Label
    empty: Label
    rows: QuerySet | Sequence
    build: Callable[[list[Any]], list[Item]]
    urgent: bool = False
    counts: bool = True
    shown: int = SHOWN
    url: str = ""

    @cached_property
    def items(self):
        """The Items of the first screen."""
        return self.build(self._first[: self.shown])

    @property
    def has_more(self):
        """Whether there are more rows than the first screen shows."""
        return len(self._first) > self.shown

    @property
    def count(self):
        """The number of all rows; None if they are not counted."""
        if not self.counts:
            return None
        if not self.has_more:
            return len(self._first)
        return self._first[0].panel_count if isinstance(self.rows, QuerySet) else len(self.rows)

    def page(self, number, size):
        """(Items of that page of the whole list, whether another page follows); 1 is the first."""
        start = (number - 1) * size
        rows = list(self.rows[start : start + size + 1])
        return self.build(rows[:size]), len(rows) > size

    @cached_property
    def _first(self):
        """The rows of the first screen and one more, each with the number of all `panel_count`."""
        rows = self.rows
        if self.counts and isinstance(rows, QuerySet):
            rows = rows.annotate(panel_count=Window(Count("pk")))  # costs no query of its own
        return list(rows[: self.shown + 1])


def panel_unless_empty(title, rows, build, **options):
    """A Panel that is only shown if it has items: None without any."""
    panel = Panel(title, "", rows, build, **options)
    return panel if panel.items else None


def newest_sha256():
    """For a Subquery on stories: the SHA-256 of their newest revision."""
    return Revision.objects.filter(story=OuterRef("pk")).order_by("-number").values("sha256")[:1]

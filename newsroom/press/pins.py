"""Lead and pins (头条与置顶): the stories that editors set above all others.

`arrange` is their only writer. A pin knows a story's number alone: whether that story stands in
its place is asked of the live listings each time, so a withdrawn one simply does not.
"""

import datetime
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Case, OuterRef, Subquery, Value, When
from django.utils import timezone

from newsroom.press import generations
from newsroom.press.models import Facet, Listing, Pin

MOST = 8  # pins of one place, the lead included
LOCK = 7_002  # of a place, with its number: whoever arranges it waits for who does so already


class NotListed(Exception):
    """Some of the stories do not stand in the place that they are to be pinned in: `stories`."""

    def __init__(self, stories):
        super().__init__(stories)
        self.stories = stories


class Rearranged(Exception):
    """Somebody has arranged the place since the person looked at it."""


@dataclass(frozen=True)
class Pinned:
    """A story's number, where it is to stand (1: the lead), until when (None: until changed)."""

    story: int
    position: int
    until: datetime.datetime | None = None


@transaction.atomic
def arrange(section, pins, *, by, seen=None):
    """Let exactly these Pinned stand in the Section, or on the front page for None, from now on.

    What stands there already goes on; everything else is ended by that User. A pin whose moment
    has passed is left out. `seen` are the ids of the pins that the person saw there, if that
    matters. Raises Rearranged, NotListed.
    """
    _lock(section)
    now = timezone.now()
    standing = {_as_pinned(pin): pin for pin in pins_of(section)}
    if seen is not None and rearranged(standing.values(), set(seen)):
        raise Rearranged
    wanted = {pin for pin in pins if pin.until is None or pin.until > now}
    _check_listed(section, wanted)
    for pinned, pin in standing.items():
        if pinned not in wanted:
            _end(pin, now, by)
    Pin.objects.bulk_create(
        Pin(
            section=section,
            story=pinned.story,
            position=pinned.position,
            during=DateTimeTZRange(now, pinned.until),
            set_by=by,
            set_at=now,
        )
        for pinned in wanted - standing.keys()
    )
    generations.advance()


def pins_of(section):
    """The Pins of the Section, or of the front page for None, that hold now; the lead first."""
    return Pin.objects.live().of(section)


def rearranged(standing, seen):
    """Whether somebody changed the pins `seen` (their ids) into `standing`: time alone does not."""
    now = {pin.pk for pin in standing}
    return bool(now - seen) or Pin.objects.filter(pk__in=seen - now).exclude(ended_by=None).exists()


def entries(section, pins=None):
    """Live entries of what is pinned there, each with its `position`, in no order.

    `pins` are Pinned that nobody saved, for a preview.
    """
    facet, key = list_of(section)
    if pins is None:
        rows = pins_of(section).order_by()
        stories = rows.values("story")
        position = Subquery(rows.filter(story=OuterRef("version__story")).values("position")[:1])
    else:
        stories = [pin.story for pin in pins]
        whens = (When(version__story=pin.story, then=Value(pin.position)) for pin in pins)
        position = Case(*whens, default=Value(0))
    listed = Listing.objects.shown(facet, key).filter(version__story__in=stories)
    return listed.order_by().annotate(position=position)


def list_of(section):
    """The list whose stories can stand there: (facet, key)."""
    return (Facet.SECTION, section.pk) if section else (Facet.NEWEST, "")


def _check_listed(section, pins):
    listed = entries(section, pins).values_list("version__story", flat=True)
    missing = {pin.story for pin in pins}.difference(listed)
    if missing:
        raise NotListed(missing)


def _end(pin, now, by):
    pin.during = DateTimeTZRange(pin.during.lower, now)
    pin.ended_by = by
    pin.save(update_fields=["during", "ended_by"])


def _as_pinned(pin):
    return Pinned(pin.story, pin.position, pin.during.upper)


def _lock(section):
    with connection.cursor() as cursor:
        number = section.pk if section else 0
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, number])

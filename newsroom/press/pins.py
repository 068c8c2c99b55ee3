"""Lead and pins (头条与置顶): the stories that editors put on top of a page.

Only `arrange` writes them. A pin stores nothing but the story's id; whether the story may be shown
is asked of the live listings on each request, so a withdrawn story simply disappears.
"""

import datetime
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Case, OuterRef, Subquery, Value, When
from django.utils import timezone

from newsroom.press import cache
from newsroom.press.models import Facet, Listing, Pin

MAX_PINS = 8  # on one page, including the lead
# The first key of the advisory lock of a page; the second is its number. Only one user at a time
# can arrange a page.
LOCK_CLASS = 7_002


class NotListed(Exception):
    """Some of the stories to be pinned are not in the list of the page: `story_ids`."""

    def __init__(self, story_ids):
        super().__init__(story_ids)
        self.story_ids = story_ids


class PinsChanged(Exception):
    """Somebody else has changed the pins of the page since the user loaded the form."""


@dataclass(frozen=True)
class PinnedStory:
    """A story's id, its position (1: the lead), and when the pin ends (None: when removed)."""

    story_id: int
    position: int
    until: datetime.datetime | None = None


@transaction.atomic
def arrange(section, pinned_stories, *, user, seen_pin_ids=None):
    """Make exactly these PinnedStories the pins of the Section, or of the front page for None.

    Pins that are already there continue; all others are ended by `user`. A PinnedStory whose
    `until` has passed is left out. `seen_pin_ids` are the ids of the pins that the user saw, to
    detect changes by others. Raises PinsChanged, NotListed.
    """
    _lock(section)
    now = timezone.now()
    pins = {_as_pinned_story(pin): pin for pin in live_pins(section)}
    if seen_pin_ids is not None and changed_by_others(pins.values(), set(seen_pin_ids)):
        raise PinsChanged
    wanted = {pinned for pinned in pinned_stories if pinned.until is None or pinned.until > now}
    _check_listed(section, wanted)
    for pinned, pin in pins.items():
        if pinned not in wanted:
            _end(pin, now, user)
    Pin.objects.bulk_create(
        Pin(
            section=section,
            story_id=pinned.story_id,
            position=pinned.position,
            during=DateTimeTZRange(now, pinned.until),
            set_by=user,
            set_at=now,
        )
        for pinned in wanted - pins.keys()
    )
    cache.invalidate()


def live_pins(section):
    """The live Pins of the Section, or of the front page for None; the lead first."""
    return Pin.objects.live().for_section(section)


def changed_by_others(pins, seen_pin_ids):
    """Whether somebody set or removed a pin since `seen_pin_ids` (a set) were the live ones.

    `pins` are those live now. A pin that merely ran out is no change.
    """
    ids = {pin.pk for pin in pins}
    gone = Pin.objects.filter(pk__in=seen_pin_ids - ids)
    return bool(ids - seen_pin_ids) or gone.exclude(ended_by=None).exists()


def pinned_listings(section, pinned_stories=None):
    """Live Listings of the pinned stories, each with its `position`, in no particular order.

    `pinned_stories` (PinnedStories) replace the saved pins, for a preview.
    """
    facet, key = list_of(section)
    if pinned_stories is None:
        pins = live_pins(section).order_by()
        story_ids = pins.values("story_id")
        of_listing = pins.filter(story_id=OuterRef("version__story_id"))
        position: Subquery | Case = Subquery(of_listing.values("position")[:1])
    else:
        story_ids = [pinned.story_id for pinned in pinned_stories]
        positions = (
            When(version__story_id=pinned.story_id, then=Value(pinned.position))
            for pinned in pinned_stories
        )
        position = Case(*positions, default=Value(0))
    listings = Listing.objects.in_list(facet, key).with_sections()
    return listings.filter(version__story_id__in=story_ids).order_by().annotate(position=position)


def list_of(section):
    """The list from which stories can be pinned: (facet, key)."""
    return (Facet.SECTION, section.pk) if section else (Facet.NEWEST, "")


def _check_listed(section, pinned_stories):
    listings = pinned_listings(section, pinned_stories)
    listed = listings.values_list("version__story_id", flat=True)
    missing = {pinned.story_id for pinned in pinned_stories}.difference(listed)
    if missing:
        raise NotListed(missing)


def _end(pin, now, user):
    pin.during = DateTimeTZRange(pin.during.lower, now)
    pin.ended_by = user
    pin.save(update_fields=["during", "ended_by"])


def _as_pinned_story(pin):
    return PinnedStory(pin.story_id, pin.position, pin.during.upper)


def _lock(section):
    with connection.cursor() as cursor:
        page_number = section.pk if section else 0
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK_CLASS, page_number])

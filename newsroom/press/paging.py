"""Keyset pagination of lists: stable while stories arrive, and page 500 is as fast as page 1."""

import base64
import binascii
import datetime
import struct
from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404
from django.utils import timezone

PAGE_SIZE = 20
CURSOR_PARAMETER = "after"
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
MICROSECOND = datetime.timedelta(microseconds=1)
CURSOR_FORMAT = struct.Struct(">qq")  # microseconds since the epoch, version id


@dataclass(frozen=True)
class Page:
    """Some Listings of a list, newest first. `cursor` is its own, empty for the first page.

    `next_cursor` is empty on the last page. `previous_cursor` is empty if the first page comes
    before this one, and None if no page does.
    """

    entries: tuple
    cursor: str = ""
    next_cursor: str = ""
    previous_cursor: str | None = None

    @property
    def is_first(self):
        return not self.cursor

    @property
    def query(self):
        """What follows the path in the page's canonical URL: empty if no page comes before it."""
        return "" if self.previous_cursor is None else _query(self.cursor)

    @property
    def next_query(self):
        return _query(self.next_cursor)

    @property
    def previous_query(self):
        return _query(self.previous_cursor)

    @property
    def range(self):
        """The first and the last day of its stories, and the newest one if both are the same.

        Together they tell the pages of a list apart, for their titles; None for the first page.
        """
        if self.is_first:
            return None
        until, since = (timezone.localdate(self.entries[i].sort_at) for i in (0, -1))
        newest = self.entries[0].version.snapshot if since == until else None
        return {"since": since, "until": until, "newest": newest}


def paginate(request, listings, size=PAGE_SIZE):
    """The Page of `listings` (in their own order) after the cursor `?after=`, or the first one.

    Raises Http404 for a cursor that is malformed or has nothing after it: a followed link
    never shows an empty page.
    """
    cursor = request.GET.get(CURSOR_PARAMETER)
    on_page = listings
    if cursor is not None:
        on_page = listings_after(listings, *parse_cursor(cursor))
    entries = list(on_page[: size + 1])
    if cursor is not None and not entries:
        raise Http404
    next_cursor = cursor_of(entries[size - 1]) if len(entries) > size else ""
    if cursor is None:
        return Page(tuple(entries[:size]), next_cursor=next_cursor)
    previous_cursor = _previous_cursor(listings, entries[0], size)
    return Page(tuple(entries[:size]), cursor, next_cursor, previous_cursor)


def _previous_cursor(listings, first, size):
    """The cursor of the page before the one whose first entry is `first`, as in Page."""
    before = listings_before(listings, first.sort_at, first.version_id)
    before = list(before.select_related(None).only("sort_at", "version")[: size + 1])
    if not before:
        return None
    return cursor_of(before[size]) if len(before) > size else ""


def listings_before(listings, sort_at, version_id):
    """The listings that come before the key (sort_at, version_id), the nearest first."""
    return (
        listings.filter(sort_at__gte=sort_at)
        .filter(Q(sort_at__gt=sort_at) | Q(version_id__gt=version_id))
        .order_by("sort_at", "version_id")
    )


def listings_after(listings, sort_at, version_id):
    """The listings that come after the key (sort_at, version_id)."""
    # The first condition alone follows from the second, but it lets PostgreSQL use the index.
    return listings.filter(sort_at__lte=sort_at).filter(
        Q(sort_at__lt=sort_at) | Q(version_id__lt=version_id)
    )


def _query(cursor):
    return f"?{CURSOR_PARAMETER}={cursor}" if cursor else ""


def cursor_of(listing):
    """The sort key of a Listing as a short opaque text."""
    packed = CURSOR_FORMAT.pack((listing.sort_at - EPOCH) // MICROSECOND, listing.version_id)
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def parse_cursor(cursor):
    """The (sort_at, version_id) of a cursor. Raises Http404 if it is malformed."""
    try:
        packed = base64.b64decode(f"{cursor}==", altchars="-_", validate=True)
        microseconds, version_id = CURSOR_FORMAT.unpack(packed)
        return EPOCH + microseconds * MICROSECOND, version_id
    except (binascii.Error, struct.error, ValueError, OverflowError) as error:
        raise Http404 from error

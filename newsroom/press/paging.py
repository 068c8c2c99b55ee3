"""Keyset pagination of lists: stable while stories arrive, and page 500 is as fast as page 1."""

import base64
import binascii
import datetime
import struct
from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404

PAGE_SIZE = 20
CURSOR_PARAMETER = "after"
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
MICROSECOND = datetime.timedelta(microseconds=1)
CURSOR_FORMAT = struct.Struct(">qq")  # microseconds since the epoch, version id


@dataclass(frozen=True)
class Page:
    """Some Listings of a list, newest first; `next_cursor` is empty on the last page."""

    entries: tuple
    next_cursor: str
    is_first: bool


def paginate(request, listings, size=PAGE_SIZE):
    """The Page of `listings` (in their own order) after the cursor `?after=`, or the first one.

    Raises Http404 for a cursor that is malformed or has nothing after it: a followed link
    never shows an empty page.
    """
    cursor = request.GET.get(CURSOR_PARAMETER)
    if cursor is not None:
        listings = listings_after(listings, *parse_cursor(cursor))
    entries = list(listings[: size + 1])
    if cursor is not None and not entries:
        raise Http404
    next_cursor = cursor_of(entries[size - 1]) if len(entries) > size else ""
    return Page(tuple(entries[:size]), next_cursor, is_first=cursor is None)


def listings_after(listings, sort_at, version_id):
    """The listings that come after the key (sort_at, version_id)."""
    # The first condition alone follows from the second, but it lets PostgreSQL use the index.
    return listings.filter(sort_at__lte=sort_at).filter(
        Q(sort_at__lt=sort_at) | Q(version_id__lt=version_id)
    )


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

"""Keyset pages of a list: stable while stories arrive, and as quick on page 500 as on page 1."""

import base64
import binascii
import datetime
import struct
from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404

SIZE = 20
AFTER = "after"  # the parameter that names the cursor
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
MICROSECOND = datetime.timedelta(microseconds=1)
CURSOR = struct.Struct(">qq")  # microseconds since the epoch, version id


@dataclass(frozen=True)
class Page:
    """Some entries of a list; `older` is the cursor of the next page, empty on the last."""

    entries: tuple
    older: str
    newest: bool


def paginate(request, listings, size=SIZE):
    """The Page of `listings` (in their own order) that `?after=` asks for, or the newest.

    Raises Http404 for a cursor that is malformed or has nothing after it: a followed link
    never shows an empty page.
    """
    cursor = request.GET.get(AFTER)
    if cursor is not None:
        listings = after(listings, *parse(cursor))
    entries = list(listings[: size + 1])
    if cursor is not None and not entries:
        raise Http404
    older = cursor_of(entries[size - 1]) if len(entries) > size else ""
    return Page(tuple(entries[:size]), older, newest=cursor is None)


def after(listings, sort_at, version):
    """The entries below that key."""
    # Said in two steps, the first alone bounds the scan of the index.
    return listings.filter(sort_at__lte=sort_at).filter(
        Q(sort_at__lt=sort_at) | Q(version_id__lt=version)
    )


def cursor_of(entry):
    """The key of an entry as a short opaque text."""
    packed = CURSOR.pack((entry.sort_at - EPOCH) // MICROSECOND, entry.version_id)
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def parse(cursor):
    """The (sort time, version id) of a cursor. Raises Http404."""
    try:
        packed = base64.b64decode(f"{cursor}==", altchars="-_", validate=True)
        microseconds, version = CURSOR.unpack(packed)
        return EPOCH + microseconds * MICROSECOND, version
    except (binascii.Error, struct.error, ValueError, OverflowError) as error:
        raise Http404 from error

"""Finding the versions that say what a query asks for."""

import datetime
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from newsroom.press.models import Version

MOST = 1000  # matches that are looked at: the newest

# Made by a migration.
MATCHES = "SELECT version_id FROM press_search(%s::tsquery, %s::tsquery, %s, %s, %s, %s)"

EARLIEST, LATEST = datetime.date(1900, 1, 1), datetime.date(2200, 1, 1)


@dataclass(frozen=True)
class Matches:
    """The ids of what was found, first one first, and whether there would be more."""

    ids: tuple[int, ...]
    more: bool


def matches(wanted, words, *, since=None, until=None, newest=False):
    """The Matches of a tsquery that readers see now, of days from `since` to `until` (inclusive).

    Sorted by how well they match `words`, the part of it that is text, or the newest first.
    """
    parameters = [
        wanted,
        "" if newest else words,
        _midnight(since or EARLIEST),
        _midnight(until or LATEST, days=1),
        timezone.now(),
        MOST + 1,
    ]
    with connection.cursor() as cursor:
        cursor.execute(MATCHES, parameters)
        ids = [pk for (pk,) in cursor.fetchall()]
    return Matches(tuple(ids[:MOST]), len(ids) > MOST)


def versions(ids):
    """The Versions of those ids, in that order, with their sections."""
    found = Version.objects.select_related("section").in_bulk(ids)
    return [found[pk] for pk in ids]


def _midnight(day, days=0):
    """So many days after the midnight with which that day begins, within the bounds of time."""
    bounded = min(max(day, EARLIEST), LATEST) + datetime.timedelta(days)
    return timezone.make_aware(datetime.datetime.combine(bounded, datetime.time()))

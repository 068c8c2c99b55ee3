"""Run a search in the database."""

import datetime
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from newsroom.press.models import Version

MAX_MATCHES = 1000  # only the newest ones are ranked

# A function created by a migration.
MATCHES = "SELECT version_id FROM press_search(%s::tsquery, %s::tsquery, %s, %s, %s, %s)"

EARLIEST, LATEST = datetime.date(1900, 1, 1), datetime.date(2200, 1, 1)


@dataclass(frozen=True)
class Matches:
    """The ids of the versions found, best first; `more` if there are more than MAX_MATCHES."""

    ids: tuple[int, ...]
    more: bool


def find_matches(query, text_query, *, since=None, until=None, newest_first=False):
    """The live versions that match the tsquery, from the date `since` to `until` (inclusive).

    They are ranked by `text_query`, the part of the tsquery that is text, or by date if
    `newest_first`. Returns Matches.
    """
    parameters = [
        query,
        "" if newest_first else text_query,
        _midnight(since or EARLIEST),
        _midnight(until or LATEST, days_later=1),
        timezone.now(),
        MAX_MATCHES + 1,
    ]
    with connection.cursor() as cursor:
        cursor.execute(MATCHES, parameters)
        ids = [pk for (pk,) in cursor.fetchall()]
    return Matches(tuple(ids[:MAX_MATCHES]), len(ids) > MAX_MATCHES)


def versions_in_order(ids):
    """The Versions with these ids, in this order, with their sections."""
    found = Version.objects.select_related("section").in_bulk(ids)
    return [found[pk] for pk in ids]


def _midnight(date, days_later=0):
    """The beginning of the date, or of one some days later, between EARLIEST and LATEST."""
    bounded = min(max(date, EARLIEST), LATEST) + datetime.timedelta(days_later)
    return timezone.make_aware(datetime.datetime.combine(bounded, datetime.time()))

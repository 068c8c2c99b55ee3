"""The moment at which a photo was taken, as the three kinds of metadata write it."""

import datetime
import re
from dataclasses import dataclass

from django.utils import timezone

from newsroom.core.models.date_limits import FIRST_MOMENT, LAST_MOMENT

# 2026:03:02 06:15:00.25+08:00 in EXIF, 20260302T061500+0800 in IPTC, 2026-03-02T06:15Z in XMP.
MOMENT = re.compile(
    r"(?P<year>[0-9]{4})[-:/.]?(?P<month>[0-9]{2})[-:/.]?(?P<day>[0-9]{2})"
    r"(?:[T ]?(?P<hour>[0-9]{2}):?(?P<minute>[0-9]{2})(?::?(?P<second>[0-9]{2}))?"
    r"(?:[.,](?P<fraction>[0-9]+))?)?"
    r" ?(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?"
)


@dataclass(frozen=True)
class Moment:
    """An aware datetime. `detail` counts what was known: day, time, fraction and time zone."""

    at: datetime.datetime
    detail: int


def parse_moment(text):
    """The Moment of a text; None without a believable day.

    An impossible time or time zone is ignored, and the newsroom's time zone is assumed.
    """
    match = MOMENT.match(text.strip())
    day = _date(match) if match else None
    if match is None or day is None:
        return None
    time, zone = _time(match), _zone(match["zone"])
    at = datetime.datetime.combine(day, time or datetime.time())
    at = at.replace(tzinfo=zone) if zone else timezone.make_aware(at)
    if not FIRST_MOMENT <= at <= LAST_MOMENT:
        return None
    has_fraction = time is not None and match["fraction"] is not None
    return Moment(at, 1 + (time is not None) + has_fraction + (zone is not None))


def fuller(first, second):
    """Of two Moments, or None, the one with more detail; `first` if they have the same."""
    return max(first, second, key=lambda moment: moment.detail if moment else 0)


def _date(match):
    """The date of a match of MOMENT; None if there is no such day, or none near our time."""
    try:
        day = datetime.date(*(int(match[name]) for name in ("year", "month", "day")))
    except ValueError:
        return None
    # `make_aware` and time zones overflow near the first and the last year of Python.
    return day if FIRST_MOMENT.year <= day.year <= LAST_MOMENT.year else None


def _time(match):
    """The time of a match of MOMENT; None without one, or if there is no such time."""
    if match["hour"] is None:
        return None
    microseconds = int((match["fraction"] or "0")[:6].ljust(6, "0"))
    hour, minute, second = (int(match[name] or 0) for name in ("hour", "minute", "second"))
    try:
        return datetime.time(hour, minute, second, microseconds)
    except ValueError:
        return None


def _zone(text):
    """The time zone of a text such as `+08:00`, `-0330` or `Z`; None if no place has it."""
    if text in (None, "Z"):
        return text and datetime.UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    if hours > 14 or minutes > 59:
        return None
    offset = datetime.timedelta(hours=hours, minutes=minutes)
    return datetime.timezone(-offset if text[0] == "-" else offset)

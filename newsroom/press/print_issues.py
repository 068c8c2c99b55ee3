"""The house paper as it was printed: its issues, their pages, and what stands on each.

All of it is read from the entries of `Facet.ISSUE`, whose key is the day of the paper.
"""

import datetime
import re
from calendar import monthrange
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Subquery
from django.utils import timezone

from newsroom.press.models import Facet, Listing, Version
from newsroom.press.syndication.distinct_values import leaps

# A thick issue has some 150 stories. They are put in order here, not by the database: this
# bounds what one issue can cost.
MOST_STORIES = 1000

DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class PrintedPage:
    """One page of an issue: its number and section as printed, its stories as they are read."""

    number: str
    section: str
    versions: tuple[Version, ...]


def pages(date):
    """The pages of that day's issue on which a live story stands, in order."""
    return _pages(Listing.objects.of(Facet.ISSUE, date))


def newest():
    """The pages of the newest issue, in order; none where there is no issue."""
    newest = _live().order_by("-key").values("key")[:1]
    listed = _live().filter(key=Subquery(newest)).order_by("-sort_at", "-version_id")
    return _pages(listed.select_related("version"))


def beside(pages, number):
    """The page before, that page, and the page after it; None for each that there is not."""
    numbers = [page.number for page in pages]
    if number not in numbers:
        return None, None, None
    before, page, after = ([None, *pages, None][numbers.index(number) + i] for i in range(3))
    return before, page, after


def nearest(date):
    """The days of the issues before and after that day, or None for each: (date, date)."""
    before, after = Listing.objects.beside(Facet.ISSUE, date.isoformat())
    return before and _date(before), after and _date(after)


def having(number, dates):
    """Those of the days whose issue has a page of that number."""
    keys = [date.isoformat() for date in dates if date]
    found = _live().filter(key__in=keys, version__content__printed__number=number)
    return {_date(key) for key in found.values_list("key", flat=True).distinct()}


def months():
    """The first day of every month that has an issue, newest month first."""
    last_days = leaps(
        Listing,
        "key",
        rows="facet = %(facet)s AND during @> %(now)s",
        begin="left(found.value, 7)",
        facet=Facet.ISSUE,
        now=timezone.now(),
    )
    return [_date(day).replace(day=1) for day in last_days]


def days(month):
    """The days of the issues in the month that begins on `month`, in order."""
    last = month.replace(day=monthrange(month.year, month.month)[1])
    found = _live().filter(key__range=(month.isoformat(), last.isoformat())).order_by("key")
    return [_date(key) for key in found.values_list("key", flat=True).distinct()]


def natural(number):
    """A page number as a sort key: 2 before 10, plain numbers before A01, A01 before B01."""
    parts = filter(None, DIGITS.split(number))
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]


def _live():
    return Listing.objects.live().filter(facet=Facet.ISSUE)


def _pages(listed):
    versions = sorted((entry.version for entry in listed[:MOST_STORIES]), key=_reading_order)
    return [_page(number, tuple(stories)) for number, stories in groupby(versions, key=_number)]


def _page(number, versions):
    sections = (version.snapshot.printed.section for version in versions)
    return PrintedPage(number, next(filter(None, sections), ""), versions)


def _number(version):
    return version.snapshot.printed.number


def _reading_order(version):
    # The story's id decides last: unlike the version's it stays when the text is corrected.
    printed = version.snapshot.printed
    return natural(printed.number), printed.number, printed.position, version.story


def _date(key):
    return datetime.date.fromisoformat(key)

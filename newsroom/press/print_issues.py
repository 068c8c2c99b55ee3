"""The issues of the house paper as printed: their pages, and the stories on each page.

Everything is read from the listings of `Facet.ISSUE`, whose key is the date of the paper.
"""

import datetime
import re
from calendar import monthrange
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Subquery
from django.utils import timezone

from newsroom.press.models import Facet, Listing, Version
from newsroom.press.syndication.distinct_values import largest_of_each_group

# A thick issue has some 150 stories. They are sorted in Python, so this bounds the cost of one.
MAX_STORIES = 1000

DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class PrintedPage:
    """One page of an issue: its number and section as printed, its versions in reading order."""

    number: str
    section: str
    versions: tuple[Version, ...]


def pages(date):
    """The PrintedPages of that date's issue that have a live story, in order."""
    return _group_into_pages(Listing.objects.in_list(Facet.ISSUE, date))


def newest_pages():
    """The PrintedPages of the newest issue, in order; empty if there is no issue."""
    newest_key = _live_listings().order_by("-key").values("key")[:1]
    listings = _live_listings().filter(key=Subquery(newest_key)).order_by("-sort_at", "-version_id")
    return _group_into_pages(listings.select_related("version"))


def find_with_adjacent(pages, number):
    """The page before, the page with that number, the page after it; None for each missing one."""
    numbers = [page.number for page in pages]
    if number not in numbers:
        return None, None, None
    before, page, after = ([None, *pages, None][numbers.index(number) + i] for i in range(3))
    return before, page, after


def adjacent_dates(date):
    """The dates of the issues before and after that date: (date or None, date or None)."""
    before, after = Listing.objects.adjacent_keys(Facet.ISSUE, date.isoformat())
    return before and _parse_date(before), after and _parse_date(after)


def dates_with_page(number, dates):
    """Those of the dates whose issue has a page of that number, as a set. None is ignored."""
    keys = [date.isoformat() for date in dates if date]
    found = _live_listings().filter(key__in=keys, version__content__printed__number=number)
    return {_parse_date(key) for key in found.values_list("key", flat=True).distinct()}


def months():
    """The first day of every month that has an issue, newest month first."""
    last_days = largest_of_each_group(
        Listing,
        "key",
        condition="facet = %(facet)s AND during @> %(now)s",
        group_begin="left(found.value, 7)",
        facet=Facet.ISSUE,
        now=timezone.now(),
    )
    return [_parse_date(day).replace(day=1) for day in last_days]


def days(month):
    """The dates of the issues in the month that begins on `month`, in order."""
    found = _in_month(month).order_by("key")
    return [_parse_date(key) for key in found.values_list("key", flat=True).distinct()]


def page_numbers(month):
    """The numbers of the pages of each issue in the month that begins on `month`: {date: list}."""
    found = _in_month(month).values_list("key", "version__content__printed__number").distinct()
    numbers: dict[datetime.date, list[str]] = {}
    for key, number in sorted(found, key=lambda row: (row[0], page_sort_key(row[1]))):
        numbers.setdefault(_parse_date(key), []).append(number)
    return numbers


def page_sort_key(number):
    """A sort key for page numbers: 2 before 10, plain numbers before A01, A01 before B01."""
    parts = filter(None, DIGITS.split(number))
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]


def _in_month(month):
    """The live entries of the issues in the month that begins on `month`."""
    last = month.replace(day=monthrange(month.year, month.month)[1])
    return _live_listings().filter(key__range=(month.isoformat(), last.isoformat()))


def _live_listings():
    return Listing.objects.live().filter(facet=Facet.ISSUE)


def _group_into_pages(listings):
    versions = sorted((entry.version for entry in listings[:MAX_STORIES]), key=_reading_order)
    return [
        _printed_page(number, tuple(on_page))
        for number, on_page in groupby(versions, key=_page_number)
    ]


def _printed_page(number, versions):
    sections = (version.snapshot.printed.section for version in versions)
    return PrintedPage(number, next(filter(None, sections), ""), versions)


def _page_number(version):
    return version.snapshot.printed.number


def _reading_order(version):
    # The story id breaks ties, because a version's id changes with every correction.
    printed = version.snapshot.printed
    return page_sort_key(printed.number), printed.number, printed.position, version.story_id


def _parse_date(key):
    return datetime.date.fromisoformat(key)

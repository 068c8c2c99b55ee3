"""The paper as readers leaf through it: the calendar of its issues, an issue, one page."""

from calendar import Calendar
from itertools import groupby

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from newsroom.press import print_issues

# Monday first, as WEEKDAYS and Calendar have it.
INITIALS = [_("Mo"), _("Tu"), _("We"), _("Th"), _("Fr"), _("Sa"), _("Su")]


def calendar(request):
    """A month of issues: the newest, or the one that `?month=2024-03` names; and its last issue."""
    months = {month.isoformat()[:7]: month for month in print_issues.months()}
    if not months and "month" not in request.GET:
        return render(request, "press/calendar.html", {"at_pages": "page"})
    month = months.get(request.GET.get("month", next(iter(months), None)))
    days = print_issues.days(month) if month else []
    if not days:
        raise Http404
    return render(
        request,
        "press/calendar.html",
        {
            "month": month,
            "newest": month == next(iter(months.values())),
            "weekdays": zip(INITIALS, WEEKDAYS.values(), strict=True),
            "weeks": _weeks(month, days),
            "date": days[-1],
            "pages": print_issues.pages(days[-1]),
            "at_pages": "page",
            **_other_months(month, list(months.values())),
        },
    )


def issue(request, date):
    """All pages of one day's paper with their headlines."""
    pages = print_issues.pages(date)
    if not pages:
        raise Http404
    before, after = (_way_to(day) for day in print_issues.nearest(date))
    return render(
        request,
        "press/issue.html",
        {"date": date, "pages": pages, "before": before, "after": after, "at_pages": "true"},
    )


def page(request, date, number):
    """One page; the ways to its neighbours in the issue, and to the same page of other issues."""
    pages = print_issues.pages(date)
    page_before, page, page_after = print_issues.beside(pages, number)
    if page is None:
        raise Http404
    days = print_issues.nearest(date)
    having = print_issues.having(number, days)
    before, after = (_way_to(day, number if day in having else None) for day in days)
    return render(
        request,
        "press/page.html",
        {
            "date": date,
            "pages": pages,
            "printed": page,
            "page_before": page_before,
            "page_after": page_after,
            "before": before,
            "after": after,
            "at_pages": "true",
        },
    )


def _way_to(date, number=None):
    """The day of another issue and its address, or that of its page of that number."""
    if date is None:
        return None
    name, args = ("page", [date, number]) if number else ("issue", [date])
    return {"date": date, "url": reverse(f"press:{name}", args=args)}


def _weeks(month, days):
    """The month's weeks as rows of (day or 0, the day's issue or None)."""
    issue_of = {date.day: date for date in days}
    weeks = Calendar().monthdayscalendar(month.year, month.month)
    return [[(day, issue_of.get(day)) for day in week] for week in weeks]


def _other_months(month, months):
    """The ways to the other months that have issues; `months` has the newest first."""
    place = months.index(month)
    this_year = {m.month: m for m in months if m.year == month.year}
    return {
        "month_before": next(iter(months[place + 1 :]), None),
        "month_after": months[place - 1] if place else None,
        "months": [(month.replace(month=n), n in this_year) for n in range(1, 13)],
        "years": [next(of_year) for _year, of_year in groupby(months, key=lambda m: m.year)],
    }

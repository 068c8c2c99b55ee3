"""The printed paper: the calendar of its issues, an issue, one of its pages."""

from calendar import Calendar
from itertools import groupby

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from newsroom.press import print_issues
from newsroom.press.views import sheet

# Monday first, like WEEKDAYS and Calendar.
INITIALS = [_("Mo"), _("Tu"), _("We"), _("Th"), _("Fr"), _("Sa"), _("Su")]


def calendar(request):
    """The issues of the newest month, or of `?month=2024-03`, and the pages of its last issue."""
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
    before, after = (_link_to_issue(day) for day in print_issues.adjacent_dates(date))
    return render(
        request,
        "press/issue.html",
        {"date": date, "pages": pages, "before": before, "after": after, "at_pages": "true"},
    )


def page(request, date, number):
    """One page, with links to the adjacent pages and to the same page of adjacent issues."""
    pages = print_issues.pages(date)
    page_before, page, page_after = print_issues.find_with_adjacent(pages, number)
    if page is None:
        raise Http404
    dates = print_issues.adjacent_dates(date)
    with_page = print_issues.dates_with_page(number, dates)
    before, after = (_link_to_issue(d, number if d in with_page else None) for d in dates)
    return render(
        request,
        "press/printed_page.html",
        {
            "date": date,
            "pages": pages,
            "printed": page,
            "blocks": sheet.blocks(page.versions),
            "page_before": page_before,
            "page_after": page_after,
            "before": before,
            "after": after,
            "at_pages": "true",
        },
    )


def _link_to_issue(date, number=None):
    """The date and URL of an issue, or of its page with that number; None without a date."""
    if date is None:
        return None
    name, args = ("page", [date, number]) if number else ("issue", [date])
    return {"date": date, "url": reverse(f"press:{name}", args=args)}


def _weeks(month, days):
    """The month's weeks as lists of (day or 0, date of that day's issue or None)."""
    dates_of_issues = {date.day: date for date in days}
    weeks = Calendar().monthdayscalendar(month.year, month.month)
    return [[(day, dates_of_issues.get(day)) for day in week] for week in weeks]


def _other_months(month, months):
    """Template context: links to the other months that have issues (`months`, newest first)."""
    index = months.index(month)
    this_year = {m.month for m in months if m.year == month.year}
    return {
        "month_before": next(iter(months[index + 1 :]), None),
        "month_after": months[index - 1] if index else None,
        "months": [(month.replace(month=n), n in this_year) for n in range(1, 13)],
        "years": [next(of_year) for _year, of_year in groupby(months, key=lambda m: m.year)],
    }

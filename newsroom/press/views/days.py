"""Days and months: what was published then, and the ways to those beside them that have any."""

from django.http import Http404
from django.shortcuts import render

from newsroom.press.converters import DayConverter, MonthConverter
from newsroom.press.models import Facet, Listing
from newsroom.press.paging import paginate


def day(request, date):
    return _span(request, Facet.DAY, DayConverter(), date)


def month(request, date):
    return _span(request, Facet.MONTH, MonthConverter(), date)


def _span(request, facet, converter, date):
    """The stories of a day or of a month, which the converter writes as its key."""
    key = converter.to_url(date)
    page = paginate(request, Listing.objects.shown(facet, key))
    if not page.entries:
        raise Http404
    before, after = Listing.objects.beside(facet, key)
    return render(
        request,
        f"press/{facet}.html",
        {
            "page": page,
            "date": date,
            "before": before and converter.to_python(before),
            "after": after and converter.to_python(after),
        },
    )

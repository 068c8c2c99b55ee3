"""The front page and the sections' pages: the first of each is made up, older ones are lists."""

from django.shortcuts import render

from newsroom.press.models import Facet, Listing
from newsroom.press.paging import paginate
from newsroom.press.site_info import site_context
from newsroom.press.syndication.robots import unlisted
from newsroom.press.views import front_page_layout


def front(request):
    page = paginate(request, Listing.objects.shown(Facet.NEWEST))
    if not page.newest:
        return render(request, "press/newest.html", {"page": page})
    return _front(request, page)


def section(request, slug):
    section = site_context.of(request).section(slug=slug)
    page = paginate(request, Listing.objects.shown(Facet.SECTION, section.pk))
    if not page.newest:
        return render(request, "press/section_list.html", {"section": section, "page": page})
    return _section(request, section, page)


def preview(request, section, pins):
    """The first page of the Section, or the front page for None, as these Pinned would make it."""
    if section:
        page = paginate(request, Listing.objects.shown(Facet.SECTION, section.pk))
        response = _section(request, section, page, pins)
    else:
        response = _front(request, paginate(request, Listing.objects.shown(Facet.NEWEST)), pins)
    response.headers["Cache-Control"] = "private, no-store"
    return unlisted(response)


def _front(request, page, pins=None):
    made_up = front_page_layout.front_page(page, site_context.of(request).sections, pins)
    said = {"page": page, "at_front": True, "preview": pins is not None}
    return render(request, "press/front.html", {**said, **made_up})


def _section(request, section, page, pins=None):
    made_up = front_page_layout.section_page(page, section, pins)
    said = {"page": page, "section": section, "preview": pins is not None}
    return render(request, "press/section.html", {**said, **made_up})

"""The front page and the sections' pages.

The first page of each has a layout with lead, pins and pictures; older pages are plain lists.
"""

from django.shortcuts import render

from newsroom.press.models import Facet, Listing
from newsroom.press.paging import paginate
from newsroom.press.site_info.context import site_context_for
from newsroom.press.syndication.robots import add_noindex
from newsroom.press.views import front_page_layout
from newsroom.press.views.story import sharing_image


def front_page(request):
    page = paginate(request, Listing.objects.in_list(Facet.NEWEST).with_sections())
    if not page.is_first:
        return render(request, "press/newest.html", {"page": page})
    return _render_front_page(request, page)


def section_page(request, slug):
    section = site_context_for(request).section(slug=slug)
    page = _page_of_section(request, section)
    if not page.is_first:
        return render(request, "press/section_list.html", {"section": section, "page": page})
    return _render_section(request, section, page)


def preview(request, section, pinned_stories):
    """The Section's page, or the front page for None, with these PinnedStories as its pins."""
    if section:
        page = _page_of_section(request, section)
        response = _render_section(request, section, page, pinned_stories)
    else:
        page = paginate(request, Listing.objects.in_list(Facet.NEWEST).with_sections())
        response = _render_front_page(request, page, pinned_stories)
    response.headers["Cache-Control"] = "private, no-store"
    return add_noindex(response)


def _page_of_section(request, section):
    return paginate(request, Listing.objects.in_list(Facet.SECTION, section.pk).with_sections())


def _render_front_page(request, page, pinned_stories=None):
    sections = site_context_for(request).sections
    layout = front_page_layout.for_front_page(page, sections, pinned_stories)
    context = {"page": page, "at_front": True, "preview": pinned_stories is not None}
    return render(request, "press/front_page.html", {**context, **layout, **_image(layout)})


def _render_section(request, section, page, pinned_stories=None):
    layout = front_page_layout.for_section(page, section, pinned_stories)
    context = {"page": page, "section": section, "preview": pinned_stories is not None}
    return render(request, "press/section.html", {**context, **layout, **_image(layout)})


def _image(layout):
    """Template context: the picture of the lead, which other sites show with the page."""
    lead = layout["lead"]
    return sharing_image(lead.version.snapshot) if lead else {}

"""The pages that list stories: of a reporter, an organization, a tag, a day, a month; briefs."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from newsroom.core.models import Organization, Reporter
from newsroom.press.converters import DayConverter, MonthConverter
from newsroom.press.models import Facet, Listing
from newsroom.press.paging import paginate
from newsroom.words import plain


def stories_of_kind(request, kind):
    """The public list of all stories of one StoryKind."""
    page = _page_of_list(request, Facet.KIND, kind.value)
    return render(request, "press/stories_of_kind.html", {"page": page, "story_kind": kind})


def reporter(request, pk):
    reporter = get_object_or_404(Reporter, pk=pk)
    page = _or_404(_page_of_list(request, Facet.REPORTER, pk))
    return render(request, "press/reporter.html", {"reporter": reporter, "page": page})


def organization(request, pk):
    organization = get_object_or_404(Organization, pk=pk)
    merged_into = organization.merged_into
    if merged_into and merged_into.confirmed:
        return redirect(merged_into, permanent=True)
    if not organization.confirmed:
        raise Http404
    page = _or_404(_page_of_list(request, Facet.ORGANIZATION, pk))
    return render(request, "press/organization.html", {"organization": organization, "page": page})


def tag(request, name):
    if name != plain(name):
        return redirect("press:tag", plain(name), permanent=True)
    page = _or_404(_page_of_list(request, Facet.TAG, name))
    return render(request, "press/tag.html", {"tag": name, "page": page})


def day(request, date):
    return _list_by_date(request, Facet.DAY, DayConverter(), date)


def month(request, date):
    return _list_by_date(request, Facet.MONTH, MonthConverter(), date)


def _list_by_date(request, facet, converter, date):
    """The stories of a day or month, with links to the nearest ones before and after it.

    The converter turns the date into the key of its list.
    """
    key = converter.to_url(date)
    page = _page_of_list(request, facet, key)
    if not page.entries:
        raise Http404
    before, after = Listing.objects.adjacent_keys(facet, key)
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


def _page_of_list(request, facet, key):
    return paginate(request, Listing.objects.in_list(facet, key).with_sections())


def _or_404(page):
    """The page. Raises Http404 for an empty list, so that nobody can tell if it has drafts."""
    if not page.entries:
        raise Http404(_("There are no stories in this list."))
    return page

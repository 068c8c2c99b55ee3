"""What readers see, read from the press and the masthead alone."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from health_check.views import HealthCheckView

from newsroom.core.models import Organization, Reporter
from newsroom.press.models import Facet, Listing
from newsroom.press.paging import paginate


def stories_of_kind(request, kind):
    """The public list of all stories of one StoryKind."""
    page = paginate(request, Listing.objects.shown(Facet.KIND, kind.value))
    return render(request, "press/stories_of_kind.html", {"page": page, "story_kind": kind})


def reporter(request, pk):
    reporter = get_object_or_404(Reporter, pk=pk)
    page = _some(paginate(request, Listing.objects.shown(Facet.REPORTER, pk)))
    return render(request, "press/reporter.html", {"reporter": reporter, "page": page})


def organization(request, pk):
    organization = get_object_or_404(Organization, pk=pk)
    became = organization.merged_into
    if became and became.confirmed:
        return redirect(became, permanent=True)
    if not organization.confirmed:
        raise Http404
    page = _some(paginate(request, Listing.objects.shown(Facet.ORGANIZATION, pk)))
    return render(request, "press/organization.html", {"organization": organization, "page": page})


def tag(request, name):
    page = _some(paginate(request, Listing.objects.shown(Facet.TAG, name)))
    return render(request, "press/tag.html", {"tag": name, "page": page})


class Health(HealthCheckView):
    """Whether the database answers, as one line of text for whoever watches."""

    checks = ("health_check.checks.Database",)

    def render_to_response(self, context, *, status):
        return self.render_to_response_text(status)


def _some(page):
    """The page, unless its list is empty: then nothing tells whether drafts would fill it."""
    if not page.entries:
        raise Http404(_("There are no stories in this list."))
    return page

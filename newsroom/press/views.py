"""What readers see, read from the press and the masthead alone."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from health_check.views import HealthCheckView

from newsroom.masthead.kinds import Kind
from newsroom.masthead.models import Organization, Reporter
from newsroom.press import imprint
from newsroom.press.models import Facet, Listing
from newsroom.press.paging import paginate

BRIEFS_ON_FRONT = 8
STORIES_OF_A_SECTION = 4


def front(request):
    """The first page of the newest stories is made up; older ones follow as a plain list."""
    page = paginate(request, stories(Facet.NEWEST))
    if not page.newest:
        return render(request, "press/newest.html", {"page": page})
    return render(
        request,
        "press/front.html",
        {"page": page, **_made_up(page.entries, imprint.of(request).sections)},
    )


def section(request, slug):
    section = imprint.of(request).section(slug=slug)
    page = paginate(request, stories(Facet.SECTION, section.pk))
    return render(request, "press/section.html", {"section": section, "page": page})


def briefs(request):
    page = paginate(request, stories(Facet.KIND, Kind.BRIEF))
    return render(request, "press/briefs.html", {"page": page, "at_briefs": True})


def reporter(request, pk):
    reporter = get_object_or_404(Reporter, pk=pk)
    page = _some(paginate(request, stories(Facet.REPORTER, pk)))
    return render(request, "press/reporter.html", {"reporter": reporter, "page": page})


def organization(request, pk):
    organization = get_object_or_404(Organization, pk=pk)
    if organization.merged_into_id:
        return redirect(organization.merged_into, permanent=True)
    if not organization.confirmed:
        raise Http404
    page = _some(paginate(request, stories(Facet.ORGANIZATION, pk)))
    return render(request, "press/organization.html", {"organization": organization, "page": page})


def tag(request, name):
    page = _some(paginate(request, stories(Facet.TAG, name)))
    return render(request, "press/tag.html", {"tag": name, "page": page})


class Health(HealthCheckView):
    """Whether the database answers, as one line of text for whoever watches."""

    checks = ("health_check.checks.Database",)

    def render_to_response(self, context, *, status):
        return self.render_to_response_text(status)


def stories(facet, key=""):
    """Live entries of one list with all that a list shows of them."""
    return Listing.objects.of(facet, key).select_related("version__section")


def _made_up(entries, sections):
    """The newest entries as lead and followers, the column of briefs, and a strip a section.

    Nothing stands there twice, and none of the entries is left out.
    """
    lead = _lead(entries)
    briefs = stories(Facet.NEWEST_OF_KIND, Kind.BRIEF)[:BRIEFS_ON_FRONT]
    above = {entry.version_id for entry in (lead, *briefs) if entry}
    following = [entry for entry in entries if entry.version_id not in above]
    shown = above | {entry.version_id for entry in following}
    return {
        "lead": lead,
        "following": following,
        "briefs": briefs,
        "strips": _strips(sections, shown),
        "at_front": True,
    }


def _lead(entries):
    """The newest article, also when briefs alone fill the page."""
    articles = (entry for entry in entries if entry.version.kind == Kind.ARTICLE)
    return next(articles, None) or stories(Facet.NEWEST_OF_KIND, Kind.ARTICLE).first()


def _strips(sections, shown):
    """For each section its newest stories other than those shown: [(section, entries), …]."""
    lists = [
        stories(Facet.NEWEST_IN_SECTION, section.pk).exclude(version__in=shown)[
            :STORIES_OF_A_SECTION
        ]
        for section in sections
    ]
    by_key = {str(section.pk): (section, []) for section in sections}
    union = Listing.objects.none().union(*lists, all=True)
    # A union promises no order.
    for entry in sorted(union, key=lambda e: (e.sort_at, e.version_id), reverse=True):
        by_key[entry.key][1].append(entry)
    return [(section, entries) for section, entries in by_key.values() if entries]


def _some(page):
    """The page, unless its list is empty: then nothing tells whether drafts would fill it."""
    if not page.entries:
        raise Http404(_("There are no stories in this list."))
    return page

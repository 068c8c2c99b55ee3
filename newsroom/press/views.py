"""What readers see, read from the press and the masthead alone."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from health_check.views import HealthCheckView

from newsroom.masthead.kinds import Kind
from newsroom.masthead.models import Organization, Reporter
from newsroom.press import imprint
from newsroom.press.models import Facet, Listing, Version
from newsroom.press.paging import paginate


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


def story(request, story, kind):
    """A live story; 410 and the public text alone for one that was withdrawn."""
    now = timezone.now()
    begun = Version.objects.filter(story=story, during__startswith__lte=now)
    version = begun.order_by("-during").first()
    if version is None:
        raise Http404
    if now in version.during:
        if version.kind != kind:
            return redirect(version, permanent=True)
        return render_story(request, version.snapshot, published_at=version.published_at)
    if version.ended_as == Version.Ended.WITHDRAWN:
        return render(request, "410.html", {"public_text": version.public_text}, status=410)
    raise Http404


def render_story(
    request,
    snapshot,
    *,
    published_at=None,
    preview=False,
    pictures_at="",
    template="press/story.html",
    **said,
):
    """The page of a story as readers see it; also for a snapshot that was never published.

    A preview's pictures are not public: `pictures_at` is what their addresses begin with.
    `template` may extend the story's own, with what is `said` beside it.
    """
    response = render(
        request,
        template,
        {
            **said,
            "story": snapshot,
            "section": imprint.of(request).section(pk=snapshot.section),
            "bylines": _bylines(snapshot),
            "organizations": Organization.objects.confirmed().meant_by(snapshot.organizations),
            "published_at": published_at,
            "preview": preview,
            "pictures_at": pictures_at,
        },
    )
    if preview:
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex"
    return response


class Health(HealthCheckView):
    """Whether the database answers, as one line of text for whoever watches."""

    checks = ("health_check.checks.Database",)

    def render_to_response(self, context, *, status):
        return self.render_to_response_text(status)


def stories(facet, key=""):
    """Live entries of one list with all that a list shows of them."""
    return Listing.objects.of(facet, key).select_related("version__section")


def _bylines(snapshot):
    """The bylines as printed, with their Reporters or None: [(signature, reporter)]."""
    reporters = Reporter.objects.in_bulk([s.reporter for s in snapshot.bylines if s.reporter])
    return [(signature, reporters.get(signature.reporter)) for signature in snapshot.bylines]


def _some(page):
    """The page, unless its list is empty: then nothing tells whether drafts would fill it."""
    if not page.entries:
        raise Http404(_("There are no stories in this list."))
    return page

"""The page of one story, for readers and, as a preview, for the desk."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from newsroom.masthead.models import Organization, Reporter
from newsroom.press import imprint
from newsroom.press.models import Version


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


def _bylines(snapshot):
    """The bylines as printed, with their Reporters or None: [(signature, reporter)]."""
    reporters = Reporter.objects.in_bulk([s.reporter for s in snapshot.bylines if s.reporter])
    return [(signature, reporters.get(signature.reporter)) for signature in snapshot.bylines]

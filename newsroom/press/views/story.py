"""The page of one story, for readers and, as a preview, for the desk."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from newsroom.core.models import Organization, Reporter
from newsroom.press.converters import absolute
from newsroom.press.models import Version
from newsroom.press.site_info import site_context
from newsroom.press.syndication import structured_data
from newsroom.press.syndication.robots import unlisted
from newsroom.press.views import adjacent, related
from newsroom.press.views.dates import Dates, with_changes


def story(request, story, kind):
    """A live story; 410 and the public text alone for one that was withdrawn."""
    now = timezone.now()
    begun = Version.objects.filter(story=story, during__startswith__lte=now)
    version = with_changes(begun).order_by("-during").first()
    if version is None:
        raise Http404
    if now in version.during:
        if version.kind != kind:
            return redirect(version, permanent=True)
        return render_story(request, version.snapshot, version=version)
    if version.ended_as == Version.Ended.WITHDRAWN:
        return render(request, "410.html", {"public_text": version.public_text}, status=410)
    raise Http404


def render_story(
    request,
    snapshot,
    *,
    version=None,
    preview=False,
    pictures_at="",
    template="",
    **said,
):
    """The page of a story as readers see it; also for a snapshot that was never published.

    `version` is what froze the snapshot, if anything did: its dates are told.
    A preview's pictures are not public: `pictures_at` is what their addresses begin with.
    `template` (default: that of the kind of story) may extend the story's own, with what is `said`
    beside it.
    """
    page = {
        "story": snapshot,
        "section": site_context.of(request).section(pk=snapshot.section),
        "bylines": _bylines(snapshot),
        "organizations": list(Organization.objects.confirmed().meant_by(snapshot.organizations)),
        "dates": Dates.of(version) if version else None,
    }
    beside = {} if preview else _beside(version, page)
    response = render(
        request,
        template or snapshot.story_kind.template,
        {**said, **page, **beside, "preview": preview, "pictures_at": pictures_at},
    )
    if not preview:
        return response
    response.headers["Cache-Control"] = "private, no-store"
    return unlisted(response)


def _beside(version, page):
    """What a live story's page has beside the story: the ways on, and what machines are told."""
    before, after = adjacent.beside(version)
    pictures = structured_data.images(page["story"])
    return {
        "related": related.stories(version, page["organizations"]),
        "before": before,
        "after": after,
        "images": pictures,
        "image": next(iter(pictures), None),
        "structured_data": structured_data.script(
            structured_data.news_article(
                url=absolute(version.get_absolute_url()), images=pictures, **page
            )
        ),
    }


def _bylines(snapshot):
    """The bylines as printed, with their Reporters or None: [(signature, reporter)]."""
    reporters = Reporter.objects.in_bulk([s.reporter for s in snapshot.bylines if s.reporter])
    return [(signature, reporters.get(signature.reporter)) for signature in snapshot.bylines]

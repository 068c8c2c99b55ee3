"""The page of one story, public or as the desk's preview."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from newsroom.core.models import Organization, Reporter
from newsroom.press.converters import absolute_url
from newsroom.press.models import Version
from newsroom.press.site_info.context import site_context_for
from newsroom.press.syndication import structured_data
from newsroom.press.syndication.robots import add_noindex
from newsroom.press.views.dates import StoryDates, with_changes
from newsroom.press.views.other_stories import (
    adjacent_versions,
    newest_versions,
    related_versions,
)


def story_page(request, story_id, kind):
    """A live story; 410 with only the public text for a withdrawn one."""
    now = timezone.now()
    begun = Version.objects.filter(story_id=story_id, during__startswith__lte=now)
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
    picture_base_url="",
    template="",
    **context,
):
    """The page of a story as readers see it, also for a snapshot that was never published.

    `version` is the Version of the snapshot, if there is one: the page shows its dates. The
    pictures of a preview are not public: their URLs begin with `picture_base_url`. `template` may
    extend the default one; `context` is added to its context.
    """
    page = {
        "story": snapshot,
        "section": site_context_for(request).section(pk=snapshot.section),
        "bylines": _bylines_with_reporters(snapshot),
        "organizations": list(Organization.objects.confirmed().meant_by(snapshot.organizations)),
        "dates": StoryDates.from_version(version) if version else None,
    }
    public_context = {} if preview else _public_context(version, page)
    response = render(
        request,
        template or snapshot.story_kind.template,
        {
            **context,
            **page,
            **public_context,
            "preview": preview,
            "picture_base_url": picture_base_url,
        },
    )
    if not preview:
        return response
    response.headers["Cache-Control"] = "private, no-store"
    return add_noindex(response)


def sharing_image(story, images=None):
    """Template context: the picture of a Snapshot that other sites show, if it has one."""
    if images is None:
        images = structured_data.image_objects(story)
    if not images:
        return {}
    picture = story.lead_picture
    return {"image": images[0], "image_alt": picture.alt or picture.caption}


def _public_context(version, page):
    """Extra context for a published story: other stories, and JSON-LD."""
    before, after = adjacent_versions(version)
    related = related_versions(version, page["organizations"])
    images = structured_data.image_objects(page["story"])
    news_article = structured_data.news_article(
        url=absolute_url(version.get_absolute_url()), images=images, **page
    )
    return {
        "related": related,
        "newest": [] if related else newest_versions(version),
        "before": before,
        "after": after,
        **sharing_image(page["story"], images),
        "structured_data": structured_data.as_script(news_article),
    }


def _bylines_with_reporters(snapshot):
    """The BylineNames as printed, each with its Reporter or None: [(byline, reporter), …]."""
    reporters = Reporter.objects.in_bulk([b.reporter for b in snapshot.bylines if b.reporter])
    return [(byline, reporters.get(byline.reporter)) for byline in snapshot.bylines]

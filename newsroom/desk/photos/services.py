"""Photos and the stories that show them: who may see them, and recording changes of photos."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import ngettext

from media import permissions
from media.models import Photo
from newsroom.desk import policy
from newsroom.desk.models import AiStatement, Story, StoryPhoto
from newsroom.desk.revisions.content import record_revision
from newsroom.press.models import Version

MAX_UNUSED_PHOTOS = 200  # that are compared with a caption whose picture is missing
MAX_STATEMENTS = 10  # about AI, on the page of a photo
RECENT = timedelta(days=60)


def may_view_image(user, photo):
    """Whether the user may see the image: on the photo desk, or in a story that shows it."""
    stories = Story.objects.filter(story_photos__photo=photo)
    return permissions.may_see(user, photo) or policy.visible_to(user, stories).exists()


def stories_with(photo):
    """A queryset of the stories that show the photo, last changed first, with `is_live`."""
    live = Version.objects.filter(story_id=OuterRef("pk")).live()
    stories = Story.objects.filter(story_photos__photo=photo).select_related("section")
    return stories.annotate(is_live=Exists(live)).order_by("-updated_at", "-id")


def record_change(photo, *, user):
    """Record a revision of every story whose content changes with the photo.

    Returns those of the stories that are signed off: they must be signed again before readers
    see the change.
    """
    stories = Story.objects.filter(story_photos__photo=photo).exclude(status=Story.Status.SPIKED)
    signed_off = []
    for story in stories.order_by("pk"):
        before = story.revision
        has_changed = record_revision(story, user=user).sha256 != (before and before.sha256)
        if has_changed and story.status == Story.Status.APPROVED:
            signed_off.append(story)
    return signed_off


def state_about_ai(photo, *, reason, user):
    """Record what a person says about whether AI made the photo, and mark it as answered.

    The caller saves the Photo, with its new label, in the same transaction.
    """
    photo.ai_is_answered = True
    AiStatement.objects.create(
        original_sha256=photo.sha256 or "",
        ai_generated=photo.ai_generated,
        reason=reason,
        made_by=user,
    )


def statements_about_ai(photo):
    """The newest AiStatements about the photo's file."""
    if not photo.sha256:
        return AiStatement.objects.none()
    made = AiStatement.objects.filter(original_sha256=photo.sha256).select_related("made_by")
    return made[:MAX_STATEMENTS]


def signed_again_message(signed):
    """The sentence that names the stories that have to be signed again."""
    message = ngettext(
        "A signed story has to be signed again for it: %(titles)s",
        "%(count)d signed stories have to be signed again for it: %(titles)s",
        len(signed),
    )
    return message % {"count": len(signed), "titles": "；".join(map(str, signed))}


def story_photos_without_file():
    """A queryset of the StoryPhotos without a file, newest first, except in spiked stories."""
    missing = StoryPhoto.objects.filter(photo__original="").exclude(
        story__status=Story.Status.SPIKED
    )
    return missing.select_related("photo", "story__section").order_by("-pk")


def unused_photos():
    """A queryset of the newest photos with a file that no story shows, of the last 60 days."""
    used = StoryPhoto.objects.filter(photo=OuterRef("pk"))
    recent = Photo.objects.filter(~Exists(used), created_at__gte=timezone.now() - RECENT)
    return recent.exclude(original="").order_by("-pk")[:MAX_UNUSED_PHOTOS]

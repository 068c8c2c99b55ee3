"""Photos and the stories that show them: who may see them, recording changes, giving files."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from media import permissions, tasks
from media.intake.metadata.fields import METADATA_FIELDS
from media.models import Photo
from newsroom.core.refusal import Refused
from newsroom.desk import policy
from newsroom.desk.models import AiStatement, Story, StoryPhoto
from newsroom.desk.revisions.content import record_revision
from newsroom.press.models import Version

FILE_FIELDS = ("original", "sha256", "file_name", "format", "size", "width", "height", "colour")
FOCUS_FIELDS = ("focus_x", "focus_y")
AI_FIELDS = ("ai_generated", "ai_claim", "ai_is_answered", "digital_source", "aigc")
RIGHTS_FIELDS = ("licence", "expires_on", "one_use", "needs_masking")
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


@transaction.atomic
def move_file(*, from_photo_id, to_photo_id, user):
    """Give a Photo without a file the file of an unused Photo, which is deleted. Raises Refused.

    Returns the Photo that has the file now. Its texts are kept, and empty ones filled from the
    other.
    """
    photos = Photo.objects.select_for_update().order_by("pk").in_bulk([from_photo_id, to_photo_id])
    if len(photos) < 2 or photos[to_photo_id].original or not photos[from_photo_id].original:
        raise Refused(_("Somebody gave this caption its picture already. Look again."))
    source, target = photos[from_photo_id], photos[to_photo_id]
    if source.story_photos.exists():
        raise Refused(_("A story shows this picture already: place it there, or send a copy."))
    _move_fields(source, target)
    tasks.request_sizes(target)
    record_change(target, user=user)
    return target


def _move_fields(source, target):
    """Copy file, rights and missing texts from one Photo to the other, and delete the first."""
    for name in (*FILE_FIELDS, *FOCUS_FIELDS, *RIGHTS_FIELDS, *AI_FIELDS, "created_by"):
        setattr(target, name, getattr(source, name))
    for name in METADATA_FIELDS:
        if not getattr(target, name):
            setattr(target, name, getattr(source, name))
    source.delete()  # before saving: `sha256` is unique
    target.save()

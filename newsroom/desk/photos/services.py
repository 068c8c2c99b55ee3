"""Pictures and the stories that show them: who is touched by a change, and which captions wait."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from media import rights, tasks
from media.intake.photo_files import WORDS
from media.models import Photo
from newsroom.core.refusal import Refused
from newsroom.desk import policy
from newsroom.desk.models import Story, StoryPhoto
from newsroom.desk.revisions.content import record
from newsroom.press.models import Version

FILE = ("original", "sha256", "file_name", "format", "size", "width", "height", "colour")
FOCUS = ("focus_x", "focus_y")
CANDIDATES = 200  # of the newest unused pictures, which are looked through for a waiting caption
RECENT = timedelta(days=60)


def may_view_image(user, photo):
    """Whether the user may see the picture: in the photo desk, or in a story that shows it."""
    stories = Story.objects.filter(story_photos__photo=photo)
    return rights.may_see(user, photo) or policy.visible_to(user, stories).exists()


def stories_with(photo):
    """The stories that show the photo, newest first, each knowing whether it is live."""
    live = Version.objects.filter(story_id=OuterRef("pk")).live()
    stories = Story.objects.filter(story_photos__photo=photo).select_related("section")
    return stories.annotate(is_live=Exists(live)).order_by("-updated_at", "-id")


def record_change(photo, *, user):
    """Put the change of a picture on the record of every story that shows it.

    Returns the signed stories that say something else now: their readers see the old picture
    until the new one is signed.
    """
    shown = Story.objects.filter(story_photos__photo=photo).exclude(status=Story.Status.SPIKED)
    signed = []
    for story in shown.order_by("pk"):
        before = story.revision
        changed = record(story, user=user).sha256 != (before and before.sha256)
        if changed and story.status == Story.Status.APPROVED:
            signed.append(story)
    return signed


def waiting_captions():
    """The StoryPhotos of stories in hand whose picture is missing, of the newest page first."""
    waiting = StoryPhoto.objects.filter(photo__original="").exclude(
        story__status=Story.Status.SPIKED
    )
    return waiting.select_related("photo", "story__section").order_by("-pk")


def unused():
    """The newest pictures that came in lately and that no story shows."""
    placed = StoryPhoto.objects.filter(photo=OuterRef("pk"))
    recent = Photo.objects.filter(~Exists(placed), created_at__gte=timezone.now() - RECENT)
    return recent.exclude(original="").order_by("-pk")[:CANDIDATES]


@transaction.atomic
def join(waiting, picture, *, user):
    """Give a waiting caption the file of a picture that came in on its own. Raises Refused.

    The caption's words stand and the file's fill what is empty; the Photo that brought the file
    goes, having been in no story.
    """
    rows = Photo.objects.select_for_update().order_by("pk").in_bulk([waiting, picture])
    if len(rows) < 2 or rows[waiting].original or not rows[picture].original:
        raise Refused(_("Somebody gave this caption its picture already. Look again."))
    waiting, picture = rows[waiting], rows[picture]
    if picture.story_photos.exists():
        raise Refused(_("A story shows this picture already: place it there, or send a copy."))
    _hand_over(picture, waiting)
    tasks.prepare.defer(source=waiting.sha256, focus=list(waiting.focus))
    record_change(waiting, user=user)
    return waiting


def _hand_over(picture, waiting):
    for name in (*FILE, *FOCUS, "licence", "expires_on", "one_use", "needs_masking", "created_by"):
        setattr(waiting, name, getattr(picture, name))
    for name in WORDS:
        if not getattr(waiting, name):
            setattr(waiting, name, getattr(picture, name))
    picture.delete()  # first: a file belongs to one Photo
    waiting.save()

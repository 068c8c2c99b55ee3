"""Lets stories show a photo that the library has already: for a caption without a file, or for
another photo. So nobody who sends in a known file comes to a dead end.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from media.models import Photo
from newsroom.core.refusal import Refused
from newsroom.desk.models import Story, StoryPhoto
from newsroom.desk.photos import rights
from newsroom.desk.photos.services import record_change

# The texts of a caption that its photo gets, where the library has none yet.
LIBRARY_TEXTS = ("caption", "credit", "alt", "place", "taken_at", "keywords", "instructions")
STORY_TEXTS = ("caption", "credit", "alt")


@transaction.atomic
def use_instead(*, known_id, photo_id, user, replace=False):
    """Show the Photo `known_id` in every story that shows or awaits the Photo `photo_id`.

    A Photo without a file was only a caption: its texts fill those that the known one lacks, and
    it is deleted. Only with `replace` may it have a file; it then stays in the library.
    Returns the StoryPhotos that changed and the stories to be signed again. Raises Refused.
    """
    story_photos = _locked_story_photos(photo_id)
    photos = Photo.objects.select_for_update().order_by("pk").in_bulk([known_id, photo_id])
    known, photo = photos.get(known_id), photos.get(photo_id)
    if not known or not photo or not known.original or (photo.original and not replace):
        raise Refused(_("Somebody gave this caption its picture already. Look again."))
    _refuse_twice_in_a_story(known, story_photos)
    for story_photo in story_photos:
        _exchange(story_photo, known)
    if not photo.original:
        _keep_texts(photo, known)
        photo.delete()
    return story_photos, record_change(known, user=user)


def _locked_story_photos(photo_id):
    """The StoryPhotos of the photo. Their stories are locked first, as their forms lock them."""
    story_photos = StoryPhoto.objects.filter(photo=photo_id)
    stories = Story.objects.filter(pk__in=story_photos.values("story")).order_by("pk")
    list(stories.select_for_update().values_list("pk"))
    return list(story_photos.select_related("story").order_by("pk"))


def _refuse_twice_in_a_story(known, story_photos):
    stories = [story_photo.story_id for story_photo in story_photos]
    shown = known.story_photos.filter(story__in=stories).select_related("story").first()
    if shown:
        message = _("“%(story)s” shows this picture already: take the second caption out there.")
        raise Refused(message % {"story": shown.story})


def _exchange(story_photo, known):
    story_photo.photo = known
    for name in STORY_TEXTS:
        if not getattr(story_photo, name):
            setattr(story_photo, name, getattr(known, name))
    story_photo.save(update_fields=["photo", *STORY_TEXTS])


def _keep_texts(photo, known):
    missing = [n for n in LIBRARY_TEXTS if getattr(photo, n) and not getattr(known, n)]
    for name in missing:
        setattr(known, name, getattr(photo, name))
    known.save(update_fields=missing)


def concerns(story_photos):
    """What speaks against showing these StoryPhotos, as sentences for the person who placed them.

    Beside the rights of the photo these are credits that differ from the library's.
    """
    today = timezone.localdate()
    found = [
        concern.message
        for story_photo in story_photos
        for concern in rights.shown_photo(story_photo).concerns(today)
    ]
    return list(dict.fromkeys(map(str, [*found, *filter(None, map(_other_credit, story_photos))])))


def _other_credit(story_photo):
    here, library = story_photo.credit, story_photo.photo.credit
    if not here or not library or here in library or library in here:
        return None
    message = _("Its credit is “%(here)s” in the story and “%(library)s” in the library.")
    return message % {"here": here, "library": library}

"""Offers the caption that a story gives a photo back to the library. A person takes the offer."""

from django.db import transaction
from django.utils.translation import gettext as _

from media import permissions
from media.models import Photo
from newsroom.core.refusal import Refused


def is_offered(user, story_photo):
    """Whether the user may give the library the caption of this StoryPhoto, and it is another."""
    caption = story_photo.caption
    return bool(
        caption
        and caption != story_photo.photo.caption
        and permissions.may_describe(user, story_photo.photo)
    )


def offers(user, story_photos):
    """The StoryPhotos whose captions are offered on the photo's page, each caption once."""
    by_caption = {row.caption: row for row in story_photos if is_offered(user, row)}
    return list(by_caption.values())


@transaction.atomic
def use_in_library(story_photo, *, seen, user):
    """Give the photo of the StoryPhoto the caption that it has in the story; returns the Photo.

    Credit and alt text of the story fill those that the library lacks. `seen` is the caption of
    the library that the user had on screen: another one is not overwritten. Raises Refused.
    """
    photo = Photo.objects.select_for_update().get(pk=story_photo.photo_id)
    if " ".join(photo.caption.split()) != " ".join(seen.split()):
        raise Refused(
            _("Somebody changed the caption in the library to “%(caption)s”. Look again.")
            % {"caption": photo.caption}
        )
    if not (story_photo.caption and permissions.may_describe(user, photo)):
        raise Refused(_("This caption can't be used in the library."))
    photo.caption = story_photo.caption
    photo.credit = photo.credit or story_photo.credit
    photo.alt = photo.alt or story_photo.alt
    photo.save(update_fields=["caption", "credit", "alt"])
    return photo

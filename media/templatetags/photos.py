"""What other screens show of the photo desk."""

from django import template
from django.conf import settings

from media.intake.inspection import FORMATS, MEBIBYTE, too_large
from media.sizes import previews

register = template.Library()

MIMES = ["image/jpeg", "image/png", "image/webp", "image/avif", "image/heic", "image/tiff"]
ACCEPT = ",".join([*MIMES, *(f".{ending}" for endings in FORMATS.values() for ending in endings)])


@register.inclusion_tag("media/_upload.html")
def photo_upload(photo="", story_photo="", many=True, replace=False, then="", anywhere=False):
    """A place to drop pictures on; the page has to load desk/photo-upload.js and photo-desk.css.

    The file goes to that waiting Photo or to that StoryPhoto, else it is a new picture.
    Each answer is told by the event `photo-taken` (its `detail` is the answer's JSON); when all is
    done the page `then` is opened, unless a file was refused. `anywhere`: the whole page takes
    files for it.
    """
    return {
        "photo": photo,
        "story_photo": story_photo,
        "many": many,
        "replace": replace,
        "then": then,
        "anywhere": anywhere,
        "accept": ACCEPT,
        "largest": settings.PHOTO_MAX_BYTES,
        "largest_mb": settings.PHOTO_MAX_BYTES // MEBIBYTE,
        "too_large": too_large(),
    }


@register.simple_tag
def photo_thumbnail(photo, size="small"):
    """The address of the desk's view of a picture, empty while it has no file."""
    return previews.address(photo, size)

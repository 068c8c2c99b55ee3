"""Template tags for screens of the desk that show or receive photos."""

from django import template
from django.conf import settings

from media.intake.inspection import FORMATS, MEBIBYTE, too_large_message
from media.sizes import previews

register = template.Library()

MIME_TYPES = ["image/jpeg", "image/png", "image/webp", "image/avif", "image/heic", "image/tiff"]
EXTENSIONS = [f".{extension}" for extensions in FORMATS.values() for extension in extensions]
ACCEPT = ",".join([*MIME_TYPES, *EXTENSIONS])  # of the file input


@register.inclusion_tag("media/_upload.html")
def photo_upload(
    photo="",
    story_photo="",
    multiple=True,
    replace=False,
    next_url="",
    next_ids="",
    whole_page=False,
):
    """An area to drop photo files on; the page must load desk/photo-upload.js and photo-desk.css.

    `photo` or `story_photo` is the id of the Photo or StoryPhoto that gets the file; without both
    each file becomes a new Photo. `replace` allows to replace a file. With `whole_page` files may
    be dropped anywhere on the page. Each answer is announced by the event `photo-taken`, whose
    `detail` is the JSON of the answer. At the end the page `next_url` is opened, unless a file
    was refused; with `next_ids` its query has the ids of the photos under that name.
    """
    return {
        "photo": photo,
        "story_photo": story_photo,
        "multiple": multiple,
        "replace": replace,
        "next_url": next_url,
        "next_ids": next_ids,
        "whole_page": whole_page,
        "accept": ACCEPT,
        "largest": settings.PHOTO_MAX_BYTES,
        "largest_mb": settings.PHOTO_MAX_BYTES // MEBIBYTE,
        "too_large": too_large_message(),
    }


@register.simple_tag
def photo_thumbnail(photo, size="small"):
    """The URL of the desk's preview of a photo, empty while it has no file."""
    return previews.preview_url(photo, size)

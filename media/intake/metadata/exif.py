"""EXIF: the few words that cameras write, and the moment."""

import datetime
import re

from django.utils import timezone
from PIL import ExifTags

from media.intake.metadata.fields import BROKEN, Said, clean, decoded

TAG = ExifTags.Base


def read(image):
    """The words in the EXIF of an open Pillow image, a Said."""
    try:
        base = image.getexif()
        detail = base.get_ifd(ExifTags.IFD.Exif)
    except BROKEN:
        return Said()
    return Said(
        caption=_text(base.get(TAG.ImageDescription)),
        credit=_text(base.get(TAG.Artist)),
        copyright=_text(base.get(TAG.Copyright)),
        taken_at=_moment(
            _text(detail.get(TAG.DateTimeOriginal)), _text(detail.get(TAG.OffsetTimeOriginal))
        ),
    )


def _text(value):
    if isinstance(value, bytes):
        return decoded(value, utf8=False)
    if not isinstance(value, str):
        return ""
    try:  # Pillow reads EXIF's ASCII as Latin-1, whatever was written into it
        return decoded(value.encode("latin-1"), utf8=False)
    except UnicodeEncodeError:
        return clean(value)


def _moment(text, offset):
    try:
        moment = datetime.datetime.strptime(text, "%Y:%m:%d %H:%M:%S")
    except ValueError:
        return None
    if re.fullmatch(r"[+-]\d\d:\d\d", offset):
        return datetime.datetime.fromisoformat(moment.isoformat() + offset)
    return timezone.make_aware(moment)

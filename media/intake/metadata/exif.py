"""EXIF: the few texts that cameras write, and the time of the exposure."""

import datetime
import re

from django.utils import timezone
from PIL import ExifTags

from media.intake.metadata.fields import READ_ERRORS, PhotoMetadata, clean_text, decode_text

TAG = ExifTags.Base


def read(image):
    """The PhotoMetadata in the EXIF of an open Pillow image; empty if the EXIF is broken."""
    try:
        base = image.getexif()
        detail = base.get_ifd(ExifTags.IFD.Exif)
    except READ_ERRORS:
        return PhotoMetadata()
    return PhotoMetadata(
        caption=_text(base.get(TAG.ImageDescription)),
        credit=_text(base.get(TAG.Artist)),
        copyright=_text(base.get(TAG.Copyright)),
        taken_at=_datetime(
            _text(detail.get(TAG.DateTimeOriginal)), _text(detail.get(TAG.OffsetTimeOriginal))
        ),
    )


def _text(value):
    if isinstance(value, bytes):
        return decode_text(value, is_utf8=False)
    if not isinstance(value, str):
        return ""
    try:  # Pillow decodes EXIF strings as Latin-1, whatever encoding the writer used
        return decode_text(value.encode("latin-1"), is_utf8=False)
    except UnicodeEncodeError:
        return clean_text(value)


def _datetime(text, offset):
    """The aware datetime of an EXIF time, in local time if it has no offset; None if invalid."""
    try:
        naive = datetime.datetime.strptime(text, "%Y:%m:%d %H:%M:%S")
    except ValueError:
        return None
    if re.fullmatch(r"[+-]\d\d:\d\d", offset):
        return datetime.datetime.fromisoformat(naive.isoformat() + offset)
    return timezone.make_aware(naive)

"""Whether a file is a picture that we can keep: asked of its first bytes, before it costs much."""

import hashlib
import math
from dataclasses import dataclass
from pathlib import PurePosixPath

import pillow_heif
from django.conf import settings
from django.utils.translation import gettext as _
from PIL import ExifTags, Image

from media.intake import metadata
from media.intake.metadata.fields import BROKEN, Said
from media.sizes.scaling import reduced
from newsroom.core.refusal import Refused

pillow_heif.register_heif_opener()

# What Pillow calls each format, and the endings that its files have.
FORMATS = {
    "JPEG": ("jpg", "jpeg", "jpe", "jfif"),
    "PNG": ("png",),
    "WEBP": ("webp",),
    "AVIF": ("avif",),
    "HEIF": ("heic", "heif", "hif"),
    "TIFF": ("tif", "tiff"),
    "MPO": ("jpg", "jpeg"),  # a JPEG of several pictures, as telephones write it: the first counts
}
OPENERS = [name for name in FORMATS if name != "MPO"]  # which Pillow finds inside a JPEG
CHUNK = 2**20
MEBIBYTE = 2**20
MEGAPIXEL = 10**6


@dataclass(frozen=True)
class Inspected:
    """What a file turned out to be. `width` and `height` are upright; `colour` is `#rrggbb`."""

    sha256: str
    format: str
    size: int
    width: int
    height: int
    colour: str
    said: Said


def inspect(file, name):
    """Look at an open file of that name. Returns an Inspected; raises Refused.

    Nothing is decoded before size and pixels are known to be within PHOTO_MAX_BYTES and
    PHOTO_MAX_PIXELS.
    """
    _check_size(file)
    image = _opened(file)
    _check_name(name, image.format)
    if image.width * image.height > settings.PHOTO_MAX_PIXELS:
        raise Refused(
            _("%(millions)d million pixels are more than %(most)d million: scale it down.")
            % {
                "millions": image.width * image.height // 10**6,
                "most": settings.PHOTO_MAX_PIXELS // 10**6,
            }
        )
    size, said, colour = image.size, metadata.read(image), _colour(image)
    lies = image.getexif().get(ExifTags.Base.Orientation, 1) > 4
    width, height = reversed(size) if lies else size
    return Inspected(
        sha256=_digest(file),
        format=image.format,
        size=file.size,
        width=width,
        height=height,
        colour=colour,
        said=said,
    )


def _check_size(file):
    if not file.size:
        raise Refused(_("The file is empty: it was not copied completely. Send it again."))
    if file.size > settings.PHOTO_MAX_BYTES:
        raise Refused(too_large())


def too_large():
    """What is said of a file over the limit, also before it has arrived."""
    most = settings.PHOTO_MAX_BYTES // MEBIBYTE
    return _("The file is larger than %(most)d MB: save it smaller, for example as JPEG.") % {
        "most": most
    }


def _opened(file):
    file.seek(0)
    try:
        return Image.open(file, formats=OPENERS)
    except Image.DecompressionBombError:
        raise Refused(_("The picture has far too many pixels: scale it down.")) from None
    except BROKEN:
        raise Refused(
            _("This is no picture that we can read. Send JPEG, PNG, WebP, AVIF, HEIC or TIFF.")
        ) from None


def _check_name(name, found):
    ending = PurePosixPath(name).suffix.lower().lstrip(".")
    if ending not in FORMATS[found]:
        raise Refused(
            _("The file is called .%(ending)s but is %(format)s: rename it, or export it again.")
            % {"ending": ending or "?", "format": found}
        )


def _digest(file):
    file.seek(0)
    digest = hashlib.sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _colour(image):
    """The mean colour; reading every pixel for it also proves that the file is whole."""
    try:
        image.draft("RGB", (64, 64))  # of a JPEG only an eighth is computed, though all is read
        small = reduced(image, math.isqrt(image.width * image.height // MEGAPIXEL))
        mean = small.convert("RGB").resize((1, 1), Image.Resampling.BOX)
    except BROKEN:
        raise Refused(
            _("The picture is damaged or not complete: copy it from the camera again.")
        ) from None
    return "#{:02x}{:02x}{:02x}".format(*mean.getpixel((0, 0)))

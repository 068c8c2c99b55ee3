"""Checks whether an uploaded file is a photo that can be stored, before decoding it."""

import math
from dataclasses import dataclass

import pillow_heif
from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image

from media.checksums import file_sha256
from media.intake import metadata, unreadable
from media.intake.metadata.fields import PhotoMetadata
from media.sizes.decoder_places import decoder_place
from media.sizes.decoding import Undecodable, decoding
from media.sizes.orientation import upright_size
from media.sizes.pixels import on_white
from media.sizes.scaling import reduce_image
from newsroom.core.refusal import Refused

pillow_heif.register_heif_opener()

# {Pillow's name of a format: the file extensions that it may have}
FORMATS = {
    "JPEG": ("jpg", "jpeg", "jpe", "jfif"),
    "PNG": ("png",),
    "WEBP": ("webp",),
    "AVIF": ("avif",),
    "HEIF": ("heic", "heif", "hif"),
    "TIFF": ("tif", "tiff"),
    "MPO": ("jpg", "jpeg"),  # a JPEG with several images, as phones write it: the first is used
}
OPENED_FORMATS = [name for name in FORMATS if name != "MPO"]  # Pillow finds MPO in a JPEG
MEBIBYTE = 2**20  # bytes
MEGAPIXEL = 10**6  # pixels


@dataclass(frozen=True)
class InspectedFile:
    """What is known of a file after its inspection.

    `size` is in bytes; `width` and `height` are pixels of the upright image; `format` is a key of
    FORMATS; `colour` is the mean colour as `#rrggbb`.
    """

    sha256: str
    format: str
    size: int
    width: int
    height: int
    colour: str
    metadata: PhotoMetadata


def inspect(file, name):
    """Check the open file called `name`, and return an InspectedFile. Raises Refused.

    Its content says what it is: phones and WeChat give files names that do not fit.

    Pixels are decoded only after the number of bytes and of pixels was found to be within
    PHOTO_MAX_BYTES and PHOTO_MAX_PIXELS, and at most PHOTO_DECODERS pictures at once.
    """
    _check_size(file)
    with decoder_place():
        return examine(file, name)


def examine(file, name):
    """What `inspect` does, for a process of its own that need not wait for others."""
    image = _open_image(file)
    unreadable.refuse_raw(image, name)
    if image.width * image.height > settings.PHOTO_MAX_PIXELS:
        raise Refused(
            _("%(millions)d million pixels are more than %(most)d million: scale it down.")
            % {
                "millions": image.width * image.height // 10**6,
                "most": settings.PHOTO_MAX_PIXELS // 10**6,
            }
        )
    # Size and metadata first: `_mean_colour` changes the image.
    (width, height), photo_metadata = upright_size(image), metadata.read(image)
    colour = _mean_colour(image)
    return InspectedFile(
        sha256=file_sha256(file),
        format=image.format,
        size=file.size,
        width=width,
        height=height,
        colour=colour,
        metadata=photo_metadata,
    )


def _check_size(file):
    if not file.size:
        raise Refused(_("The file is empty: it was not copied completely. Send it again."))
    if file.size > settings.PHOTO_MAX_BYTES:
        raise Refused(too_large_message())


def too_large_message():
    """The message for a file over the limit; a script shows it before it sends the file."""
    limit = settings.PHOTO_MAX_BYTES // MEBIBYTE
    message = _("The file is larger than %(most)d MB: save it smaller, for example as JPEG.")
    return message % {"most": limit}


def _open_image(file):
    file.seek(0)
    try:
        with decoding("not opened"):
            return Image.open(file, formats=OPENED_FORMATS)
    except Undecodable as refusal:
        if isinstance(refusal.__cause__, Image.DecompressionBombError):
            raise Refused(_("The picture has far too many pixels: scale it down.")) from None
        raise unreadable.refusal(file) from None


def _mean_colour(image):
    """The mean colour as `#rrggbb`. Every pixel is read, which shows a file that is incomplete."""
    with decoding(_("The picture is damaged or not complete: copy it from the camera again.")):
        image.draft("RGB", (64, 64))  # reads a JPEG whole, but decodes it at an eighth of its size
        small = reduce_image(image, math.isqrt(image.width * image.height // MEGAPIXEL))
        mean = on_white(small).convert("RGB").resize((1, 1), Image.Resampling.BOX)
    return "#{:02x}{:02x}{:02x}".format(*mean.getpixel((0, 0)))

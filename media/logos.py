"""Makes the logo of the paper from an uploaded picture: a PNG that every browser shows.

It is made anew rather than kept as it came, so that a logo is never large, and whatever a file says
of the people who made it stays here. What is transparent stays so.
"""

from dataclasses import dataclass
from io import BytesIO

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image

from media.checksums import file_sha256
from media.intake.inspection import inspect
from media.sizes.decoder_places import decoder_place
from media.sizes.decoding import decoding
from media.sizes.orientation import turned
from media.sizes.pixels import in_srgb
from media.sizes.scaling import reduce_image

LARGEST = (1200, 512)  # pixels; sharp on dense screens, and square enough for search engines


@dataclass(frozen=True)
class LogoFile:
    """The prepared logo; `name` is the SHA-256 of its content and `.png`, sizes are in pixels."""

    name: str
    width: int
    height: int
    content: ContentFile


def make_logo(file):
    """The LogoFile of an UploadedFile. Raises Refused if it is no picture that can be shown."""
    inspect(file, file.name)
    file.seek(0)
    with decoder_place(), decoding(_("The picture is damaged: export it again as PNG.")):
        image = _prepared(Image.open(file))
        png = BytesIO()
        image.save(png, "PNG", optimize=True, icc_profile=None)
    content = ContentFile(png.getvalue())
    return LogoFile(f"{file_sha256(content)}.png", image.width, image.height, content)


def _prepared(image):
    """The image upright, in sRGB and within LARGEST; transparent where it was."""
    profile = image.info.get("icc_profile")
    factor = max(image.size) // (2 * max(LARGEST))
    image = turned(reduce_image(image, factor))
    alpha = image.getchannel("A") if image.mode in ("RGBA", "LA") else None
    plain = in_srgb(image.convert(image.mode.removesuffix("A")), profile)
    if alpha:
        plain.putalpha(alpha)
    plain.thumbnail(LARGEST)
    return plain

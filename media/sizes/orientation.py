"""How a picture is turned upright. A camera writes into the EXIF how it was held."""

from PIL import ExifTags
from PIL.Image import Transpose

from media.sizes.decoding import Undecodable, decoding

ORIENTATION = ExifTags.Base.Orientation
# {EXIF orientation: how to turn the pixels}; 1 is upright already
TURNS = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
SIDEWAYS = (5, 6, 7, 8)  # width and height change places


def orientation(image):
    """The EXIF orientation of an open Pillow image: 1 to 8, and 1 for whatever else is there."""
    try:
        with decoding("broken EXIF"):
            value = image.getexif().get(ORIENTATION)
    except Undecodable:
        return 1
    return value if isinstance(value, int) and value in TURNS else 1


def upright_size(image):
    """(width, height) that an open Pillow image, not yet decoded, has once it is upright."""
    width, height = image.size
    is_sideways = orientation(image) in SIDEWAYS
    if image.format == "TIFF" and image.tag_v2.get(ORIENTATION) in SIDEWAYS:
        is_sideways = not is_sideways  # Pillow has exchanged them on opening
    return (height, width) if is_sideways else (width, height)


def turned(image):
    """The image, decoded and turned upright."""
    image.load()  # turns a TIFF, which then has no orientation any more
    value = orientation(image)
    return image.transpose(TURNS[value]) if value in TURNS else image

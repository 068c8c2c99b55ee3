"""Scales very large images down without a second copy in memory, and turns images upright."""

from PIL import ExifTags, Image

from media.intake.metadata.exif import UNTURNED, orientation

STRIP = 64  # rows of the result that are made at a time
ORIENTATION = ExifTags.Base.Orientation
# {EXIF orientation: how the image is turned upright}
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def reduce_image(image, factor):
    """The decoded image with its sides divided by the integer `factor`; itself for 1 or less.

    Only a strip of the image is copied at a time. Orientation and ICC profile are kept.
    """
    if image.mode in ("P", "PA", "1"):  # pixels of these modes cannot be averaged
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    if factor < 2:
        return image
    smaller = Image.new(image.mode, [-(-side // factor) for side in image.size])
    for top in range(0, image.height, STRIP * factor):
        bottom = min(top + STRIP * factor, image.height)
        strip = image.crop((0, top, image.width, bottom))
        smaller.paste(strip.reduce(factor), (0, top // factor))
    smaller.info = {key: image.info[key] for key in ("icc_profile",) if key in image.info}
    if (turn := orientation(image)) != UNTURNED:
        smaller.getexif()[ORIENTATION] = turn
    return smaller


def turned(image):
    """The image as its EXIF orientation says, without reading any other, perhaps broken, EXIF."""
    turn = TURNS.get(orientation(image))
    return image if turn is None else image.transpose(turn)

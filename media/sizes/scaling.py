"""Scales very large images down without a second copy in memory."""

from PIL import Image

from media.sizes.orientation import ORIENTATION, orientation
from media.sizes.pixels import eight_bits

STRIP = 64  # rows of the result that are made at a time


def reduce_image(image, factor):
    """The decoded image with its sides divided by the integer `factor`; itself for 1 or less.

    It has eight bits a channel, as other pixels cannot be averaged. Only a strip of the image is
    copied at a time. Orientation and ICC profile are kept.
    """
    image = eight_bits(image)
    if factor < 2:
        return image
    smaller = Image.new(image.mode, [-(-side // factor) for side in image.size])
    for top in range(0, image.height, STRIP * factor):
        bottom = min(top + STRIP * factor, image.height)
        strip = image.crop((0, top, image.width, bottom))
        smaller.paste(strip.reduce(factor), (0, top // factor))
    smaller.info = {key: image.info[key] for key in ("icc_profile",) if key in image.info}
    smaller.getexif()[ORIENTATION] = orientation(image)
    return smaller

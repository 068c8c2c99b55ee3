"""Making large pictures smaller: like Pillow's own way, in strips."""

from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageOps

from media.sizes.scaling import ORIENTATION, STRIP, reduce_image
from tests.media.pictures import drawn, encoded


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK", "RGBA"])
def test_strips_join_without_a_seam(mode):
    image = drawn((640, STRIP * 3 * 2 + 50)).convert(mode)

    smaller = reduce_image(image, 3)

    assert smaller.mode == mode
    assert ImageChops.difference(smaller, image.reduce(3)).getbbox() is None


def test_by_one_nothing_is_done():
    image = drawn()

    assert reduce_image(image, 1) is image


def test_a_palette_becomes_colours():
    image = drawn((600, 400)).quantize(16)

    assert reduce_image(image, 2).mode == "RGB"
    image.info["transparency"] = 0
    assert reduce_image(image, 2).mode == "RGBA"


@pytest.mark.parametrize("format", ["JPEG", "TIFF", "PNG"])
def test_it_can_still_be_turned_upright_and_keeps_its_profile(format):
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    profile = b"a profile"
    image = Image.open(BytesIO(encoded(format=format, exif=exif, icc_profile=profile)))

    smaller = reduce_image(image, 2)

    assert ImageOps.exif_transpose(smaller).size == (400, 600)
    assert smaller.info["icc_profile"] == profile

"""Only the orientations 5 to 8 exchange width and height; whatever is none changes nothing."""

import struct
from io import BytesIO

import pytest
from PIL import Image

from media.intake.photo_files import get_or_create_photo
from media.sizes import renditions
from media.sizes.orientation import orientation, upright_size
from tests.media.pictures import drawn, encoded, upload

SIZE = (1200, 800)
ODD_VALUES = [0, 9, 90, 65_535]


def picture(value, format="JPEG"):
    exif = Image.Exif()
    exif[0x0112] = value
    return encoded(drawn(SIZE), format, exif=exif)


def with_orientation_as_text(content=None):
    """A JPEG whose orientation is the text "6" instead of a number."""
    content = bytearray(content or picture(6))
    for order in ("<", ">"):
        entry = struct.pack(f"{order}HHLH", 0x0112, 3, 1, 6)
        if entry in content:
            at = content.index(entry)
            content[at : at + len(entry)] = struct.pack(f"{order}HHL", 0x0112, 2, 2) + b"6\0"
    return bytes(content)


def opened(content):
    return Image.open(BytesIO(content))


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
@pytest.mark.parametrize("value", range(1, 9))
def test_stated_size_is_that_of_the_upright_image(value, format):
    content = picture(value, format)

    expected = SIZE if value < 5 else (800, 1200)
    assert upright_size(opened(content)) == expected
    assert renditions.upright(opened(content)).size == expected


@pytest.mark.parametrize("value", ODD_VALUES)
def test_other_numbers_mean_upright(value):
    image = opened(picture(value))

    assert orientation(image) == 1
    assert upright_size(image) == SIZE


def test_text_means_upright():
    image = opened(with_orientation_as_text())

    assert image.getexif().get(0x0112) == "6"
    assert upright_size(image) == SIZE


def test_broken_exif_means_upright():
    content = encoded(drawn(SIZE), exif=b"Exif\0\0II*\0\xff\xff\xff\xff")

    assert upright_size(opened(content)) == SIZE


@pytest.mark.django_db
@pytest.mark.parametrize(
    "content",
    [*map(picture, ODD_VALUES), with_orientation_as_text()],
    ids=[*map(str, ODD_VALUES), "text"],
)
def test_readers_see_the_picture_in_its_own_shape(content, photo_editor):
    photo, _new = get_or_create_photo(upload(content), user=photo_editor)
    renditions.prepare(photo, photo.focus)

    assert (photo.width, photo.height) == SIZE
    whole = photo.renditions().filter(shape="whole").first()
    assert whole.width > whole.height

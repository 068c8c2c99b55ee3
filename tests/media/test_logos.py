"""The logo that is made of an uploaded picture."""

import hashlib

import pytest
from PIL import ExifTags, Image

from media.logos import LARGEST, make_logo
from newsroom.core.refusal import Refused
from tests.media.pictures import drawn, encoded, upload


def made(file):
    logo = make_logo(file)
    logo.content.seek(0)
    image = Image.open(logo.content)
    assert (image.format, image.size) == ("PNG", (logo.width, logo.height))
    logo.content.seek(0)
    assert logo.name == f"{hashlib.sha256(logo.content.read()).hexdigest()}.png"
    return image


@pytest.mark.django_db
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_any_picture_becomes_a_png(format):
    assert made(upload(encoded(drawn((300, 100)), format), format=format)).size == (300, 100)


@pytest.mark.django_db
@pytest.mark.parametrize("size", [(4000, 1000), (3000, 3000), (100, 6000)])
def test_it_is_never_larger_than_the_site_needs(size):
    image = made(upload(encoded(drawn(size))))
    assert image.width <= LARGEST[0]
    assert image.height <= LARGEST[1]


@pytest.mark.django_db
@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1", "CMYK"])
def test_every_kind_of_pixels_is_taken_and_what_is_transparent_stays_so(mode):
    image = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
    image.paste((160, 20, 30, 255), (50, 0, 150, 100))
    format = "TIFF" if mode == "CMYK" else "PNG"
    result = made(upload(encoded(image.convert(mode), format), format=format))
    if mode in ("RGBA", "LA"):
        assert [result.getpixel(place)[3] for place in ((10, 50), (100, 50))] == [0, 255]


@pytest.mark.django_db
def test_it_is_upright_and_says_nothing_of_who_made_it():
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation], exif[ExifTags.Base.Artist] = 6, "林晓禾"
    image = made(upload(encoded(drawn((300, 100)), exif=exif)))
    assert image.size == (100, 300)
    assert not image.getexif()
    assert not image.info.get("icc_profile")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "content", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", encoded()[:2000]]
)
def test_what_is_no_whole_picture_is_refused(content):
    with pytest.raises(Refused):
        make_logo(upload(content, "标志.png"))

"""Pictures of every kind of pixels are published with the brightness and colours that they have."""

import array
import struct
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageCms, ImageStat

from media.intake.photo_files import get_or_create_photo
from media.sizes import renditions
from media.sizes.pixels import eight_bits
from tests.media.pictures import encoded, upload

SIDE = 512
GRADIENT = Image.linear_gradient("L").resize((SIDE, SIDE))


def sixteen_bits(mode="I;16"):
    values = array.array("H", (value * 257 for value in GRADIENT.tobytes()))
    if mode == "I;16B":
        values.byteswap()
    return Image.frombytes(mode, (SIDE, SIDE), values.tobytes())


def rgb_of_sixteen_bits():
    """A TIFF with three channels of 16 bits, which Pillow can read but not write."""
    pixels = array.array("H", (v * 257 for v in GRADIENT.tobytes() for _channel in range(3)))
    tags = [
        (256, 3, 1, SIDE),
        (257, 3, 1, SIDE),
        (258, 3, 3, 8 + len(pixels) * 2),
        (259, 3, 1, 1),
        (262, 3, 1, 2),
        (273, 4, 1, 8),
        (277, 3, 1, 3),
        (278, 3, 1, SIDE),
        (279, 4, 1, len(pixels) * 2),
    ]
    directory = struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHLL", *t) for t in tags)
    head = b"II*\0" + struct.pack("<L", 8 + len(pixels) * 2 + 6)
    bits = struct.pack("<HHH", 16, 16, 16)
    return head + pixels.tobytes() + bits + directory + struct.pack("<L", 0)


def without_adobe_marker(jpeg):
    """The CMYK JPEG as a program other than Adobe's writes it: not inverted, and not marked."""
    start = jpeg.index(b"\xff\xee")
    length = int.from_bytes(jpeg[start + 2 : start + 4])
    return jpeg[:start] + jpeg[start + 2 + length :]


def white_is_zero():
    grey = sixteen_bits()
    negative = array.array("H", (65_535 - v for v in array.array("H", grey.tobytes())))
    image = Image.frombytes("I;16", (SIDE, SIDE), negative.tobytes())
    content = bytearray(encoded(image, "TIFF"))
    tag = struct.pack("<HHLH", 262, 3, 1, 1)  # PhotometricInterpretation: black is zero
    at = content.index(tag)
    content[at : at + len(tag)] = struct.pack("<HHLH", 262, 3, 1, 0)
    return bytes(content)


FLOATS = sixteen_bits().convert("F")
KINDS = {
    "16-bit grey PNG": (encoded(sixteen_bits(), "PNG"), "PNG"),
    "16-bit grey TIFF": (encoded(sixteen_bits(), "TIFF"), "TIFF"),
    "16-bit grey TIFF, big-endian": (encoded(sixteen_bits("I;16B"), "TIFF"), "TIFF"),
    "16-bit grey TIFF, compressed": (
        encoded(sixteen_bits(), "TIFF", compression="tiff_adobe_deflate"),
        "TIFF",
    ),
    "16-bit grey TIFF, white is zero": (white_is_zero(), "TIFF"),
    "16-bit colour TIFF": (rgb_of_sixteen_bits(), "TIFF"),
    "32-bit grey TIFF": (encoded(sixteen_bits().convert("I"), "TIFF"), "TIFF"),
    "floats to 65535": (encoded(FLOATS, "TIFF"), "TIFF"),
    "floats to 1": (encoded(FLOATS.point(lambda v: v * (1 / 65_535) + 0), "TIFF"), "TIFF"),
    "grey and alpha": (encoded(GRADIENT.convert("LA"), "PNG"), "PNG"),
    "palette": (encoded(GRADIENT.convert("P"), "PNG"), "PNG"),
    "one bit": (encoded(GRADIENT.convert("1"), "TIFF"), "TIFF"),
    "YCbCr": (encoded(GRADIENT.convert("RGB").convert("YCbCr"), "TIFF"), "TIFF"),
    "Lab": (encoded(GRADIENT.convert("RGB").convert("LAB"), "TIFF"), "TIFF"),
    "CMYK TIFF": (encoded(GRADIENT.convert("CMYK"), "TIFF"), "TIFF"),
    "CMYK JPEG of Adobe": (encoded(GRADIENT.convert("CMYK")), "JPEG"),
}


def brightness(image):
    return ImageStat.Stat(image.convert("L")).mean[0]


def published(content, format, user):
    """The largest JPEG that readers get of the picture, and its Photo."""
    photo, _new = get_or_create_photo(upload(content, format=format), user=user)
    renditions.prepare(photo, photo.focus)
    with photo.renditions().filter(shape="whole", format="jpg").last().file.open() as file:
        return Image.open(BytesIO(file.read())).convert("RGB"), photo


@pytest.mark.django_db
@pytest.mark.parametrize(("content", "format"), KINDS.values(), ids=KINDS)
def test_gradient_stays_a_gradient(content, format, photo_editor):
    image, photo = published(content, format, photo_editor)

    assert brightness(image) == pytest.approx(127, abs=2)
    assert brightness(image.crop((0, 0, SIDE, 20))) < 30
    assert brightness(image.crop((0, SIDE - 20, SIDE, SIDE))) > 225
    assert int(photo.colour[1:3], 16) == pytest.approx(127, abs=2)


@pytest.mark.django_db
def test_cmyk_without_adobe_marker_is_not_inverted(photo_editor):
    light = Image.new("CMYK", (SIDE, SIDE), (0, 0, 0, 20))
    content = without_adobe_marker(encoded(ImageChops.invert(light)))  # Pillow inverts it again

    image, photo = published(content, "JPEG", photo_editor)

    assert brightness(image) > 200
    assert int(photo.colour[1:3], 16) > 200


@pytest.mark.django_db
@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "RGB"])
def test_transparent_parts_are_white_in_every_mode(mode, photo_editor):
    image = Image.new("L", (SIDE, SIDE), 0).convert(mode.removesuffix("A"))
    if mode.endswith("A"):
        image.putalpha(0)
    transparent = {"P": 0, "L": 0, "RGB": (0, 0, 0)}.get(mode)
    options = {} if transparent is None else {"transparency": transparent}

    shown, photo = published(encoded(image, "PNG", **options), "PNG", photo_editor)

    assert brightness(shown) > 250
    assert photo.colour == "#ffffff"


def test_small_numbers_in_a_wide_grey_are_not_stretched():
    """A dark picture stays dark: white is what the kind of numbers says, not the lightest pixel."""
    dark = Image.new("I;16", (8, 8), 5_000)

    assert eight_bits(dark).getextrema() == (19, 19)


def test_plain_area_of_large_numbers_is_no_error():
    assert eight_bits(Image.new("I", (8, 8), 2_000_000)).getextrema() == (0, 0)


SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
LAB = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
BROKEN_PROFILES = {
    "words": b"no profile",
    "cut": SRGB[:200],
    "cut in its tables": SRGB[:-300],
    "zeros": bytes(len(SRGB)),
    "for other pixels": LAB,
}


@pytest.mark.django_db
@pytest.mark.parametrize("profile", BROKEN_PROFILES.values(), ids=BROKEN_PROFILES)
def test_broken_profile_is_ignored_and_noted(profile, photo_editor):
    content = encoded(Image.new("RGB", (SIDE, SIDE), (200, 30, 60)), icc_profile=profile)
    photo, _new = get_or_create_photo(upload(content), user=photo_editor)

    assert not renditions.prepare(photo, photo.focus)

    with photo.renditions().filter(shape="whole", format="jpg").last().file.open() as file:
        pixel = Image.open(BytesIO(file.read())).getpixel((50, 50))
    assert pixel == pytest.approx((200, 30, 60), abs=4)


@pytest.mark.django_db
def test_colour_profile_counts_with_transparency_too(photo_editor):
    swapped = SRGB.replace(b"rXYZ", b"____").replace(b"bXYZ", b"rXYZ").replace(b"____", b"bXYZ")
    red = Image.new("RGBA", (SIDE, SIDE), (250, 20, 20, 255))

    image, _photo = published(encoded(red, "PNG", icc_profile=swapped), "PNG", photo_editor)

    assert image.getpixel((9, 9))[2] > 200

"""Prepared sizes: their shapes, colours and metadata; each is made once."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms

from media.intake.photo_files import get_or_create_photo
from media.models import Rendition
from media.sizes import pixels, renditions
from media.sizes.shapes import ENCODINGS, SHAPES
from tests.media.pictures import drawn, encoded, upload

pytestmark = pytest.mark.django_db

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def stored_photo(image=None, *, user, **options):
    format = options.get("format", "JPEG")
    photo, _new = get_or_create_photo(upload(encoded(image, **options), format=format), user=user)
    return photo


def decoded(rendition):
    with rendition.file.open() as file:
        image = Image.open(BytesIO(file.read()))
    image.load()
    return image


def prepared(photo, shape="whole", format="jpg"):
    renditions.prepare(photo, photo.focus)
    return list(photo.renditions().filter(shape=shape, format=format))


def test_every_shape_is_made_in_every_format(photo_editor):
    photo = stored_photo(drawn((2400, 1500)), user=photo_editor)

    renditions.prepare(photo, photo.focus)

    prepared_sizes = {(r.shape, r.format, r.width) for r in photo.renditions()}
    assert prepared_sizes == {
        (shape.name, encoding.extension, width)
        for shape in SHAPES
        for encoding in ENCODINGS
        for width in shape.widths
    }
    for rendition in photo.renditions():
        image = decoded(rendition)
        assert image.size == (rendition.width, rendition.height)
        assert image.mode == "RGB"


def test_names_are_the_hashes_of_the_files(photo_editor):
    photo = stored_photo(user=photo_editor)

    names = {r.file.name for r in prepared(photo)}

    assert all(len(name) == 64 + len(".jpg") for name in names)
    assert len(names) == len(prepared(photo))


def test_preparing_again_makes_nothing(photo_editor, django_assert_num_queries):
    photo = stored_photo(user=photo_editor)
    renditions.prepare(photo, photo.focus)

    with django_assert_num_queries(1):
        renditions.prepare(photo, photo.focus)


@pytest.mark.parametrize("height", [20_000, 60_000])
def test_long_screenshot_is_made_in_every_format(height, photo_editor):
    """WebP holds 16,383 pixels a side; a screenshot of a long page has more."""
    photo = stored_photo(Image.new("RGB", (1080, height), "white"), user=photo_editor)

    (*_smaller, image) = [decoded(r) for r in prepared(photo, format="webp")]

    assert image.height / image.width == pytest.approx(height / 1080, rel=0.01)
    assert not renditions.missing_shapes(photo, photo.focus)


def test_another_focal_point_makes_new_crops_only(photo_editor):
    photo = stored_photo(user=photo_editor)
    renditions.prepare(photo, photo.focus)
    before = Rendition.objects.count()
    photo.focus_x = 0

    renditions.prepare(photo, photo.focus)

    crops = [r for r in Rendition.objects.all() if r.shape != "whole"]
    assert {(r.focus_x, r.focus_y) for r in crops} == {(500, 500), (0, 500)}
    assert Rendition.objects.filter(shape="whole").count() == before - len(crops) // 2


def test_photo_is_rotated_by_its_exif_orientation(photo_editor):
    exif = Image.Exif()
    exif[0x0112] = 6
    sideways = Image.new("RGB", (900, 600), "white")
    sideways.paste("black", (0, 0, 450, 600))
    photo = stored_photo(sideways, user=photo_editor, exif=exif)

    image = decoded(prepared(photo)[-1])

    assert image.width < image.height
    assert image.convert("L").getpixel((image.width // 2, 10)) < 60
    assert image.convert("L").getpixel((image.width // 2, image.height - 10)) > 200


def test_cmyk_becomes_rgb(photo_editor):
    photo = stored_photo(drawn((800, 600)).convert("CMYK"), user=photo_editor)

    assert decoded(prepared(photo)[0]).mode == "RGB"


def test_colours_are_converted_from_the_icc_profile(photo_editor):
    # A profile whose first channel is blue and whose third is red.
    swapped = SRGB.replace(b"rXYZ", b"____").replace(b"bXYZ", b"rXYZ").replace(b"____", b"bXYZ")
    photo = stored_photo(
        Image.new("RGB", (500, 400), (250, 20, 20)), user=photo_editor, icc_profile=swapped
    )

    red, _green, blue = decoded(prepared(photo)[0]).getpixel((200, 200))

    assert blue > 200 > 60 > red


def test_nothing_of_the_file_itself_is_in_a_public_file(photo_editor):
    """Neither comments nor profiles: the colours are sRGB, and the words are in the packet."""
    options = {"comment": b"for internal use", "icc_profile": SRGB, "dpi": (300, 300)}
    photo = stored_photo(user=photo_editor, **options)
    renditions.prepare(photo, photo.focus)

    for rendition in photo.renditions():
        assert {"comment", "icc_profile"}.isdisjoint(decoded(rendition).info)


@pytest.mark.parametrize("profile", [SRGB, SRGB[:200], b"no profile"])
def test_picture_with_a_profile_has_the_same_files_on_another_day(
    profile, photo_editor, monkeypatch
):
    """The profile of sRGB, made when the program starts, has the time in it."""
    photo = stored_photo(user=photo_editor, icc_profile=profile)
    renditions.prepare(photo, photo.focus)
    before = set(photo.renditions().values_list("file"))
    Rendition.objects.all().delete()
    year = (2001).to_bytes(2)  # bytes 24 to 35 are the time
    another_day = ImageCms.ImageCmsProfile(BytesIO(SRGB[:24] + year + SRGB[26:])).profile
    monkeypatch.setattr(pixels, "SRGB", another_day)

    renditions.prepare(photo, photo.focus)

    assert set(photo.renditions().values_list("file")) == before
    assert not any("icc_profile" in decoded(rendition).info for rendition in photo.renditions())


def test_transparent_parts_become_white(photo_editor):
    photo = stored_photo(
        Image.new("RGBA", (600, 400), (0, 0, 0, 0)), user=photo_editor, format="PNG"
    )

    assert min(decoded(prepared(photo)[0]).getpixel((10, 10))) > 250


def test_location_and_serial_number_are_removed_and_the_credit_is_kept(photo_editor):
    exif = Image.Exif()
    exif[0x013B] = "Su He"
    exif.get_ifd(0x8825)[2] = (35.0, 1.0, 2.0)
    exif.get_ifd(0x8769)[0xA431] = "SERIAL-1234"
    photo = stored_photo(user=photo_editor, exif=exif)
    photo.copyright, photo.ai_generated = "临川日报", True
    photo.save()
    renditions.prepare(photo, photo.focus)

    for rendition in photo.renditions():
        with rendition.file.open() as file:
            content = file.read()
        image = Image.open(BytesIO(content))
        assert not image.getexif().get_ifd(0x8825) and b"SERIAL-1234" not in content
        for word in ("Su He", "临川日报", "trainedAlgorithmicMedia"):
            assert word.encode() in content


def test_large_photos_are_decoded_at_a_smaller_scale(photo_editor, monkeypatch):
    photo = stored_photo(Image.new("RGB", (9000, 6000), "olive"), user=photo_editor)
    with photo.original.open() as file:
        image = renditions.upright(Image.open(file))

    assert image.width < 9000 // 2 + 1
    assert image.width >= max(shape.widths[-1] for shape in SHAPES)

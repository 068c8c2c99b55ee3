"""Prepared sizes: right in shape and colour, without what must not be public, made once."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms

from media.intake.photo_files import get_or_create_photo
from media.models import Rendition
from media.sizes import renditions
from media.sizes.shapes import ENCODINGS, SHAPES
from tests.media.pictures import drawn, encoded, upload

pytestmark = pytest.mark.django_db


def kept(image=None, *, by, **options):
    format = options.get("format", "JPEG")
    photo, _new = get_or_create_photo(upload(encoded(image, **options), format=format), user=by)
    return photo


def opened(rendition):
    with rendition.file.open() as file:
        image = Image.open(BytesIO(file.read()))
    image.load()
    return image


def prepared(photo, shape="whole", format="jpg"):
    renditions.prepare(photo, photo.focus)
    return list(photo.renditions().filter(shape=shape, format=format))


def test_every_shape_is_made_in_every_format(photo_editor):
    photo = kept(drawn((2400, 1500)), by=photo_editor)

    renditions.prepare(photo, photo.focus)

    made = {(r.shape, r.format, r.width) for r in photo.renditions()}
    assert made == {
        (shape.name, encoding.extension, width)
        for shape in SHAPES
        for encoding in ENCODINGS
        for width in shape.widths
    }
    for rendition in photo.renditions():
        image = opened(rendition)
        assert image.size == (rendition.width, rendition.height)
        assert image.mode == "RGB"


def test_names_are_the_hashes_of_the_files(photo_editor):
    photo = kept(by=photo_editor)

    names = {r.file.name for r in prepared(photo)}

    assert all(len(name) == 64 + len(".jpg") for name in names)
    assert len(names) == len(prepared(photo))


def test_doing_it_again_makes_nothing(photo_editor, django_assert_num_queries):
    photo = kept(by=photo_editor)
    renditions.prepare(photo, photo.focus)

    with django_assert_num_queries(1):
        renditions.prepare(photo, photo.focus)


def test_another_focal_point_makes_new_crops_and_keeps_the_whole(photo_editor):
    photo = kept(by=photo_editor)
    renditions.prepare(photo, photo.focus)
    before = Rendition.objects.count()
    photo.focus_x = 0

    renditions.prepare(photo, photo.focus)

    crops = [r for r in Rendition.objects.all() if r.shape != "whole"]
    assert {(r.focus_x, r.focus_y) for r in crops} == {(500, 500), (0, 500)}
    assert Rendition.objects.filter(shape="whole").count() == before - len(crops) // 2


def test_a_picture_that_lies_on_its_side_is_turned(photo_editor):
    exif = Image.Exif()
    exif[0x0112] = 6
    sideways = Image.new("RGB", (900, 600), "white")
    sideways.paste("black", (0, 0, 450, 600))
    photo = kept(sideways, by=photo_editor, exif=exif)

    image = opened(prepared(photo)[-1])

    assert image.width < image.height
    assert image.convert("L").getpixel((image.width // 2, 10)) < 60
    assert image.convert("L").getpixel((image.width // 2, image.height - 10)) > 200


def test_a_picture_of_a_printing_house_becomes_srgb(photo_editor):
    photo = kept(drawn((800, 600)).convert("CMYK"), by=photo_editor)

    assert opened(prepared(photo)[0]).mode == "RGB"


def test_colours_are_converted_from_the_profile_of_the_file(photo_editor):
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # A profile of a strange device, whose first channel shines blue and whose third shines red.
    strange = srgb.replace(b"rXYZ", b"____").replace(b"bXYZ", b"rXYZ").replace(b"____", b"bXYZ")
    photo = kept(Image.new("RGB", (500, 400), (250, 20, 20)), by=photo_editor, icc_profile=strange)

    red, _green, blue = opened(prepared(photo)[0]).getpixel((200, 200))

    assert blue > 200 > 60 > red


def test_what_is_transparent_becomes_white(photo_editor):
    photo = kept(Image.new("RGBA", (600, 400), (0, 0, 0, 0)), by=photo_editor, format="PNG")

    assert min(opened(prepared(photo)[0]).getpixel((10, 10))) > 250


def test_place_and_serial_number_stay_private_and_credit_goes_along(photo_editor):
    exif = Image.Exif()
    exif[0x013B] = "Su He"
    exif.get_ifd(0x8825)[2] = (35.0, 1.0, 2.0)
    exif.get_ifd(0x8769)[0xA431] = "SERIAL-1234"
    photo = kept(by=photo_editor, exif=exif)
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


def test_large_pictures_are_decoded_small(photo_editor, monkeypatch):
    photo = kept(Image.new("RGB", (9000, 6000), "olive"), by=photo_editor)
    with photo.original.open() as file:
        image = renditions.upright(Image.open(file))

    assert image.width < 9000 // 2 + 1
    assert image.width >= max(shape.widths[-1] for shape in SHAPES)

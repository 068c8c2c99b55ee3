"""Storing uploaded files: each once, with its metadata; other files are refused and not kept."""

import pytest
from django.core.files.storage import storages
from PIL import Image

from media.intake.photo_files import attach_file, base_name, get_or_create_photo
from media.models import Photo
from media.sizes.shapes import SHAPES
from newsroom.core.refusal import Refused
from tests.factories import PhotoFactory
from tests.media.pictures import EXTENSIONS, drawn, encoded, upload

pytestmark = pytest.mark.django_db


def stored_files():
    storage = storages["originals"]
    if not storage.exists("photos"):
        return set()
    return {
        name
        for folder in storage.listdir("photos")[0]
        for name in storage.listdir(f"photos/{folder}")[1]
    }


@pytest.mark.parametrize("format", EXTENSIONS)
def test_every_format_is_accepted(format, photo_editor):
    photo, is_new = get_or_create_photo(upload(format=format, image=None), user=photo_editor)

    assert is_new
    assert (photo.width, photo.height) == (1200, 800)
    assert photo.original.storage.exists(photo.original.name)
    assert photo.colour.startswith("#")
    assert photo.created_by == photo_editor


def test_same_file_twice_is_one_photo(photo_editor):
    content = encoded()
    first, _new = get_or_create_photo(upload(content), user=photo_editor)

    again, is_new = get_or_create_photo(upload(content, name="另一个名字.jpg"), user=photo_editor)

    assert (again, is_new) == (first, False)
    assert Photo.objects.count() == 1


def test_size_of_a_rotated_photo_is_that_of_the_upright_image(photo_editor):
    exif = Image.Exif()
    exif[0x0112] = 6

    photo, _new = get_or_create_photo(upload(encoded(exif=exif)), user=photo_editor)

    assert (photo.width, photo.height) == (800, 1200)


def test_caption_without_a_file_gets_one_and_keeps_its_texts(photo_editor):
    exif = Image.Exif()
    exif[0x010E] = "caption in the file"
    exif[0x013B] = "Su He"
    photo = PhotoFactory(caption="老渡口的石阶")

    attach_file(upload(encoded(exif=exif)), photo)

    photo.refresh_from_db()
    assert (photo.caption, photo.credit) == ("老渡口的石阶", "Su He")
    assert photo.sha256 and photo.original


def test_file_of_another_photo_is_refused(photo_editor):
    content = encoded()
    get_or_create_photo(upload(content), user=photo_editor)
    photo = PhotoFactory()

    with pytest.raises(Refused, match="库中已有"):
        attach_file(upload(content), photo)

    photo.refresh_from_db()
    assert not photo.original


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
BAD = {
    "empty": (b"", "a.jpg", "空的"),
    "svg": (SVG, "a.jpg", "无法识别"),
    "html": (b"<html><script>alert(1)</script></html>", "a.jpg", "无法识别"),
    "text": ("夜校".encode(), "a.png", "无法识别"),
    "truncated jpeg": (encoded()[:-4000], "a.jpg", "损坏"),
    "truncated png": (encoded(format="PNG")[:-600], "a.png", "损坏"),
    "truncated webp": (encoded(format="WEBP")[:-600], "a.webp", "损坏|无法识别"),
    "truncated avif": (encoded(format="AVIF")[:-600], "a.avif", "损坏|无法识别"),
    "truncated heic": (encoded(format="HEIF")[:-600], "a.heic", "损坏|无法识别"),
    "truncated tiff": (encoded(format="TIFF")[:-600], "a.tif", "损坏|无法识别"),
    "only a head": (encoded()[:40], "a.jpg", "损坏|无法识别"),
}


@pytest.mark.parametrize(("content", "name", "reason"), BAD.values(), ids=BAD)
def test_incomplete_or_other_file_is_refused_with_a_reason(content, name, reason, photo_editor):
    before = stored_files()

    with pytest.raises(Refused, match=reason):
        get_or_create_photo(upload(content, name=name), user=photo_editor)

    assert not Photo.objects.exists()
    assert stored_files() == before


def test_photo_with_too_many_pixels_is_refused_without_decoding_it(
    photo_editor, settings, monkeypatch
):
    settings.PHOTO_MAX_PIXELS = 1000
    file = upload(encoded(Image.new("L", (200, 200)), "PNG"), name="a.png")
    monkeypatch.setattr(Image.Image, "load", lambda image: pytest.fail("decoded"))

    with pytest.raises(Refused, match="百万像素"):
        get_or_create_photo(file, user=photo_editor)


def test_file_over_the_limit_is_refused(photo_editor, settings):
    settings.PHOTO_MAX_BYTES = 1000

    with pytest.raises(Refused, match="MB"):
        get_or_create_photo(upload(encoded()), user=photo_editor)


def test_file_is_deleted_if_the_photo_cannot_be_saved(photo_editor, monkeypatch):
    before = stored_files()
    monkeypatch.setattr(Photo, "save", lambda self: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        get_or_create_photo(upload(encoded(drawn(colour="red"))), user=photo_editor)

    assert stored_files() == before


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\Users\\su\\图.jpg", "图.jpg"),
        ("a\x00b\u202egpj.jpg", "abgpj.jpg"),
    ],
)
def test_base_name(name, expected):
    assert base_name(name) == expected


def test_job_makes_the_sizes_of_a_new_photo(photo_editor, run_jobs):
    photo, _new = get_or_create_photo(upload(), user=photo_editor)

    run_jobs()

    assert {r.shape for r in photo.renditions()} == {shape.name for shape in SHAPES}

"""Files coming in: kept once, with their words; what is no picture is refused and leaves nothing."""

import pytest
from django.core.files.storage import storages
from PIL import Image

from media.intake.photo_files import attach_file, base_name, get_or_create_photo
from media.models import Photo
from media.sizes.shapes import SHAPES
from newsroom.core.refusal import Refused
from tests.factories import PhotoFactory
from tests.media.pictures import ENDINGS, drawn, encoded, upload

pytestmark = pytest.mark.django_db


def kept_files():
    storage = storages["originals"]
    if not storage.exists("photos"):
        return set()
    return {
        name
        for folder in storage.listdir("photos")[0]
        for name in storage.listdir(f"photos/{folder}")[1]
    }


@pytest.mark.parametrize("format", ENDINGS)
def test_every_format_comes_in(format, photo_editor):
    photo, new = get_or_create_photo(upload(format=format, image=None), user=photo_editor)

    assert new
    assert (photo.width, photo.height) == (1200, 800)
    assert photo.original.storage.exists(photo.original.name)
    assert photo.colour.startswith("#")
    assert photo.created_by == photo_editor


def test_the_same_file_twice_is_one_photo(photo_editor):
    content = encoded()
    first, _new = get_or_create_photo(upload(content), user=photo_editor)

    again, new = get_or_create_photo(upload(content, name="另一个名字.jpg"), user=photo_editor)

    assert (again, new) == (first, False)
    assert Photo.objects.count() == 1


def test_a_picture_that_lies_on_its_side_is_measured_upright(photo_editor):
    exif = Image.Exif()
    exif[0x0112] = 6

    photo, _new = get_or_create_photo(upload(encoded(exif=exif)), user=photo_editor)

    assert (photo.width, photo.height) == (800, 1200)


def test_a_waiting_caption_gets_its_file_and_keeps_its_words(photo_editor):
    exif = Image.Exif()
    exif[0x010E] = "words of the file"
    exif[0x013B] = "Su He"
    photo = PhotoFactory(caption="老渡口的石阶")

    attach_file(upload(encoded(exif=exif)), photo)

    photo.refresh_from_db()
    assert (photo.caption, photo.credit) == ("老渡口的石阶", "Su He")
    assert photo.sha256 and photo.original


def test_a_file_that_another_photo_has_is_not_attached(photo_editor):
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
    "mislabelled": (encoded(format="PNG"), "a.jpg", "改正扩展名"),
    "no ending": (encoded(), "a", "改正扩展名"),
    "truncated jpeg": (encoded()[:-4000], "a.jpg", "损坏"),
    "truncated png": (encoded(format="PNG")[:-600], "a.png", "损坏"),
    "truncated webp": (encoded(format="WEBP")[:-600], "a.webp", "损坏|无法识别"),
    "truncated avif": (encoded(format="AVIF")[:-600], "a.avif", "损坏|无法识别"),
    "truncated heic": (encoded(format="HEIF")[:-600], "a.heic", "损坏|无法识别"),
    "truncated tiff": (encoded(format="TIFF")[:-600], "a.tif", "损坏|无法识别"),
    "only a head": (encoded()[:40], "a.jpg", "损坏|无法识别"),
}


@pytest.mark.parametrize(("content", "name", "why"), BAD.values(), ids=BAD)
def test_what_is_no_whole_picture_is_refused_in_words(content, name, why, photo_editor):
    before = kept_files()

    with pytest.raises(Refused, match=why):
        get_or_create_photo(upload(content, name=name), user=photo_editor)

    assert not Photo.objects.exists()
    assert kept_files() == before


def test_a_picture_of_too_many_pixels_is_refused_undecoded(photo_editor, settings, monkeypatch):
    settings.PHOTO_MAX_PIXELS = 1000
    file = upload(encoded(Image.new("L", (200, 200)), "PNG"), name="a.png")
    monkeypatch.setattr(Image.Image, "load", lambda image: pytest.fail("decoded"))

    with pytest.raises(Refused, match="百万像素"):
        get_or_create_photo(file, user=photo_editor)


def test_a_file_over_the_limit_is_refused_unread(photo_editor, settings):
    settings.PHOTO_MAX_BYTES = 1000

    with pytest.raises(Refused, match="MB"):
        get_or_create_photo(upload(encoded()), user=photo_editor)


def test_a_row_that_can_not_be_written_leaves_no_file(photo_editor, monkeypatch):
    before = kept_files()
    monkeypatch.setattr(Photo, "save", lambda self: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        get_or_create_photo(upload(encoded(drawn(colour="red"))), user=photo_editor)

    assert kept_files() == before


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\Users\\su\\图.jpg", "图.jpg"),
        ("a\x00b\u202egpj.jpg", "abgpj.jpg"),
    ],
)
def test_of_a_path_only_the_name_is_kept(name, kept):
    assert base_name(name) == kept


def test_taking_in_has_the_sizes_made_by_the_worker(photo_editor, run_jobs):
    photo, _new = get_or_create_photo(upload(), user=photo_editor)

    run_jobs()

    assert {r.shape for r in photo.renditions()} == {shape.name for shape in SHAPES}

"""`check_media` finds everything that can be wrong, repairs what it can, and reports it."""

import errno
import hashlib
import os
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from django.utils import timezone

from media import public_files
from media.intake.photo_files import attach_file, get_or_create_photo
from media.logos import make_logo
from media.models import Photo, Rendition
from media.sizes import renditions
from media.sizes.shapes import SHAPES
from media.storage_walk import walk_files
from newsroom.core.body import photo_node
from newsroom.desk import workflow
from newsroom.desk.revisions.content import record_revision
from newsroom.file_storage import WholeFileStorage
from newsroom.press.models import PublicFile
from tests.factories import ArticleFactory, SiteInformationFactory, StoryPhotoFactory
from tests.media.pictures import drawn, encoded, upload

pytestmark = pytest.mark.django_db


def make_old(age=timedelta(hours=2)):
    """Set the time of every file and every Photo back by `age`."""
    then = (timezone.now() - age).timestamp()
    for place in ("originals", "renditions", "public"):
        for folder, _folders, names in os.walk(storages[place].base_location):
            for name in names:
                os.utime(os.path.join(folder, name), (then, then))
    Photo.objects.update(created_at=timezone.now() - age)


@pytest.fixture(autouse=True)
def files(settings, tmp_path, monkeypatch):
    """Empty storages for this test."""
    places = ("originals", "renditions", "public")
    backend = "newsroom.file_storage.WholeFileStorage"
    settings.STORAGES = settings.STORAGES | {
        place: {"BACKEND": backend, "OPTIONS": {"location": tmp_path / place}} for place in places
    }
    for model, field in ((Photo, "original"), (Rendition, "file")):
        storage = storages["originals" if model is Photo else "renditions"]
        monkeypatch.setattr(model._meta.get_field(field), "storage", storage)


@pytest.fixture
def photo(photo_editor, run_jobs):
    photo, _new = get_or_create_photo(upload(encoded(drawn((600, 400)))), user=photo_editor)
    run_jobs()
    return photo


@pytest.fixture
def live(photo, reporter, chief):
    """The file names of a published story."""
    story = ArticleFactory(filed_by=reporter)
    story_photo = StoryPhotoFactory(story=story, photo=photo)
    story.body += photo_node(story_photo.pk)
    story.save()
    record_revision(story, user=reporter)
    workflow.apply("submit", story, user=reporter)
    workflow.apply("sign_off", story, user=chief)
    version = workflow.apply("publish", story, user=chief).version
    make_old()
    return sorted(version.snapshot.file_names)


def check(*options):
    """The lines that the command prints, and its exit status."""
    out = StringIO()
    try:
        call_command("check_media", *options, stdout=out)
    except SystemExit as end:
        return out.getvalue().splitlines(), end.code
    return out.getvalue().splitlines(), 0


def assert_repaired(problem, name):
    """The problem is reported without a repair, then repaired, and then gone."""
    lines, status = check()
    assert status == 1
    assert f"{problem}：{name}" in lines

    lines, status = check("--repair")
    assert status == 0, lines
    assert f"{problem}：{name}　已修复" in lines
    assert check() == (["全部图片文件完好。"], 0)


def test_nothing_is_reported_for_intact_files(live):
    assert check() == (["全部图片文件完好。"], 0)
    assert check("--repair") == (["全部图片文件完好。"], 0)


@pytest.mark.parametrize("content", [None, b"not this picture"])
def test_missing_or_damaged_original_cannot_be_repaired(live, photo, content):
    name = photo.original.name
    storages["originals"].delete(name)
    if content:
        storages["originals"].save(name, ContentFile(content))

    lines, status = check("--repair")

    assert status == 1
    assert any(
        line.startswith("原图损坏" if content else "原图缺失") and name in line for line in lines
    )
    assert any("无法修复" in line for line in lines)
    assert storages["originals"].exists(name) is bool(content)


def test_old_original_without_a_photo_is_deleted(live):
    name = storages["originals"].save("photos/ab/abcd.jpg", ContentFile(b"abc"))
    assert check() == (["全部图片文件完好。"], 0)
    make_old()

    assert_repaired("无主原图", name)

    assert not storages["originals"].exists(name)


def test_replaced_original_is_kept_while_it_has_sizes(live, photo, run_jobs):
    replaced = photo.original.name
    attach_file(upload(encoded(drawn((600, 400), colour="tomato"))), photo)
    run_jobs()
    make_old()

    assert check("--repair") == (["全部图片文件完好。"], 0)
    assert storages["originals"].exists(replaced)


@pytest.mark.parametrize("content", [None, b"not this picture"])
def test_rendition_is_restored_from_the_public_file(live, content):
    storages["renditions"].delete(live[0])
    if content:
        storages["renditions"].save(live[0], ContentFile(content))

    assert_repaired("规格图损坏" if content else "规格图缺失", live[0])

    with storages["renditions"].open(live[0]) as file:
        assert file.read() != content


def test_unpublished_rendition_is_made_again(photo):
    make_old()
    row = photo.renditions()[0]
    storages["renditions"].delete(row.file.name)

    assert_repaired("规格图缺失", row.file.name)

    assert storages["renditions"].exists(row.file.name)


def test_old_file_without_a_rendition_is_deleted(live):
    name = storages["renditions"].save("0" * 64 + ".avif", ContentFile(b"abc"))
    assert check() == (["全部图片文件完好。"], 0)
    make_old()

    assert_repaired("无主规格图", name)


def test_missing_sizes_are_made(photo):
    make_old()
    photo.renditions().filter(shape="4x3", width=240).delete()

    lines, status = check("--repair")

    assert (f"规格图未生成：#{photo.pk} 4x3　已修复" in lines) and status == 0
    assert photo.renditions().filter(shape="4x3", width=240).count() == 3


def test_sizes_of_a_new_photo_are_not_reported(photo_editor):
    get_or_create_photo(upload(), user=photo_editor)

    assert check("--repair") == (["全部图片文件完好。"], 0)
    assert not Rendition.objects.exists()


@pytest.mark.parametrize("content", [None, b"not this picture"])
def test_public_file_is_copied_again(live, client, content):
    storages["public"].delete(live[0])
    if content:
        storages["public"].save(live[0], ContentFile(content))

    assert_repaired("公开图片损坏" if content else "公开图片缺失", live[0])

    assert client.get(f"/photos/{live[0]}").status_code == 200


def test_public_file_is_made_again_if_its_rendition_is_missing_too(live, client):
    for place in ("public", "renditions"):
        storages[place].delete(live[0])

    assert_repaired("公开图片缺失", live[0])

    assert client.get(f"/photos/{live[0]}").status_code == 200


def test_public_file_that_cannot_be_made_again_is_reported(live, photo):
    for place in ("public", "renditions"):
        storages[place].delete(live[0])
    photo.credit = "苏禾"  # is written into the file, so its hash changes
    photo.save()

    lines, status = check("--repair")

    assert status == 1
    assert any(line.startswith(f"公开图片缺失：{live[0]}　无法修复") for line in lines)


def test_public_file_that_no_version_shows_is_deleted(live):
    PublicFile.objects.filter(name=live[0]).delete()

    assert_repaired("公开图片无稿件使用", live[0])

    assert not storages["public"].exists(live[0])
    assert all(storages["public"].exists(name) for name in live[1:])


def test_new_public_file_is_not_reported(live):
    storages["public"].save("1" * 64 + ".jpg", ContentFile(b"abc"))

    assert check("--repair") == (["全部图片文件完好。"], 0)


def test_logo_is_kept_and_only_a_person_can_bring_it_back(live):
    logo = make_logo(upload(encoded(drawn((300, 100)))))
    public_files.store(logo.name, logo.content)
    SiteInformationFactory(logo=logo.name, logo_width=300, logo_height=100)
    make_old()
    assert check("--repair") == (["全部图片文件完好。"], 0)

    storages["public"].delete(logo.name)

    lines, status = check("--repair")
    assert status == 1
    assert f"公开图片缺失：{logo.name}　无法修复：这是报标，请重新上传" in lines


def test_logo_that_was_replaced_is_deleted(live):
    logo = make_logo(upload(encoded(drawn((300, 100)))))
    public_files.store(logo.name, logo.content)
    SiteInformationFactory(logo="")
    make_old()
    assert_repaired("公开图片无稿件使用", logo.name)


def test_half_written_file_is_deleted_when_it_is_old(live):
    for place in ("originals", "renditions", "public"):
        path = Path(storages[place].base_location, "ab.jpg.x1y2z3w4.part")
        path.write_bytes(b"half")
    assert check() == (["全部图片文件完好。"], 0)
    make_old()

    lines, status = check("--repair")

    assert (len([line for line in lines if line.startswith("未写完的文件：")]), status) == (3, 0)
    assert check() == (["全部图片文件完好。"], 0)


def stored_names(place):
    return {name for name, _changed_at in walk_files(storages[place])}


@pytest.mark.parametrize("places", [("renditions",), ("public",), ("renditions", "public")])
def test_all_files_come_back_with_the_names_that_readers_have(live, places):
    before = {place: stored_names(place) for place in places}
    for place in places:
        for name in before[place]:
            storages[place].delete(name)

    _lines, status = check("--repair")

    assert status == 0
    assert {place: stored_names(place) for place in places} == before
    assert check() == (["全部图片文件完好。"], 0)


def test_each_single_file_comes_back_with_its_name(live, photo):
    for row in photo.renditions():
        for place in ("renditions", "public"):
            storages[place].delete(row.file.name)

        _lines, status = check("--repair")

        assert status == 0
        assert storages["renditions"].exists(row.file.name)
        assert storages["public"].exists(row.file.name)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_sizes_of_one_shape_come_back_with_their_names(live, photo, shape):
    """Also if their rows are lost, as after a change of the shapes."""
    lost = photo.renditions().filter(shape=shape.name)
    names = set(lost.values_list("file", flat=True))
    lost.delete()
    for name in names:
        storages["renditions"].delete(name)
    make_old()

    _lines, status = check("--repair")

    assert status == 0
    assert set(photo.renditions().filter(shape=shape.name).values_list("file", flat=True)) == names


def test_large_photo_gives_the_same_files_for_one_shape_and_for_all(photo_editor):
    photo, _new = get_or_create_photo(upload(encoded(drawn((2600, 1700)))), user=photo_editor)
    with photo.original.open() as file:
        image = renditions.decode(file)
    together = [made[3] for made in renditions.encode(image, SHAPES, photo.focus, photo)]

    alone = [
        made[3]
        for shape in SHAPES
        for made in renditions.encode(image, [shape], photo.focus, photo)
    ]

    assert alone == together


def test_file_made_again_as_another_one_says_so(photo):
    make_old()
    row = photo.renditions().first()
    storages["renditions"].delete(row.file.name)
    photo.credit = "苏禾"  # is written into the file, so its hash changes
    photo.save()

    lines, status = check("--repair")

    photo.refresh_from_db()
    new = photo.renditions().get(pk=row.pk).file.name
    assert status == 0 and new != row.file.name
    assert f"规格图缺失：{row.file.name}　已重做，但成了另一个文件：{new}" in lines


def test_full_disk_stops_no_other_repair(live, monkeypatch):
    """What cannot be written is reported, and the check goes on."""
    for name in live[:2]:
        storages["public"].delete(name)
    save = WholeFileStorage._save

    def full_for_the_first(storage, name, content):
        if name == live[0]:
            raise OSError(errno.ENOSPC, "No space left on device")
        return save(storage, name, content)

    monkeypatch.setattr(WholeFileStorage, "_save", full_for_the_first)
    lines, status = check("--repair")

    assert status == 1
    assert any(
        line.startswith(f"公开图片缺失：{live[0]}　无法修复：图片存不进去") for line in lines
    )
    assert f"公开图片缺失：{live[1]}　已修复" in lines


def test_photo_that_cannot_be_prepared_stops_no_other_repair(photo_editor):
    bad, good = (
        get_or_create_photo(upload(encoded(drawn(colour=colour))), user=photo_editor)[0]
        for colour in ("tomato", "gold")
    )
    content = encoded(drawn())[:-4000]
    Photo.objects.filter(pk=bad.pk).update(sha256=hashlib.sha256(content).hexdigest())
    storages["originals"].delete(bad.original.name)
    storages["originals"].save(bad.original.name, ContentFile(content))
    make_old()

    lines, status = check("--repair")

    assert status == 1
    assert any(line.startswith(f"规格图未生成：#{bad.pk}") and "无法修复" in line for line in lines)
    assert good.renditions().exists()

"""`check_media`: each thing that can be wrong is found, mended where it can be, and said."""

import os
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from django.utils import timezone

from media.intake.photo_files import attach_file, get_or_create_photo
from media.models import Photo, Rendition
from newsroom.core.body import photo_node
from newsroom.desk import workflow
from newsroom.desk.revisions.content import record_revision
from newsroom.press.models import PublicFile
from tests.factories import ArticleFactory, StoryPhotoFactory
from tests.media.pictures import drawn, encoded, upload

pytestmark = pytest.mark.django_db


def age(by=timedelta(hours=2)):
    """Let every file and every photo be so old."""
    then = (timezone.now() - by).timestamp()
    for place in ("originals", "renditions", "public"):
        for folder, _folders, names in os.walk(storages[place].base_location):
            for name in names:
                os.utime(os.path.join(folder, name), (then, then))
    Photo.objects.update(created_at=timezone.now() - by)


@pytest.fixture(autouse=True)
def files(settings, tmp_path, monkeypatch):
    """Storages of this test alone."""
    places = ("originals", "renditions", "public")
    backend = "django.core.files.storage.FileSystemStorage"
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
    """The names of the files of a story that readers see."""
    story = ArticleFactory(filed_by=reporter)
    story_photo = StoryPhotoFactory(story=story, photo=photo)
    story.body += photo_node(story_photo.pk)
    story.save()
    record_revision(story, user=reporter)
    workflow.apply("submit", story, user=reporter)
    workflow.apply("sign_off", story, user=chief)
    version = workflow.apply("publish", story, user=chief).version
    age()
    return sorted(version.snapshot.file_names)


def check(*options):
    """The lines that the command prints, and its exit status."""
    out = StringIO()
    try:
        call_command("check_media", *options, stdout=out)
    except SystemExit as end:
        return out.getvalue().splitlines(), end.code
    return out.getvalue().splitlines(), 0


def assert_mended(what, name):
    """A look finds it and changes nothing, a repair mends it, and then all is well."""
    lines, status = check()
    assert status == 1
    assert f"{what}：{name}" in lines

    lines, status = check("--repair")
    assert status == 0, lines
    assert f"{what}：{name}　已修复" in lines
    assert check() == (["全部图片文件完好。"], 0)


def test_all_is_well_where_nothing_happened(live):
    assert check() == (["全部图片文件完好。"], 0)
    assert check("--repair") == (["全部图片文件完好。"], 0)


@pytest.mark.parametrize("content", [None, b"not this picture"])
def test_a_lost_original_is_said_and_comes_from_the_backup_only(live, photo, content):
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


def test_an_original_without_a_row_goes_once_it_is_old(live):
    name = storages["originals"].save("photos/ab/abcd.jpg", ContentFile(b"abc"))
    assert check() == (["全部图片文件完好。"], 0)
    age()

    assert_mended("无主原图", name)

    assert not storages["originals"].exists(name)


def test_an_original_that_was_replaced_stays_while_there_are_sizes_of_it(live, photo, run_jobs):
    replaced = photo.original.name
    attach_file(upload(encoded(drawn((600, 400), colour="tomato"))), photo)
    run_jobs()
    age()

    assert check("--repair") == (["全部图片文件完好。"], 0)
    assert storages["originals"].exists(replaced)


@pytest.mark.parametrize("content", [None, b"not this picture"])
def test_a_rendition_comes_back_from_the_public_ones(live, content):
    storages["renditions"].delete(live[0])
    if content:
        storages["renditions"].save(live[0], ContentFile(content))

    assert_mended("规格图损坏" if content else "规格图缺失", live[0])

    with storages["renditions"].open(live[0]) as file:
        assert file.read() != content


def test_a_rendition_that_nobody_shows_is_made_anew(photo):
    age()
    row = photo.renditions()[0]
    storages["renditions"].delete(row.file.name)

    assert_mended("规格图缺失", row.file.name)

    assert storages["renditions"].exists(row.file.name)


def test_a_rendition_without_a_row_goes_once_it_is_old(live):
    name = storages["renditions"].save("0" * 64 + ".avif", ContentFile(b"abc"))
    assert check() == (["全部图片文件完好。"], 0)
    age()

    assert_mended("无主规格图", name)


def test_sizes_that_nobody_made_are_made(photo):
    age()
    photo.renditions().filter(shape="4x3", width=240).delete()

    lines, status = check("--repair")

    assert (f"规格图未生成：#{photo.pk} 4x3　已修复" in lines) and status == 0
    assert photo.renditions().filter(shape="4x3", width=240).count() == 3


def test_sizes_of_a_new_photo_are_left_to_their_job(photo_editor):
    get_or_create_photo(upload(), user=photo_editor)

    assert check("--repair") == (["全部图片文件完好。"], 0)
    assert not Rendition.objects.exists()


@pytest.mark.parametrize("content", [None, b"not this picture"])
def test_a_public_file_is_promoted_again(live, client, content):
    storages["public"].delete(live[0])
    if content:
        storages["public"].save(live[0], ContentFile(content))

    assert_mended("公开图片损坏" if content else "公开图片缺失", live[0])

    assert client.get(f"/photos/{live[0]}").status_code == 200


def test_a_public_file_is_made_anew_where_its_rendition_is_lost_as_well(live, client):
    for place in ("public", "renditions"):
        storages[place].delete(live[0])

    assert_mended("公开图片缺失", live[0])

    assert client.get(f"/photos/{live[0]}").status_code == 200


def test_a_public_file_that_can_not_be_made_again_is_said(live, photo):
    for place in ("public", "renditions"):
        storages[place].delete(live[0])
    photo.credit = "苏禾"  # stands in the file
    photo.save()

    lines, status = check("--repair")

    assert status == 1
    assert any(line.startswith(f"公开图片缺失：{live[0]}　无法修复") for line in lines)


def test_what_no_version_shows_is_no_longer_public(live):
    PublicFile.objects.filter(name=live[0]).delete()

    assert_mended("公开图片无稿件使用", live[0])

    assert not storages["public"].exists(live[0])
    assert all(storages["public"].exists(name) for name in live[1:])


def test_a_young_public_file_is_left_alone(live):
    storages["public"].save("1" * 64 + ".jpg", ContentFile(b"abc"))

    assert check("--repair") == (["全部图片文件完好。"], 0)

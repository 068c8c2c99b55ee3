"""Pictures on their way in: one file in a request, refused before it costs anything."""

from io import BytesIO

import pytest
from django.core.files.storage import storages
from django.test import Client
from django.urls import reverse

from media.intake.photo_files import get_or_create_photo
from media.models import Photo
from newsroom.core.roles import Role
from newsroom.desk.models import Story
from newsroom.desk.revisions.content import record_revision
from tests.factories import ArticleFactory, PhotoFactory, StoryPhotoFactory, UserFactory
from tests.media.photo_desk import BOARD, GRID, JSON, UPLOAD, make_photo, new_image, photo_url
from tests.media.pictures import drawn, encoded, upload

pytestmark = pytest.mark.django_db

UPLOADING = [Role.PHOTO_EDITOR, Role.REPORTER, Role.EDITOR, Role.HEAD, Role.CHIEF]


@pytest.fixture
def desk(client, photo_editor):
    client.force_login(photo_editor)
    return client


def send(client, file=None, **beside):
    return client.post(UPLOAD, {"file": file or upload(new_image()), **beside}, headers=JSON)


def kept():
    """How many files there are among the originals."""
    storage = storages["originals"]
    folders = storage.listdir("photos")[0] if storage.exists("photos") else []
    return sum(len(storage.listdir(f"photos/{folder}")[1]) for folder in folders)


# --- who may -------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", UPLOADING)
def test_reporters_photo_editors_and_the_desk_send_pictures_in(role, client):
    person = UserFactory(roles=[role])
    client.force_login(person)

    answer = send(client, upload(new_image(), name="渡口.jpg")).json()

    photo = Photo.objects.get()
    assert photo.created_by == person
    assert answer == {
        "id": photo.pk,
        "name": "渡口.jpg",
        "new": True,
        "caption": "",
        "thumbnail": f"{photo_url(photo, 'image', 'small')}?file={photo.sha256[:16]}",
        "url": photo_url(photo),
    }
    assert client.get(answer["thumbnail"]).status_code == 200


@pytest.mark.parametrize("role", [Role.PROOFREADER, Role.ADMIN, None])
def test_others_send_nothing_in(role, client):
    client.force_login(UserFactory(roles=[role] if role else [], is_superuser=not role))

    assert send(client).status_code == 403
    assert not Photo.objects.exists()


def test_nobody_sends_anything_in_without_logging_in(client):
    assert send(client).status_code == 403
    assert not Photo.objects.exists()


def test_it_is_sent_by_post_and_from_a_page_of_ours(photo_editor):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(photo_editor)

    assert send(strict).status_code == 403
    assert not Photo.objects.exists()
    assert strict.get(UPLOAD).status_code == 405


# --- what is taken ---------------------------------------------------------------------------------


def test_the_same_file_again_is_the_same_picture(desk):
    content = new_image()
    first, second = (send(desk, upload(content)).json() for _ in range(2))

    assert first["new"] and not second["new"]
    assert first["id"] == second["id"]


def test_a_form_without_a_script_is_led_to_the_picture_or_told_why_not(desk):
    response = desk.post(UPLOAD, {"file": upload(new_image())}, follow=True)
    assert response.redirect_chain == [(photo_url(Photo.objects.get()), 302)]

    response = desk.post(UPLOAD, {"file": upload(b"no picture", name="x.jpg")}, follow=True)
    assert response.redirect_chain == [(GRID, 302)]
    assert "无法识别这个文件" in response.content.decode()


REFUSED = {
    "empty": (upload(b""), "空"),
    "text": (upload(b"caption", name="a.jpg"), "无法识别"),
    "script": (upload(b"<svg onload=alert(1)>", name="a.jpg"), "无法识别"),
    "page": (upload(b"<!doctype html><script>alert(1)</script>", name="a.png"), "无法识别"),
    "cut off": (upload(encoded()[:4000]), "不完整"),
    "raw, by its name": (upload(encoded(format="TIFF"), name="DSC_0042.NEF"), "导出为JPEG"),
    "raw, by its content": (
        upload(encoded(format="TIFF", tiffinfo={254: 1}), name="a.jpg"),
        "导出为JPEG",
    ),
    "HEIC of another kind": (
        upload(b"\0\0\0\x18ftypheic" + bytes(40), name="a.heic"),
        "兼容性最佳",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_refusal_says_why_and_leaves_nothing_behind(what, desk):
    file, why = REFUSED[what]
    before = kept()
    file.seek(0)

    response = send(desk, file)

    assert why in response.json()["error"]
    assert not Photo.objects.exists()
    assert kept() == before


NAMES = {
    "夜校.jpg": ("WEBP", "夜校.webp"),  # as WeChat saves it
    "IMG_0042.HEIC": ("JPEG", "IMG_0042.jpg"),
    "渡口.JPG": ("JPEG", "渡口.JPG"),
    "no ending": ("PNG", "no ending.png"),
    "2026.11.25": ("JPEG", "2026.11.25.jpg"),
    "../../etc/passwd": ("PNG", "passwd.png"),
    "a.exe": ("JPEG", "a.exe.jpg"),
    f"{'长' * 230}.jpg": ("WEBP", f"{'长' * 190}.webp"),
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("content_type", ["image/jpeg", "application/octet-stream", "text/html"])
def test_the_content_counts_and_not_the_name(name, content_type, desk, run_jobs):
    format, stored = NAMES[name]
    file = upload(encoded(drawn((240, 160)), format), name=name)
    file.content_type = content_type

    answer = send(desk, file).json()
    run_jobs()

    photo = Photo.objects.get(pk=answer["id"])
    assert (photo.format, photo.file_name) == (format, stored)
    assert photo.original.name.endswith(f".{stored.rpartition('.')[2].lower()}")
    assert photo.renditions().exists()
    disposition = desk.get(photo_url(photo, "original"))["Content-Disposition"]
    assert disposition.rstrip('"').lower().endswith(photo.original.name.rpartition(".")[2])


def test_too_many_pixels_are_refused(desk, settings):
    settings.PHOTO_MAX_PIXELS = 900_000

    assert "像素" in send(desk).json()["error"]


def test_no_file_is_asked_for(desk):
    assert "没有选择文件" in desk.post(UPLOAD, {}, headers=JSON).json()["error"]


def test_hostile_words_in_a_file_come_back_as_words(desk):
    """The answer is JSON; the script writes it as text."""
    comment = '<script>alert("1")</script>'
    exif = drawn().getexif()
    exif[0x010E] = comment

    response = send(desk, upload(encoded(drawn(), exif=exif), name='"><script>.jpg'))

    assert response["Content-Type"] == "application/json"
    assert comment not in desk.get(GRID).content.decode()


# --- too large -------------------------------------------------------------------------------------


class NeverRead(BytesIO):
    def read(self, size=-1):
        raise AssertionError("the body was read")


def test_too_large_a_body_is_refused_before_it_is_read(desk, settings):
    response = desk.generic(
        "POST",
        UPLOAD,
        content_type="multipart/form-data; boundary=x",
        headers=JSON,
        CONTENT_LENGTH=str(2 * 2**30),
        **{"wsgi.input": NeverRead()},
    )

    assert response.status_code == 413
    assert "100 MB" in response.json()["error"]


def test_too_large_a_file_is_dropped_while_it_arrives(desk, settings, tmp_path):
    settings.PHOTO_MAX_BYTES = 300_000
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)

    response = send(desk, upload(b"x" * 400_000, name="a.jpg"))

    assert response.status_code == 413
    assert "error" in response.json()
    assert not list(tmp_path.iterdir()) and not Photo.objects.exists()


def test_a_file_just_within_the_limit_is_taken(desk, settings):
    content = new_image()
    settings.PHOTO_MAX_BYTES = len(content)

    assert send(desk, upload(content)).json()["new"]


# --- for a caption, or in place of another file -------------------------------------------------------


def test_a_waiting_caption_gets_its_picture_and_keeps_its_words(desk):
    photo = PhotoFactory(caption="渡口的早班船", credit="苏禾 摄")

    answer = send(desk, photo=photo.pk).json()

    photo.refresh_from_db()
    assert (answer["id"], answer["caption"]) == (photo.pk, "渡口的早班船")
    assert photo.original and photo.credit == "苏禾 摄"


def test_whoever_brings_the_picture_of_a_caption_from_a_page_is_named(desk, photo_editor, editor):
    of_a_page, of_the_desk = PhotoFactory(), PhotoFactory(created_by=editor)
    for photo in (of_a_page, of_the_desk):
        send(desk, photo=photo.pk)

    assert Photo.objects.get(pk=of_a_page.pk).created_by == photo_editor
    assert Photo.objects.get(pk=of_the_desk.pk).created_by == editor


def test_a_reporter_may_use_a_known_picture_that_he_has_himself(client, reporter, photo_editor):
    content = new_image()
    photo, _new = get_or_create_photo(upload(content), user=photo_editor)
    client.force_login(reporter)
    chooser = reverse("admin:articles_article_photos")
    assert client.get(chooser, {"photo": photo.pk}).json()["photos"] == []

    answer = send(client, upload(content)).json()

    assert (answer["id"], answer["new"]) == (photo.pk, False)
    assert client.get(answer["thumbnail"]).status_code == 200
    assert [found["id"] for found in client.get(chooser).json()["photos"]] == [photo.pk]
    assert photo_url(photo) in client.get(GRID).content.decode()
    assert Photo.objects.get().created_by == photo_editor


def test_what_has_a_picture_is_replaced_only_on_purpose(desk):
    photo = make_photo()

    assert "error" in send(desk, photo=photo.pk).json()
    assert Photo.objects.get(pk=photo.pk).sha256 == photo.sha256
    assert send(desk, photo=photo.pk, replace="yes").json()["id"] == photo.pk
    assert Photo.objects.get(pk=photo.pk).sha256 != photo.sha256


def test_a_known_file_for_a_caption_is_used_for_it(desk):
    content = new_image()
    known, _new = get_or_create_photo(upload(content), user=None)
    StoryPhotoFactory(story=ArticleFactory(), photo=known)
    waiting = StoryPhotoFactory(
        story=ArticleFactory(), photo=PhotoFactory(caption="渡口", credit="苏禾 摄")
    )

    answer = send(desk, upload(content), photo=waiting.photo_id).json()

    assert (answer["id"], answer["new"]) == (known.pk, False)
    assert any("授权" in note for note in answer["notes"])
    assert not Photo.objects.filter(pk=waiting.photo_id).exists()
    waiting.refresh_from_db()
    assert (waiting.photo, waiting.caption) == (known, "渡口")
    known.refresh_from_db()
    assert (known.caption, known.credit) == ("渡口", "苏禾 摄")  # it had none


def test_a_known_file_for_a_caption_without_a_script(desk):
    content = new_image()
    known, _new = get_or_create_photo(upload(content), user=None)
    waiting = StoryPhotoFactory(story=ArticleFactory())

    response = desk.post(UPLOAD, {"file": upload(content), "photo": waiting.photo_id}, follow=True)

    assert response.redirect_chain == [(photo_url(known), 302)]
    assert "库中已有" in response.content.decode()


def test_a_known_file_for_a_caption_that_no_story_has_any_more(desk):
    content = new_image()
    known, _new = get_or_create_photo(upload(content), user=None)
    waiting = PhotoFactory()

    assert send(desk, upload(content), photo=waiting.pk).json()["id"] == known.pk
    assert list(Photo.objects.all()) == [known]


def test_a_reporter_gives_a_known_file_to_a_caption_of_his_story(client, reporter):
    content = new_image()
    known, _new = get_or_create_photo(upload(content), user=None)
    waiting = StoryPhotoFactory(story=ArticleFactory(filed_by=reporter))
    client.force_login(reporter)

    answer = send(client, upload(content), story_photo=waiting.pk).json()

    assert answer["id"] == known.pk
    waiting.refresh_from_db()
    assert waiting.photo == known


def test_a_known_file_replaces_another_in_its_stories(desk):
    content = new_image()
    known, _new = get_or_create_photo(upload(content), user=None)
    old = make_photo(caption="旧图")
    shown = StoryPhotoFactory(story=ArticleFactory(), photo=old)

    answer = send(desk, upload(content), photo=old.pk, replace="yes").json()

    shown.refresh_from_db()
    assert answer["id"] == known.pk == shown.photo_id
    assert Photo.objects.get(pk=old.pk).original  # it stays in the library


def test_the_same_file_replaces_itself(desk):
    content = new_image()
    photo, _new = get_or_create_photo(upload(content), user=None)

    assert send(desk, upload(content), photo=photo.pk, replace="yes").json()["id"] == photo.pk


def test_a_known_file_for_a_caption_of_a_signed_story_is_reported(desk, reporter):
    content = new_image()
    get_or_create_photo(upload(content), user=None)
    story = ArticleFactory(filed_by=reporter, headline="渡口石阶铺好了")
    waiting = StoryPhotoFactory(story=story)
    story.body += f'<figure data-photo="{waiting.pk}"></figure>'
    story.save()
    record_revision(story)
    Story.objects.filter(pk=story.pk).update(status=Story.Status.APPROVED)

    send(desk, upload(content), photo=waiting.photo_id)

    assert "渡口石阶铺好了" in desk.get(GRID).content.decode()


def test_a_caption_that_is_not_there_is_not_found(desk):
    for pk in ("999999", "x"):
        assert send(desk, photo=pk).status_code == 404


def test_a_reporter_replaces_nothing(client, reporter):
    client.force_login(reporter)
    for photo in (PhotoFactory(), make_photo(user=reporter)):
        assert send(client, photo=photo.pk, replace="yes").status_code == 403


def test_the_grid_and_the_board_offer_the_upload(desk):
    for url in (GRID, BOARD):
        html = desk.get(url).content.decode()
        assert f'data-photo-upload="{UPLOAD}"' in html
        assert "capture=" in html and "multiple" in html

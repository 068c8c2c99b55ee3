"""The photo desk: its grid, a picture's page, and whom each address lets in."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from media.intake.photo_files import attach_file
from media.models import Photo, Preparation, Rendition
from newsroom.core.roles import Role
from newsroom.desk.admin.photos import photo_admin
from newsroom.desk.admin.photos.photo_admin import PhotoAdmin
from tests.factories import PhotoFactory, UserFactory
from tests.media.photo_desk import GRID, make_photo, new_image, photo_url
from tests.media.pictures import upload
from tests.newsroom.desk.screens import form_data

pytestmark = pytest.mark.django_db

EDITING = [Role.EDITOR, Role.HEAD, Role.CHIEF, Role.PHOTO_EDITOR]
OTHERS = [Role.PROOFREADER, Role.ADMIN, None]
HOSTILE = '<script>alert("1")</script>'


def person(role):
    """Somebody with that one role, or a superuser with none."""
    return UserFactory(roles=[role]) if role else UserFactory(is_superuser=True)


# --- whom the addresses let in -------------------------------------------------------------------


@pytest.fixture
def photo(photo_editor):
    return make_photo(user=photo_editor)


def opened(client, photo):
    """{address: status} of everything that is only looked at."""
    images = [photo_url(photo, "image", size) for size in ("small", "large")]
    urls = [GRID, photo_url(photo), *images, photo_url(photo, "original")]
    return {url: client.get(url).status_code for url in urls}


@pytest.mark.parametrize("role", EDITING)
def test_photo_editor_and_desk_see_and_change_every_picture(role, client, photo):
    client.force_login(person(role))
    assert set(opened(client, photo).values()) == {200}

    client.post(photo_url(photo), {**form_data(client.get(photo_url(photo))), "credit": "何一 摄"})

    assert Photo.objects.get(pk=photo.pk).credit == "何一 摄"


@pytest.mark.parametrize("role", OTHERS)
def test_others_are_kept_out_of_every_address(role, client, photo):
    client.force_login(person(role))

    assert set(opened(client, photo).values()) == {403}
    assert client.post(photo_url(photo), {"caption": "别的"}).status_code == 403


def test_whoever_is_not_logged_in_is_asked_to(client, photo):
    assert set(opened(client, photo).values()) == {302}
    assert client.post(photo_url(photo), {"caption": "别的"}).status_code == 403


def test_a_reporter_sees_what_he_sent_in_and_changes_nothing(client, reporter):
    own = make_photo(user=reporter)
    client.force_login(reporter)

    assert set(opened(client, own).values()) == {200}
    assert client.post(photo_url(own), {"caption": "别的"}).status_code == 403


def test_a_reporter_does_not_see_the_pictures_of_others(client, reporter, photo):
    client.force_login(reporter)

    statuses = opened(client, photo)

    assert statuses.pop(GRID) == 200
    assert set(statuses.values()) == {403}
    assert photo_url(photo) not in client.get(GRID).content.decode()


def test_whoever_may_not_change_a_picture_is_offered_no_way_to(client, reporter):
    own = make_photo(user=reporter)
    client.force_login(reporter)

    html = client.get(photo_url(own)).content.decode()

    for offered in ("focus_x", "photo-focus__marker", "data-photo-upload", "submit-row"):
        assert offered not in html
    assert client.get(reverse("admin:media_photo_add")).status_code == 403


def test_no_photo_is_deleted(client, outsider, photo_editor, photo):
    for somebody in (outsider, photo_editor):
        client.force_login(somebody)
        url = reverse("admin:media_photo_delete", args=[photo.pk])
        assert client.post(url, {"post": "yes"}).status_code == 403


# --- the images ----------------------------------------------------------------------------------


@pytest.mark.parametrize("size", ["small", "large"])
def test_preview_is_private_before_the_job_and_after_it(
    size, client, photo_editor, photo, run_jobs
):
    client.force_login(photo_editor)
    kinds = []
    for _ in range(2):
        response = client.get(photo_url(photo, "image", size))
        assert "private" in response["Cache-Control"] and "public" not in response["Cache-Control"]
        kinds.append(response["Content-Type"])
        run_jobs()

    assert kinds == ["image/jpeg", "image/webp"]


def test_no_preview_of_a_caption_that_waits_or_of_another_size(client, photo_editor, photo):
    client.force_login(photo_editor)

    assert client.get(photo_url(PhotoFactory(), "image", "small")).status_code == 404
    assert client.get(photo_url(PhotoFactory(), "original")).status_code == 404
    assert client.get(photo_url(photo, "image", "huge")).status_code == 404


def test_preview_survives_a_lost_file(client, photo_editor, photo, run_jobs):
    run_jobs()
    client.force_login(photo_editor)
    for rendition in Rendition.objects.all():
        rendition.file.storage.delete(rendition.file.name)
    assert client.get(photo_url(photo, "image", "small")).status_code == 200

    photo.original.storage.delete(photo.original.name)

    assert client.get(photo_url(photo, "image", "small")).status_code == 404
    assert client.get(photo_url(photo, "original")).status_code == 404


def test_too_costly_a_picture_is_shown_as_its_colour_until_it_is_prepared(
    client, photo_editor, photo, monkeypatch
):
    monkeypatch.setattr("media.sizes.previews.MAX_PIXELS", 1000)
    Photo.objects.filter(pk=photo.pk).update(format="PNG")
    client.force_login(photo_editor)

    assert len(client.get(photo_url(photo, "image", "large")).content) < 2000


def test_original_is_handed_over_as_it_came_to_be_saved(client, photo_editor, photo):
    client.force_login(photo_editor)

    response = client.get(photo_url(photo, "original"))

    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content) == photo.original.read()


# --- the grid ------------------------------------------------------------------------------------


def test_grid_is_paged_and_costs_the_same_for_many(client, photo_editor, monkeypatch):
    monkeypatch.setattr(photo_admin, "PAGE_SIZE", 5)
    client.force_login(photo_editor)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(GRID)
        return len(captured)

    photos = [make_photo(user=photo_editor), PhotoFactory()]
    few = queries()
    photos += [PhotoFactory() for _ in range(7)]
    assert queries() <= few <= 9

    newest, older = (shown(client.get(GRID, data)) for data in ({}, {"before": photos[-5].pk}))
    assert newest == photos[:3:-1]
    assert older == photos[3::-1]


def shown(response):
    return [tile["photo"] for tile in response.context["tiles"]]


def test_grid_says_what_is_to_be_minded(client, photo_editor):
    PhotoFactory(needs_masking=True, ai_generated=True, one_use=True, expires_on="2020-01-01")
    client.force_login(photo_editor)

    html = client.get(GRID).content.decode()

    for words in ("需打码", "AI生成", "限用一次", "已过期", "待配图"):
        assert words in html


def test_hostile_words_are_shown_as_words(client, photo_editor):
    photo = make_photo(user=photo_editor, name="<img src=x onerror=alert(1)>.jpg")
    Photo.objects.filter(pk=photo.pk).update(
        caption=HOSTILE, credit=HOSTILE, place=HOSTILE, alt=HOSTILE, keywords=[HOSTILE]
    )
    client.force_login(photo_editor)

    for url in (GRID, f"{GRID}?q={HOSTILE}", photo_url(photo)):
        html = client.get(url).content.decode()
        assert "<script>alert" not in html and "<img src=x" not in html
        assert "&lt;script&gt;" in html


# --- the page of a picture -----------------------------------------------------------------------


def save(client, photo, **changes):
    return client.post(
        photo_url(photo), {**form_data(client.get(photo_url(photo))), **changes}, follow=True
    )


def test_words_and_rights_are_edited(client, photo_editor, photo):
    client.force_login(photo_editor)

    save(
        client,
        photo,
        caption="渡口的早班船",
        keywords="渡口，早班船;渡口、",
        taken_at="2026-11-20T06:30:15",
        licence="agency",
        expires_on="2027-01-31",
        one_use="on",
    )

    photo.refresh_from_db()
    assert photo.keywords == ["渡口", "早班船"]
    assert f"{photo.taken_at:%Y-%m-%d %H:%M:%S}" == "2026-11-19 22:30:15"
    assert (photo.caption, photo.licence, photo.one_use) == ("渡口的早班船", "agency", True)
    assert str(photo.expires_on) == "2027-01-31"


def test_too_long_a_keyword_is_refused_and_nothing_lost(client, photo_editor, photo):
    client.force_login(photo_editor)

    response = save(client, photo, keywords="长" * 51, credit="何一 摄")

    assert "每个关键词最多50个字" in response.content.decode()
    assert "长" * 51 in response.content.decode()


def test_moved_focal_point_is_saved_and_its_sizes_are_made(client, photo_editor, photo, run_jobs):
    run_jobs()
    client.force_login(photo_editor)

    save(client, photo, focus_x="100", focus_y="900")
    run_jobs()

    photo.refresh_from_db()
    assert photo.focus == (100, 900)
    assert {r.shape for r in photo.renditions()} == {"whole", "16x9", "4x3", "1x1"}
    assert Rendition.objects.filter(focus_x=100, focus_y=900).exists()


def test_words_alone_ask_for_no_job(client, photo_editor, photo, run_jobs):
    run_jobs()
    client.force_login(photo_editor)

    save(client, photo, caption="别的说明")

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("value", ["1001", "-1", "x", ""])
def test_focal_point_outside_the_picture_is_refused(value, client, photo_editor, photo):
    client.force_login(photo_editor)

    response = save(client, photo, focus_x=value)

    photo.refresh_from_db()
    assert photo.focus == (500, 500)
    assert response.context["adminform"].form.errors["focus_x"]


def test_crops_on_the_page_are_those_that_are_made(client, photo_editor, photo):
    Photo.objects.filter(pk=photo.pk).update(focus_x=0, focus_y=0)
    client.force_login(photo_editor)

    crops = client.get(photo_url(photo)).context["crops"]

    assert {crop["ratio"]: crop["view"] for crop in crops} == {
        "1:1": "0 0 800 800",
        "4:3": "0 0 1066 800",
        "16:9": "0 0 1200 675",
    }


def test_a_save_does_not_undo_a_replacement_of_the_same_moment(
    client, photo_editor, photo, monkeypatch
):
    """Only what was changed is written."""
    client.force_login(photo_editor)
    page = form_data(client.get(photo_url(photo)))
    original = PhotoAdmin.save_model

    def replaced_meanwhile(self, request, obj, form, change):
        attach_file(upload(new_image()), Photo.objects.get(pk=obj.pk))
        original(self, request, obj, form, change)

    monkeypatch.setattr(PhotoAdmin, "save_model", replaced_meanwhile)
    client.post(photo_url(photo), {**page, "credit": "何一 摄"})

    after = Photo.objects.get(pk=photo.pk)
    assert after.credit == "何一 摄" and after.sha256 != photo.sha256


# --- pictures that cannot be prepared -------------------------------------------------------------


@pytest.fixture
def damaged(photo):
    Preparation.objects.create(
        original_sha256=photo.sha256, problem=Preparation.Problem.DAMAGED, has_broken_profile=True
    )
    return photo


def pictures_to_prepare():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs "
            "WHERE status = 'todo' AND queue_name = 'pictures'"
        )
        return cursor.fetchone()[0]


def test_page_says_what_prevents_the_sizes_and_that_the_profile_is_broken(
    client, photo_editor, damaged
):
    client.force_login(photo_editor)

    page = client.get(photo_url(damaged)).content.decode()

    assert "这张图片不能发布：" in page and "文件已损坏或不完整，请重新上传。" in page
    assert "还在处理" not in page
    assert "色彩配置损坏" in page


def test_grid_marks_the_picture_and_finds_it(client, photo_editor, damaged):
    make_photo(user=photo_editor)
    client.force_login(photo_editor)

    response = client.get(GRID)
    assert response.content.decode().count('photo-badge--danger">处理失败') == 1

    tiles = client.get(GRID, {"state": "failed"}).context["tiles"]
    assert [tile["photo"] for tile in tiles] == [damaged]


@pytest.mark.parametrize("role", EDITING)
def test_who_may_edit_pictures_may_have_one_prepared_again(
    role, client, damaged, run_jobs, photo_editor
):
    run_jobs()
    damaged.renditions().delete()
    client.force_login(person(role))

    response = client.post(photo_url(damaged, "prepare"), follow=True)

    assert "正在重新处理" in response.content.decode()
    assert not Preparation.objects.exists()
    run_jobs()
    assert damaged.renditions().exists()


@pytest.mark.parametrize("role", [*OTHERS, Role.REPORTER])
def test_nobody_else_may(role, client, damaged):
    before = pictures_to_prepare()
    client.force_login(person(role))

    assert client.post(photo_url(damaged, "prepare")).status_code == 403

    assert Preparation.objects.exists() and pictures_to_prepare() == before


def test_preparing_again_needs_a_log_in_a_post_and_a_file(client, photo_editor, damaged):
    assert client.post(photo_url(damaged, "prepare")).status_code == 302
    client.force_login(photo_editor)
    assert client.get(photo_url(damaged, "prepare")).status_code == 405
    assert client.post(photo_url(PhotoFactory(), "prepare")).status_code == 404
    assert Preparation.objects.exists()

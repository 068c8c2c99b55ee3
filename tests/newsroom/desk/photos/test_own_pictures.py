"""本报自采: who may state it, for which pictures, and that it is recorded who did."""

import pytest
from django.db import IntegrityError

from media.intake.photo_files import attach_file, get_or_create_photo
from media.models import Licence, Photo
from newsroom.core.roles import Role
from newsroom.desk.photos import own_pictures
from tests.factories import ArticleFactory, PhotoFactory, StoryPhotoFactory, UserFactory
from tests.media.photo_desk import BATCH_OWN, GRID, JSON, make_photo, photo_url
from tests.media.pictures import drawn, encoded, upload
from tests.newsroom.desk.screens import form_data

pytestmark = pytest.mark.django_db

EDITING = [Role.EDITOR, Role.HEAD, Role.CHIEF, Role.PHOTO_EDITOR]
OFFER = 'form="photo-own"'
ARTIST = 0x013B  # EXIF


def state(client, photo, **headers):
    return client.post(photo_url(photo, "own"), follow=True, headers=headers)


def licence(photo):
    return Photo.objects.get(pk=photo.pk).licence


@pytest.fixture
def desk(client, photo_editor):
    client.force_login(photo_editor)
    return client


def test_one_tap_notes_it_and_who_did(desk, reporter, photo_editor):
    photo = make_photo(user=reporter, caption="渡口", credit="林晓禾 摄")
    assert OFFER in desk.get(photo_url(photo)).content.decode()

    html = state(desk, photo).content.decode()

    photo.refresh_from_db()
    assert (photo.licence, photo.licence_by) == (Licence.OWN, photo_editor)
    assert photo.licence_at
    assert f"本报自采：{photo_editor.name}" in html.replace("\n", "")
    assert OFFER not in html


@pytest.mark.parametrize("role", [*Role, None])
def test_editors_state_it_of_any_picture_and_reporters_of_their_own(role, client):
    person = UserFactory(roles=[role] if role else [], is_superuser=not role)
    own, of_another = make_photo(user=person), make_photo(user=UserFactory())
    client.force_login(person)

    for photo in (own, of_another):
        state(client, photo)

    assert licence(own) == ("own" if role in [*EDITING, Role.REPORTER] else "")
    assert licence(of_another) == ("own" if role in EDITING else "")


def test_it_asks_for_a_log_in_and_a_post(client, desk):
    photo = make_photo(user=UserFactory())
    assert desk.get(photo_url(photo, "own")).status_code == 405
    client.logout()
    assert client.post(photo_url(photo, "own")).status_code == 302
    assert client.post(BATCH_OWN, {"chosen": photo.pk}).status_code == 403
    assert licence(photo) == ""


@pytest.mark.parametrize(
    "fields",
    [
        {"credit": "受访者供图"},
        {"caption": "渡口（网络截图）"},
        {"caption": "渡口 资料图"},
        {"source": "新华社"},
        {"copyright": "视觉中国"},
        {"credit": "图虫"},
        {"caption": "渡口 通讯员 张三 摄"},
        {"caption": "来源：临川发布"},
        {"licence": Licence.AGENCY},
        {"created_by": None},
    ],
)
def test_it_is_neither_offered_nor_taken_where_another_is_named(fields, desk, reporter):
    photo = make_photo(**({"user": reporter} | fields))

    assert OFFER not in desk.get(photo_url(photo)).content.decode()
    assert state(desk, photo).status_code == 200
    assert licence(photo) == fields.get("licence", "")


def test_a_story_may_name_another_too(desk, reporter):
    photo = make_photo(user=reporter)
    StoryPhotoFactory(story=ArticleFactory(), photo=photo, caption="渡口", credit="市文旅局提供")

    assert OFFER not in desk.get(photo_url(photo)).content.decode()
    answer = desk.post(photo_url(photo, "own"), headers=JSON).json()

    assert "提供" in answer["error"]
    assert licence(photo) == ""


def artist_file(name):
    exif = drawn().getexif()
    exif[ARTIST] = name.encode()
    return upload(encoded(drawn(), exif=exif))


def test_the_file_itself_may_name_another_though_the_desk_wrote_a_credit(desk, reporter):
    """A caption of a page with a credit of its own gets a file of an agency."""
    attached = attach_file(artist_file("新华社"), PhotoFactory(credit="林晓禾 摄"))
    attached.created_by = reporter
    attached.save()
    edited, _new = get_or_create_photo(artist_file("视觉中国"), user=reporter)
    Photo.objects.filter(pk=edited.pk).update(credit="林晓禾 摄", caption="")

    for photo in (attached, edited):
        assert OFFER not in desk.get(photo_url(photo)).content.decode()
        state(desk, photo)
        assert licence(photo) == ""


def test_a_caption_without_a_file_is_nobodys_picture(desk, reporter):
    photo = PhotoFactory(created_by=reporter)

    state(desk, photo)

    assert licence(photo) == ""


def test_many_at_once_with_a_result_for_each(desk, reporter, django_assert_max_num_queries):
    own = [make_photo(user=reporter, caption=f"渡口{n}") for n in range(3)]
    given = make_photo(user=reporter, credit="受访者供图", caption="夜校")
    assert BATCH_OWN in desk.get(GRID).content.decode()

    with django_assert_max_num_queries(16):
        response = desk.post(BATCH_OWN, {"chosen": [photo.pk for photo in [*own, given]]})

    assert [licence(photo) for photo in own] == ["own"] * 3
    assert licence(given) == ""
    first = response.context["results"][0][0]
    assert first.photo == given and "供图" in first.note


def test_a_reporter_states_it_of_many_of_his_own_only(client, reporter):
    own, of_another = make_photo(user=reporter), make_photo(user=UserFactory())
    client.force_login(reporter)

    client.post(BATCH_OWN, {"chosen": [own.pk, of_another.pk]})

    assert (licence(own), licence(of_another)) == ("own", "")


@pytest.mark.parametrize("role", [Role.PROOFREADER, Role.ADMIN])
def test_others_state_nothing_of_many(role, client):
    client.force_login(UserFactory(roles=[role]))

    assert client.post(BATCH_OWN, {"chosen": make_photo().pk}).status_code == 403


def test_the_form_records_who_stated_a_licence_and_who_took_it_back(desk, photo_editor, reporter):
    photo = make_photo(user=reporter)
    own_pictures.set_licence(photo, Licence.OWN, user=reporter)
    photo.save()
    form = desk.get(photo_url(photo)).context["adminform"].form
    assert form["licence"].value() == "own"

    edit(desk, photo, licence="agency")
    photo.refresh_from_db()
    assert (photo.licence, photo.licence_by) == ("agency", photo_editor)

    edit(desk, photo, licence="")
    photo.refresh_from_db()
    assert (photo.licence, photo.licence_by, photo.licence_at) == ("", None, None)


def edit(client, photo, **changes):
    data = form_data(client.get(photo_url(photo)))
    return client.post(photo_url(photo), {**data, **changes})


def test_the_database_refuses_a_statement_of_nothing(reporter):
    with pytest.raises(IntegrityError, match="photo_licence_stated_by"):
        PhotoFactory(licence="", licence_by=reporter)

"""The credit that a caption carries, on every way by which a caption comes in."""

import pytest

from media.badges import rights_badges
from media.models import Photo
from newsroom.core.roles import Role
from newsroom.desk.photos.rights import ShownPhoto
from tests.factories import ArticleFactory, PhotoFactory, StoryPhotoFactory, UserFactory
from tests.media.photo_desk import CREDIT, GRID, UPLOAD, make_photo, photo_url
from tests.media.pictures import drawn, encoded, upload
from tests.newsroom.desk.screens import edit_story, form_data

pytestmark = pytest.mark.django_db

CAPTION = "临川渡口的早班船（本报记者 林晓禾　摄）"
SPLIT = ("临川渡口的早班船", "本报记者 林晓禾 摄")
DESCRIPTION = 0x010E  # EXIF


def texts(row):
    row.refresh_from_db()
    return row.caption, row.credit


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def test_uploaded_file_gives_its_credit(desk):
    exif = drawn().getexif()
    exif[DESCRIPTION] = CAPTION.encode()

    desk.post(UPLOAD, {"file": upload(encoded(drawn(), exif=exif))})

    assert texts(Photo.objects.get()) == SPLIT


def test_caption_typed_on_the_page_of_a_photo_gives_its_credit(desk):
    photo = make_photo()

    save(desk, photo, caption=CAPTION)

    assert texts(photo) == SPLIT


def save(client, photo, **changes):
    data = form_data(client.get(photo_url(photo)))
    return client.post(photo_url(photo), {**data, **changes})


def test_credit_that_is_there_already_stays_and_so_does_the_caption(desk):
    photo = make_photo(credit="何一 摄")

    save(desk, photo, caption=CAPTION)

    assert texts(photo) == (CAPTION, "何一 摄")


def test_saving_something_else_changes_no_caption(desk):
    photo = make_photo(caption=CAPTION)

    save(desk, photo, place="临川")

    assert texts(photo) == (CAPTION, "")


def test_caption_typed_in_a_story_gives_its_credit(desk):
    story = ArticleFactory()
    story_photo = StoryPhotoFactory(story=story, photo=make_photo(), caption="船")

    edit_story(desk, story, **{"story_photos-0-caption": CAPTION.replace("\u3000", " ")})

    assert texts(story_photo) == SPLIT


def test_saving_a_story_changes_no_caption_that_nobody_touched(desk):
    story = ArticleFactory()
    story_photo = StoryPhotoFactory(story=story, photo=make_photo(), caption="渡口 林晓禾 摄")

    edit_story(desk, story, headline="渡口石阶铺好了")

    assert texts(story_photo) == ("渡口 林晓禾 摄", "")


@pytest.mark.parametrize("caption", ["渡口 林晓禾 摄", "渡口（受访者供图）", "图/林晓禾"])
def test_caption_with_a_credit_is_no_missing_credit(caption, desk):
    photo = make_photo(caption=caption, needs_masking=False)
    other = make_photo(caption="渡口")

    assert not [label for label, _colour in rights_badges(photo) if "署名" in str(label)]
    concerns = ShownPhoto(caption, "", photo).concerns(photo.created_at.date())
    assert not [concern for concern in concerns if "署名" in concern.message]
    tiles = desk.get(GRID, {"state": "rights"}).context["tiles"]
    assert [tile["photo"] for tile in tiles] == [other]


def test_two_people_change_different_fields_of_a_photo(desk):
    """The form of the first was opened before the second changed the credit."""
    photo = make_photo(caption="船")
    opened = form_data(desk.get(photo_url(photo)))
    Photo.objects.filter(pk=photo.pk).update(credit="何一 摄", licence="own")

    desk.post(photo_url(photo), {**opened, "caption": "早班船"})

    photo.refresh_from_db()
    assert (photo.caption, photo.credit, photo.licence) == ("早班船", "何一 摄", "own")


# --- what the script of the story's form asks -----------------------------------------------------


def test_script_is_told_the_credit_of_a_typed_caption(desk):
    answers = [desk.get(CREDIT, {"caption": text}).json() for text in (CAPTION, "渡口", "")]

    assert [(a["caption"], a["credit"]) for a in answers] == [SPLIT, ("渡口", ""), ("", "")]
    assert desk.post(CREDIT).status_code == 405


@pytest.mark.parametrize("role", [*Role, None])
def test_it_is_told_to_those_who_upload_pictures(role, client):
    client.force_login(UserFactory(roles=[role] if role else [], is_superuser=not role))
    uploading = {Role.REPORTER, Role.EDITOR, Role.HEAD, Role.CHIEF, Role.PHOTO_EDITOR}

    assert client.get(CREDIT).status_code == (200 if role in uploading else 403)


def test_it_asks_for_a_log_in(client):
    PhotoFactory()
    assert client.get(CREDIT).status_code == 302

"""The board of captions without pictures, its suggestions, and giving a caption its file."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from media.models import Photo
from newsroom.core.roles import Role
from newsroom.desk import workflow
from newsroom.desk.admin.panels import photo as photo_panels
from newsroom.desk.models import Revision, Story, StoryPhoto
from newsroom.desk.photos.suggestions import suggestions
from newsroom.desk.revisions.content import record_revision
from newsroom.desk.revisions.restoration import restore
from tests.factories import ArticleFactory, PhotoFactory, StoryPhotoFactory, UserFactory, published
from tests.media.photo_desk import BOARD, JOIN, LIBRARY, make_photo, photo_url

pytestmark = pytest.mark.django_db

EDITOR_ROLES = [Role.EDITOR, Role.HEAD, Role.CHIEF, Role.PHOTO_EDITOR]
DAY = datetime.date(2024, 3, 15)
CAPTION = "清晨第一班渡船驶离渡口"


@pytest.fixture
def desk(client, photo_editor):
    client.force_login(photo_editor)
    return client


def caption_without_file(caption=CAPTION, credit="苏禾 摄", **fields):
    """A StoryPhoto in a story from a printed page, whose file is missing."""
    fields = {"printed_paper": "临川晚报", "printed_number": "06", "printed_on": DAY, **fields}
    story = ArticleFactory(**fields)
    photo = PhotoFactory(caption=caption, credit=credit)
    story_photo = StoryPhotoFactory(story=story, photo=photo, credit=credit)
    story.body += f'<figure data-photo="{story_photo.pk}"></figure>'
    story.save()
    record_revision(story)
    return story_photo


def days_before(days):
    noon = datetime.datetime.combine(DAY, datetime.time(12), timezone.get_default_timezone())
    return noon - datetime.timedelta(days=days)


# --- the board -----------------------------------------------------------------------------------


def test_board_shows_caption_credit_story_and_page(desk):
    story_photo = caption_without_file(headline="渡口石阶铺好了")
    caption_without_file(caption="已配图的说明").photo.story_photos.update(photo=make_photo())

    html = desk.get(BOARD).content.decode()

    for text in (CAPTION, "苏禾 摄", "渡口石阶铺好了", "临川晚报 2024-03-15", "06"):
        assert text in html
    assert f'data-photo="{story_photo.photo_id}"' in html
    assert "已配图的说明" not in html


def test_board_leaves_out_spiked_stories(desk):
    story_photo = caption_without_file()
    Story.objects.filter(pk=story_photo.story_id).update(status="spiked")

    assert "所有说明都已配图" in desk.get(BOARD).content.decode()


def test_board_is_paged_and_costs_the_same_for_many(desk, monkeypatch):
    monkeypatch.setattr("newsroom.desk.photos.missing_pictures.PAGE_SIZE", 3)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            desk.get(BOARD)
        return len(captured)

    story_photos = [caption_without_file()]
    make_photo(name="渡船驶离渡口.jpg")
    few = queries()
    story_photos += [caption_without_file() for _ in range(4)]
    for _ in range(3):
        make_photo(name="渡船驶离渡口.jpg")
    assert queries() <= few <= 8

    first, second = (
        [card["story_photo"] for card in desk.get(BOARD, data).context["cards"]]
        for data in ({}, {"before": story_photos[2].pk})
    )
    assert (first, second) == (story_photos[:1:-1], story_photos[1::-1])


def test_hostile_captions_and_names_are_escaped(desk):
    hostile = "<script>alert(1)</script>"
    caption_without_file(caption=hostile, credit=hostile, headline=hostile, printed_paper=hostile)
    make_photo(name=f"{hostile}.jpg", caption=hostile)

    html = desk.get(BOARD).content.decode()

    assert "script&gt;alert(1)" in html
    assert "<script>alert" not in html


# --- suggestions -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "photo",
    [
        {"file_name": "渡船驶离渡口.jpg"},
        {"file_name": "0315-渡船驶离-2.JPG"},
        {"file_name": "DSC_1.jpg", "caption": "一艘渡船驶离渡口"},
        {"file_name": "DSC_1.jpg", "credit": "苏禾", "taken_at": days_before(1)},
        {"file_name": "DSC_1.jpg", "credit": "苏禾"},
    ],
)
def test_similar_photo_is_suggested(photo):
    (suggestion,) = suggestions(caption_without_file(), [Photo(**photo)])

    assert suggestion.reason


@pytest.mark.parametrize(
    "photo",
    [
        {"file_name": "DSC_1.jpg"},
        {"file_name": "DSC_1.jpg", "taken_at": days_before(1)},
        {"file_name": "DSC_1.jpg", "taken_at": days_before(-1)},
        {"file_name": "菜场修伞铺.jpg", "caption": "清晨的菜场", "taken_at": days_before(0)},
        {"file_name": "IMG_20240315_070000.jpg"},
    ],
)
def test_chance_similarity_is_no_suggestion(photo):
    assert suggestions(caption_without_file(), [Photo(**photo)]) == []


def test_best_suggestion_comes_first_and_there_are_at_most_three():
    names = ["渡口", "渡船驶离渡口", "渡船驶离之后的菜场和夜校", "第一班渡船驶离"]
    photos = [Photo(file_name=f"{name}.jpg") for name in names]
    photos[1].taken_at = days_before(1)

    found = suggestions(caption_without_file(), photos)

    assert len(found) == 3
    assert found[0].photo == photos[1]
    assert "见报前1天拍摄" in found[0].reason


def test_suggestion_is_shown_and_nothing_is_applied(desk):
    story_photo = caption_without_file()
    photo = make_photo(name="渡船驶离渡口.jpg")

    html = desk.get(BOARD).content.decode()

    assert photo_url(photo, "image", "small") in html and "文件名相近" in html
    story_photo.photo.refresh_from_db()
    assert not story_photo.photo.original


def test_used_photo_is_not_suggested(desk):
    caption_without_file()
    StoryPhotoFactory(story=ArticleFactory(), photo=make_photo(name="渡船驶离渡口.jpg"))

    assert desk.get(BOARD).context["cards"][0]["suggestions"] == []


# --- confirming a suggestion -----------------------------------------------------------------------------


def join(client, story_photo, photo):
    return client.post(JOIN, {"caption": story_photo.photo_id, "picture": photo.pk}, follow=True)


def test_confirmed_photo_takes_the_place_of_the_caption(desk, photo_editor, run_jobs):
    story_photo = caption_without_file()
    photo = make_photo(
        name="渡船驶离渡口.jpg", user=photo_editor, caption="船", place="临川渡口", focus_x=90
    )
    caption = story_photo.photo_id

    response = join(desk, story_photo, photo)

    assert "已配图" in response.content.decode()
    story_photo.refresh_from_db()
    kept = story_photo.photo
    assert (story_photo.caption, story_photo.credit) == (CAPTION, "苏禾 摄")
    assert (kept.caption, kept.credit, kept.place) == ("船", "苏禾 摄", "临川渡口")
    assert (kept.sha256, kept.focus, kept.created_by) == (photo.sha256, (90, 500), photo_editor)
    assert not Photo.objects.filter(pk=caption).exists()
    revision = Revision.objects.filter(story=story_photo.story_id).latest("pk")
    assert revision.author == photo_editor and photo.sha256 in revision.content
    run_jobs()
    assert kept.renditions().exists()
    assert desk.get(photo_url(kept, "image", "small")).status_code == 200


def test_second_confirmation_changes_nothing(desk):
    story_photo, photo, other = caption_without_file(), make_photo(), make_photo()
    join(desk, story_photo, photo)

    response = join(desk, story_photo, other)

    assert "刚刚已有人配了图" in response.content.decode()
    story_photo.refresh_from_db()
    assert story_photo.photo == photo
    assert Photo.objects.filter(pk=other.pk).exists()


def test_photo_of_another_story_is_used_as_well(desk):
    story_photo, photo = caption_without_file(), make_photo()
    StoryPhotoFactory(story=ArticleFactory(), photo=photo)

    join(desk, story_photo, photo)

    assert StoryPhoto.objects.filter(photo=photo).count() == 2
    assert desk.get(BOARD).context["cards"] == []


def test_photo_is_not_shown_twice_in_a_story(desk):
    story_photo, photo = caption_without_file(headline="渡口石阶铺好了"), make_photo()
    StoryPhotoFactory(story=story_photo.story, photo=photo)

    response = join(desk, story_photo, photo)

    assert "渡口石阶铺好了" in str(*response.context["messages"])
    story_photo.refresh_from_db()
    assert not story_photo.photo.original


def test_rights_of_a_chosen_photo_are_checked(desk):
    story_photo = caption_without_file()
    photo = make_photo(needs_masking=True, credit="新华社")

    response = join(desk, story_photo, photo)

    said = [str(message) for message in response.context["messages"]]
    assert any("打码" in message for message in said)
    assert any("苏禾 摄" in message and "新华社" in message for message in said)


def test_text_before_the_picture_can_still_be_restored(desk, editor):
    """The revision names the caption's own Photo, which is gone since."""
    story_photo, photo = caption_without_file(), make_photo()
    story = story_photo.story
    before = story.revisions.latest("number")
    join(desk, story_photo, photo)
    story.refresh_from_db()
    story.revision = story.revisions.latest("number")

    restore(story, before, user=editor, expected_sha256=story.revision.sha256)

    assert story.story_photos.get().photo == photo


def test_choosing_and_saving_the_story_do_not_wait_for_each_other_in_a_circle(desk):
    """The stories are locked first, as their forms lock them."""
    story_photo, photo = caption_without_file(), make_photo()

    with CaptureQueriesContext(connection) as captured:
        join(desk, story_photo, photo)

    locks = [query["sql"] for query in captured if "FOR UPDATE" in query["sql"]]
    assert "desk_story" in locks[0] and "media_photo" in locks[1]


# --- choosing from the library ---------------------------------------------------------------------


def test_every_caption_offers_the_library_and_the_file(desk):
    story_photo = caption_without_file()

    html = desk.get(BOARD).content.decode()

    assert f'data-choose="{story_photo.photo_id}"' in html
    assert f'data-photos="{LIBRARY}"' in html


@pytest.mark.parametrize("role", [*Role, None])
def test_library_is_for_photo_editors_and_the_desk(role, client):
    photo = make_photo(caption="渡口")
    client.force_login(UserFactory(roles=[role] if role else [], is_superuser=not role))

    response = client.get(LIBRARY, {"q": "渡口"})

    assert response.status_code == (200 if role in EDITOR_ROLES else 403)
    if role in EDITOR_ROLES:
        assert [found["id"] for found in response.json()["photos"]] == [photo.pk]


def test_library_asks_for_a_log_in(client):
    assert client.get(LIBRARY).status_code == 302


@pytest.mark.parametrize("sent", [{}, {"caption": "x", "picture": "1"}])
def test_invalid_ids_are_not_found(sent, desk):
    assert desk.post(JOIN, sent).status_code == 404


@pytest.mark.parametrize("role", [*Role, None])
def test_board_is_for_photo_editors_and_the_desk(role, client):
    story_photo, photo = caption_without_file(), make_photo()
    client.force_login(UserFactory(roles=[role] if role else [], is_superuser=not role))

    assert client.get(BOARD).status_code == (200 if role in EDITOR_ROLES else 403)
    assert client.get(JOIN).status_code == 405
    assert join(client, story_photo, photo).status_code == (200 if role in EDITOR_ROLES else 403)
    story_photo.refresh_from_db()
    assert bool(story_photo.photo.original) == (role in EDITOR_ROLES)


def test_board_asks_for_a_log_in(client):
    assert client.get(BOARD).status_code == 302
    assert client.post(JOIN).status_code == 302


# --- the first screen --------------------------------------------------------------------------------


def titles(panel):
    return [] if panel is None else [str(item.title) for item in panel.items]


def test_photo_editor_sees_captions_without_pictures(desk, photo_editor):
    assert photo_panels.missing_pictures(photo_editor) is None
    story_photo = caption_without_file()

    assert titles(photo_panels.missing_pictures(photo_editor)) == [CAPTION]
    html = desk.get(reverse("admin:index")).content.decode()
    assert f"{BOARD}#caption-{story_photo.pk}" in html


def test_photo_editor_sees_expiring_photos_and_expired_ones_of_live_stories(
    photo_editor, reporter, clock
):
    today = timezone.localdate()
    day = datetime.timedelta(days=1)
    PhotoFactory(caption="早已过期", expires_on=today - day)
    PhotoFactory(caption="还早", expires_on=today + 60 * day)
    soon = PhotoFactory(caption="快到期", expires_on=today + day)
    seen = PhotoFactory(caption="过期仍在线", expires_on=today - day)
    story = ArticleFactory(filed_by=reporter)
    StoryPhotoFactory(story=story, photo=seen)
    published(story)

    panel = photo_panels.expiring_pictures(photo_editor)

    assert titles(panel) == [str(seen), str(soon)]
    assert panel.urgent
    workflow.apply("withdraw", story, user=UserFactory(roles=[Role.CHIEF]), reason="wrong")
    assert titles(photo_panels.expiring_pictures(photo_editor)) == [str(soon)]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.PHOTO_EDITOR])
def test_panels_are_for_photo_editors(role):
    caption_without_file()
    PhotoFactory(expires_on=timezone.localdate())
    person = UserFactory(roles=[role], is_superuser=True)

    assert photo_panels.missing_pictures(person) is None
    assert photo_panels.expiring_pictures(person) is None


def test_panels_cost_the_same_with_many(desk):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            desk.get(reverse("admin:index"))
        return len(captured)

    caption_without_file()
    PhotoFactory(expires_on=timezone.localdate())
    few = queries()
    for _ in range(5):
        caption_without_file()
        PhotoFactory(expires_on=timezone.localdate())

    assert queries() <= few <= 12

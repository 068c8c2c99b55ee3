"""Captions that wait for their pictures: the board, its suggestions, and what an editor confirms."""

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
from newsroom.desk.models import Revision, Story
from newsroom.desk.photos.suggestions import suggestions
from newsroom.desk.revisions.content import record_revision
from tests.factories import ArticleFactory, PhotoFactory, StoryPhotoFactory, UserFactory, published
from tests.media.photo_desk import BOARD, JOIN, address, picture

pytestmark = pytest.mark.django_db

EDITING = [Role.EDITOR, Role.HEAD, Role.CHIEF, Role.PHOTO_EDITOR]
DAY = datetime.date(2024, 3, 15)
CAPTION = "清晨第一班渡船驶离渡口"


@pytest.fixture
def desk(client, photo_editor):
    client.force_login(photo_editor)
    return client


def waiting(caption=CAPTION, credit="苏禾 摄", **fields):
    """A StoryPhoto of a story from a printed page, without its picture."""
    fields = {"printed_paper": "临川晚报", "printed_number": "06", "printed_on": DAY, **fields}
    story = ArticleFactory(**fields)
    photo = PhotoFactory(caption=caption, credit=credit)
    story_photo = StoryPhotoFactory(story=story, photo=photo, credit=credit)
    story.body += f'<figure data-photo="{story_photo.pk}"></figure>'
    story.save()
    record_revision(story)
    return story_photo


def taken(days_before):
    noon = datetime.datetime.combine(DAY, datetime.time(12), timezone.get_default_timezone())
    return noon - datetime.timedelta(days=days_before)


# --- the board -----------------------------------------------------------------------------------


def test_board_names_caption_credit_story_and_page(desk):
    story_photo = waiting(headline="渡口石阶铺好了")
    waiting(caption="已配图的说明").photo.story_photos.update(photo=picture())

    html = desk.get(BOARD).content.decode()

    for said in (CAPTION, "苏禾 摄", "渡口石阶铺好了", "临川晚报 2024-03-15", "06"):
        assert said in html
    assert f'data-photo="{story_photo.photo_id}"' in html
    assert "已配图的说明" not in html


def test_board_leaves_out_what_will_not_be_used(desk):
    story_photo = waiting()
    Story.objects.filter(pk=story_photo.story_id).update(status="spiked")

    assert "所有说明都已配图" in desk.get(BOARD).content.decode()


def test_board_is_paged_and_costs_the_same_for_many(desk, monkeypatch):
    monkeypatch.setattr("newsroom.desk.photos.missing_pictures.PAGE_SIZE", 3)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            desk.get(BOARD)
        return len(captured)

    story_photos = [waiting()]
    picture(name="渡船驶离渡口.jpg")
    few = queries()
    story_photos += [waiting() for _ in range(4)]
    for _ in range(3):
        picture(name="渡船驶离渡口.jpg")
    assert queries() <= few <= 8

    first, second = (
        [card["story_photo"] for card in desk.get(BOARD, data).context["cards"]]
        for data in ({}, {"before": story_photos[2].pk})
    )
    assert (first, second) == (story_photos[:1:-1], story_photos[1::-1])


def test_hostile_captions_and_names_are_shown_as_words(desk):
    hostile = "<script>alert(1)</script>"
    waiting(caption=hostile, credit=hostile, headline=hostile, printed_paper=hostile)
    picture(name=f"{hostile}.jpg", caption=hostile)

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
        {"file_name": "DSC_1.jpg", "credit": "苏禾", "taken_at": taken(1)},
        {"file_name": "DSC_1.jpg", "credit": "苏禾"},
    ],
)
def test_similar_photo_is_suggested(photo):
    (suggestion,) = suggestions(waiting(), [Photo(**photo)])

    assert suggestion.reason


@pytest.mark.parametrize(
    "photo",
    [
        {"file_name": "DSC_1.jpg"},
        {"file_name": "DSC_1.jpg", "taken_at": taken(1)},
        {"file_name": "DSC_1.jpg", "taken_at": taken(-1)},
        {"file_name": "菜场修伞铺.jpg", "caption": "清晨的菜场", "taken_at": taken(0)},
        {"file_name": "IMG_20240315_070000.jpg"},
    ],
)
def test_chance_similarity_is_no_suggestion(photo):
    assert suggestions(waiting(), [Photo(**photo)]) == []


def test_likeliest_comes_first_and_there_are_few():
    names = ["渡口", "渡船驶离渡口", "渡船驶离之后的菜场和夜校", "第一班渡船驶离"]
    photos = [Photo(file_name=f"{name}.jpg") for name in names]
    photos[1].taken_at = taken(1)

    found = suggestions(waiting(), photos)

    assert len(found) == 3
    assert found[0].photo == photos[1]
    assert "见报前1天拍摄" in found[0].reason


def test_suggestion_is_shown_and_nothing_is_applied(desk):
    story_photo = waiting()
    photo = picture(name="渡船驶离渡口.jpg")

    html = desk.get(BOARD).content.decode()

    assert address(photo, "image", "small") in html and "文件名相近" in html
    story_photo.photo.refresh_from_db()
    assert not story_photo.photo.original


def test_used_photo_is_not_suggested(desk):
    waiting()
    StoryPhotoFactory(story=ArticleFactory(), photo=picture(name="渡船驶离渡口.jpg"))

    assert desk.get(BOARD).context["cards"][0]["suggestions"] == []


# --- what a person confirms ----------------------------------------------------------------------------


def join(client, story_photo, photo):
    return client.post(JOIN, {"caption": story_photo.photo_id, "picture": photo.pk}, follow=True)


def test_confirmed_picture_gets_its_caption(desk, photo_editor, run_jobs):
    story_photo = waiting()
    photo = picture(
        name="渡船驶离渡口.jpg", by=photo_editor, caption="船", place="临川渡口", focus_x=90
    )

    response = join(desk, story_photo, photo)

    assert "已配图" in response.content.decode()
    kept = Photo.objects.get(pk=story_photo.photo_id)
    assert (kept.caption, kept.credit, kept.place) == (CAPTION, "苏禾 摄", "临川渡口")
    assert (kept.sha256, kept.focus, kept.created_by) == (photo.sha256, (90, 500), photo_editor)
    assert not Photo.objects.filter(pk=photo.pk).exists()
    revision = Revision.objects.filter(story=story_photo.story_id).latest("pk")
    assert revision.author == photo_editor and photo.sha256 in revision.content
    run_jobs()
    assert kept.renditions().exists()
    assert desk.get(address(kept, "image", "small")).status_code == 200


def test_second_confirmation_changes_nothing(desk):
    story_photo, photo, other = waiting(), picture(), picture()
    join(desk, story_photo, photo)

    response = join(desk, story_photo, other)

    assert "刚刚已有人配了图" in response.content.decode()
    assert Photo.objects.get(pk=story_photo.photo_id).sha256 == photo.sha256
    assert Photo.objects.filter(pk=other.pk).exists()


def test_picture_of_a_story_is_not_taken_from_it(desk):
    story_photo, photo = waiting(), picture()
    StoryPhotoFactory(story=ArticleFactory(), photo=photo)

    response = join(desk, story_photo, photo)

    assert "已用在稿件里" in response.content.decode()
    assert Photo.objects.filter(pk=photo.pk).exists()
    assert not Photo.objects.get(pk=story_photo.photo_id).original


@pytest.mark.parametrize("sent", [{}, {"caption": "x", "picture": "1"}])
def test_nonsense_is_not_found(sent, desk):
    assert desk.post(JOIN, sent).status_code == 404


@pytest.mark.parametrize("role", [*Role, None])
def test_board_is_for_photo_editors_and_the_desk(role, client):
    story_photo, photo = waiting(), picture()
    client.force_login(UserFactory(roles=[role] if role else [], is_superuser=not role))

    assert client.get(BOARD).status_code == (200 if role in EDITING else 403)
    assert client.get(JOIN).status_code == 405
    assert join(client, story_photo, photo).status_code == (200 if role in EDITING else 403)
    assert bool(Photo.objects.get(pk=story_photo.photo_id).original) == (role in EDITING)


def test_board_asks_for_a_log_in(client):
    assert client.get(BOARD).status_code == 302
    assert client.post(JOIN).status_code == 302


# --- the first screen --------------------------------------------------------------------------------


def titles(panel):
    return [] if panel is None else [str(item.title) for item in panel.items]


def test_photo_editor_finds_the_captions_that_wait(desk, photo_editor):
    assert photo_panels.missing_pictures(photo_editor) is None
    story_photo = waiting()

    assert titles(photo_panels.missing_pictures(photo_editor)) == [CAPTION]
    html = desk.get(reverse("admin:index")).content.decode()
    assert f"{BOARD}#caption-{story_photo.pk}" in html


def test_photo_editor_finds_what_runs_out_and_what_readers_still_see(photo_editor, reporter, clock):
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
    waiting()
    PhotoFactory(expires_on=timezone.localdate())
    person = UserFactory(roles=[role], is_superuser=True)

    assert photo_panels.missing_pictures(person) is None
    assert photo_panels.expiring_pictures(person) is None


def test_panels_cost_the_same_with_many(desk):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            desk.get(reverse("admin:index"))
        return len(captured)

    waiting()
    PhotoFactory(expires_on=timezone.localdate())
    few = queries()
    for _ in range(5):
        waiting()
        PhotoFactory(expires_on=timezone.localdate())

    assert queries() <= few <= 12

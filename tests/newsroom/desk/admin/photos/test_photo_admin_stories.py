"""What the desk adds to the photo desk: where pictures are used, and what a change costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from media.models import Photo
from newsroom.core.roles import Role
from newsroom.desk import workflow
from newsroom.desk.models import Revision, Story, StoryPhoto
from newsroom.desk.revisions.content import record_revision
from tests.factories import (
    ArticleFactory,
    OrganizationFactory,
    PhotoFactory,
    StoryPhotoFactory,
    UserFactory,
)
from tests.media.photo_desk import GRID, JSON, UPLOAD, make_photo, new_image, photo_url
from tests.media.pictures import upload
from tests.newsroom.desk.screens import form_data

pytestmark = pytest.mark.django_db

HOSTILE = '<script>alert("1")</script>'


@pytest.fixture
def desk(client, photo_editor):
    client.force_login(photo_editor)
    return client


@pytest.fixture
def photo(photo_editor):
    return make_photo(user=photo_editor, credit="何一 摄")


def used(photo, **fields):
    """A recorded story that shows the photo."""
    story = ArticleFactory(**fields)
    story_photo = StoryPhotoFactory(story=story, photo=photo)
    story.body += f'<figure data-photo="{story_photo.pk}"></figure>'
    story.save()
    record_revision(story)
    return story


def signed(story, reporter, chief):
    workflow.apply("submit", story, user=reporter)
    workflow.apply("sign_off", story, user=chief)
    return story


def shown(client, **data):
    return [tile["photo"] for tile in client.get(GRID, data).context["tiles"]]


# --- finding ---------------------------------------------------------------------------------------


def test_pictures_are_found_by_use(desk, photo):
    unused, waiting = make_photo(), PhotoFactory()
    used(photo)
    used(waiting)

    assert shown(desk, state="used") == [waiting, photo]
    assert shown(desk, state="unused") == [unused]
    assert "用于1篇" in desk.get(GRID).content.decode()


def test_pictures_are_found_by_the_organizations_of_their_stories(desk, photo):
    organization = OrganizationFactory(name="临川市渡口管理处", aliases=["渡管处"])
    used(photo).organizations.add(organization)
    used(make_photo())

    for name in ("渡口管理", "渡管处"):
        assert shown(desk, organization=name) == [photo]
    assert shown(desk, organization="电影公司") == []


def test_a_picture_for_one_story_that_two_show_is_to_be_settled(desk, photo):
    Photo.objects.update(one_use=True)
    used(photo)
    assert shown(desk, state="rights") == []

    used(photo)

    assert shown(desk, state="rights") == [photo]


def test_the_grid_costs_the_same_however_many_stories_show_its_pictures(desk, photo):
    organization = OrganizationFactory()
    data = {"q": "夜校", "state": "used", "organization": organization.name, "since": "2020-01-01"}

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert photo in shown(desk, **data)
        return len(captured)

    used(photo).organizations.add(organization)
    few = queries()
    for _ in range(4):
        used(photo).organizations.add(organization)
        used(make_photo()).organizations.add(organization)

    assert queries() <= few <= 9


# --- where a picture is used ---------------------------------------------------------------------


def test_page_names_the_stories_and_whether_readers_see_them(
    desk, photo, reporter, chief, run_jobs
):
    run_jobs()
    draft = used(photo, headline=HOSTILE)
    live = signed(used(photo, filed_by=reporter), reporter, chief)
    workflow.apply("publish", live, user=chief)

    response = desk.get(photo_url(photo))

    html = response.content.decode()
    assert [story.is_live for story in response.context["stories"]] == [True, False]
    for story in (draft, live):
        assert story.get_admin_url() in html
    assert "1篇已签发的稿件在用这张图片" in html
    assert "<script>alert" not in html


def test_page_costs_the_same_with_many_stories(desk, photo):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            desk.get(photo_url(photo))
        return len(captured)

    used(photo)
    few = queries()
    for _ in range(5):
        used(photo)

    assert queries() <= few <= 15  # the first of them asks for the content type, too


def test_a_reporter_is_told_of_his_own_stories_only(client, reporter):
    photo = make_photo(user=reporter)
    own, other = used(photo, filed_by=reporter), used(photo)
    client.force_login(reporter)

    html = client.get(photo_url(photo)).content.decode()

    assert own.get_admin_url() in html
    assert other.get_admin_url() not in html


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.REPORTER, 200), (Role.PROOFREADER, 200), (Role.ADMIN, 403), (None, 403)],
)
def test_whoever_may_see_a_story_may_look_at_its_pictures(role, status, client, photo):
    person = UserFactory(roles=[role] if role else [], is_superuser=not role)
    used(photo, filed_by=person)
    client.force_login(person)

    assert client.get(photo_url(photo, "image", "small")).status_code == status
    for name in ("change", "original"):
        assert client.get(photo_url(photo, name)).status_code == 403


def test_a_picture_of_no_story_of_his_is_not_looked_at(client, photo, reporter, proofreader):
    for person in (reporter, proofreader):
        client.force_login(person)
        assert client.get(photo_url(photo, "image", "small")).status_code == 403


# --- what a change costs -----------------------------------------------------------------------------


def replace(client, photo, **metadata):
    return client.post(
        UPLOAD,
        {"file": upload(new_image()), "photo": photo.pk, "replace": "yes", **metadata},
        headers=JSON,
    )


def test_replacing_a_file_is_put_on_the_record_of_its_stories(desk, photo, photo_editor):
    story, _other = used(photo), used(make_photo())
    before = Revision.objects.count()

    replace(desk, photo)

    last = Revision.objects.latest("pk")
    assert Revision.objects.count() == before + 1
    assert (last.story_id, last.author) == (story.pk, photo_editor)
    assert Photo.objects.get(pk=photo.pk).sha256 in last.content


def test_replacing_a_file_says_which_stories_have_to_be_signed_again(desk, photo, reporter, chief):
    signed(used(photo, headline="渡口石阶铺好了", filed_by=reporter), reporter, chief)

    replace(desk, photo)

    html = desk.get(GRID).content.decode()
    assert "1篇已签发的稿件因此须重新签发：渡口石阶铺好了" in html


def test_moving_the_focal_point_is_on_record_and_words_are_not(desk, photo):
    used(photo)
    revisions = []
    for change in ({"credit": "苏禾 摄"}, {"focus_x": "100"}):
        desk.post(photo_url(photo), {**form_data(desk.get(photo_url(photo))), **change})
        revisions.append(Revision.objects.count())

    assert revisions[1] == revisions[0] + 1


def test_a_story_that_was_spiked_stays_as_it_was(desk, photo):
    story = used(photo)
    Story.objects.filter(pk=story.pk).update(status="spiked")
    before = Revision.objects.count()

    replace(desk, photo)

    assert Revision.objects.count() == before


# --- into a story ------------------------------------------------------------------------------------


def bring(client, story_photo):
    return client.post(
        UPLOAD, {"file": upload(new_image()), "story_photo": story_photo.pk}, headers=JSON
    )


def waiting_in(story):
    return StoryPhotoFactory(story=story, photo=PhotoFactory())


def test_a_reporter_brings_the_picture_that_his_story_waits_for(client, reporter):
    story_photo = waiting_in(ArticleFactory(filed_by=reporter))
    client.force_login(reporter)

    answer = bring(client, story_photo).json()

    assert answer["id"] == story_photo.photo_id
    assert Photo.objects.get(pk=story_photo.photo_id).original
    assert bring(client, story_photo).status_code == 403  # it has its picture now


@pytest.mark.parametrize("status", ["submitted", "approved", "spiked"])
def test_a_reporter_brings_nothing_to_a_story_out_of_his_hands(status, client, reporter):
    story = ArticleFactory(filed_by=reporter)
    story_photo = waiting_in(story)
    stage = 3 if status == "submitted" else None
    Story.objects.filter(pk=story.pk).update(status=status, stage=stage)
    client.force_login(reporter)

    assert bring(client, story_photo).status_code == 403
    assert not Photo.objects.get(pk=story_photo.photo_id).original


@pytest.mark.parametrize("role", [Role.REPORTER, Role.PROOFREADER, Role.ADMIN])
def test_others_bring_nothing_to_a_story(role, client):
    story_photo = waiting_in(ArticleFactory())
    client.force_login(UserFactory(roles=[role]))

    assert bring(client, story_photo).status_code == 403


def test_the_desk_brings_a_picture_to_any_story(desk):
    story_photo = waiting_in(ArticleFactory())

    assert bring(desk, story_photo).json()["id"] == story_photo.photo_id
    for pk in ("999999", "x"):
        fields = {"file": upload(new_image()), "story_photo": pk}
        assert desk.post(UPLOAD, fields, headers=JSON).status_code == 404


def test_photo_desk_is_in_the_sidebar_of_those_it_lets_in(client):
    for role in Role:
        client.force_login(UserFactory(roles=[role]))
        html = client.get(reverse("admin:index")).content.decode()
        assert (f'href="{GRID}"' in html) == (role not in (Role.PROOFREADER, Role.ADMIN)), role
    assert not StoryPhoto.objects.exists()

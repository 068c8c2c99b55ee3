"""The rights of pictures: told at 送审, in the way at 发布, and what a chief's leave is worth."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from media.intake.photo_files import get_or_create_photo
from media.models import Photo
from newsroom.core.body import photo_node
from newsroom.core.roles import Role
from newsroom.desk import workflow
from newsroom.desk.admin.panels import deadline
from newsroom.desk.admin.story_screen import StoryScreen
from newsroom.desk.models import Story
from newsroom.desk.photos import rights
from newsroom.desk.revisions.content import record_revision
from newsroom.desk.workflow import TransitionRefused
from newsroom.desk.workflow.review_round import TransitionContext
from tests.factories import ArticleFactory, PhotoFactory, StoryPhotoFactory, UserFactory
from tests.media.pictures import drawn, encoded, upload
from tests.newsroom.desk.screens import edit_story

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
FREE_TO_SHOW = {"licence": "own", "credit": "何一 摄"}
BARRED = [
    ({"expires_on": datetime.date(2026, 11, 24)}, "只可用到"),
    ({"needs_masking": True}, "打码"),
]


@pytest.fixture(autouse=True)
def _today(clock):
    """It is 2026-11-25."""


@pytest.fixture
def photo(photo_editor, run_jobs):
    photo, _new = get_or_create_photo(upload(encoded(drawn((240, 160)))), user=photo_editor)
    run_jobs()
    noted(photo, caption="渡口的第一班船", **FREE_TO_SHOW)
    return photo


def noted(photo, **terms):
    """What the photo desk notes of its rights."""
    Photo.objects.filter(pk=photo.pk).update(**terms)


@pytest.fixture
def story(reporter, photo):
    return showing(photo, user=reporter)


def showing(photo, user):
    story = ArticleFactory(filed_by=user)
    story_photo = StoryPhotoFactory(
        story=story, photo=photo, caption="渡口的第一班船", credit="何一 摄"
    )
    story.body += photo_node(story_photo.pk)
    story.save()
    record_revision(story, user=user)
    return story


def sign(story, reporter, chief):
    workflow.apply("submit", story, user=reporter)
    workflow.apply("sign_off", story, user=chief)


def messages_of(response):
    return [(m.level_tag, str(m)) for m in response.context["messages"]]


# --- at 送审 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("terms", "words"), [*BARRED, ({"licence": ""}, "图片“渡口的第一班船”没有注明授权")]
)
def test_a_submission_is_warned_and_taken(client, terms, words, story, photo, reporter):
    noted(photo, **terms)
    client.force_login(reporter)

    response = edit_story(client, story, _step="submit")

    assert Story.objects.get(pk=story.pk).status == Story.Status.SUBMITTED
    [warning] = [text for level, text in messages_of(response) if level == "warning"]
    assert words in warning
    assert response.content.decode().count(words) == 2  # said, and kept on the page


def test_a_picture_without_a_credit_is_warned_of(story, reporter):
    story.story_photos.update(credit="")

    assert rights.warnings(TransitionContext(story, reporter)) == ["图片“渡口的第一班船”没有署名。"]


def test_pictures_with_all_their_rights_warn_of_nothing(client, story, reporter):
    client.force_login(reporter)

    response = edit_story(client, story, _step="submit")

    assert [level for level, _text in messages_of(response)] == ["success"]
    assert "图片权利" not in response.content.decode()


def test_a_caption_without_its_picture_has_no_rights_to_lack(reporter):
    story = showing(PhotoFactory(needs_masking=True), user=reporter)

    assert rights.warnings(TransitionContext(story, reporter)) == []


def test_a_submission_is_warned_of_what_expires_before_it_is_to_be_published(
    story, photo, reporter, clock
):
    noted(photo, expires_on=datetime.date(2026, 11, 26))
    assert rights.warnings(TransitionContext(story, reporter)) == []

    story.publish_at = clock.now + 3 * DAY

    assert len(rights.warnings(TransitionContext(story, reporter))) == 1


def test_alt_text_is_asked_for_at_the_submission(story, reporter):
    story.story_photos.update(alt="")
    record_revision(story, user=reporter)

    with pytest.raises(TransitionRefused, match="图片“渡口的第一班船”还没有替代文字"):
        workflow.apply("submit", story, user=reporter)


def test_a_caption_without_its_picture_needs_no_alt_text(reporter):
    story = showing(PhotoFactory(), user=reporter)
    story.story_photos.update(alt="")
    record_revision(story, user=reporter)

    assert workflow.apply("submit", story, user=reporter).target == Story.Status.SUBMITTED


# --- at 发布 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["publish", "schedule"])
@pytest.mark.parametrize(("terms", "words"), BARRED)
def test_what_is_barred_is_not_published(step, terms, words, story, photo, reporter, chief, clock):
    sign(story, reporter, chief)
    noted(photo, **terms)

    with pytest.raises(TransitionRefused, match=words):
        workflow.apply(step, story, user=chief, at=clock.now + DAY if step == "schedule" else None)
    assert words in str(StoryScreen(story, chief).unpublished())


def test_the_last_day_still_counts(story, photo, reporter, chief):
    noted(photo, expires_on=datetime.date(2026, 11, 25))
    sign(story, reporter, chief)

    assert workflow.apply("publish", story, user=chief).version


def test_an_expiry_is_judged_at_the_moment_of_the_schedule(story, photo, reporter, chief, clock):
    noted(photo, expires_on=datetime.date(2026, 11, 26))
    sign(story, reporter, chief)

    with pytest.raises(TransitionRefused, match="只可用到"):
        workflow.apply("schedule", story, user=chief, at=clock.now + 2 * DAY)
    workflow.apply("schedule", story, user=chief, at=clock.now + DAY)


@pytest.mark.parametrize("step", ["publish", "schedule"])
def test_a_picture_for_one_story_is_not_shown_by_two(step, story, photo, reporter, chief, clock):
    noted(photo, one_use=True)
    other = showing(photo, user=reporter)
    sign(other, reporter, chief)
    workflow.apply(step, other, user=chief, at=clock.now + DAY if step == "schedule" else None)
    sign(story, reporter, chief)

    with pytest.raises(TransitionRefused, match=other.headline):
        workflow.apply("publish", story, user=chief)

    workflow.apply(
        "unschedule" if step == "schedule" else "withdraw", other, user=chief, reason="wrong"
    )
    workflow.apply("publish", story, user=chief)


def test_a_picture_for_one_story_does_not_bar_its_own_next_version(story, photo, reporter, chief):
    noted(photo, one_use=True)
    sign(story, reporter, chief)
    workflow.apply("publish", story, user=chief)
    workflow.apply("amend", story, user=reporter)
    story.headline = "渡口的船早开半小时"
    story.save()
    sign(story, reporter, chief)

    assert workflow.apply("publish", story, user=chief).version


# --- the chief's leave ----------------------------------------------------------------------------


@pytest.fixture
def barred(story, photo, reporter, chief):
    noted(photo, expires_on=datetime.date(2026, 11, 24))
    sign(story, reporter, chief)
    return story


def release(story, chief):
    return workflow.apply("override_rights", story, user=chief, note="摄影者来电同意续用")


def test_a_chief_releases_with_a_reason_on_record(client, barred, chief):
    decision = release(barred, chief)
    client.force_login(chief)
    page = client.get(barred.get_admin_url()).content.decode()

    assert (decision.revision, decision.note) == (barred.revision, "摄影者来电同意续用")
    assert "摄影者来电同意续用" in page
    assert StoryScreen(barred, chief).unpublished() is None
    workflow.apply("publish", barred, user=chief)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.CHIEF])
def test_nobody_else_releases(role, barred):
    with pytest.raises(TransitionRefused):
        release(barred, UserFactory(roles=[role], is_superuser=True))


def test_leave_is_for_that_text_alone(barred, chief):
    release(barred, chief)
    barred.story_photos.update(caption="渡口的第二班船")
    record_revision(barred, user=chief)
    workflow.apply("sign_again", barred, user=chief)

    with pytest.raises(TransitionRefused, match="只可用到"):
        workflow.apply("publish", barred, user=chief)


def test_leave_is_for_that_round_alone(barred, chief, reporter):
    release(barred, chief)
    workflow.apply("undo_sign_off", barred, user=chief, note="再看看")
    workflow.apply("return", barred, user=chief, note="再看看")
    sign(barred, reporter, chief)

    with pytest.raises(TransitionRefused, match="只可用到"):
        workflow.apply("publish", barred, user=chief)


def test_leave_is_given_once(barred, chief):
    release(barred, chief)

    with pytest.raises(TransitionRefused, match="已经放行"):
        release(barred, chief)


def test_leave_is_given_ahead_of_a_later_expiry(story, photo, reporter, chief, clock):
    noted(photo, expires_on=datetime.date(2026, 11, 26))
    sign(story, reporter, chief)
    release(story, chief)

    assert workflow.apply("schedule", story, user=chief, at=clock.now + 9 * DAY).version


def test_there_is_nothing_to_release_without_a_bar(story, reporter, chief):
    sign(story, reporter, chief)

    with pytest.raises(TransitionRefused, match="没有什么妨碍"):
        release(story, chief)


def test_a_draft_is_submitted_before_its_pictures_are_released(story, photo, chief):
    noted(photo, needs_masking=True)

    with pytest.raises(TransitionRefused, match="尚未送审"):
        release(story, chief)


def test_a_printed_page_waits_for_the_leave_and_counts_as_untouched_after_it(photo, chief):
    noted(photo, needs_masking=True)
    story = showing(photo, user=None)
    Story.objects.filter(pk=story.pk).update(printed_paper="临川晚报", printed_position=1)

    with pytest.raises(TransitionRefused, match="打码"):
        workflow.apply("sign_page", story, user=chief, at=timezone.now())
    release(story, chief)

    assert workflow.apply("sign_page", story, user=chief, at=timezone.now()).version


# --- while readers see it -------------------------------------------------------------------------


def live(story, reporter, chief):
    sign(story, reporter, chief)
    workflow.apply("publish", story, user=chief)
    return story


@pytest.mark.parametrize("role", [Role.PHOTO_EDITOR, Role.HEAD, Role.CHIEF])
def test_a_picture_that_expires_before_readers_is_red_on_the_desk(
    client, role, story, photo, reporter, chief, clock
):
    noted(photo, expires_on=datetime.date(2026, 11, 26))
    live(story, reporter, chief)
    person = UserFactory(roles=[role])
    assert deadline.expired_pictures(person) is None

    clock.move(2 * DAY)

    panel = deadline.expired_pictures(person)
    assert panel.urgent
    assert [(item.title, item.url) for item in panel.items] == [
        (story.title, story.get_admin_url())
    ]
    assert "渡口的第一班船" in panel.items[0].detail
    client.force_login(person)
    assert panel.items[0].url in client.get("/admin/").content.decode()


@pytest.mark.parametrize("role", [Role.REPORTER, Role.EDITOR, Role.PROOFREADER, Role.ADMIN])
def test_others_are_not_told(role, barred, chief):
    release(barred, chief)
    workflow.apply("publish", barred, user=chief)

    assert deadline.expired_pictures(UserFactory(roles=[role])) is None


def test_a_released_picture_is_not_red(barred, chief):
    release(barred, chief)
    workflow.apply("publish", barred, user=chief)

    assert deadline.expired_pictures(chief) is None


def test_a_withdrawn_one_is_not_red(story, photo, reporter, chief, clock):
    noted(photo, expires_on=datetime.date(2026, 11, 26))
    live(story, reporter, chief)
    clock.move(2 * DAY)

    workflow.apply("withdraw", story, user=chief, reason="wrong")

    assert deadline.expired_pictures(chief) is None


def test_the_panel_costs_the_same_with_one_story_and_with_four(photo, reporter, chief, clock):
    noted(photo, expires_on=datetime.date(2026, 11, 26))

    def queries():
        with CaptureQueriesContext(connection) as captured:
            deadline.expired_pictures(chief)
        return len(captured)

    live(showing(photo, user=reporter), reporter, chief)
    clock.move(2 * DAY)
    few = queries()
    clock.move(-2 * DAY)
    for _ in range(3):
        live(showing(photo, user=reporter), reporter, chief)
    clock.move(2 * DAY)

    assert queries() == few <= 5
    assert len(deadline.expired_pictures(chief).items) == 4


def test_judging_rights_costs_the_same_for_one_picture_and_for_three(
    photo, photo_editor, reporter, run_jobs
):
    story = showing(photo, user=reporter)
    noted(photo, one_use=True)

    def queries():
        context = TransitionContext(story, reporter)
        assert context.revision_data
        with CaptureQueriesContext(connection) as captured:
            rights.concerns(context)
        return len(captured)

    few = queries()
    for colour in ("tomato", "gold"):
        more, _new = get_or_create_photo(
            upload(encoded(drawn((240, 160), colour=colour))), user=photo_editor
        )
        noted(more, one_use=True)
        story.body += photo_node(StoryPhotoFactory(story=story, photo=more).pk)
    story.save()

    assert queries() == few == 3

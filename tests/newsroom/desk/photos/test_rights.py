"""Usage rights: warnings at 送审, refusals at 发布, and the release by a chief."""

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
ALL_RIGHTS = {"licence": "own", "credit": "何一 摄"}
BLOCKING = [
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
    set_rights(photo, caption="渡口的第一班船", **ALL_RIGHTS)
    return photo


def set_rights(photo, **terms):
    """Set fields of the photo's rights in the database."""
    Photo.objects.filter(pk=photo.pk).update(**terms)


@pytest.fixture
def story(reporter, photo):
    return story_with(photo, user=reporter)


def story_with(photo, user):
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


def messages(response):
    return [(m.level_tag, str(m)) for m in response.context["messages"]]


# --- at 送审 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("terms", "message"), [*BLOCKING, ({"licence": ""}, "图片“渡口的第一班船”没有注明授权")]
)
def test_submission_is_warned_and_accepted(client, terms, message, story, photo, reporter):
    set_rights(photo, **terms)
    client.force_login(reporter)

    response = edit_story(client, story, _step="submit")

    assert Story.objects.get(pk=story.pk).status == Story.Status.SUBMITTED
    [warning] = [text for level, text in messages(response) if level == "warning"]
    assert message in warning
    assert (
        response.content.decode().count(message) == 2
    )  # as a message, and in the panel of the page


def test_picture_without_credit_gives_a_warning(story, reporter):
    story.story_photos.update(credit="")

    assert rights.warnings(TransitionContext(story, reporter)) == ["图片“渡口的第一班船”没有署名。"]


def test_pictures_with_all_rights_give_no_warning(client, story, reporter):
    client.force_login(reporter)

    response = edit_story(client, story, _step="submit")

    assert [level for level, _text in messages(response)] == ["success"]
    assert "图片权利" not in response.content.decode()


def test_caption_without_a_file_gives_no_warning(reporter):
    story = story_with(PhotoFactory(needs_masking=True), user=reporter)

    assert rights.warnings(TransitionContext(story, reporter)) == []


def test_submission_is_warned_of_rights_that_expire_before_publication(
    story, photo, reporter, clock
):
    set_rights(photo, expires_on=datetime.date(2026, 11, 26))
    assert rights.warnings(TransitionContext(story, reporter)) == []

    story.publish_at = clock.now + 3 * DAY

    assert len(rights.warnings(TransitionContext(story, reporter))) == 1


def test_submission_requires_alt_text(story, reporter):
    story.story_photos.update(alt="")
    record_revision(story, user=reporter)

    with pytest.raises(TransitionRefused, match="图片“渡口的第一班船”还没有替代文字"):
        workflow.apply("submit", story, user=reporter)


def test_caption_without_a_file_needs_no_alt_text(reporter):
    story = story_with(PhotoFactory(), user=reporter)
    story.story_photos.update(alt="")
    record_revision(story, user=reporter)

    assert workflow.apply("submit", story, user=reporter).target == Story.Status.SUBMITTED


# --- at 发布 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["publish", "schedule"])
@pytest.mark.parametrize(("terms", "message"), BLOCKING)
def test_blocked_photo_is_not_published(step, terms, message, story, photo, reporter, chief, clock):
    sign(story, reporter, chief)
    set_rights(photo, **terms)

    with pytest.raises(TransitionRefused, match=message):
        workflow.apply(step, story, user=chief, at=clock.now + DAY if step == "schedule" else None)
    assert message in str(StoryScreen(story, chief).unpublished())


def test_photo_may_be_published_on_its_last_day(story, photo, reporter, chief):
    set_rights(photo, expires_on=datetime.date(2026, 11, 25))
    sign(story, reporter, chief)

    assert workflow.apply("publish", story, user=chief).version


def test_expiry_is_checked_for_the_scheduled_time(story, photo, reporter, chief, clock):
    set_rights(photo, expires_on=datetime.date(2026, 11, 26))
    sign(story, reporter, chief)

    with pytest.raises(TransitionRefused, match="只可用到"):
        workflow.apply("schedule", story, user=chief, at=clock.now + 2 * DAY)
    workflow.apply("schedule", story, user=chief, at=clock.now + DAY)


@pytest.mark.parametrize("step", ["publish", "schedule"])
def test_photo_for_one_story_is_not_published_in_two(step, story, photo, reporter, chief, clock):
    set_rights(photo, one_use=True)
    other = story_with(photo, user=reporter)
    sign(other, reporter, chief)
    workflow.apply(step, other, user=chief, at=clock.now + DAY if step == "schedule" else None)
    sign(story, reporter, chief)

    with pytest.raises(TransitionRefused, match=other.headline):
        workflow.apply("publish", story, user=chief)

    workflow.apply(
        "unschedule" if step == "schedule" else "withdraw", other, user=chief, reason="wrong"
    )
    workflow.apply("publish", story, user=chief)


def test_photo_for_one_story_may_be_in_its_next_version(story, photo, reporter, chief):
    set_rights(photo, one_use=True)
    sign(story, reporter, chief)
    workflow.apply("publish", story, user=chief)
    workflow.apply("amend", story, user=reporter)
    story.headline = "渡口的船早开半小时"
    story.save()
    sign(story, reporter, chief)

    assert workflow.apply("publish", story, user=chief).version


# --- release by a chief ---------------------------------------------------------------------------


@pytest.fixture
def blocked_story(story, photo, reporter, chief):
    set_rights(photo, expires_on=datetime.date(2026, 11, 24))
    sign(story, reporter, chief)
    return story


def release(story, chief):
    return workflow.apply("override_rights", story, user=chief, note="摄影者来电同意续用")


def test_a_chief_releases_with_a_reason_on_record(client, blocked_story, chief):
    decision = release(blocked_story, chief)
    client.force_login(chief)
    page = client.get(blocked_story.get_admin_url()).content.decode()

    assert (decision.revision, decision.note) == (blocked_story.revision, "摄影者来电同意续用")
    assert "摄影者来电同意续用" in page
    assert StoryScreen(blocked_story, chief).unpublished() is None
    workflow.apply("publish", blocked_story, user=chief)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.CHIEF])
def test_nobody_else_releases(role, blocked_story):
    with pytest.raises(TransitionRefused):
        release(blocked_story, UserFactory(roles=[role], is_superuser=True))


def test_release_is_for_one_text_only(blocked_story, chief):
    release(blocked_story, chief)
    blocked_story.story_photos.update(caption="渡口的第二班船")
    record_revision(blocked_story, user=chief)
    workflow.apply("sign_again", blocked_story, user=chief)

    with pytest.raises(TransitionRefused, match="只可用到"):
        workflow.apply("publish", blocked_story, user=chief)


def test_release_is_for_one_review_round_only(blocked_story, chief, reporter):
    release(blocked_story, chief)
    workflow.apply("undo_sign_off", blocked_story, user=chief, note="再看看")
    workflow.apply("return", blocked_story, user=chief, note="再看看")
    sign(blocked_story, reporter, chief)

    with pytest.raises(TransitionRefused, match="只可用到"):
        workflow.apply("publish", blocked_story, user=chief)


def test_second_release_is_refused(blocked_story, chief):
    release(blocked_story, chief)

    with pytest.raises(TransitionRefused, match="已经放行"):
        release(blocked_story, chief)


def test_release_covers_a_later_expiry(story, photo, reporter, chief, clock):
    set_rights(photo, expires_on=datetime.date(2026, 11, 26))
    sign(story, reporter, chief)
    release(story, chief)

    assert workflow.apply("schedule", story, user=chief, at=clock.now + 9 * DAY).version


def test_release_is_refused_if_nothing_is_blocked(story, reporter, chief):
    sign(story, reporter, chief)

    with pytest.raises(TransitionRefused, match="没有什么妨碍"):
        release(story, chief)


def test_draft_is_not_released(story, photo, chief):
    set_rights(photo, needs_masking=True)

    with pytest.raises(TransitionRefused, match="尚未送审"):
        release(story, chief)


def test_page_sign_off_needs_the_release_and_accepts_the_story_after_it(photo, chief):
    set_rights(photo, needs_masking=True)
    story = story_with(photo, user=None)
    Story.objects.filter(pk=story.pk).update(printed_paper="临川晚报", printed_position=1)

    with pytest.raises(TransitionRefused, match="打码"):
        workflow.apply("sign_page", story, user=chief, at=timezone.now())
    release(story, chief)

    assert workflow.apply("sign_page", story, user=chief, at=timezone.now()).version


# --- after publication --------------------------------------------------------------------------


def live(story, reporter, chief):
    sign(story, reporter, chief)
    workflow.apply("publish", story, user=chief)
    return story


@pytest.mark.parametrize("role", [Role.PHOTO_EDITOR, Role.HEAD, Role.CHIEF])
def test_expired_photo_of_a_live_story_is_in_the_panel(
    client, role, story, photo, reporter, chief, clock
):
    set_rights(photo, expires_on=datetime.date(2026, 11, 26))
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
def test_other_roles_do_not_see_the_panel(role, blocked_story, chief):
    release(blocked_story, chief)
    workflow.apply("publish", blocked_story, user=chief)

    assert deadline.expired_pictures(UserFactory(roles=[role])) is None


def test_released_photo_is_not_in_the_panel(blocked_story, chief):
    release(blocked_story, chief)
    workflow.apply("publish", blocked_story, user=chief)

    assert deadline.expired_pictures(chief) is None


def test_photo_of_a_withdrawn_story_is_not_in_the_panel(story, photo, reporter, chief, clock):
    set_rights(photo, expires_on=datetime.date(2026, 11, 26))
    live(story, reporter, chief)
    clock.move(2 * DAY)

    workflow.apply("withdraw", story, user=chief, reason="wrong")

    assert deadline.expired_pictures(chief) is None


def test_panel_costs_the_same_with_one_story_and_with_four(photo, reporter, chief, clock):
    set_rights(photo, expires_on=datetime.date(2026, 11, 26))

    def queries():
        with CaptureQueriesContext(connection) as captured:
            deadline.expired_pictures(chief)
        return len(captured)

    live(story_with(photo, user=reporter), reporter, chief)
    clock.move(2 * DAY)
    few = queries()
    clock.move(-2 * DAY)
    for _ in range(3):
        live(story_with(photo, user=reporter), reporter, chief)
    clock.move(2 * DAY)

    assert queries() == few <= 5
    assert len(deadline.expired_pictures(chief).items) == 4


def test_checking_rights_costs_the_same_for_one_picture_and_for_three(
    photo, photo_editor, reporter, run_jobs
):
    story = story_with(photo, user=reporter)
    set_rights(photo, one_use=True)

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
        set_rights(more, one_use=True)
        story.body += photo_node(StoryPhotoFactory(story=story, photo=more).pk)
    story.save()

    assert queries() == few == 4

"""What must not be overlooked on the first screen."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsroom.core.roles import Role
from newsroom.desk import workflow
from newsroom.desk.admin.panels import deadline
from newsroom.desk.revisions.content import record_revision
from newsroom.press.models import Version
from tests.factories import ArticleFactory, SectionFactory, UserFactory, published

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
DESK = {Role.EDITOR, Role.HEAD, Role.CHIEF}
PUBLISHERS = {Role.HEAD, Role.CHIEF}


def approved(reporter, chief, **fields):
    story = ArticleFactory(filed_by=reporter, **fields)
    workflow.apply("submit", story, user=reporter)
    workflow.apply("sign_off", story, user=chief)
    return story


def items(panel):
    return [] if panel is None else panel.items


def notes(panel):
    return [str(item.note) for item in items(panel)]


# --- not published in time ------------------------------------------------------------------------


def test_story_that_was_not_signed_in_time_is_red_and_says_where_it_stands(reporter, editor, clock):
    story = ArticleFactory(filed_by=reporter, publish_at=clock.now + HOUR)
    workflow.apply("submit", story, user=reporter)
    assert [item.colour for item in items(deadline.overdue_stories(editor))] == ["warning"]

    clock.move(HOUR)

    (item,) = items(deadline.overdue_stories(editor))
    assert (item.colour, str(item.note)) == ("danger", "待终审")
    assert "2026-11-25 11:30" in item.detail


def test_signed_story_that_cannot_go_out_says_why(reporter, editor, chief, clock):
    story = approved(reporter, chief, publish_at=clock.now)
    assert "待部门主任或值班总编发布" in notes(deadline.overdue_stories(editor))[0]

    story.headline = "签后改过的标题"
    story.save()
    record_revision(story, user=editor)

    assert "须重新签发" in notes(deadline.overdue_stories(editor))[0]


def test_missing_proof_is_named(reporter, chief, clock):
    section = SectionFactory(proofs_required=2)
    approved(reporter, chief, publish_at=clock.now, section=section)

    assert "须完成2个校次" in notes(deadline.overdue_stories(chief))[0]


@pytest.mark.parametrize(
    ("step", "said"), [("publish", {}), ("schedule", {"at": HOUR}), ("undo_sign_off", None)]
)
def test_published_or_scheduled_story_is_not_late(step, said, reporter, chief, clock):
    story = approved(reporter, chief, publish_at=clock.now)
    if said is not None:
        said = {name: clock.now + ahead for name, ahead in said.items()}
        workflow.apply(step, story, user=chief, **said)

    assert bool(items(deadline.overdue_stories(chief))) == (said is None)


def test_story_planned_for_later_does_not_cry_wolf(reporter, chief, clock):
    ArticleFactory(filed_by=reporter, publish_at=clock.now + datetime.timedelta(days=1))

    assert deadline.overdue_stories(chief) is None


# --- scheduled ------------------------------------------------------------------------------------


def test_scheduled_story_whose_text_went_on_is_red(reporter, editor, chief, clock):
    story = approved(reporter, chief)
    workflow.apply("schedule", story, user=chief, at=clock.now + HOUR)
    assert [item.colour for item in items(deadline.scheduled_stories(editor))] == ["info"]

    story.headline = "签后改过的标题"
    story.save()
    record_revision(story, user=editor)

    (item,) = items(deadline.scheduled_stories(editor))
    assert item.colour == "danger"
    assert item.label == "2026-11-25 11:30"
    clock.move(HOUR)
    assert deadline.scheduled_stories(editor) is None


# --- withdrawals, corrections, the newest -----------------------------------------------------------


def test_emergency_withdrawal_waits_for_its_review(head, chief):
    story = published(ArticleFactory())
    workflow.apply("emergency_withdraw", story, user=head)
    assert [item.title for item in items(deadline.emergency_withdrawals(chief))] == [story.title]

    workflow.apply("review_withdrawal", story, user=chief, reason="wrong")

    assert deadline.emergency_withdrawals(chief) is None


def test_correction_is_printed_at_the_place_of_the_mistake(reporter, editor, chief):
    story = published(
        ArticleFactory(
            filed_by=reporter,
            printed_paper="临川晚报",
            printed_number="06",
            printed_on=datetime.date(2026, 11, 24),
            printed_position=2,
        )
    )
    workflow.apply("correct", story, user=reporter, wrong="十分钟", right="一刻钟")
    assert deadline.corrections_to_print(editor) is None
    published(story)

    (item,) = items(deadline.corrections_to_print(editor))
    assert item.title.startswith("11月24日6版《")
    assert "第06版第2条" in item.detail
    workflow.apply("correction_printed", story, user=editor, note="11月26日06版头条")

    assert deadline.corrections_to_print(editor) is None


def test_newest_stories_are_one_tap_from_their_emergency_button(client, head):
    story = published(ArticleFactory())
    client.force_login(head)

    assert story.get_admin_url() in client.get(reverse("admin:index")).content.decode()
    assert "紧急撤稿" in client.get(story.get_admin_url()).content.decode()


# --- for whom, and at what price --------------------------------------------------------------------


@pytest.fixture
def everything(reporter, chief, head, clock):
    """Something for every panel."""
    late, scheduled = (approved(reporter, chief, publish_at=clock.now) for _ in range(2))
    workflow.apply("schedule", scheduled, user=chief, at=clock.now + HOUR)
    published(ArticleFactory())
    workflow.apply("emergency_withdraw", published(ArticleFactory()), user=head)
    corrected = published(ArticleFactory(filed_by=reporter))
    workflow.apply("correct", corrected, user=reporter, wrong="十分钟", right="一刻钟")
    published(corrected)


def test_panel_is_for_those_who_can_do_something_about_it(everything):
    for_whom = {
        deadline.overdue_stories: DESK,
        deadline.scheduled_stories: DESK,
        deadline.corrections_to_print: DESK,
        deadline.emergency_withdrawals: PUBLISHERS,
        deadline.recently_published: PUBLISHERS,
    }
    # A superuser has no rights beyond his roles.
    users = {
        role: UserFactory(roles=[role] if role else [], is_superuser=True) for role in [None, *Role]
    }

    shown = {
        (panel.__name__, role): bool(items(panel(user)))
        for panel in for_whom
        for role, user in users.items()
    }

    assert shown == {
        (panel.__name__, role): role in roles for panel, roles in for_whom.items() for role in users
    }


def test_panels_cost_the_same_with_many_stories(client, everything, reporter, chief, clock):
    """Only late stories are asked one by one what holds them up, and at most a panel of them."""
    client.force_login(chief)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("admin:index"))
        return len(captured)

    few = queries()
    for _ in range(6):
        published(ArticleFactory())
        story = approved(reporter, chief)
        workflow.apply("schedule", story, user=chief, at=clock.now + HOUR)

    assert queries() <= few <= 40
    assert Version.objects.pending().count() == 7

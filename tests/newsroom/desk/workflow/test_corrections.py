"""更正: how its note ends, and what becomes of one that will not be printed (不登报)."""

import pytest
from django.db import IntegrityError, transaction

from newsroom.core.roles import Role
from newsroom.desk.admin.panels import deadline
from newsroom.desk.models import Correction, Decision, Story
from newsroom.desk.workflow import TransitionRefused, apply
from tests.factories import ArticleFactory, BriefFactory, UserFactory, published
from tests.newsroom.desk.screens import admin_url, get_html

pytestmark = pytest.mark.django_db


def corrected(reporter, *mistakes):
    story = published(ArticleFactory(filed_by=reporter))
    for wrong in mistakes:
        apply("correct", story, user=reporter, wrong=wrong, right="一刻钟")
        published(story)
    return Story.objects.get(pk=story.pk)


def waiting(user):
    panel = deadline.corrections_to_print(user)
    return [item.title for item in panel.items] if panel else []


# --- not to be printed ------------------------------------------------------------------------------


def test_chief_closes_a_correction_on_screen(client, reporter, editor, chief):
    story = corrected(reporter, "十分钟")
    client.force_login(chief)
    assert "不登报" in get_html(client, admin_url(story))

    client.post(
        admin_url(story, "step", "correction_not_printed"),
        {"_correction_not_printed-note": "只在网上登过", "seen": story.revision.sha256},
    )

    assert waiting(editor) == waiting(chief) == []
    assert Correction.objects.get().not_printed_because == "只在网上登过"
    assert Decision.objects.last().note == "只在网上登过"
    assert "不登报" in get_html(client, admin_url(story, "record"))


@pytest.mark.parametrize("role", [role for role in Role if role != Role.CHIEF])
def test_nobody_else_closes_it(role, client, reporter):
    story = corrected(reporter, "十分钟")
    client.force_login(UserFactory(roles=[role], is_superuser=True))

    response = client.post(
        admin_url(story, "step", "correction_not_printed"),
        {"_correction_not_printed-note": "不必", "seen": story.revision.sha256},
    )

    assert response.status_code == 403
    assert Correction.objects.waiting().exists()


def test_it_needs_a_reason(reporter, chief):
    story = corrected(reporter, "十分钟")

    with pytest.raises(TransitionRefused):
        apply("correction_not_printed", story, user=chief, note=" ")


def test_one_of_several_is_closed_and_the_other_still_waits(client, reporter, editor, chief):
    story = corrected(reporter, "十分钟", "昨天")
    first, second = Correction.objects.order_by("pk")
    client.force_login(chief)
    assert "哪一条更正" in get_html(client, admin_url(story))

    client.post(
        admin_url(story, "step", "correction_not_printed"),
        {
            "_correction_not_printed-note": "只在网上登过",
            "_correction_not_printed-correction": first.pk,
            "seen": story.revision.sha256,
        },
    )

    assert waiting(editor) == [second.note]
    apply("correction_printed", story, user=editor, note="11月26日06版")
    assert waiting(editor) == []
    first.refresh_from_db()
    assert first.reprinted == ""


def test_correction_of_another_story_cannot_be_chosen(client, reporter, chief):
    story, other = corrected(reporter, "十分钟", "昨天"), corrected(reporter, "开门")
    foreign = Correction.objects.get(story=other)
    client.force_login(chief)

    client.post(
        admin_url(story, "step", "correction_not_printed"),
        {
            "_correction_not_printed-note": "只在网上登过",
            "_correction_not_printed-correction": foreign.pk,
            "seen": story.revision.sha256,
        },
    )

    assert Correction.objects.waiting().count() == 3


def test_printed_or_not_printed_but_never_both(reporter):
    corrected(reporter, "十分钟")

    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.update(reprinted="06版", not_printed_because="不必")


# --- the note ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ending", "end"),
    [
        ("", "应为“一刻钟”，特此更正。"),
        ("特此更正，并向读者致歉。", "应为“一刻钟”，特此更正，并向读者致歉。"),
        ("，特此更正，并致歉意", "应为“一刻钟”，特此更正，并致歉意。"),
        (" 谨此更正！ ", "应为“一刻钟”，谨此更正！"),
    ],
)
def test_its_ending_is_for_the_writer_to_choose(ending, end, client, reporter):
    story = published(ArticleFactory(filed_by=reporter))
    client.force_login(reporter)
    assert 'value="特此更正。"' in get_html(client, admin_url(story))

    client.post(
        admin_url(story, "step", "correct"),
        {
            "_correct-wrong": "十分钟",
            "_correct-right": "一刻钟",
            "_correct-ending": ending,
            "seen": story.revision.sha256,
        },
    )

    assert Correction.objects.get().note.endswith(end)


def test_longest_note_fits(reporter):
    """Kicker and headline, the two texts and the ending are as long as their fields allow."""
    story = BriefFactory(filed_by=reporter, kicker="引" * 200, headline="题" * 200)
    published(story)

    apply("correct", story, user=reporter, wrong="误" * 150, right="正" * 150, ending="歉" * 100)

    assert len(Correction.objects.get().note) > 800

import datetime

import pytest
from django.utils import timezone

from newsroom.core.models import Section
from newsroom.core.roles import Role
from newsroom.desk.models import Correction, Delegation, Story
from newsroom.desk.revisions.content import record_revision
from newsroom.desk.workflow import TransitionRefused, apply, open_steps
from newsroom.desk.workflow.review_round import TransitionContext
from newsroom.press import publishing as press
from newsroom.press.models import Version
from tests.factories import (
    ArticleFactory,
    BriefFactory,
    BylineFactory,
    ReporterFactory,
    SectionFactory,
    UserFactory,
    published,
)

pytestmark = pytest.mark.django_db

Status = Story.Status
Stage = Section.Stage


def set_status(story, status, stage=None):
    Story.objects.filter(pk=story.pk).update(
        status=status, stage=stage or (Stage.FINAL if status == Status.SUBMITTED else None)
    )
    story.refresh_from_db()


def approved(reporter, chief, **fields):
    """A signed story that readers do not see yet."""
    story = ArticleFactory(filed_by=reporter, **fields)
    apply("submit", story, user=reporter)
    apply("sign_off", story, user=chief)
    return story


def change(story, user, headline="改过的标题"):
    story.headline = headline
    story.save()
    return record_revision(story, user=user)


def test_taking_ones_name_out_of_the_byline_makes_nobody_independent(reporter, chief):
    story = ArticleFactory(filed_by=reporter)
    byline = BylineFactory(story=story, reporter=ReporterFactory(user=chief))
    record_revision(story)
    apply("submit", story, user=reporter)
    byline.delete()
    record_revision(story, user=chief)

    with pytest.raises(TransitionRefused):
        apply("sign_off", story, user=chief)


def test_one_review_leads_from_draft_to_the_readers(reporter, chief):
    story = ArticleFactory(filed_by=reporter)

    apply("submit", story, user=reporter)
    assert (story.status, story.stage) == (Status.SUBMITTED, Stage.FINAL)
    apply("sign_off", story, user=chief)
    assert (story.status, story.stage) == (Status.APPROVED, None)
    assert not Version.objects.exists()
    apply("publish", story, user=chief)

    assert Version.objects.live().get().revision_sha256 == story.revision.sha256
    assert [d.transition for d in story.decisions.all()] == ["submit", "sign_off", "publish"]


def test_three_reviews_are_by_three_different_people(reporter):
    story = ArticleFactory(filed_by=reporter, section=SectionFactory(reviews_required=3))
    everything = UserFactory(roles=[Role.EDITOR, Role.HEAD, Role.CHIEF])
    head, chief = UserFactory(roles=[Role.HEAD]), UserFactory(roles=[Role.CHIEF])

    apply("submit", story, user=reporter)
    apply("first_review", story, user=everything)
    with pytest.raises(TransitionRefused):
        apply("second_review", story, user=everything)
    apply("second_review", story, user=head)
    with pytest.raises(TransitionRefused):
        apply("sign_off", story, user=everything)
    apply("sign_off", story, user=chief)

    assert story.status == Status.APPROVED


def test_after_a_return_the_reviews_begin_again(reporter, editor):
    story = ArticleFactory(filed_by=reporter, section=SectionFactory(reviews_required=2))
    apply("submit", story, user=reporter)
    apply("first_review", story, user=editor)

    apply("return", story, user=editor, note="导语太长")
    apply("submit", story, user=reporter)
    assert story.stage == Stage.FIRST
    apply("first_review", story, user=editor)

    assert story.stage == Stage.FINAL


def test_decision_names_the_revision_it_is_about(reporter, editor):
    story = ArticleFactory(filed_by=reporter)
    apply("submit", story, user=reporter)
    story.headline = "责编改过的标题"
    story.save()

    decision = apply("return", story, user=editor, note="请核实数字")

    assert decision.revision.number == 2
    assert decision.revision.author == editor
    assert decision.note == "请核实数字"


def test_text_that_changed_under_the_reader_is_not_signed(reporter, editor, chief):
    story = ArticleFactory(filed_by=reporter)
    apply("submit", story, user=reporter)
    seen = record_revision(story).sha256
    story.headline = "责编改过的标题"
    story.save()
    record_revision(story, user=editor)

    with pytest.raises(TransitionRefused):
        apply("sign_off", story, user=chief, expected_sha256=seen)

    story.refresh_from_db()
    assert story.status == Status.SUBMITTED


def test_text_changed_after_the_signature_is_not_published(reporter, chief):
    story = ArticleFactory(filed_by=reporter)
    apply("submit", story, user=reporter)
    apply("sign_off", story, user=chief)
    Story.objects.filter(pk=story.pk).update(body="<p>没有人签过的话。</p>")

    with pytest.raises(TransitionRefused):
        apply("publish", story, user=chief)

    assert not Version.objects.exists()


def test_amending_a_live_story_leaves_readers_with_the_old_text(reporter, chief):
    story = published(ArticleFactory(filed_by=reporter, body="<p>旧的。</p>"))

    apply("amend", story, user=reporter)
    story.body = "<p>新的。</p>"
    story.save()
    record_revision(story, user=reporter)
    apply("submit", story, user=reporter)
    assert Version.objects.live().get().snapshot.body == "<p>旧的。</p>"
    apply("sign_off", story, user=chief)
    assert Version.objects.live().get().snapshot.body == "<p>旧的。</p>"
    apply("publish", story, user=chief)

    assert Version.objects.live().get().snapshot.body == "<p>新的。</p>"


def test_published_text_is_not_published_twice(chief):
    story = published(ArticleFactory())

    with pytest.raises(TransitionRefused):
        apply("publish", story, user=chief)


def test_withdrawn_story_needs_a_new_signature_to_come_back(chief):
    story = published(ArticleFactory())

    apply("withdraw", story, user=chief, reason="wrong")
    assert not Version.objects.live().exists()
    assert story.status == Status.DRAFT
    with pytest.raises(TransitionRefused):
        apply("publish", story, user=chief)
    published(story)

    assert Version.objects.live().exists()


def test_internal_reason_of_a_withdrawal_is_not_what_readers_see(chief):
    story = published(ArticleFactory())

    apply("withdraw", story, user=chief, reason="requested")

    assert Version.objects.get().public_text == "该稿件已撤下"


def test_live_story_is_withdrawn_before_it_is_spiked(reporter, editor):
    story = published(ArticleFactory(filed_by=reporter))
    apply("amend", story, user=reporter)

    with pytest.raises(TransitionRefused):
        apply("spike", story, user=editor, note="重复")


def test_failing_step_leaves_nothing_behind(reporter, chief, monkeypatch):
    story = approved(reporter, chief)

    def fail(snapshot, at=None):
        raise RuntimeError

    monkeypatch.setattr(press, "publish", fail)
    with pytest.raises(RuntimeError):
        apply("publish", story, user=chief)

    assert [d.transition for d in story.decisions.all()] == ["submit", "sign_off"]


def test_open_steps_are_those_that_apply_accepts(reporter):
    story = ArticleFactory(filed_by=reporter)

    assert [transition.name for transition in open_steps(TransitionContext(story, reporter))] == [
        "submit"
    ]
    apply("submit", story, user=reporter)
    assert [transition.name for transition in open_steps(TransitionContext(story, reporter))] == [
        "recall"
    ]


@pytest.mark.parametrize(("field", "value"), [("headline", ""), ("body", "")])
def test_story_without_headline_or_text_is_not_submitted(reporter, field, value):
    story = BriefFactory.build(section=SectionFactory(), filed_by=reporter)
    setattr(story, field, value)
    story.save()

    with pytest.raises(TransitionRefused):
        apply("submit", story, user=reporter)


# --- signatures and the text ----------------------------------------------------------------------


def test_editing_a_signed_text_costs_the_signature_its_hold(reporter, editor, chief):
    story = approved(reporter, chief)

    change(story, editor)

    with pytest.raises(TransitionRefused):
        apply("publish", story, user=chief)


def test_changed_text_is_signed_again_in_one_step_and_published(reporter, editor, chief):
    story = approved(reporter, chief)
    change(story, editor)

    again = apply("sign_again", story, user=UserFactory(roles=[Role.CHIEF]))
    apply("publish", story, user=chief)

    assert (again.stage, again.revision) == (Stage.FINAL, story.revision)
    assert Version.objects.live().get().revision_sha256 == again.revision.sha256


def test_text_put_back_as_it_was_signed_needs_no_new_signature(reporter, editor, chief):
    story = approved(reporter, chief, headline="签过的标题")
    change(story, editor)

    change(story, editor, headline="签过的标题")
    apply("publish", story, user=chief)

    assert Version.objects.live().exists()


def test_signature_that_holds_is_not_given_again(reporter, chief):
    story = approved(reporter, chief)

    with pytest.raises(TransitionRefused):
        apply("sign_again", story, user=chief)


def test_nobody_signs_again_for_two_stages(reporter):
    """Whoever gave one signature of the round gives no other, not even when that one is stale."""
    both = UserFactory(roles=[Role.EDITOR, Role.CHIEF])
    story = ArticleFactory(filed_by=reporter, section=SectionFactory(reviews_required=2))
    apply("submit", story, user=reporter)
    apply("first_review", story, user=both)
    apply("sign_off", story, user=UserFactory(roles=[Role.CHIEF]))
    change(story, both)

    assert apply("sign_again", story, user=both).stage == Stage.FIRST
    with pytest.raises(TransitionRefused):
        apply("sign_again", story, user=both)


def reviewed_twice(reporter, **section):
    """(story, editor, chief): signed by both, changed by the chief in between."""
    editor, chief = UserFactory(roles=[Role.EDITOR]), UserFactory(roles=[Role.CHIEF])
    section = SectionFactory(reviews_required=2, **section)
    story = ArticleFactory(filed_by=reporter, section=section)
    apply("submit", story, user=reporter)
    apply("first_review", story, user=editor)
    change(story, chief)
    apply("sign_off", story, user=chief)
    return story, editor, chief


def test_change_after_an_earlier_review_holds_nothing_up(reporter):
    story, editor, chief = reviewed_twice(reporter)

    apply("publish", story, user=chief)

    assert Version.objects.live().exists()


def test_strict_section_asks_for_every_signature_again(reporter):
    story, editor, chief = reviewed_twice(reporter, strict=True)
    with pytest.raises(TransitionRefused):
        apply("publish", story, user=chief)

    apply("sign_again", story, user=editor)
    apply("publish", story, user=chief)

    assert Version.objects.live().exists()


# --- stages ---------------------------------------------------------------------------------------


def test_story_goes_back_one_stage_and_is_signed_again_by_the_same_person(reporter, editor, head):
    story = ArticleFactory(filed_by=reporter, section=SectionFactory(reviews_required=3))
    apply("submit", story, user=reporter)
    apply("first_review", story, user=editor)
    apply("second_review", story, user=head)

    apply("return_stage", story, user=head, note="导语请再核实")
    assert story.stage == Stage.SECOND
    apply("return_stage", story, user=head, note="请初审再看")
    assert story.stage == Stage.FIRST
    apply("first_review", story, user=editor)
    apply("second_review", story, user=head)

    assert story.stage == Stage.FINAL


def test_moving_to_a_section_with_more_reviews_skips_none_of_them(reporter, editor, chief):
    story = ArticleFactory(filed_by=reporter)
    apply("submit", story, user=reporter)
    story.section = SectionFactory(reviews_required=2)
    story.save()
    with pytest.raises(TransitionRefused):
        apply("sign_off", story, user=chief)

    apply("return_stage", story, user=chief, note="须初审")
    apply("first_review", story, user=editor)
    apply("sign_off", story, user=chief)

    assert story.status == Status.APPROVED


def test_undone_signature_is_no_signature(reporter, chief):
    story = approved(reporter, chief)

    apply("undo_sign_off", story, user=chief, note="有一处待核")
    Story.objects.filter(pk=story.pk).update(status=Status.APPROVED, stage=None)

    with pytest.raises(TransitionRefused):
        apply("publish", story, user=chief)


# --- delegation -----------------------------------------------------------------------------------


def delegate(to, user, stage=Stage.FINAL, hours=8, **fields):
    now = timezone.now()
    times = {"begins_at": now, "ends_at": now + datetime.timedelta(hours=hours), **fields}
    return Delegation.objects.create(
        stage=stage, delegate=to, granted_by=user, reason="出差", **times
    )


def test_delegate_signs_for_a_time_and_on_record(reporter, head, chief):
    story = ArticleFactory(filed_by=reporter)
    apply("submit", story, user=reporter)
    delegation = delegate(head, chief)

    decision = apply("sign_off", story, user=head)

    assert decision.delegation == delegation


def ended(delegation):
    Delegation.objects.filter(pk=delegation.pk).update(
        revoked_at=timezone.now(), revoked_by=delegation.granted_by
    )


@pytest.mark.parametrize(
    "end",
    [
        lambda head, chief: ended(delegate(head, chief)),
        lambda head, chief: delegate(head, chief, stage=Stage.FIRST),
        lambda head, chief: delegate(
            head, chief, begins_at=timezone.now() + datetime.timedelta(hours=1)
        ),
    ],
    ids=["revoked", "another stage", "not yet"],
)
def test_delegation_that_does_not_hold_gives_no_right(end, reporter, head, chief):
    story = ArticleFactory(filed_by=reporter)
    apply("submit", story, user=reporter)
    end(head, chief)

    with pytest.raises(TransitionRefused):
        apply("sign_off", story, user=head)


def test_delegation_makes_nobody_of_the_desk(reporter, chief):
    story = ArticleFactory(filed_by=UserFactory(roles=[Role.REPORTER]))
    apply("submit", story, user=story.filed_by)
    delegate(reporter, chief)

    with pytest.raises(TransitionRefused):
        apply("sign_off", story, user=reporter)


def test_signature_by_ones_own_role_names_no_delegation(reporter, chief):
    other = UserFactory(roles=[Role.CHIEF])
    delegate(chief, other)

    assert approved(reporter, chief).decisions.last().delegation is None


# --- time -----------------------------------------------------------------------------------------

HOUR = datetime.timedelta(hours=1)


def test_scheduled_story_appears_at_its_moment_without_anybody(reporter, chief, clock):
    story = approved(reporter, chief)
    at = clock.now + HOUR

    decision = apply("schedule", story, user=chief, at=at)

    assert decision.effective_at == at
    assert not Version.objects.live().exists()
    clock.move(HOUR)
    assert Version.objects.live().get().story_id == story.pk


def test_moment_that_has_passed_is_refused(reporter, chief, clock):
    story = approved(reporter, chief)

    with pytest.raises(TransitionRefused):
        apply("schedule", story, user=chief, at=clock.now)


def test_scheduled_correction_leaves_its_predecessor_until_that_moment(reporter, chief, clock):
    story = published(ArticleFactory(filed_by=reporter, body="<p>旧的。</p>"))
    apply("amend", story, user=reporter)
    story.body = "<p>新的。</p>"
    story.save()
    apply("submit", story, user=reporter)
    apply("sign_off", story, user=chief)

    apply("schedule", story, user=chief, at=clock.now + HOUR)
    clock.move(HOUR - datetime.timedelta(seconds=1))
    assert Version.objects.live().get().snapshot.body == "<p>旧的。</p>"
    clock.move(datetime.timedelta(seconds=1))
    assert Version.objects.live().get().snapshot.body == "<p>新的。</p>"


def test_what_is_scheduled_is_the_signed_text_whatever_is_edited_later(
    reporter, editor, chief, clock
):
    story = approved(reporter, chief, headline="签过的标题")
    apply("schedule", story, user=chief, at=clock.now + HOUR)

    change(story, editor)
    clock.move(HOUR)

    assert Version.objects.live().get().snapshot.headline == "签过的标题"


def test_signature_of_a_scheduled_story_is_not_undone_behind_its_back(reporter, chief, clock):
    story = approved(reporter, chief)
    apply("schedule", story, user=chief, at=clock.now + HOUR)

    with pytest.raises(TransitionRefused):
        apply("undo_sign_off", story, user=chief, note="有一处待核")
    apply("unschedule", story, user=chief)
    apply("undo_sign_off", story, user=chief, note="有一处待核")
    clock.move(HOUR)

    assert not Version.objects.live().exists()


def test_embargo_is_broken_by_the_chief_alone_and_with_a_reason(reporter, head, chief, clock):
    story = approved(reporter, chief, embargo_until=clock.now + HOUR)
    for step, said in (("publish", {}), ("schedule", {"at": clock.now + HOUR / 2})):
        with pytest.raises(TransitionRefused):
            apply(step, story, user=chief, **said)
    with pytest.raises(TransitionRefused):
        apply("break_embargo", story, user=head, note="已经公布")
    with pytest.raises(TransitionRefused):
        apply("break_embargo", story, user=chief)

    apply("break_embargo", story, user=chief, note="已经公布")
    apply("publish", story, user=head)

    assert Version.objects.live().exists()


def test_embargoed_story_is_scheduled_for_its_end(reporter, chief, clock):
    story = approved(reporter, chief, embargo_until=clock.now + HOUR)

    apply("schedule", story, user=chief, at=clock.now + HOUR)
    clock.move(HOUR)

    assert Version.objects.live().exists()


# --- corrections and withdrawals ------------------------------------------------------------------


def corrected(story, user, chief, wrong="三百人", right="四百人"):
    apply("correct", story, user=user, wrong=wrong, right=right)
    story.body = story.body.replace(wrong, right)
    story.save()
    apply("submit", story, user=user)
    apply("sign_off", story, user=chief)
    apply("publish", story, user=chief)


def test_correction_carries_its_note_in_the_set_form(reporter, chief, clock):
    story = published(
        ArticleFactory(filed_by=reporter, headline="书屋开门", body="<p>三百人。</p>")
    )
    day = timezone.localdate()

    corrected(story, reporter, chief)

    (correction,) = Version.objects.live().get().snapshot.corrections
    form = f"{day.month}月{day.day}日《书屋开门》中“三百人”应为“四百人”，特此更正。"
    assert (correction.note, correction.date) == (form, day)


def test_later_versions_keep_the_day_of_an_earlier_correction(reporter, chief, clock):
    story = published(ArticleFactory(filed_by=reporter, body="<p>三百人。两天。</p>"))
    corrected(story, reporter, chief)
    first_day = timezone.localdate()
    clock.move(datetime.timedelta(days=3))

    corrected(story, reporter, chief, "两天", "三天")

    corrections = Version.objects.live().get().snapshot.corrections
    assert [c.date for c in corrections] == [first_day, first_day + datetime.timedelta(days=3)]


def test_note_of_a_correction_is_part_of_what_is_signed(reporter, editor, chief):
    story = published(ArticleFactory(filed_by=reporter))
    apply("correct", story, user=reporter, wrong="三百人", right="四百人")
    apply("submit", story, user=reporter)
    apply("sign_off", story, user=chief)
    Correction.objects.update(note="没有人签过的话。")

    with pytest.raises(TransitionRefused):
        apply("publish", story, user=chief)


def test_correction_waits_to_be_printed_until_somebody_says_where(reporter, editor, chief):
    story = published(ArticleFactory(filed_by=reporter, body="<p>三百人。</p>"))
    with pytest.raises(TransitionRefused):
        apply("correction_printed", story, user=editor, note="06版")
    corrected(story, reporter, chief)

    apply("correction_printed", story, user=editor, note="11月26日06版头条")

    assert Correction.objects.get().reprinted == "11月26日06版头条"
    with pytest.raises(TransitionRefused):
        apply("correction_printed", story, user=editor, note="06版")


def test_readers_are_told_what_the_desk_says_and_never_why(head):
    story = published(ArticleFactory())

    decision = apply(
        "withdraw", story, user=head, reason="wrong", note="当事人未到场", public_text="本文已撤下"
    )

    assert Version.objects.get().public_text == decision.public_text == "本文已撤下"
    assert (decision.reason, decision.note) == ("wrong", "当事人未到场")


def test_emergency_withdrawal_asks_nothing_and_is_reviewed_by_another_person(head, chief):
    story = published(ArticleFactory())

    apply("emergency_withdraw", story, user=head)
    assert not Version.objects.live().exists()
    with pytest.raises(TransitionRefused):
        apply("review_withdrawal", story, user=head, reason="wrong")
    review = apply("review_withdrawal", story, user=chief, reason="wrong")

    assert review.reason == "wrong"
    with pytest.raises(TransitionRefused):
        apply("review_withdrawal", story, user=chief, reason="wrong")


def test_withdrawing_takes_back_a_scheduled_text_too(reporter, chief, clock):
    story = published(ArticleFactory(filed_by=reporter))
    apply("amend", story, user=reporter)
    change(story, reporter)
    apply("submit", story, user=reporter)
    apply("sign_off", story, user=chief)
    apply("schedule", story, user=chief, at=clock.now + HOUR)

    apply("withdraw", story, user=chief, reason="wrong")
    clock.move(HOUR)

    assert not Version.objects.live().exists()


# --- proofs ---------------------------------------------------------------------------------------


def test_strict_section_has_a_text_changed_after_the_proof_checked_again(
    reporter, editor, chief, proofreader
):
    section = SectionFactory(proofs_required=1, strict=True)
    story = approved(reporter, chief, section=section)
    apply("first_proof", story, user=proofreader)
    with pytest.raises(TransitionRefused, match="没有需要核红"):
        apply("check_proof", story, user=proofreader)
    change(story, editor)
    apply("sign_again", story, user=chief)
    with pytest.raises(TransitionRefused, match="再次核红"):
        apply("publish", story, user=chief)

    apply("check_proof", story, user=proofreader)
    apply("publish", story, user=chief)

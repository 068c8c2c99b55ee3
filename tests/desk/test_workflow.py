from itertools import product

import pytest

from newsroom.desk import workflow
from newsroom.desk.models import Decision, Story
from newsroom.desk.record import record
from newsroom.desk.transitions import TRANSITIONS
from newsroom.desk.workflow import TransitionRefused, apply, open_steps
from newsroom.masthead.models import Section
from newsroom.masthead.roles import Role
from newsroom.press.models import Version
from tests.factories import (
    ArticleFactory,
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


ILLEGAL = [
    (name, status)
    for name, status in product(TRANSITIONS, Status)
    if status not in TRANSITIONS[name].sources
]


@pytest.mark.parametrize(("name", "status"), ILLEGAL)
def test_step_is_refused_from_any_other_status(name, status):
    story = ArticleFactory()
    set_status(story, status)
    by = UserFactory(roles=list(Role))

    with pytest.raises(TransitionRefused):
        apply(name, story, by=by, note="理由")

    assert not Decision.objects.exists()


FORBIDDEN = [
    (name, role) for name, role in product(TRANSITIONS, Role) if role not in TRANSITIONS[name].roles
]


@pytest.mark.parametrize(("name", "role"), FORBIDDEN)
def test_step_is_refused_to_any_other_role_even_to_a_superuser(name, role):
    row = TRANSITIONS[name]
    story = ArticleFactory()
    status = min(row.sources)
    set_status(story, status, stage=min(row.stages) if status == Status.SUBMITTED else None)

    with pytest.raises(TransitionRefused):
        apply(name, story, by=UserFactory(roles=[role], is_superuser=True), note="理由")

    assert not Decision.objects.exists()


STEPS_AT_OTHER_STAGES = [
    (name, stage)
    for name, stage in product(TRANSITIONS, Stage)
    if Status.SUBMITTED in TRANSITIONS[name].sources and stage not in TRANSITIONS[name].stages
]


@pytest.mark.parametrize(("name", "stage"), STEPS_AT_OTHER_STAGES)
def test_step_is_refused_at_another_stage(name, stage):
    story = ArticleFactory()
    set_status(story, Status.SUBMITTED, stage)

    with pytest.raises(TransitionRefused):
        apply(name, story, by=UserFactory(roles=TRANSITIONS[name].roles), note="理由")


@pytest.mark.parametrize("name", [name for name, row in TRANSITIONS.items() if row.needs_note])
def test_step_that_needs_a_note_is_refused_without_one(name, chief):
    row = TRANSITIONS[name]
    story = published(ArticleFactory()) if row.withdraws else ArticleFactory()
    if not row.withdraws:
        set_status(story, max(row.sources))

    with pytest.raises(TransitionRefused):
        apply(name, story, by=chief, note=" \n")


@pytest.mark.parametrize(("name"), [name for name, row in TRANSITIONS.items() if row.signs])
def test_nobody_signs_what_he_filed_or_stands_in_the_byline_of(name):
    row = TRANSITIONS[name]
    user = UserFactory(roles=row.roles)
    filed, named = ArticleFactory(filed_by=user), ArticleFactory()
    BylineFactory(story=named, reporter=ReporterFactory(user=user))
    for story in (filed, named):
        set_status(story, min(row.sources), min(row.stages) if row.stages != set(Stage) else None)
        with pytest.raises(TransitionRefused):
            apply(name, story, by=user)


def test_taking_ones_name_out_of_the_byline_makes_nobody_independent(reporter, chief):
    story = ArticleFactory(filed_by=reporter)
    byline = BylineFactory(story=story, reporter=ReporterFactory(user=chief))
    record(story)
    apply("submit", story, by=reporter)
    byline.delete()
    record(story, by=chief)

    with pytest.raises(TransitionRefused):
        apply("sign_off", story, by=chief)


def test_one_review_leads_from_draft_to_the_readers(reporter, chief):
    story = ArticleFactory(filed_by=reporter)

    apply("submit", story, by=reporter)
    assert (story.status, story.stage) == (Status.SUBMITTED, Stage.FINAL)
    apply("sign_off", story, by=chief)
    assert (story.status, story.stage) == (Status.APPROVED, None)
    assert not Version.objects.exists()
    apply("publish", story, by=chief)

    assert Version.objects.live().get().revision_sha256 == story.revision.sha256
    assert [d.transition for d in story.decisions.all()] == ["submit", "sign_off", "publish"]


def test_three_reviews_are_by_three_different_people(reporter):
    story = ArticleFactory(filed_by=reporter, section=SectionFactory(reviews_required=3))
    everything = UserFactory(roles=[Role.EDITOR, Role.HEAD, Role.CHIEF])
    head, chief = UserFactory(roles=[Role.HEAD]), UserFactory(roles=[Role.CHIEF])

    apply("submit", story, by=reporter)
    apply("first_review", story, by=everything)
    with pytest.raises(TransitionRefused):
        apply("second_review", story, by=everything)
    apply("second_review", story, by=head)
    with pytest.raises(TransitionRefused):
        apply("sign_off", story, by=everything)
    apply("sign_off", story, by=chief)

    assert story.status == Status.APPROVED


def test_after_a_return_the_reviews_begin_again(reporter, editor):
    story = ArticleFactory(filed_by=reporter, section=SectionFactory(reviews_required=2))
    apply("submit", story, by=reporter)
    apply("first_review", story, by=editor)

    apply("return", story, by=editor, note="导语太长")
    apply("submit", story, by=reporter)
    assert story.stage == Stage.FIRST
    apply("first_review", story, by=editor)

    assert story.stage == Stage.FINAL


def test_decision_names_the_revision_it_is_about(reporter, editor):
    story = ArticleFactory(filed_by=reporter)
    apply("submit", story, by=reporter)
    story.headline = "责编改过的标题"
    story.save()

    decision = apply("return", story, by=editor, note="请核实数字")

    assert decision.revision.number == 2
    assert decision.revision.author == editor
    assert decision.note == "请核实数字"


def test_text_that_changed_under_the_reader_is_not_signed(reporter, editor, chief):
    story = ArticleFactory(filed_by=reporter)
    apply("submit", story, by=reporter)
    seen = record(story).sha256
    story.headline = "责编改过的标题"
    story.save()
    record(story, by=editor)

    with pytest.raises(TransitionRefused):
        apply("sign_off", story, by=chief, seen=seen)

    story.refresh_from_db()
    assert story.status == Status.SUBMITTED


def test_text_changed_after_the_signature_is_not_published(reporter, chief):
    story = ArticleFactory(filed_by=reporter)
    apply("submit", story, by=reporter)
    apply("sign_off", story, by=chief)
    Story.objects.filter(pk=story.pk).update(body="<p>没有人签过的话。</p>")

    with pytest.raises(TransitionRefused):
        apply("publish", story, by=chief)

    assert not Version.objects.exists()


def test_amending_a_live_story_leaves_readers_with_the_old_text(reporter, chief):
    story = published(ArticleFactory(filed_by=reporter, body="<p>旧的。</p>"))

    apply("amend", story, by=reporter)
    story.body = "<p>新的。</p>"
    story.save()
    record(story, by=reporter)
    apply("submit", story, by=reporter)
    assert Version.objects.live().get().snapshot.body == "<p>旧的。</p>"
    apply("sign_off", story, by=chief)
    assert Version.objects.live().get().snapshot.body == "<p>旧的。</p>"
    apply("publish", story, by=chief)

    assert Version.objects.live().get().snapshot.body == "<p>新的。</p>"


def test_published_text_is_not_published_twice(chief):
    story = published(ArticleFactory())

    with pytest.raises(TransitionRefused):
        apply("publish", story, by=chief)


def test_withdrawn_story_needs_a_new_signature_to_come_back(chief):
    story = published(ArticleFactory())

    apply("withdraw", story, by=chief, note="失实")
    assert not Version.objects.live().exists()
    assert story.status == Status.DRAFT
    with pytest.raises(TransitionRefused):
        apply("publish", story, by=chief)
    published(story)

    assert Version.objects.live().exists()


def test_internal_reason_of_a_withdrawal_is_not_what_readers_see(chief):
    story = published(ArticleFactory())

    apply("withdraw", story, by=chief, note="当事人要求")

    assert Version.objects.get().public_text == "该稿件已撤下"


def test_live_story_is_withdrawn_before_it_is_spiked(reporter, editor):
    story = published(ArticleFactory(filed_by=reporter))
    apply("amend", story, by=reporter)

    with pytest.raises(TransitionRefused):
        apply("spike", story, by=editor, note="重复")


def test_refused_step_leaves_nothing_behind(reporter, chief, monkeypatch):
    story = ArticleFactory(filed_by=reporter)
    apply("submit", story, by=reporter)
    apply("sign_off", story, by=chief)

    def fail(snapshot, at=None):
        raise RuntimeError

    monkeypatch.setattr(workflow, "publish", fail)
    with pytest.raises(RuntimeError):
        apply("publish", story, by=chief)

    assert [d.transition for d in story.decisions.all()] == ["submit", "sign_off"]


def test_open_steps_are_those_that_apply_accepts(reporter):
    story = ArticleFactory(filed_by=reporter)

    assert [row.name for row in open_steps(story, reporter)] == ["submit"]
    apply("submit", story, by=reporter)
    assert [row.name for row in open_steps(story, reporter)] == ["recall"]


@pytest.mark.parametrize(("field", "value"), [("headline", ""), ("body", "")])
def test_story_without_headline_or_text_is_not_submitted(reporter, field, value):
    story = ArticleFactory.build(section=SectionFactory(), filed_by=reporter, kind="brief")
    setattr(story, field, value)
    story.save()

    with pytest.raises(TransitionRefused):
        apply("submit", story, by=reporter)

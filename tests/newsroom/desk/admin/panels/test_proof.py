"""What of the proofs waits for whom on the first screen."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsroom.core.roles import Role
from newsroom.desk import workflow
from newsroom.desk.admin.panels import panels_for
from newsroom.desk.admin.panels import proof as proof_panels
from newsroom.desk.proofreading import mark_resolutions
from tests.factories import (
    ArticleFactory,
    BylineFactory,
    ReporterFactory,
    SectionFactory,
    UserFactory,
    published,
)
from tests.newsroom.desk.proof_steps import proofread, signed, submitted
from tests.newsroom.desk.screens import admin_url

pytestmark = pytest.mark.django_db

DESK = (Role.EDITOR, Role.HEAD, Role.CHIEF)


def waiting(panel):
    """{address: label} of the items of a panel, None for no panel."""
    return panel and {item.url: item.label for item in panel.items}


def decide(story, proof, user, accepted=True):
    mark_resolutions.resolve(story, user=user, proof_id=proof.pk, accepted=accepted)


# --- to be proofread ------------------------------------------------------------------------------


def test_a_story_waits_for_one_proof_after_another(proofreader, editor):
    story = submitted()
    here = admin_url(story, "proof")
    assert waiting(proof_panels.to_proofread(proofreader)) == {here: "一校"}

    __, proof = proofread(story)
    assert waiting(proof_panels.to_proofread(proofreader)) == {}

    decide(story, proof, editor)
    assert waiting(proof_panels.to_proofread(proofreader)) == {here: "核红"}

    workflow.apply("check_proof", story, user=proofreader)
    assert waiting(proof_panels.to_proofread(proofreader)) == {here: "二校"}

    signed(story, "second_proof")
    assert waiting(proof_panels.to_proofread(proofreader)) == {}


def test_what_was_declined_needs_no_check(proofreader, editor):
    story, proof = proofread()

    decide(story, proof, editor, accepted=False)

    assert waiting(proof_panels.to_proofread(proofreader)) == {admin_url(story, "proof"): "二校"}


def test_a_story_that_was_submitted_again_is_read_from_the_beginning(proofreader, editor):
    story, __ = proofread()
    workflow.apply("return", story, user=editor, note="请补充。")
    assert waiting(proof_panels.to_proofread(proofreader)) == {}

    workflow.apply("submit", story, user=story.filed_by)

    assert waiting(proof_panels.to_proofread(proofreader)) == {admin_url(story, "proof"): "一校"}
    assert proof_panels.marks_to_resolve(editor) is None


def test_own_stories_and_those_without_proofs_do_not_wait():
    both = UserFactory(roles=[Role.PROOFREADER, Role.REPORTER])
    submitted(filed_by=both)
    BylineFactory(story=submitted(), reporter=ReporterFactory(user=both))
    submitted(section=SectionFactory(proofs_required=0))
    ArticleFactory(section=SectionFactory(proofs_required=2))

    assert waiting(proof_panels.to_proofread(both)) == {}


def test_a_page_that_was_signed_as_a_whole_is_not_proofread(proofreader, chief):
    story = ArticleFactory(section=SectionFactory(proofs_required=2))
    workflow.apply("sign_page", story, user=chief)

    assert waiting(proof_panels.to_proofread(proofreader)) == {}


# --- to be decided --------------------------------------------------------------------------------


def test_marks_wait_for_the_responsible_editor_and_his_heads(editor, head, chief):
    other = UserFactory(roles=[Role.EDITOR])
    story, proof = proofread(submitted(responsible_editor=editor))
    here = {f"{admin_url(story, 'proof')}#marks": "3 处校改"}

    assert waiting(proof_panels.marks_to_resolve(other)) is None
    for person in (editor, head, chief):
        assert waiting(proof_panels.marks_to_resolve(person)) == here
    decide(story, proof, editor)
    assert waiting(proof_panels.marks_to_resolve(editor)) is None


def test_only_undecided_marks_are_counted(editor):
    story, proof = proofread()
    mark_resolutions.resolve(
        story, user=editor, proof_id=proof.pk, accepted=True, mark_id=proof.marks.first().pk
    )

    assert list(waiting(proof_panels.marks_to_resolve(editor)).values()) == ["2 处校改"]


def test_a_spiked_story_waits_for_nobody(editor):
    story, __ = proofread()
    workflow.apply("spike", story, user=editor, note="已有类似稿件。")

    assert proof_panels.marks_to_resolve(editor) is None


# --- for whom, and at what price --------------------------------------------------------------------


@pytest.mark.parametrize("role", [None, *Role])
def test_panel_is_for_those_who_can_do_something_about_it(role):
    submitted()
    proofread()
    user = UserFactory(roles=[role] if role else [], is_superuser=True)

    assert bool(waiting(proof_panels.to_proofread(user))) == (role == Role.PROOFREADER)
    assert bool(waiting(proof_panels.marks_to_resolve(user))) == (role in DESK)


def test_a_proofreader_has_no_other_panel(proofreader):
    submitted()

    panels = panels_for(proofreader)

    assert [str(panel.title) for panel in panels] == ["待校对"]


@pytest.mark.parametrize("roles", [[Role.PROOFREADER], [Role.CHIEF]])
def test_panels_cost_the_same_with_many_stories(roles, client):
    client.force_login(UserFactory(roles=roles))

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("admin:index")).status_code == 200
        return len(captured)

    submitted()
    proofread()
    few = queries()
    for __ in range(4):
        submitted()
        proofread()

    assert queries() <= few <= 40


def test_what_was_signed_off_long_ago_waits_no_more(proofreader, chief, clock):
    under_review, approved = submitted(), submitted()
    workflow.apply("sign_off", approved, user=chief)
    assert len(waiting(proof_panels.to_proofread(proofreader))) == 2

    clock.move(datetime.timedelta(days=31))

    assert waiting(proof_panels.to_proofread(proofreader)) == {
        admin_url(under_review, "proof"): "一校"
    }


def test_what_readers_see_already_does_not_wait(proofreader):
    section = SectionFactory(proofs_required=0)
    story = published(ArticleFactory(section=section))

    section.proofs_required = 2
    section.save()

    assert waiting(proof_panels.to_proofread(proofreader)) == {}
    workflow.apply("amend", story, user=UserFactory(roles=[Role.EDITOR]))
    story.headline = "夜校周三开课"
    story.save()
    workflow.apply("submit", story, user=UserFactory(roles=[Role.EDITOR]))
    assert waiting(proof_panels.to_proofread(proofreader)) == {admin_url(story, "proof"): "一校"}

"""Checks of the Decisions on a story: the hash chain, and whether each step was allowed."""

from django.utils.translation import gettext as _

from newsroom.desk.datetimes import format_datetime
from newsroom.desk.models import Story
from newsroom.desk.models.decision import AMENDMENTS
from newsroom.desk.record_checks.check import per_story
from newsroom.desk.revisions import hash_chain
from newsroom.desk.workflow.review_round import ABANDON, PROOF_NUMBERS, signed_stage
from newsroom.desk.workflow.transitions import TRANSITIONS, Ownership


@per_story
def seals_are_unbroken(record):
    """Each seal is that of the row and of the stored seal before it.

    The computed seal is not carried on, so that only the first broken link is reported.
    """
    previous_seal = ""
    for decision in record.decisions:
        if not decision.seal:
            yield _about(decision, _("It carries no seal."))
        elif decision.seal != hash_chain.compute_seal(decision, previous_seal):
            yield _about(decision, _("Its seal is broken."))
        previous_seal = decision.seal


@per_story
def decisions_name_revisions_of_their_story(record):
    """The revision of a Decision belongs to the same story."""
    for decision in record.decisions:
        if decision.revision.story_id != record.story.pk:
            yield _about(decision, _("It names a revision of another story."))


@per_story
def steps_follow_one_another(record):
    """Each step begins in the status in which the step before it ended, the first as a draft."""
    status = Story.Status.DRAFT
    for decision in record.decisions:
        if decision.source != status:
            yield _about(decision, _("It does not begin where the step before it ended."))
        status = decision.target


@per_story
def story_has_the_status_of_its_last_step(record):
    """The story has the status and the stage in which its last step ended."""
    last = record.decisions[-1] if record.decisions else None
    expected = (last.target, last.target_stage) if last else (Story.Status.DRAFT, None)
    if (record.story.status, record.story.stage) != expected:
        yield _("The story is “%(status)s”; its last step led to “%(led)s”.") % {
            "status": record.story.get_status_display(),
            "led": Story.Status(expected[0]).label,
        }


@per_story
def signers_did_not_write_the_story(record):
    """Nobody signs or proofreads a story that he filed or has ever been in the byline of."""
    for decision in record.decisions:
        transition = TRANSITIONS.get(decision.transition)
        if transition is None or transition.ownership is not Ownership.MUST_BE_OTHERS:
            continue
        if decision.actor_id == record.story.filed_by_id:
            yield _about(decision, _("Who filed the story signed it."))
        elif decision.actor_id in _byline_users(record, decision.revision.number):
            yield _about(decision, _("A person named in the byline signed the story."))


def _byline_users(record, number):
    """The ids of all users in the bylines of the revisions up to that number."""
    return {
        record.reporter_users.get(reporter_id)
        for revision in record.revisions
        if revision.number <= number
        for reporter_id in revision.metadata.get("reporters", ())
    }


@per_story
def stages_are_signed_by_different_people(record):
    """In one review round nobody signs two stages."""
    for decision, review_round in record.steps():
        stage = signed_stage(decision)
        others = {d.actor_id for s, d in review_round.signatures.items() if s != stage}
        if stage is not None and decision.actor_id in others:
            yield _about(decision, _("The same person signed another review of this round."))


@per_story
def delegations_were_in_force(record):
    """A signature by delegation was given by the delegate, for that stage, in that time."""
    for decision in record.decisions:
        if decision.delegation and not _covers(decision.delegation, decision):
            yield _about(decision, _("The delegation it names gave no right to it."))


def _covers(delegation, decision):
    at, revoked_at = decision.created_at, delegation.revoked_at
    return (
        delegation.stage == signed_stage(decision)
        and delegation.delegate_id == decision.actor_id
        and max(delegation.begins_at, delegation.created_at) <= at < delegation.ends_at
        and (revoked_at is None or at < revoked_at)
    )


@per_story
def abandoned_amendments_are_of_the_story(record):
    """A step that abandons an amendment names an earlier step of this story that began one."""
    amendments: set[int] = set()
    for decision in record.decisions:
        named = {decision.abandons_id} - {None}
        if (decision.transition == ABANDON) != bool(named) or not named <= amendments:
            yield _about(decision, _("The amendment that it abandons is none of this story."))
        if decision.transition in AMENDMENTS:
            amendments.add(decision.pk)


@per_story
def marks_belong_to_proofs(record):
    """A proof mark belongs to a proof, and was resolved with a revision of the same story."""
    for mark in record.marks:
        if mark["proof__transition"] not in PROOF_NUMBERS:
            yield _("Proof mark %(pk)d belongs to no proof.") % mark
        if mark["resolution__revision__story"] not in (None, record.story.pk):
            yield _("The resolution of proof mark %(pk)d names a revision of another story.") % mark


def _about(decision, problem):
    """The problem with the Decision named before it."""
    transition = TRANSITIONS.get(decision.transition)
    subject = _("Decision %(pk)d, %(step)s of %(time)s:") % {
        "pk": decision.pk,
        "step": transition.label if transition else decision.transition,
        "time": format_datetime(decision.created_at),
    }
    return f"{subject} {problem}"


CHECKS = [
    seals_are_unbroken,
    decisions_name_revisions_of_their_story,
    steps_follow_one_another,
    story_has_the_status_of_its_last_step,
    signers_did_not_write_the_story,
    stages_are_signed_by_different_people,
    delegations_were_in_force,
    abandoned_amendments_are_of_the_story,
    marks_belong_to_proofs,
]

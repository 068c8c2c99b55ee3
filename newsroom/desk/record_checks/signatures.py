"""Checks of what was decided: the chain of seals, and whether every signature could be given."""

from django.utils.translation import gettext as _

from newsroom.desk.datetimes import format_datetime
from newsroom.desk.models import Story
from newsroom.desk.record_checks.check import COMPARE, each
from newsroom.desk.revisions import hash_chain
from newsroom.desk.workflow.review_round import signed_stage
from newsroom.desk.workflow.transitions import TRANSITIONS, Ownership


@each
def seals_hold(account):
    """Against the seal that stands before it: only the place where the chain breaks is told."""
    before = ""
    for decision in account.decisions:
        if not decision.seal:
            yield _about(decision, _("It carries no seal."))
        elif decision.seal != hash_chain.compute_seal(decision, before):
            yield _about(decision, _("Its seal is broken."))
        before = decision.seal


@each
def decisions_are_about_their_story(account):
    for decision in account.decisions:
        if decision.revision.story_id != account.story.pk:
            yield _about(decision, _("It names a revision of another story."))


@each
def steps_follow_each_other(account):
    status = Story.Status.DRAFT
    for decision in account.decisions:
        if decision.source != status:
            yield _about(decision, _("It does not begin where the step before it ended."))
        status = decision.target


@each
def status_is_where_the_last_step_led(account):
    last = account.decisions[-1] if account.decisions else None
    led = (last.target, last.target_stage) if last else (Story.Status.DRAFT, None)
    if (account.story.status, account.story.stage) != led:
        yield (
            _("The story is “%(status)s”; its last step led to “%(led)s”.")
            % {
                "status": account.story.get_status_display(),
                "led": Story.Status(led[0]).label,
            },
            COMPARE,
        )


@each
def signers_are_independent(account):
    """Nobody signs or proofreads what he filed, or stands or ever stood in the byline of."""
    for decision in account.decisions:
        transition = TRANSITIONS.get(decision.transition)
        if transition is None or transition.ownership is not Ownership.MUST_BE_OTHERS:
            continue
        if decision.actor_id == account.story.filed_by_id:
            yield _about(decision, _("Who filed the story signed it."))
        elif decision.actor_id in _written_by(account, decision.revision.number):
            yield _about(decision, _("Who stands in the byline signed the story."))


def _written_by(account, number):
    """The log-ins of all who stood in the byline up to that revision."""
    return {
        account.people.get(reporter)
        for text in account.texts
        if text.number <= number
        for reporter in text.metadata.get("reporters", ())
    }


@each
def signers_of_a_round_are_different_people(account):
    for decision, before in account.rounds():
        stage = signed_stage(decision)
        if stage is None:
            continue
        others = {other.actor_id for s, other in before.signatures.items() if s != stage}
        if decision.actor_id in others:
            yield _about(decision, _("The same person signed another review of this round."))


@each
def delegations_were_in_force(account):
    for decision in account.decisions:
        delegation = decision.delegation
        if delegation and not _covers(delegation, decision):
            yield _about(decision, _("The delegation it names gave no right to it."))


def _covers(delegation, decision):
    """Whether it let that person sign that stage at that moment."""
    at, revoked = decision.created_at, delegation.revoked_at
    return (
        delegation.stage == signed_stage(decision)
        and delegation.delegate_id == decision.actor_id
        and max(delegation.begins_at, delegation.created_at) <= at < delegation.ends_at
        and (revoked is None or at < revoked)
    )


def _about(decision, what):
    transition = TRANSITIONS.get(decision.transition)
    which = _("Decision %(pk)d, %(step)s of %(time)s:") % {
        "pk": decision.pk,
        "step": transition.label if transition else decision.transition,
        "time": format_datetime(decision.created_at),
    }
    return f"{which} {what}", COMPARE


CHECKS = [
    seals_hold,
    decisions_are_about_their_story,
    steps_follow_each_other,
    status_is_where_the_last_step_led,
    signers_are_independent,
    signers_of_a_round_are_different_people,
    delegations_were_in_force,
]

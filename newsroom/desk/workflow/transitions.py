"""The table of all steps that a story can take, with the rules and the effects of each.

To add a step, add an entry to TRANSITIONS: its button, its form, its URL and its tests in
`test_transitions.py` follow from it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext_lazy as _

from newsroom.core.labels import Label
from newsroom.core.models import Section
from newsroom.core.roles import Role
from newsroom.desk import policy
from newsroom.desk.models import Story
from newsroom.desk.models.decision import OVERRIDE_RIGHTS
from newsroom.desk.photos import readiness
from newsroom.desk.workflow import effects, guards
from newsroom.desk.workflow.review_round import ABANDON

Status = Story.Status
Stage = Section.Stage


class Ownership(Enum):
    """Whose story it has to be: the rule that a step has about the filer and the byline."""

    ANY = "any story"
    OWN_OR_DESK = "the user's own, or any story for a user of the desk"
    OWN_DRAFT_OR_DESK = "the user's own that is not under review, or any for a user of the desk"
    MUST_HAVE_FILED = "filed by the user"
    MUST_BE_OTHERS = "neither filed nor written by the user"


@dataclass(frozen=True)
class Transition:
    """One step: who may take it in which status, what it requires, and what it does.

    It is refused unless the story's status is one of `sources`, its stage (while it is
    submitted) one of `stages`, the user has one of `roles` and `ownership` holds. Then come the
    functions of the TransitionContext: each guard returns a reason to refuse the step, or None.
    """

    name: str  # stored in Decision.transition: never change it
    label: Label
    sources: frozenset[Status]
    target: Status | None  # None: the status stays as it is
    roles: tuple[Role, ...]
    guards: tuple[Callable, ...] = ()  # while one refuses, the step has no button
    form_guards: tuple[Callable, ...] = ()  # checked with the form, which may satisfy them
    ownership: Ownership = Ownership.ANY
    stages: frozenset[Stage] = frozenset(Stage)
    next_stage: Callable | None = None  # (section's stages, present stage or None) -> Stage
    asks: tuple[str, ...] = ()  # required fields of its StepForm
    offers: tuple[str, ...] = ()  # optional fields of its StepForm
    prepare: Callable | None = None  # changes the working copy before it is recorded
    effect: Callable | None = None  # publishes or withdraws; returns the Version or None
    after: Callable | None = None  # called with the context and the saved Decision
    warnings: Callable | None = None  # texts that the user sees after the step
    signs: bool = False  # a signature on the revision: a chief may delegate it
    has_button: bool = True  # on the story's own screen
    has_confirmation: bool = False  # the button leads to a page that shows what the step does
    affects_public: bool = False  # about what readers see: an edit of the text cannot block it
    is_held: bool = False  # its button is held or pressed twice, apart from all others
    button_style: str = "plain"  # "main" for the usual next step, "danger" for a withdrawal


# --- the stage after a step: functions for `next_stage` -------------------------------------------


def first_stage(stages, stage):
    return stages[0]


def following_stage(stages, stage):
    return next(s for s in stages if s > stage)


def preceding_stage(stages, stage):
    return max((s for s in stages if s < stage), default=stages[0])


def last_stage(stages, stage):
    return stages[-1]


# --- the table ------------------------------------------------------------------------------------


def _step(name, label, sources, target, roles, *guards, **options):
    for key in ("asks", "offers"):
        options[key] = tuple(options.get(key, "").split())
    if "stages" in options:
        options["stages"] = frozenset(options["stages"])
    return Transition(name, label, frozenset(sources), target, tuple(roles), guards, **options)


OPEN = (Status.DRAFT, Status.RETURNED)
UNDECIDED = (*OPEN, Status.SUBMITTED)
SIGNED = (Status.SUBMITTED, Status.APPROVED)
PUBLISHERS = policy.PUBLISHERS

REVIEW = (guards.signs_only_once, guards.is_complete)
PUBLISH = (
    guards.has_both_halves,
    guards.is_signed,
    guards.is_proofread,
    guards.has_pictures_ready,
    guards.has_ai_answers,
    guards.has_picture_rights,
    guards.is_not_published_yet,
)

_STEPS = (
    # --- review ---
    _step(
        "submit",
        _("Submit"),
        OPEN,
        Status.SUBMITTED,
        policy.FILING,
        guards.is_complete,
        ownership=Ownership.OWN_OR_DESK,
        next_stage=first_stage,
        form_guards=(guards.has_alt_text, guards.has_usable_pictures),
        warnings=readiness.warnings,
        button_style="main",
    ),
    _step(
        "recall",
        _("Recall"),
        (Status.SUBMITTED,),
        Status.DRAFT,
        policy.FILING,
        ownership=Ownership.MUST_HAVE_FILED,
    ),
    _step(
        "return",
        _("Return for changes"),
        (Status.SUBMITTED,),
        Status.RETURNED,
        policy.DESK,
        asks="note",
    ),
    _step(
        "return_stage",
        _("Return one stage"),
        (Status.SUBMITTED,),
        Status.SUBMITTED,
        policy.DESK,
        guards.has_earlier_stage,
        stages=(Stage.SECOND, Stage.FINAL),
        next_stage=preceding_stage,
        asks="note",
    ),
    _step(
        "first_review",
        _("Pass first review"),
        (Status.SUBMITTED,),
        Status.SUBMITTED,
        (Role.EDITOR,),
        *REVIEW,
        form_guards=(guards.has_usable_pictures,),
        ownership=Ownership.MUST_BE_OTHERS,
        stages=(Stage.FIRST,),
        next_stage=following_stage,
        signs=True,
        button_style="main",
    ),
    _step(
        "second_review",
        _("Pass second review"),
        (Status.SUBMITTED,),
        Status.SUBMITTED,
        (Role.HEAD,),
        *REVIEW,
        form_guards=(guards.has_usable_pictures,),
        ownership=Ownership.MUST_BE_OTHERS,
        stages=(Stage.SECOND,),
        next_stage=following_stage,
        signs=True,
        button_style="main",
    ),
    _step(
        "sign_off",
        _("Sign off"),
        (Status.SUBMITTED,),
        Status.APPROVED,
        (Role.CHIEF,),
        *REVIEW,
        guards.has_earlier_signatures,
        guards.has_both_halves,
        guards.has_ai_answers,
        form_guards=(guards.has_usable_pictures,),
        ownership=Ownership.MUST_BE_OTHERS,
        stages=(Stage.FINAL,),
        signs=True,
        button_style="main",
    ),
    _step(
        "sign_again",
        _("Sign the changed text"),
        SIGNED,
        None,
        policy.DESK,
        guards.has_stale_signature,
        guards.is_complete,
        guards.has_ai_answers_if_final,
        form_guards=(guards.has_usable_pictures,),
        ownership=Ownership.MUST_BE_OTHERS,
        signs=True,
        button_style="main",
    ),
    _step(
        "undo_sign_off",
        _("Undo sign-off"),
        (Status.APPROVED,),
        Status.SUBMITTED,
        (Role.CHIEF,),
        guards.is_not_published_yet,
        guards.is_not_scheduled,
        next_stage=last_stage,
        asks="note",
    ),
    _step(
        "spike",
        _("Spike"),
        UNDECIDED,
        Status.SPIKED,
        policy.DESK,
        guards.is_not_live,
        asks="note",
    ),
    # --- proofreading ---
    *(
        _step(
            name,
            label,
            SIGNED,
            None,
            (Role.PROOFREADER,),
            guards.is_next_proof(number),
            ownership=Ownership.MUST_BE_OTHERS,
            offers="note",
            after=effects.save_marks,
            has_button=False,  # signed on the proof's own screen, with its marks
        )
        for number, name, label in (
            (1, "first_proof", _("First proof")),
            (2, "second_proof", _("Second proof")),
            (3, "third_proof", _("Third proof")),
        )
    ),
    _step(
        "check_proof",
        _("Check the corrections"),
        SIGNED,
        None,
        (Role.PROOFREADER,),
        guards.has_proof_to_check,
        ownership=Ownership.MUST_BE_OTHERS,
        button_style="main",
    ),
    # --- publishing ---
    _step(
        "publish",
        _("Publish"),
        (Status.APPROVED,),
        None,
        PUBLISHERS,
        *PUBLISH,
        guards.respects_embargo,
        effect=effects.publish,
        button_style="main",
    ),
    _step(
        "schedule",
        _("Schedule"),
        (Status.APPROVED,),
        None,
        PUBLISHERS,
        *PUBLISH,
        # The form says for when: a moment after the embargo is right although now is too early.
        form_guards=(guards.is_in_future, guards.respects_embargo),
        asks="at",
        effect=effects.publish,
    ),
    _step(
        "unschedule",
        _("Cancel the schedule"),
        Status,
        None,
        PUBLISHERS,
        guards.is_scheduled,
        effect=effects.unschedule,
        affects_public=True,
    ),
    _step(
        "break_embargo",
        _("Break the embargo"),
        Status,
        None,
        (Role.CHIEF,),
        guards.has_embargo,
        asks="note",
        prepare=effects.break_embargo,
    ),
    _step(
        OVERRIDE_RIGHTS,
        _("Release the pictures"),
        (Status.DRAFT, *SIGNED),
        None,
        (Role.CHIEF,),
        guards.is_submitted_or_printed,
        guards.has_rights_to_override,
        asks="note",
    ),
    _step(
        "sign_page",
        _("Sign off a whole page"),
        (Status.DRAFT,),
        Status.APPROVED,
        (Role.CHIEF,),
        guards.is_untouched,
        guards.is_complete,
        guards.has_both_halves,
        guards.has_pictures_ready,
        guards.has_ai_answers,
        guards.has_picture_rights,
        guards.respects_embargo,
        ownership=Ownership.MUST_BE_OTHERS,
        effect=effects.publish,
        signs=True,
        has_button=False,
    ),
    # --- changes of a published story ---
    _step(
        "amend",
        _("Amend"),
        (Status.APPROVED,),
        Status.DRAFT,
        policy.FILING,
        guards.is_live,
        guards.is_not_scheduled,
        ownership=Ownership.OWN_OR_DESK,
    ),
    _step(
        "correct",
        _("Correct"),
        (Status.APPROVED,),
        Status.DRAFT,
        policy.FILING,
        guards.is_live,
        guards.is_not_scheduled,
        ownership=Ownership.OWN_OR_DESK,
        asks="wrong right",
        offers="ending",
        prepare=effects.add_correction,
    ),
    _step(
        ABANDON,
        _("Abandon the amendment"),
        (*UNDECIDED, Status.APPROVED),
        Status.APPROVED,
        policy.FILING,
        guards.is_live,
        guards.is_not_scheduled,
        guards.is_amended,
        form_guards=(guards.can_return_to_published_text,),
        ownership=Ownership.OWN_DRAFT_OR_DESK,
        prepare=effects.return_to_published_text,
        has_confirmation=True,
    ),
    _step(
        "correction_printed",
        _("Correction is printed"),
        Status,
        None,
        policy.DESK,
        guards.has_correction_to_print,
        asks="note",
        offers="correction",
        prepare=effects.note_printed_correction,
    ),
    _step(
        "correction_not_printed",
        _("Correction will not be printed"),
        Status,
        None,
        (Role.CHIEF,),
        guards.has_correction_to_print,
        asks="note",
        offers="correction",
        prepare=effects.close_unprinted_correction,
    ),
    _step(
        "withdraw",
        _("Withdraw"),
        Status,
        Status.DRAFT,
        PUBLISHERS,
        guards.is_live,
        asks="reason",
        offers="note public_text",
        effect=effects.withdraw,
        affects_public=True,
        button_style="danger",
    ),
    _step(
        "emergency_withdraw",
        _("Emergency withdrawal"),
        Status,
        Status.DRAFT,
        (*PUBLISHERS, Role.EDITOR),
        guards.is_live,
        guards.may_withdraw_at_once,
        effect=effects.withdraw,
        affects_public=True,
        has_confirmation=True,
        is_held=True,
        button_style="danger",
    ),
    _step(
        "review_withdrawal",
        _("Review the emergency withdrawal"),
        Status,
        None,
        PUBLISHERS,
        guards.has_withdrawal_to_review,
        asks="reason",
        offers="note",
        affects_public=True,
        button_style="main",
    ),
    # --- redaction ---
    _step(
        "redact",
        _("Redact"),
        Status,
        None,
        (Role.CHIEF,),
        guards.names_an_old_revision,
        asks="note",
        has_button=False,  # taken in the history, where the revision is chosen
        effect=effects.redact_versions,
        after=effects.redact_revision,
    ),
)
TRANSITIONS = {transition.name: transition for transition in _STEPS}
# The names of the steps that publish a version.
PUBLISHING_TRANSITIONS = frozenset(
    name for name, transition in TRANSITIONS.items() if transition.effect is effects.publish
)
# The names of the steps that need all that readers see unchanged, also what is not signed.
METADATA_BOUND = PUBLISHING_TRANSITIONS | {ABANDON}


def with_steps(decisions):
    """The Decisions as a list, each with its Transition as `step` (None if there is none now)."""
    decisions = list(decisions)
    for decision in decisions:
        decision.step = TRANSITIONS.get(decision.transition)
    return decisions

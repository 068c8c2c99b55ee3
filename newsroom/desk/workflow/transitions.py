"""The table of steps that a story can take. `guards` stand before them, `effects` follow.

To add a step add a row to TRANSITIONS; its button, its form, its address and its tests come of
themselves.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext_lazy as _

from newsroom.core.models import Section
from newsroom.core.roles import Role
from newsroom.desk import policy
from newsroom.desk.models import Story
from newsroom.desk.models.record import OVERRIDE_RIGHTS
from newsroom.desk.photos import rights
from newsroom.desk.workflow import effects, guards

Status = Story.Status
Stage = Section.Stage


class Own(Enum):
    """Whose story it has to be: filed by the person, or with the person's name in its byline."""

    ANY = "any"
    OWN_OR_DESK = "own, or anyone's for the desk"
    FILER = "filed by the person"
    NEVER = "filed and written by others"


@dataclass(frozen=True)
class Transition:
    """One row of the table: who may lead a story from where to where, and what guards it.

    `target` None leaves the status as it is. `stages` limits a step on submitted stories to
    those stages, and `lead` says to which stage it leads, given the section's stages and the
    present one (None when there is none). `demands` are guards that do not close the step: the
    form that goes with its button may put them right. `asks` are the fields of a StepForm that
    the person has to fill in, `offers` those that may stay empty. `prepare` changes the working
    copy before it is recorded; `effect` hands the recorded revision on to the press; `after` does
    what the record admits only once the Decision stands in it. `warns` says what the person
    should know after the step, though it holds nobody up.
    """

    name: str
    label: str
    sources: frozenset[Status]
    target: Status | None
    roles: tuple[Role, ...]
    guards: tuple[Callable, ...] = ()
    demands: tuple[Callable, ...] = ()
    own: Own = Own.ANY
    stages: frozenset[Stage] = frozenset(Stage)
    lead: Callable | None = None
    asks: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    prepare: Callable | None = None
    effect: Callable | None = None
    after: Callable | None = None
    warns: Callable | None = None
    signs: bool = False  # a signature on the revision: a delegate may give it, too
    offered: bool = True  # as a button on the story's screen
    about_readers: bool = False  # acts on what readers see: no edit of the text may hold it up
    tone: str = "plain"  # of its button: "main" leads on, "danger" takes away from readers


# --- where a step leads among the stages of a section ---------------------------------------------


def first(stages, stage):
    return stages[0]


def following(stages, stage):
    return next(s for s in stages if s > stage)


def preceding(stages, stage):
    return max((s for s in stages if s < stage), default=stages[0])


def last(stages, stage):
    return stages[-1]


# --- the table ------------------------------------------------------------------------------------


def _row(name, label, sources, target, roles, *guards, **options):
    for key in ("asks", "offers"):
        options[key] = tuple(options.get(key, "").split())
    if "stages" in options:
        options["stages"] = frozenset(options["stages"])
    return Transition(name, label, frozenset(sources), target, tuple(roles), guards, **options)


OPEN = (Status.DRAFT, Status.RETURNED)
UNDECIDED = (*OPEN, Status.SUBMITTED)
SIGNED = (Status.SUBMITTED, Status.APPROVED)
PUBLISHERS = (Role.HEAD, Role.CHIEF)

REVIEW = (guards.signs_only_once, guards.is_complete)
PUBLISH = (
    guards.is_whole,
    guards.is_signed,
    guards.is_proofed,
    guards.has_pictures_ready,
    guards.has_picture_rights,
    guards.is_not_published_yet,
    guards.respects_embargo,
)

ROWS = (
    # --- on the way to the signature ---
    _row(
        "submit",
        _("Submit"),
        OPEN,
        Status.SUBMITTED,
        policy.FILING,
        guards.is_complete,
        own=Own.OWN_OR_DESK,
        lead=first,
        demands=(guards.has_alt_text,),
        warns=rights.warnings,
        tone="main",
    ),
    _row(
        "recall",
        _("Recall"),
        (Status.SUBMITTED,),
        Status.DRAFT,
        policy.FILING,
        own=Own.FILER,
    ),
    _row(
        "return",
        _("Return for changes"),
        (Status.SUBMITTED,),
        Status.RETURNED,
        policy.DESK,
        asks="note",
    ),
    _row(
        "return_stage",
        _("Return one stage"),
        (Status.SUBMITTED,),
        Status.SUBMITTED,
        policy.DESK,
        guards.has_stage_before,
        stages=(Stage.SECOND, Stage.FINAL),
        lead=preceding,
        asks="note",
    ),
    _row(
        "first_review",
        _("Pass first review"),
        (Status.SUBMITTED,),
        Status.SUBMITTED,
        (Role.EDITOR,),
        *REVIEW,
        own=Own.NEVER,
        stages=(Stage.FIRST,),
        lead=following,
        signs=True,
        tone="main",
    ),
    _row(
        "second_review",
        _("Pass second review"),
        (Status.SUBMITTED,),
        Status.SUBMITTED,
        (Role.HEAD,),
        *REVIEW,
        own=Own.NEVER,
        stages=(Stage.SECOND,),
        lead=following,
        signs=True,
        tone="main",
    ),
    _row(
        "sign_off",
        _("Sign off"),
        (Status.SUBMITTED,),
        Status.APPROVED,
        (Role.CHIEF,),
        *REVIEW,
        guards.has_earlier_signatures,
        guards.is_whole,
        own=Own.NEVER,
        stages=(Stage.FINAL,),
        signs=True,
        tone="main",
    ),
    _row(
        "sign_again",
        _("Sign the changed text"),
        SIGNED,
        None,
        policy.DESK,
        guards.has_stale_signature,
        guards.is_complete,
        own=Own.NEVER,
        signs=True,
        tone="main",
    ),
    _row(
        "undo_sign_off",
        _("Undo sign-off"),
        (Status.APPROVED,),
        Status.SUBMITTED,
        (Role.CHIEF,),
        guards.is_not_published_yet,
        guards.is_not_scheduled,
        lead=last,
        asks="note",
    ),
    _row(
        "spike",
        _("Spike"),
        UNDECIDED,
        Status.SPIKED,
        policy.DESK,
        guards.is_not_live,
        asks="note",
    ),
    # --- proofs ---
    *(
        _row(
            name,
            label,
            SIGNED,
            None,
            (Role.PROOFREADER,),
            guards.is_next_proof(number),
            own=Own.NEVER,
            offers="note",
            after=effects.mark,
            offered=False,  # given on the screen of the proof, with its marks
        )
        for number, name, label in (
            (1, "first_proof", _("First proof")),
            (2, "second_proof", _("Second proof")),
            (3, "third_proof", _("Third proof")),
        )
    ),
    _row(
        "check_proof",
        _("Check the corrections"),
        SIGNED,
        None,
        (Role.PROOFREADER,),
        guards.has_proof_to_check,
        own=Own.NEVER,
        tone="main",
    ),
    # --- to the readers ---
    _row(
        "publish",
        _("Publish"),
        (Status.APPROVED,),
        None,
        PUBLISHERS,
        *PUBLISH,
        effect=effects.publish,
        tone="main",
    ),
    _row(
        "schedule",
        _("Schedule"),
        (Status.APPROVED,),
        None,
        PUBLISHERS,
        *PUBLISH,
        guards.is_in_future,
        asks="at",
        effect=effects.publish,
    ),
    _row(
        "unschedule",
        _("Cancel the schedule"),
        Status,
        None,
        PUBLISHERS,
        guards.is_scheduled,
        effect=effects.unschedule,
        about_readers=True,
    ),
    _row(
        "break_embargo",
        _("Break the embargo"),
        Status,
        None,
        (Role.CHIEF,),
        guards.has_embargo,
        asks="note",
        prepare=effects.break_embargo,
    ),
    _row(
        OVERRIDE_RIGHTS,
        _("Release the pictures"),
        (Status.DRAFT, *SIGNED),
        None,
        (Role.CHIEF,),
        guards.is_submitted_or_printed,
        guards.has_rights_to_override,
        asks="note",
    ),
    _row(
        "sign_page",
        _("Sign off a whole page"),
        (Status.DRAFT,),
        Status.APPROVED,
        (Role.CHIEF,),
        guards.is_untouched,
        guards.is_complete,
        guards.is_whole,
        guards.has_pictures_ready,
        guards.has_picture_rights,
        guards.respects_embargo,
        own=Own.NEVER,
        effect=effects.publish,
        signs=True,
        offered=False,
    ),
    # --- what readers see already ---
    _row(
        "amend",
        _("Amend"),
        (Status.APPROVED,),
        Status.DRAFT,
        policy.FILING,
        guards.is_live,
        guards.is_not_scheduled,
        own=Own.OWN_OR_DESK,
    ),
    _row(
        "correct",
        _("Correct"),
        (Status.APPROVED,),
        Status.DRAFT,
        policy.FILING,
        guards.is_live,
        guards.is_not_scheduled,
        own=Own.OWN_OR_DESK,
        asks="wrong right",
        prepare=effects.correct,
    ),
    _row(
        "correction_printed",
        _("Correction is printed"),
        Status,
        None,
        policy.DESK,
        guards.has_correction_to_print,
        asks="note",
        prepare=effects.correction_printed,
    ),
    _row(
        "withdraw",
        _("Withdraw"),
        Status,
        Status.DRAFT,
        PUBLISHERS,
        guards.is_live,
        asks="reason",
        offers="note public_text",
        effect=effects.withdraw,
        about_readers=True,
        tone="danger",
    ),
    _row(
        "emergency_withdraw",
        _("Emergency withdrawal"),
        Status,
        Status.DRAFT,
        PUBLISHERS,
        guards.is_live,
        effect=effects.withdraw,
        about_readers=True,
        tone="danger",
    ),
    _row(
        "review_withdrawal",
        _("Review the emergency withdrawal"),
        Status,
        None,
        PUBLISHERS,
        guards.has_withdrawal_to_review,
        asks="reason",
        offers="note",
        about_readers=True,
        tone="main",
    ),
    # --- the record itself ---
    _row(
        "redact",
        _("Redact"),
        Status,
        None,
        (Role.CHIEF,),
        guards.names_an_old_revision,
        asks="note",
        offered=False,  # from the history, where the revision is chosen
        effect=effects.redact,
        after=effects.empty,
    ),
)
TRANSITIONS = {row.name: row for row in ROWS}
GIVES_TO_READERS = frozenset(row.name for row in ROWS if row.effect is effects.publish)


def named(decisions):
    """The Decisions as a list, each with the row of its step as `step` (None: no such row now)."""
    decisions = list(decisions)
    for decision in decisions:
        decision.step = TRANSITIONS.get(decision.transition)
    return decisions

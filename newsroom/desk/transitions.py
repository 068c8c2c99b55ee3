"""The table of steps that a story can take, and the guards that stand before them.

A guard is a function of the `Attempt`; it returns why the step is refused, or None. To add a
step add a row to TRANSITIONS; its button, its address and its tests come of themselves.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from newsroom.desk import policy, publishing, record
from newsroom.desk.models import Story
from newsroom.masthead.models import Section, User
from newsroom.masthead.roles import Role

Status = Story.Status
Stage = Section.Stage


@dataclass(frozen=True)
class Attempt:
    """One person's try at one step; `story` is read under its row lock when the step is taken."""

    story: Story
    by: User
    note: str = ""


Guard = Callable[[Attempt], str | None]


@dataclass(frozen=True)
class Transition:
    """One row of the table: who may lead a story from where to where, and what guards it.

    `target` None leaves the status as it is; `stages` limits a step on submitted stories to
    those stages. `needs_note` asks for a reason; `offered` False keeps it off a story's screen.
    """

    name: str
    label: str
    sources: frozenset[Status]
    target: Status | None
    roles: tuple[Role, ...]
    guards: tuple[Guard, ...] = ()
    stages: frozenset[Stage] = frozenset(Stage)
    needs_note: bool = False
    offered: bool = True
    signs: bool = False  # a signature on the revision
    publishes: bool = False
    withdraws: bool = False


# --- guards -------------------------------------------------------------------------------------


def is_own_or_desk(attempt):
    if not (attempt.by.has_role(*policy.DESK) or policy.is_own(attempt.by, attempt.story)):
        return _("This is somebody else's story.")


def is_filer(attempt):
    if attempt.story.filed_by_id != attempt.by.pk:
        return _("Only the person who filed the story may recall it.")


def is_complete(attempt):
    if not attempt.story.title:
        return _("The story has no headline yet.")
    if not attempt.story.body:
        return _("The story has no text yet.")


def is_whole(attempt):
    """A story that jumps to another page is published when both halves are there."""
    if page := attempt.story.other_half:
        return _("The other half of this story is on page %(page)s: file that page first.") % {
            "page": page
        }


def is_independent(attempt):
    """Nobody signs what he filed or has, or had, a byline in."""
    if attempt.story.filed_by_id == attempt.by.pk:
        return _("You filed this story: somebody else has to sign it.")
    if policy.ever_stood_in_byline(attempt.by, attempt.story):
        return _("You stand in the byline of this story: somebody else has to sign it.")


def signs_only_once(attempt):
    """The reviews of one round are by different people."""
    if _signatures_of_this_round(attempt.story).filter(actor=attempt.by).exists():
        return _("You have already signed an earlier review of this story.")


def signature_holds(attempt):
    signed = signature(attempt.story)
    if signed is None or signed.revision.sha256 != record.state(attempt.story).sha256:
        return _("The text was changed after the final approval: it has to be signed again.")


def is_not_published_yet(attempt):
    live = publishing.live_version(attempt.story)
    if live and live.revision_sha256 == attempt.story.revision.sha256:
        return _("This text is already published.")


def is_untouched(attempt):
    """A page is signed as it was printed: what went its own way since then goes on alone."""
    if attempt.story.decisions.exists():
        return _("The story has gone its own way since it was filed.")


def is_live(attempt):
    if publishing.live_version(attempt.story) is None:
        return _("The story is not published.")


def is_not_live(attempt):
    if publishing.live_version(attempt.story) is not None:
        return _("The story is published: withdraw it first.")


# --- the table ----------------------------------------------------------------------------------


def _row(name, label, sources, target, roles, *guards, **options):
    return Transition(name, label, frozenset(sources), target, tuple(roles), guards, **options)


UNDECIDED = (Status.DRAFT, Status.RETURNED, Status.SUBMITTED)
PUBLISHERS = (Role.HEAD, Role.CHIEF)

TRANSITIONS = {
    row.name: row
    for row in (
        _row(
            "submit",
            _("Submit"),
            (Status.DRAFT, Status.RETURNED),
            Status.SUBMITTED,
            policy.FILING,
            is_own_or_desk,
            is_complete,
        ),
        _row(
            "recall",
            _("Recall"),
            (Status.SUBMITTED,),
            Status.DRAFT,
            policy.FILING,
            is_filer,
        ),
        _row(
            "return",
            _("Return for changes"),
            (Status.SUBMITTED,),
            Status.RETURNED,
            policy.DESK,
            needs_note=True,
        ),
        _row(
            "first_review",
            _("Pass first review"),
            (Status.SUBMITTED,),
            Status.SUBMITTED,
            (Role.EDITOR,),
            is_independent,
            signs_only_once,
            is_complete,
            stages=frozenset({Stage.FIRST}),
            signs=True,
        ),
        _row(
            "second_review",
            _("Pass second review"),
            (Status.SUBMITTED,),
            Status.SUBMITTED,
            (Role.HEAD,),
            is_independent,
            signs_only_once,
            is_complete,
            stages=frozenset({Stage.SECOND}),
            signs=True,
        ),
        _row(
            "sign_off",
            _("Sign off"),
            (Status.SUBMITTED,),
            Status.APPROVED,
            (Role.CHIEF,),
            is_independent,
            signs_only_once,
            is_complete,
            is_whole,
            stages=frozenset({Stage.FINAL}),
            signs=True,
        ),
        _row(
            "undo_sign_off",
            _("Undo sign-off"),
            (Status.APPROVED,),
            Status.SUBMITTED,
            (Role.CHIEF,),
            is_not_published_yet,
            needs_note=True,
        ),
        _row(
            "publish",
            _("Publish"),
            (Status.APPROVED,),
            None,
            PUBLISHERS,
            is_whole,
            signature_holds,
            is_not_published_yet,
            publishes=True,
        ),
        _row(
            "amend",
            _("Amend"),
            (Status.APPROVED,),
            Status.DRAFT,
            policy.FILING,
            is_own_or_desk,
            is_live,
        ),
        _row(
            "withdraw",
            _("Withdraw"),
            Status,
            Status.DRAFT,
            PUBLISHERS,
            is_live,
            needs_note=True,
            withdraws=True,
        ),
        _row(
            "spike",
            _("Spike"),
            UNDECIDED,
            Status.SPIKED,
            policy.DESK,
            is_not_live,
            needs_note=True,
        ),
        _row(
            "sign_page",
            _("Sign off a whole page"),
            (Status.DRAFT,),
            Status.APPROVED,
            (Role.CHIEF,),
            is_untouched,
            is_independent,
            is_complete,
            is_whole,
            offered=False,
            signs=True,
            publishes=True,
        ),
    )
}

FINAL_SIGNATURES = [
    row.name for row in TRANSITIONS.values() if row.signs and row.target == Status.APPROVED
]
SIGNATURES = [row.name for row in TRANSITIONS.values() if row.signs]


def signature(story):
    """The Decision that last signed the story off, with its revision; None if there is none."""
    return (
        story.decisions.filter(transition__in=FINAL_SIGNATURES)
        .select_related("revision", "actor")
        .last()
    )


def _signatures_of_this_round(story):
    """The signatures since the story was last submitted."""
    submitted = story.decisions.filter(transition="submit").last()
    since = submitted.pk if submitted else 0
    return story.decisions.filter(Q(transition__in=SIGNATURES), pk__gt=since)

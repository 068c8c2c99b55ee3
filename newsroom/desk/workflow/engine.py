"""Taking a step: atomic on the locked row of the story, with one Decision for each."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.desk import policy
from newsroom.desk.models import Decision, Story
from newsroom.desk.revisions import content, hash_chain
from newsroom.desk.workflow.attempt import Attempt
from newsroom.desk.workflow.review_round import SIGN_AGAIN
from newsroom.desk.workflow.transitions import TRANSITIONS, Own

Status = Story.Status

NO_RIGHT = _("Your role does not include this step.")
MISSING = {
    "note": _("Say why: a note is needed for this step."),
    "reason": _("Choose a reason: it is needed for this step."),
    "at": _("Choose the moment, Beijing time."),
    "wrong": _("Say what was wrong, in the words that were published."),
    "right": _("Say what it should be."),
}


class TransitionRefused(Exception):
    """The step is not open to this person in this state; the message says why, for the screen."""


@transaction.atomic
def apply(name, story, *, by, seen=None, **said):
    """Take the step `name` of the transition table; returns its Decision.

    `seen` is the SHA-256 of the revision that the person had on screen: another text in the
    meantime refuses the step. `said` are the fields of an Attempt that go with it: a note, a
    moment, the page that is signed as a whole …
    Raises TransitionRefused, and then nothing has happened.
    """
    # Its own row alone: a section that others read at the same time is not held up.
    locked = Story.objects.select_for_update(of=["self"]).select_related("section").get(pk=story.pk)
    row = TRANSITIONS[name]
    attempt = Attempt(locked, by, **_trimmed(said))
    why = (
        refusal(row, attempt)
        or _unseen(locked, seen)
        or _unsaid(row, attempt)
        or _first_word(row.demands, attempt)
    )
    if why:
        raise TransitionRefused(why)
    if row.prepare:
        row.prepare(attempt)
    revision = content.record(locked, by=by)
    revision = attempt.revision or revision
    version = row.effect(attempt, revision) if row.effect else None
    decision = _decide(row, attempt, revision, version)
    if row.after:
        row.after(attempt, decision)
    story.refresh_from_db(fields=["status", "stage"])
    return decision


def refusal(row, attempt):
    """Why the step is not open to the attempt's person now, or None when it is."""
    story = attempt.story
    if not has_right(row, attempt.by):
        return NO_RIGHT
    if story.status not in row.sources:
        return _("The story is not in a state for this step any more.")
    if story.status == Status.SUBMITTED and story.stage not in row.stages:
        return _("The story is at another stage of review.")
    return OWNERSHIP[row.own](attempt) or obstacle(row, attempt)


def obstacle(row, attempt):
    """What the row's guards say against the step, whoever takes it; None when nothing."""
    return _first_word(row.guards, attempt)


def _first_word(guards, attempt):
    return next(filter(None, (guard(attempt) for guard in guards)), None)


def open_steps(story, by):
    """The rows of the table that the person may take with the story now, for its screen."""
    attempt = Attempt(story, by)
    return [row for row in TRANSITIONS.values() if row.offered and not refusal(row, attempt)]


def warnings(row, story, by):
    """What the person should know of the story after the step, as texts."""
    return row.warns(Attempt(story, by)) if row.warns else []


def has_right(row, user):
    """By role; a signature also by a chief's delegation of its stage."""
    if user.has_role(*row.roles):
        return True
    return row.signs and row.offered and policy.has_delegation(user, row.stages)


# --- whose story ----------------------------------------------------------------------------------


def _is_own_or_desk(attempt):
    if not (attempt.by.has_role(*policy.DESK) or policy.is_own(attempt.by, attempt.story)):
        return _("This is somebody else's story.")


def _is_filer(attempt):
    if attempt.story.filed_by_id != attempt.by.pk:
        return _("Only the person who filed the story may recall it.")


def _is_independent(attempt):
    """Nobody signs what he filed or has, or had, a byline in."""
    if attempt.story.filed_by_id == attempt.by.pk:
        return _("You filed this story: somebody else has to sign it.")
    if policy.ever_stood_in_byline(attempt.by, attempt.story):
        return _("You stand in the byline of this story: somebody else has to sign it.")


OWNERSHIP = {
    Own.ANY: lambda attempt: None,
    Own.OWN_OR_DESK: _is_own_or_desk,
    Own.FILER: _is_filer,
    Own.NEVER: _is_independent,
}


# --- taking the step ------------------------------------------------------------------------------


def _trimmed(said):
    return {k: v.strip() if isinstance(v, str) else v for k, v in said.items()}


def _unseen(story, seen):
    if seen is not None and story.revision.sha256 != seen:
        return _("The story was changed while you had it on screen. Look at it again.")


def _unsaid(row, attempt):
    """What the step asks for and the person did not say, or said wrongly."""
    missing = (MISSING[field] for field in row.asks if not getattr(attempt, field))
    if attempt.reason and attempt.reason not in Decision.Reason.values:
        return MISSING["reason"]
    return next(missing, None)


def _decide(row, attempt, revision, version):
    """Write the Decision and move the story."""
    story = attempt.story
    before, now = (story.status, story.stage), timezone.now()
    stage = attempt.stale_stage if row.name == SIGN_AGAIN else story.stage
    story.status, story.stage = after(row, story)
    story.save(update_fields=["status", "stage", "updated_at"])
    decision = Decision(
        story=story,
        revision=revision,
        transition=row.name,
        source=before[0],
        stage=stage,
        target=story.status,
        target_stage=story.stage,
        actor=attempt.by,
        delegation=_delegation(row, attempt.by, stage, now),
        note=attempt.note or _said_of_correction(attempt),
        reason=attempt.reason,
        public_text=version.public_text if version else "",
        effective_at=attempt.at,
        version=version,
        page_sha256=attempt.page_sha256,
        page_editors=attempt.page_editors,
        created_at=now,
    )
    decision.seal = hash_chain.seal(decision)
    decision.save(force_insert=True)
    return decision


def _delegation(row, user, stage, at):
    """The Delegation under which the person signs, None when his own role gives the right.

    Raises TransitionRefused when it was revoked just now.
    """
    if not row.signs or stage is None:
        return None
    delegation = policy.delegation_of(user, stage, at)
    if delegation is None and not user.has_role(policy.SIGNERS[stage]):
        raise TransitionRefused(NO_RIGHT)
    return delegation


def _said_of_correction(attempt):
    return f"“{attempt.wrong}” → “{attempt.right}”" if attempt.wrong else ""


def after(row, story):
    """(status, stage) after the step."""
    status = row.target or Status(story.status)
    if status != Status.SUBMITTED:
        return status, None
    lead = row.lead
    return status, lead(story.section.stages, story.stage) if lead else story.stage

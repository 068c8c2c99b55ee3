"""Taking a step: atomic on the locked row of the story, with one Decision for each."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.desk import policy
from newsroom.desk.models import Decision, Story
from newsroom.desk.revisions import content, hash_chain
from newsroom.desk.workflow.review_round import SIGN_AGAIN, TransitionContext
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
def apply(name, story, *, user, expected_sha256=None, **fields):
    """Take the step `name` of the transition table; returns its Decision.

    `expected_sha256` is the SHA-256 of the revision that the person had on screen: if the text
    was changed since then, the step is refused. `fields` are the fields of a TransitionContext
    that the step needs: a note, a moment, the page that is signed as a whole.
    Raises TransitionRefused, and then nothing has happened.
    """
    # Its own row alone: a section that others read at the same time is not held up.
    locked = Story.objects.select_for_update(of=["self"]).select_related("section").get(pk=story.pk)
    row = TRANSITIONS[name]
    context = TransitionContext(locked, user, **_trimmed(fields))
    why = (
        refusal(row, context)
        or _unseen(locked, expected_sha256)
        or _unsaid(row, context)
        or _first_word(row.demands, context)
    )
    if why:
        raise TransitionRefused(why)
    if row.prepare:
        row.prepare(context)
    revision = content.record(locked, user=user)
    revision = context.revision or revision
    version = row.effect(context, revision) if row.effect else None
    decision = _decide(row, context, revision, version)
    if row.after:
        row.after(context, decision)
    story.refresh_from_db(fields=["status", "stage"])
    return decision


def refusal(row, context):
    """Why the context's user may not take the step now, or None when he may."""
    story = context.story
    if not has_right(row, context.user):
        return NO_RIGHT
    if story.status not in row.sources:
        return _("The story is not in a state for this step any more.")
    if story.status == Status.SUBMITTED and story.stage not in row.stages:
        return _("The story is at another stage of review.")
    return OWNERSHIP[row.own](context) or obstacle(row, context)


def obstacle(row, context):
    """What the row's guards say against the step, whoever takes it; None when nothing."""
    return _first_word(row.guards, context)


def _first_word(guards, context):
    return next(filter(None, (guard(context) for guard in guards)), None)


def open_steps(context):
    """The Transitions that the context's user may take with its story now, for its screen."""
    return [row for row in TRANSITIONS.values() if row.offered and not refusal(row, context)]


def warnings(row, context):
    """Texts that warn the user about the story after the step; they do not refuse it."""
    return row.warns(context) if row.warns else []


def has_right(row, user):
    """By role; a signature also by a chief's delegation of its stage."""
    if user.has_role(*row.roles):
        return True
    return row.signs and row.offered and policy.has_delegation(user, row.stages)


# --- whose story ----------------------------------------------------------------------------------


def _is_own_or_desk(context):
    if not (context.user.has_role(*policy.DESK) or policy.is_own(context.user, context.story)):
        return _("This is somebody else's story.")


def _is_filer(context):
    if context.story.filed_by_id != context.user.pk:
        return _("Only the person who filed the story may recall it.")


def _is_independent(context):
    """Nobody signs what he filed or has, or had, a byline in."""
    if context.story.filed_by_id == context.user.pk:
        return _("You filed this story: somebody else has to sign it.")
    if policy.ever_stood_in_byline(context.user, context.story):
        return _("You stand in the byline of this story: somebody else has to sign it.")


OWNERSHIP = {
    Own.ANY: lambda context: None,
    Own.OWN_OR_DESK: _is_own_or_desk,
    Own.FILER: _is_filer,
    Own.NEVER: _is_independent,
}


# --- taking the step ------------------------------------------------------------------------------


def _trimmed(fields):
    return {k: v.strip() if isinstance(v, str) else v for k, v in fields.items()}


def _unseen(story, expected_sha256):
    if expected_sha256 is not None and story.revision.sha256 != expected_sha256:
        return _("The story was changed while you had it on screen. Look at it again.")


def _unsaid(row, context):
    """What the step asks for and the person did not say, or said wrongly."""
    missing = (MISSING[field] for field in row.asks if not getattr(context, field))
    if context.reason and context.reason not in Decision.Reason.values:
        return MISSING["reason"]
    return next(missing, None)


def _decide(row, context, revision, version):
    """Write the Decision and move the story."""
    story = context.story
    before, now = (story.status, story.stage), timezone.now()
    stage = context.stale_stage if row.name == SIGN_AGAIN else story.stage
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
        actor=context.user,
        delegation=_delegation(row, context.user, stage, now),
        note=context.note or _said_of_correction(context),
        reason=context.reason,
        public_text=version.public_text if version else "",
        effective_at=context.at,
        version=version,
        page_sha256=context.page_sha256,
        page_editors=context.page_editors,
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


def _said_of_correction(context):
    return f"“{context.wrong}” → “{context.right}”" if context.wrong else ""


def after(row, story):
    """(status, stage) after the step."""
    status = row.target or Status(story.status)
    if status != Status.SUBMITTED:
        return status, None
    lead = row.lead
    return status, lead(story.section.stages, story.stage) if lead else story.stage

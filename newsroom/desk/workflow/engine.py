"""Takes a step of a story: checks the rules, changes the story, and writes one Decision."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from media.stored_files import Damaged, NotStored
from newsroom.core.plain_text import BLANKS, without_hidden
from newsroom.core.refusal import Refused
from newsroom.desk import policy
from newsroom.desk.models import Decision, Story
from newsroom.desk.revisions import content, hash_chain
from newsroom.desk.workflow.review_round import ABANDON, SIGN_AGAIN, TransitionContext
from newsroom.desk.workflow.transitions import TRANSITIONS, Ownership

Status = Story.Status

NO_RIGHT = _("Your role does not include this step.")
MISSING = {
    "note": _("Say why: a note is needed for this step."),
    "reason": _("Choose a reason: it is needed for this step."),
    "at": _("Choose the moment, Beijing time."),
    "wrong": _("Say what was wrong, in the words that were published."),
    "right": _("Say what it should be."),
}


class TransitionRefused(Refused):
    """The user may not take the step now."""


@transaction.atomic
def apply(name, story, *, user, expected_sha256=None, expected_metadata=None, **fields):
    """Take the step called `name` in TRANSITIONS; return its Decision.

    `expected_sha256` is the SHA-256 of the text that the user had on screen, `expected_metadata`
    that of its metadata: if the working copy has others now, the step is refused. None is for
    callers that saved the text themselves a moment ago. `fields` are the fields of a
    TransitionContext that the step needs: a note, a moment, the page that is signed as a whole.
    Raises TransitionRefused, and then nothing has changed.
    """
    # `of`: only the story's own row is locked, not its section, which other requests read.
    locked = Story.objects.select_for_update(of=["self"]).select_related("section").get(pk=story.pk)
    transition = TRANSITIONS[name]
    context = TransitionContext(locked, user, **_as_plain_text(fields))
    why = (
        refusal(transition, context)
        or _changed_meanwhile(context, expected_sha256, expected_metadata)
        or _missing_fields(transition, context)
        or _first_refusal(transition.form_guards, context)
    )
    if why:
        raise TransitionRefused(why, story=locked)
    if transition.prepare:
        transition.prepare(context)
    # What was compared with the screen is what is recorded, unless the step itself changes it.
    current = None if transition.prepare else context.revision_data
    revision = content.record_revision(locked, user=user, current=current)
    revision = context.revision or revision
    version = _take_effect(transition, context, revision)
    decision = _decide(transition, context, revision, version)
    if transition.after:
        transition.after(context, decision)
    story.refresh_from_db(fields=["status", "stage"])
    return decision


def refusal(transition, context):
    """The reason why the context's user may not take the step now, or None if he may.

    What the user enters in the form of the step is not checked here.
    """
    story = context.story
    if not has_right(transition, context.user):
        return NO_RIGHT
    if story.status not in transition.sources:
        return _("The story is not in a state for this step any more.")
    if story.status == Status.SUBMITTED and story.stage not in transition.stages:
        return _("The story is at another stage of review.")
    return OWNERSHIP_GUARDS[transition.ownership](context) or guard_refusal(transition, context)


def guard_refusal(transition, context):
    """The reason why the guards of the step refuse it, whoever the user is, or None."""
    return _first_refusal(transition.guards, context)


def _first_refusal(guards, context):
    return next(filter(None, (guard(context) for guard in guards)), None)


def open_steps(context):
    """The Transitions that the context's user may take now and that have a button."""
    return [
        transition
        for transition in TRANSITIONS.values()
        if transition.has_button and not refusal(transition, context)
    ]


def warnings(transition, context):
    """Texts that warn the user about the story after the step; they do not refuse it."""
    return transition.warnings(context) if transition.warnings else []


def has_right(transition, user):
    """Whether the user's roles include the step; for a signature, also by a chief's delegation."""
    if user.has_role(*transition.roles):
        return True
    if not (transition.signs and transition.has_button):
        return False
    return policy.has_delegation(user, transition.stages)


# --- ownership of the story -----------------------------------------------------------------------


def _is_own_or_desk(context):
    if not (context.user.has_role(*policy.DESK) or policy.is_own(context.user, context.story)):
        return _("This is somebody else's story.")


def _is_own_draft_or_desk(context):
    if not context.user.has_role(*policy.DESK) and context.story.status not in policy.OWN_EDITABLE:
        return _("The story is not in a state for this step any more.")
    return _is_own_or_desk(context)


def _is_filer(context):
    if context.story.filed_by_id != context.user.pk:
        return _("Only the person who filed the story may recall it.")


def _is_independent(context):
    """Nobody signs a story that he filed or whose byline has, or had, his name."""
    if context.story.filed_by_id == context.user.pk:
        return _("You filed this story: somebody else has to sign it.")
    if policy.was_ever_in_byline(context.user, context.story):
        return _("You are named in the byline of this story: somebody else has to sign it.")


OWNERSHIP_GUARDS = {
    Ownership.ANY: lambda context: None,
    Ownership.OWN_OR_DESK: _is_own_or_desk,
    Ownership.OWN_DRAFT_OR_DESK: _is_own_draft_or_desk,
    Ownership.MUST_HAVE_FILED: _is_filer,
    Ownership.MUST_BE_OTHERS: _is_independent,
}


# --- taking the step ------------------------------------------------------------------------------


def _as_plain_text(fields):
    """The fields with their texts as plain text: nothing hidden, no blanks at the edges."""
    return {k: _plain(v) if isinstance(v, str) else v for k, v in fields.items()}


def _plain(text):
    return without_hidden(text).strip(BLANKS)


def _changed_meanwhile(context, sha256, metadata_sha256):
    """Refuse if the working copy, recorded or not, is not what the user had on screen."""
    if sha256 not in (None, context.sha256):
        return _("The story was changed while you had it on screen. Look at it again.")
    if metadata_sha256 not in (None, context.revision_data.metadata_sha256):
        return _(
            "Section, tags or other details of the story were changed while you had it on screen. "
            "Look at it again."
        )


def _missing_fields(transition, context):
    """A message about the first required field that is empty, or about an unknown reason."""
    if context.reason and context.reason not in Decision.Reason.values:
        return MISSING["reason"]
    missing = (MISSING[field] for field in transition.asks if not getattr(context, field))
    return next(missing, None)


def _take_effect(transition, context, revision):
    """Publish or withdraw if the step does that; the Version or None.

    Raises TransitionRefused if a picture file cannot be published.
    """
    if transition.effect is None:
        return None
    try:
        return transition.effect(context, revision)
    except (Damaged, NotStored) as refusal:
        raise TransitionRefused(str(refusal)) from refusal


def _decide(transition, context, revision, version):
    """Save the story's new status and stage, and the Decision; return the Decision."""
    story = context.story
    source, now = story.status, timezone.now()
    stage = context.stale_stage if transition.name == SIGN_AGAIN else story.stage
    story.status, story.stage = status_after(transition, story)
    story.save(update_fields=["status", "stage", "updated_at"])
    decision = Decision(
        story=story,
        revision=revision,
        transition=transition.name,
        source=source,
        stage=stage,
        target=story.status,
        target_stage=story.stage,
        actor=context.user,
        delegation=_delegation(transition, context.user, stage, now),
        note=context.note or _correction_as_note(context),
        reason=context.reason,
        public_text=version.public_text if version else "",
        effective_at=context.at,
        version=version,
        abandons=context.amendment if transition.name == ABANDON else None,
        page_sha256=context.page_sha256,
        page_editors=context.page_editors,
        created_at=now,
    )
    decision.seal = hash_chain.next_seal(decision)
    decision.save(force_insert=True)
    return decision


def _delegation(transition, user, stage, at):
    """The Delegation under which the user signs, or None if his own role gives the right.

    Raises TransitionRefused if the delegation was revoked a moment ago.
    """
    if not transition.signs or stage is None:
        return None
    delegation = policy.active_delegation(user, stage, at)
    if delegation is None and not user.has_role(policy.SIGNERS[stage]):
        raise TransitionRefused(NO_RIGHT)
    return delegation


def _correction_as_note(context):
    return f"“{context.wrong}” → “{context.right}”" if context.wrong else ""


def status_after(transition, story):
    """(status, stage) of the story after the step; the stage is None unless it is submitted."""
    status = transition.target or Status(story.status)
    if status != Status.SUBMITTED:
        return status, None
    if transition.next_stage is None:
        return status, story.stage
    return status, transition.next_stage(story.section.stages, story.stage)

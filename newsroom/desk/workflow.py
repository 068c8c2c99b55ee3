"""Taking a step: atomic on the locked row of the story, with one Decision for each."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from newsroom.desk import publishing, record
from newsroom.desk.models import Decision, Story
from newsroom.desk.transitions import TRANSITIONS, Attempt
from newsroom.press.publishing import publish, withdraw

Status = Story.Status

WITHDRAWN_TEXT = "该稿件已撤下"  # the words of the law's practice, for readers: not translated


class TransitionRefused(Exception):
    """The step is not open to this person in this state; the message says why, for the screen."""


@transaction.atomic
def apply(name, story, *, by, note="", seen=None, page_sha256="", at=None):
    """Take the step `name` of the transition table; returns its Decision.

    `seen` is the SHA-256 of the revision that the person had on screen: another text in the
    meantime refuses the step. `page_sha256` names the page that is signed as a whole, and `at`
    is the one moment at which its stories are published (default: now).
    Raises TransitionRefused, and then nothing has happened.
    """
    locked = Story.objects.select_for_update().get(pk=story.pk)
    row = TRANSITIONS[name]
    attempt = Attempt(locked, by, note.strip())
    why = refusal(row, attempt) or _unseen(locked, seen) or _without_note(row, attempt)
    if why:
        raise TransitionRefused(why)
    decision = _decide(row, attempt, page_sha256)
    if row.publishes:
        publish(publishing.of_revision(locked, decision.revision), at=at)
    if row.withdraws:
        withdraw(locked.pk, public_text=WITHDRAWN_TEXT)
    story.refresh_from_db(fields=["status", "stage"])
    return decision


def refusal(row, attempt):
    """Why the step is not open to the attempt's person now, or None when it is."""
    story = attempt.story
    if not attempt.by.has_role(*row.roles):
        return _("Your role does not include this step.")
    if story.status not in row.sources:
        return _("The story is not in a state for this step any more.")
    if story.status == Status.SUBMITTED and story.stage not in row.stages:
        return _("The story is at another stage of review.")
    return next(filter(None, (guard(attempt) for guard in row.guards)), None)


def open_steps(story, by):
    """The rows of the table that the person may take with the story now, for its screen."""
    attempt = Attempt(story, by)
    return [row for row in TRANSITIONS.values() if row.offered and not refusal(row, attempt)]


def _unseen(story, seen):
    if seen is not None and story.revision.sha256 != seen:
        return _("The story was changed while you had it on screen. Look at it again.")


def _without_note(row, attempt):
    if row.needs_note and not attempt.note:
        return _("Say why: a note is needed for this step.")


def _decide(row, attempt, page_sha256):
    """Write the Decision and move the story."""
    story = attempt.story
    revision = record.record(story, by=attempt.by)
    before = (story.status, story.stage)
    story.status, story.stage = _after(row, story)
    story.save(update_fields=["status", "stage", "updated_at"])
    return Decision.objects.create(
        story=story,
        revision=revision,
        transition=row.name,
        source=before[0],
        stage=before[1],
        target=story.status,
        actor=attempt.by,
        note=attempt.note,
        page_sha256=page_sha256,
    )


def _after(row, story):
    """(status, stage) after the step."""
    status = row.target or Status(story.status)
    if status != Status.SUBMITTED:
        return status, None
    stages = story.section.stages
    if story.status == Status.APPROVED:
        return status, stages[-1]
    if story.status == Status.SUBMITTED:
        return status, next(stage for stage in stages if stage > story.stage)
    return status, stages[0]

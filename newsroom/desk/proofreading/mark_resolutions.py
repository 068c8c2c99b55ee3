"""What becomes of a proof's marks: each is accepted into the working copy, or declined."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from newsroom.core.refusal import Refused
from newsroom.desk import policy
from newsroom.desk.models import MarkResolution, Story
from newsroom.desk.proofreading import body_text, passages
from newsroom.desk.proofreading import marks as proofs
from newsroom.desk.revisions import content
from newsroom.desk.workflow.review_round import ReviewRound


class RulingRefused(Refused):
    """The marks cannot be accepted or declined like that."""


@transaction.atomic
def rule(story, *, user, proof, accepted, mark=None):
    """Decide on one mark of a proof, or on all that wait; returns their MarkResolutions.

    `proof` is the id of its Decision, `mark` that of the mark, None for all. Of all marks those
    without a place any more stay undecided: they can only be declined.
    Raises RulingRefused, and then nothing has happened.
    """
    locked = Story.objects.select_for_update(of=["self"]).get(pk=story.pk)
    if not policy.may_resolve_marks(user, locked):
        raise RulingRefused(_("The responsible editor decides on the marks of this story."))
    last = _last_proof(locked, proof)
    marks = _waiting(last, mark)
    if accepted:
        marks = _accept(locked, user, last, marks)
    revision = content.record_revision(locked, user=user)
    return MarkResolution.objects.bulk_create(
        MarkResolution(mark=mark, accepted=accepted, resolved_by=user, revision=revision)
        for mark in marks
    )


def _last_proof(story, number):
    """The last Proof of the present round, if it is the one that the person had on screen."""
    last = next(reversed(ReviewRound.load(story).proofs), None)
    if last is None or last.decision.pk != number:
        raise RulingRefused(_("The story went on since you opened this page. Look at it again."))
    return last


def _waiting(proof, number):
    """The undecided marks that are meant, at least one."""
    marks = [mark for mark in proof.marks if number in (None, mark.pk)]
    waiting = [mark for mark in marks if mark in proof.undecided]
    if waiting:
        return waiting
    if not marks:
        raise RulingRefused(_("The story went on since you opened this page. Look at it again."))
    resolution = marks[-1].resolution
    said = {"name": resolution.resolved_by, "ruling": proofs.said(resolution)}
    raise RulingRefused(_("Decided already by %(name)s: %(ruling)s.") % said)


def _accept(story, user, proof, marks):
    """Change the working copy; returns the marks that had a place in it."""
    if not policy.may_edit(user, story):
        raise RulingRefused(
            _("The text is closed to changes as the story stands: amend it first, or decline.")
        )
    base = passages.texts(proof.decision.revision.content)
    placed = proofs.located(proof.marks, base, passages.texts(content.revision_data(story).content))
    ready = [(mark, start) for mark, start in placed if mark in marks and start is not None]
    if not ready:
        raise RulingRefused(_("The text there was changed since: the mark has no place any more."))
    for field in dict.fromkeys(mark.field for mark, __ in ready):
        _write(story, field, [(mark, start) for mark, start in ready if mark.field == field])
    return [mark for mark, __ in ready]


def _write(story, field, placed):
    """Put the marks into one field, `placed` as pairs (mark, start)."""
    row, name = passages.holder(story, field)
    change = _in_body if name == "body" else proofs.changed
    try:
        passages.put(row, name, change(getattr(row, name), placed))
    except ValidationError as error:
        said = {"field": passages.label(field), "why": " ".join(error.messages)}
        raise RulingRefused(_("%(field)s: %(why)s") % said) from error
    row.save()


def _in_body(body, placed):
    changes = [(start, start + len(mark.original), mark.replacement) for mark, start in placed]
    return body_text.replace(body, changes)

"""Resolving the marks of a proof: each is accepted into the working copy, or declined."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from newsroom.core.refusal import Refused
from newsroom.desk import policy
from newsroom.desk.models import MarkResolution, Story
from newsroom.desk.proofreading import body_text, passages
from newsroom.desk.proofreading.marks import apply_marks, locate_marks, resolution_label
from newsroom.desk.revisions import content
from newsroom.desk.workflow.review_round import ReviewRound


class ResolutionRefused(Refused):
    """The marks cannot be accepted or declined now."""


@transaction.atomic
def resolve(story, *, user, proof_id, accepted, mark_id=None):
    """Accept or decline one mark of a proof, or all unresolved ones; returns MarkResolutions.

    `proof_id` is the id of the proof's Decision, `mark_id` that of the mark (None: all). When all
    marks are accepted, those that have no place in the text any more stay unresolved: they can
    only be declined. Raises ResolutionRefused and then changes nothing.
    """
    locked = Story.objects.select_for_update(of=["self"]).get(pk=story.pk)
    if not policy.may_resolve_marks(user, locked):
        raise ResolutionRefused(_("The responsible editor decides on the marks of this story."))
    proof = _last_proof(locked, proof_id)
    marks = _unresolved(proof, mark_id)
    if accepted:
        marks = _accept(locked, user, proof, marks)
    revision = content.record_revision(locked, user=user)
    return MarkResolution.objects.bulk_create(
        MarkResolution(mark=mark, accepted=accepted, resolved_by=user, revision=revision)
        for mark in marks
    )


def _last_proof(story, proof_id):
    """The last Proof of the present round; refused if the user had another one on screen."""
    last = next(reversed(ReviewRound.load(story).proofs), None)
    if last is None or last.decision.pk != proof_id:
        raise ResolutionRefused(
            _("The story has changed since you opened this page. Look at it again.")
        )
    return last


def _unresolved(proof, mark_id):
    """The unresolved marks among those that are meant; refused if there is none."""
    marks = [mark for mark in proof.marks if mark_id in (None, mark.pk)]
    unresolved = [mark for mark in marks if mark in proof.undecided]
    if unresolved:
        return unresolved
    if not marks:
        raise ResolutionRefused(
            _("The story has changed since you opened this page. Look at it again.")
        )
    resolution = marks[-1].resolution
    values = {"name": resolution.resolved_by, "ruling": resolution_label(resolution)}
    raise ResolutionRefused(_("Decided already by %(name)s: %(ruling)s.") % values)


def _accept(story, user, proof, marks):
    """Apply the marks to the working copy; returns those that have a place in it."""
    if not policy.may_edit(user, story):
        raise ResolutionRefused(
            _("The text cannot be changed in this status: amend the story first, or decline.")
        )
    base = passages.field_texts(proof.decision.revision.content)
    current = passages.field_texts(content.revision_data(story).content)
    located = locate_marks(proof.marks, base, current)
    placed = [(mark, start) for mark, start in located if mark in marks and start is not None]
    if not placed:
        raise ResolutionRefused(
            _("The text there was changed since: the mark has no place any more.")
        )
    for field in dict.fromkeys(mark.field for mark, __ in placed):
        _apply(story, field, [(mark, start) for mark, start in placed if mark.field == field])
    return [mark for mark, __ in placed]


def _apply(story, field, placed):
    """Apply the marks of one field and save it; `placed` are pairs (mark, its start)."""
    owner, name = passages.field_owner(story, field)
    apply = _apply_to_body if name == "body" else apply_marks
    try:
        passages.set_text(owner, name, apply(getattr(owner, name), placed))
    except ValidationError as error:
        values = {"field": passages.field_label(field), "why": " ".join(error.messages)}
        raise ResolutionRefused(_("%(field)s: %(why)s") % values) from error
    owner.save()


def _apply_to_body(body, placed):
    changes = [(start, start + len(mark.original), mark.replacement) for mark, start in placed]
    return body_text.replace_text(body, changes)

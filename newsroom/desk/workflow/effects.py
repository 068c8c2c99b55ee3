"""What a step does besides changing the story's status: to the text, the public site, the record.

A Transition names them in three places. `prepare` functions take the TransitionContext and change
the working copy before it is recorded. `effect` functions also take the recorded Revision, and
return the Version that they published or ended, or None. `after` functions take the context and
the saved Decision.
"""

from media import public_files
from newsroom.desk import snapshots
from newsroom.desk.models import Correction, ProofMark
from newsroom.desk.revisions import restoration
from newsroom.desk.tasks import remove_files
from newsroom.desk.workflow import correction_note
from newsroom.press import publishing as press

WITHDRAWN_TEXT = "该稿件已撤下"  # the usual legal wording, for readers: not translated


# --- prepare: changes of the working copy ---------------------------------------------------------


def add_correction(context):
    """Add the public note of the correction; the reporter then corrects the text himself."""
    note = correction_note.compose(
        context.story, context.live, context.wrong, context.right, context.ending
    )
    Correction.objects.get_or_create(story=context.story, note=note)


def note_printed_correction(context):
    """Save where the paper printed the chosen correction, or all that readers see."""
    _waiting_corrections(context).update(reprinted=context.note)


def close_unprinted_correction(context):
    """Save why the paper will not print the chosen correction, or all that readers see."""
    _waiting_corrections(context).update(not_printed_because=context.note)


def _waiting_corrections(context):
    waiting = Correction.objects.to_print(context.live)
    return waiting.filter(pk=context.correction.pk) if context.correction else waiting


def return_to_published_text(context):
    """Make the working copy what readers see; what is thrown away stays among the revisions."""
    restoration.restore_everything(context.story, context.publication.revision)


def break_embargo(context):
    context.story.embargo_until = None
    context.story.save(update_fields=["embargo_until"])


# --- effect: the public site ----------------------------------------------------------------------


def publish(context, revision):
    """Publish exactly the revision from `context.at` on (None: now); return its Version.

    Its files are copied to public storage before its Version is saved.
    """
    story = context.story
    story.publish_at = None  # the planned moment has served its purpose
    story.save(update_fields=["publish_at"])
    snapshot = snapshots.of_revision(story, revision)
    public_files.copy_to_public(snapshot.file_names)
    _remove_unused_files(context.live, at=context.at)
    _remove_unused_files(context.pending)  # the new version replaces a scheduled one
    return press.publish(snapshot, at=context.at)


def unschedule(context, revision):
    version = press.unschedule(context.story.pk)
    _remove_unused_files(version)
    return version


def withdraw(context, revision):
    public_text = context.public_text or WITHDRAWN_TEXT
    _remove_unused_files(context.pending)  # a withdrawal also cancels a scheduled version
    version = press.withdraw(context.story.pk, public_text=public_text)
    _remove_unused_files(version)
    return version


def _remove_unused_files(version, at=None):
    """Start a job that removes the files of the version (if any) that no other version shows.

    It runs when this transaction is committed, or at `at` (an aware datetime).
    """
    if version and (names := sorted(version.snapshot.file_names)):
        job = remove_files.configure(schedule_at=at) if at else remove_files
        job.defer(names=names)


def redact_versions(context, revision):
    """Empty the published Versions of the revision's text.

    The Revision itself is emptied after the Decision is saved: see `redact_revision`.
    """
    press.redact(context.story.pk, revision.sha256)


# --- after: changes that need the saved Decision --------------------------------------------------


def save_marks(context, decision):
    """Save the ProofMarks of a proof; a clean proof has none."""
    for mark in context.marks:
        mark.proof = decision
    ProofMark.objects.bulk_create(context.marks)


def redact_revision(context, decision):
    """Empty the text and tags of the Revision, and the marks of its proofs.

    Its hash stays, and with it the hash chain of the Decisions.
    """
    revision = decision.revision
    marks = ProofMark.objects.filter(proof__revision=revision)
    marks.update(original="", replacement="", note="")
    revision.content = ""
    revision.metadata.pop("tags", None)
    revision.save(update_fields=["content", "metadata"])

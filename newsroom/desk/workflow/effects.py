"""What follows from a step beside the story's new status: changes of its text, and of the press.

`prepare` functions change the working copy before it is recorded. `effect` functions are given
the Attempt and the recorded revision; they return the Version that they began or ended, or None.
`after` functions are given the Attempt and its Decision, for what may happen only once it stands.
"""

from media import public_files
from newsroom.desk import snapshots
from newsroom.desk.models import Correction, ProofMark
from newsroom.desk.tasks import remove_files
from newsroom.desk.workflow import correction_note
from newsroom.press import publishing as press

WITHDRAWN_TEXT = "该稿件已撤下"  # the words of the law's practice, for readers: not translated


# --- changes of the working copy ------------------------------------------------------------------


def correct(context):
    """Add the correction in its set form; the reporter then puts the text itself right."""
    note = correction_note.set_form(context.story, context.live, context.wrong, context.right)
    Correction.objects.get_or_create(story=context.story, note=note)


def correction_printed(context):
    """Note where the next issue printed the corrections that readers see."""
    Correction.objects.to_print(context.live).update(reprinted=context.note)


def break_embargo(context):
    context.story.embargo_until = None
    context.story.save(update_fields=["embargo_until"])


# --- the press ------------------------------------------------------------------------------------


def publish(context, revision):
    """Hand exactly the revision to the press, from `at` on: its files first, its row last."""
    story = context.story
    story.publish_at = None  # done, or waiting in the press for its moment
    story.save(update_fields=["publish_at"])
    snapshot = snapshots.of_revision(story, revision)
    public_files.promote(snapshot.file_names)
    _clear(context.live, at=context.at)
    _clear(context.pending)  # which gives way
    return press.publish(snapshot, at=context.at)


def unschedule(context, revision):
    return _cleared(press.unschedule(context.story.pk))


def withdraw(context, revision):
    public_text = context.public_text or WITHDRAWN_TEXT
    _clear(context.pending)  # which never begins
    return _cleared(press.withdraw(context.story.pk, public_text=public_text))


def _cleared(version):
    """The version that ended, its files to be removed as soon as that stands."""
    _clear(version)
    return version


def _clear(version, at=None):
    """Have those files of the version, if there is one, removed that none shows any more.

    As soon as what was done stands, or `at` that moment.
    """
    if version and (names := sorted(version.snapshot.file_names)):
        job = remove_files.configure(schedule_at=at) if at else remove_files
        job.defer(names=names)


def redact(context, revision):
    """Empty what the press keeps of it; the desk's own is emptied once the decision stands."""
    press.redact(context.story.pk, revision.sha256)


# --- what hangs on the decision -------------------------------------------------------------------


def mark(context, decision):
    """Write what the proof suggests; a clean proof suggests nothing."""
    for suggested in context.marks:
        suggested.proof = decision
    ProofMark.objects.bulk_create(context.marks)


def empty(context, decision):
    """Empty the redacted revision, tags included, and the marks of its proofs.

    Its hash stays, and the seals with it.
    """
    revision = decision.revision
    marks = ProofMark.objects.filter(proof__revision=revision)
    marks.update(original="", replacement="", note="")
    revision.content = ""
    revision.beside.pop("tags", None)
    revision.save(update_fields=["content", "beside"])

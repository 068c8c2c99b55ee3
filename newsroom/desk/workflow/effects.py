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


def correct(attempt):
    """Add the correction in its set form; the reporter then puts the text itself right."""
    note = correction_note.set_form(attempt.story, attempt.live, attempt.wrong, attempt.right)
    Correction.objects.get_or_create(story=attempt.story, note=note)


def correction_printed(attempt):
    """Note where the next issue printed the corrections that readers see."""
    Correction.objects.to_print(attempt.live).update(reprinted=attempt.note)


def break_embargo(attempt):
    attempt.story.embargo_until = None
    attempt.story.save(update_fields=["embargo_until"])


# --- the press ------------------------------------------------------------------------------------


def publish(attempt, revision):
    """Hand exactly the revision to the press, from `at` on: its files first, its row last."""
    story = attempt.story
    story.publish_at = None  # done, or waiting in the press for its moment
    story.save(update_fields=["publish_at"])
    snapshot = snapshots.of_revision(story, revision)
    public_files.promote(snapshot.file_names)
    _clear(attempt.live, at=attempt.at)
    _clear(attempt.pending)  # which gives way
    return press.publish(snapshot, at=attempt.at)


def unschedule(attempt, revision):
    return _cleared(press.unschedule(attempt.story.pk))


def withdraw(attempt, revision):
    public_text = attempt.public_text or WITHDRAWN_TEXT
    _clear(attempt.pending)  # which never begins
    return _cleared(press.withdraw(attempt.story.pk, public_text=public_text))


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


def redact(attempt, revision):
    """Empty what the press keeps of it; the desk's own is emptied once the decision stands."""
    press.redact(attempt.story.pk, revision.sha256)


# --- what hangs on the decision -------------------------------------------------------------------


def mark(attempt, decision):
    """Write what the proof suggests; a clean proof suggests nothing."""
    for suggested in attempt.marks:
        suggested.proof = decision
    ProofMark.objects.bulk_create(attempt.marks)


def empty(attempt, decision):
    """Empty the redacted revision, tags included, and the marks of its proofs.

    Its hash stays, and the seals with it.
    """
    revision = decision.revision
    marks = ProofMark.objects.filter(proof__revision=revision)
    marks.update(original="", replacement="", note="")
    revision.content = ""
    revision.beside.pop("tags", None)
    revision.save(update_fields=["content", "beside"])

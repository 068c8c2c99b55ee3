"""Checks of the revisions of a story and of its working copy."""

import json

from django.utils.translation import gettext as _

from newsroom.desk.record_checks.check import field_labels, per_story


@per_story
def revisions_match_their_hashes(record):
    """The content of a revision has the hash that was recorded with it."""
    for revision in record.revisions:
        if not revision.is_redacted and revision.content_sha256 != revision.sha256:
            yield (
                _("The text of revision %(number)d is not the one that was recorded.")
                % {"number": revision.number},
                _("It was changed in the database. The recorded text has the SHA-256 %(sha256)s.")
                % {"sha256": revision.sha256},
            )


@per_story
def revisions_are_emptied_by_redaction(record):
    """A revision is empty if and only if a Decision redacted it."""
    redacted = {d.revision_id for d in record.decisions if d.transition == "redact"}
    for revision in record.revisions:
        values = {"number": revision.number}
        if revision.is_redacted and revision.pk not in redacted:
            yield _("Revision %(number)d was emptied, but no decision records this.") % values
        elif revision.pk in redacted and not revision.is_redacted:
            yield _("Revision %(number)d was to be redacted, and its text is still there.") % values


@per_story
def revisions_are_numbered_without_gaps(record):
    """The revisions of a story are numbered 1, 2, 3…"""
    numbers = [revision.number for revision in record.revisions]
    if not numbers:
        yield _("The story has no revision.")
    elif numbers != list(range(1, len(numbers) + 1)):
        yield _("The revisions are numbered %(numbers)s: some were taken out.") % {
            "numbers": "、".join(map(str, numbers))
        }


@per_story
def working_copy_is_the_last_revision(record):
    """The signed content of the working copy is that of the newest revision."""
    last = record.last_revision
    if last is not None and record.current.sha256 != last.sha256:
        yield from _differences(_signed(record.current.content), _signed(last.content), last)


@per_story
def metadata_is_that_of_the_last_revision(record):
    """So is its metadata, except organizations: merging two of them records no revision."""
    last = record.last_revision
    if last is not None and not last.is_redacted:
        ignored = {"organizations": None}
        yield from _differences(record.current.metadata | ignored, last.metadata | ignored, last)


def _signed(content):
    """The signed content as a dict, without the files of photos: a file may be added any time."""
    signed = json.loads(content or "{}")
    for photo in signed.get("photos", ()):
        photo["file"] = None
    return signed


def _differences(current, recorded, revision):
    """Yield one problem that names the fields in which the two dicts differ, if they do."""
    names = {n for n in current.keys() | recorded.keys() if current.get(n) != recorded.get(n)}
    if names:
        yield (
            _("On the desk, %(fields)s is not what revision %(number)d recorded.")
            % {"fields": field_labels(names), "number": revision.number},
            _("Changed behind the record's back: look at the story, save it to record it."),
        )


CHECKS = [
    revisions_match_their_hashes,
    revisions_are_emptied_by_redaction,
    revisions_are_numbered_without_gaps,
    working_copy_is_the_last_revision,
    metadata_is_that_of_the_last_revision,
]

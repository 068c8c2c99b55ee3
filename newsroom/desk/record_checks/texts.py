"""Checks of what a story said: its revisions, and its working copy."""

import json

from django.utils.translation import gettext as _

from newsroom.desk.record_checks.check import COMPARE, each, in_words


@each
def revisions_hash_to_their_sha256(account):
    for text in account.texts:
        if not text.is_redacted and text.digest != text.sha256:
            yield (
                _("The text of revision %(number)d is not the one that was recorded.")
                % {"number": text.number},
                _("It was changed in the database. The recorded text has the SHA-256 %(sha256)s.")
                % {"sha256": text.sha256},
            )


@each
def emptied_revisions_were_redacted(account):
    redacted = {d.revision_id for d in account.decisions if d.transition == "redact"}
    for text in account.texts:
        if text.is_redacted != (text.pk in redacted):
            yield (
                (
                    _("Revision %(number)d was emptied, and no decision says so.")
                    if text.is_redacted
                    else _("Revision %(number)d was to be redacted, and its text is still there.")
                )
                % {"number": text.number},
                COMPARE,
            )


@each
def numbers_have_no_gaps(account):
    numbers = [text.number for text in account.texts]
    if not numbers:
        yield _("The story has no revision."), COMPARE
    elif numbers != list(range(1, len(numbers) + 1)):
        yield (
            _("The revisions are numbered %(numbers)s: some were taken out.")
            % {"numbers": "、".join(map(str, numbers))},
            COMPARE,
        )


@each
def working_copy_says_what_was_recorded_last(account):
    last = account.texts[-1] if account.texts else None
    if last is None or account.state.sha256 == last.sha256:
        return
    if fields := _changed(_signed(account.state.content), _signed(last.content)):
        yield _said_otherwise(fields, last)


@each
def what_stands_beside_was_recorded_last(account):
    """Organizations are left out: merging two of them moves their stories without a revision."""
    last = account.texts[-1] if account.texts else None
    if last is None or last.is_redacted:
        return
    if fields := _changed(account.state.metadata, last.metadata) - {"organizations"}:
        yield _said_otherwise(fields, last)


def _signed(content):
    """The signed content without the files of its photos: a picture may arrive at any time."""
    signed = json.loads(content or "{}")
    for photo in signed.get("photos", ()):
        photo["file"] = None
    return signed


def _changed(one, other):
    """The names of what is not the same in both."""
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


def _said_otherwise(fields, last):
    what = _("On the desk, %(fields)s is not what revision %(number)d recorded.") % {
        "fields": in_words(fields),
        "number": last.number,
    }
    return what, _("Changed behind the record's back: look at the story, save it to record it.")


CHECKS = [
    revisions_hash_to_their_sha256,
    emptied_revisions_were_redacted,
    numbers_have_no_gaps,
    working_copy_says_what_was_recorded_last,
    what_stands_beside_was_recorded_last,
]

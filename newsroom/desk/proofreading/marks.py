"""The marks of a proof: how they are found in an edited text, and placed in a later text.

A mark belongs to the text of the revision that was proofread. Which marks were accepted since is
known; other changes of the text are found by comparing. A mark whose surroundings were changed has
no place any more: nobody can know what the proofreader would suggest for the new text.
"""

from itertools import groupby

from django.utils.translation import gettext as _

from newsroom.desk.models import ProofMark
from newsroom.desk.proofreading import body_text
from newsroom.desk.revisions.text_diff import Change, Run, diff

CONTEXT = 16  # characters shown on either side of a mark


def find_marks(passage, edited):
    """The unsaved ProofMarks that lead from the text of the passage to `edited`.

    Between two marks there is always text that was kept.
    """
    found, start = [], passage.start
    for is_kept, runs in groupby(diff(passage.text, edited), lambda run: run.change == Change.KEPT):
        group = list(runs)
        original = _joined(group, Change.KEPT if is_kept else Change.REMOVED)
        if not is_kept:
            replacement = _joined(group, Change.ADDED)
            found.append(
                ProofMark(
                    field=passage.field, start=start, original=original, replacement=replacement
                )
            )
        start += len(original)
    return found


def apply_marks(text, placed):
    """The plain text with marks applied; `placed` are pairs (mark, its start in the text)."""
    for mark, start in sorted(placed, key=lambda pair: pair[1], reverse=True):
        text = text[:start] + mark.replacement + text[start + len(mark.original) :]
    return text


def current_starts(marks, base, current):
    """Where the marks of one field start in its `current` text, in their order; None: no place.

    `base` is the text that was proofread, and `marks` are all marks of the proof in this field. A
    mark has a place if its text and the character on either side of it are unchanged.
    """
    accepted = [(mark, mark.start) for mark in marks if is_accepted(mark)]
    kept = list(_kept_ranges(_bounded(apply_marks(base, accepted)), _bounded(current)))
    return [_current_start(mark, mark.start + _offset(accepted, mark), kept) for mark in marks]


def locate_marks(marks, base, current):
    """Pairs (mark, its start in the current text or None) over all fields, in the given order.

    `base` and `current` are the `field_texts` of two revisions.
    """
    starts: dict[int, int | None] = {}
    for field in {mark.field for mark in marks} & base.keys() & current.keys():
        own = [mark for mark in marks if mark.field == field]
        found = current_starts(own, base[field], current[field])
        starts |= {id(mark): start for mark, start in zip(own, found, strict=True)}
    return [(mark, starts.get(id(mark))) for mark in marks]


def is_accepted(mark):
    """Whether an editor accepted the mark."""
    return hasattr(mark, "resolution") and mark.resolution.accepted


def resolution_label(resolution):
    """The MarkResolution in a word."""
    return _("accepted") if resolution.accepted else _("declined")


def in_context(mark, base):
    """The mark as Runs, with the text around it in its paragraph; `base` was proofread."""
    end = mark.start + len(mark.original)
    before = base[max(mark.start - CONTEXT, 0) : mark.start].split(body_text.PARAGRAPH)[-1]
    after = base[end : end + CONTEXT].split(body_text.PARAGRAPH)[0]
    return [
        Run(change, text)
        for change, text in (
            (Change.KEPT, before),
            (Change.REMOVED, mark.original),
            (Change.ADDED, mark.replacement),
            (Change.KEPT, after),
        )
        if text
    ]


def _joined(runs, change):
    return "".join(run.text for run in runs if run.change == change)


def _offset(accepted, mark):
    """By how many characters the accepted marks before it have moved the mark."""
    return sum(
        len(other.replacement) - len(other.original)
        for other, start in accepted
        if start < mark.start
    )


def _kept_ranges(old, new):
    """Yield (start in old, start in new, length) of the text that is the same in both."""
    old_start = new_start = 0
    for run in diff(old, new):
        if run.change == Change.KEPT:
            yield old_start, new_start, len(run.text)
        old_start += len(run.text) * (run.change != Change.ADDED)
        new_start += len(run.text) * (run.change != Change.REMOVED)


def _bounded(text):
    """The text with a control character at each end, so that every mark has a neighbour there."""
    return f"\2{text}\3"


def _current_start(mark, start, kept):
    """The start of the mark in the current text, if it and its neighbours are in a kept range."""
    first, end = start, start + len(mark.original) + 2  # in the bounded text, with both neighbours
    for old_start, new_start, length in kept:
        if old_start <= first and end <= old_start + length:
            return start - old_start + new_start
    return None

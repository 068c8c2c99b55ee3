"""The marks of a proof: from what a proofreader wrote to suggestions, and back into the story.

A mark belongs to the text of the revision that was proofread. What was accepted since is known
exactly; what else an editor changed is found by comparing. A mark whose surroundings were changed
has no place any more: nobody can say what its proofreader would have made of them.
"""

from itertools import groupby

from django.utils.translation import gettext as _

from newsroom.desk.models import ProofMark
from newsroom.desk.proofreading import body_text
from newsroom.desk.revisions.text_diff import Change, Run, runs

AROUND = 16  # characters of context on either side of a mark


def marks(passage, words):
    """The unsaved ProofMarks that lead from the passage to `words`; kept words part them."""
    found, place = [], passage.start
    for kept, group in groupby(runs(passage.text, words), lambda run: run.change == Change.KEPT):
        group = list(group)
        original = _joined(group, Change.KEPT if kept else Change.REMOVED)
        if not kept:
            replacement = _joined(group, Change.ADDED)
            found.append(
                ProofMark(
                    field=passage.field, start=place, original=original, replacement=replacement
                )
            )
        place += len(original)
    return found


def changed(text, placed):
    """The plain text with the marks in it, `placed` as pairs (mark, its start in the text)."""
    for mark, start in sorted(placed, key=lambda pair: pair[1], reverse=True):
        text = text[:start] + mark.replacement + text[start + len(mark.original) :]
    return text


def places(marks, base, current):
    """Where the marks of one field start in its `current` text, one by one; None for no place.

    `base` is the text that was proofread, the marks are all that the proof made of it. A mark has
    a place where its words and the character on either side of them are as they were.
    """
    accepted = [(mark, mark.start) for mark in marks if is_accepted(mark)]
    kept = list(_kept(_edged(changed(base, accepted)), _edged(current)))
    return [_place(mark, mark.start + _moved(accepted, mark), kept) for mark in marks]


def located(marks, base, current):
    """Pairs (mark, its start in `current` or None) over all fields, in the order of the marks.

    `base` and `current` are the `passages.texts` of two revisions.
    """
    starts = {}
    for field in {mark.field for mark in marks} & base.keys() & current.keys():
        own = [mark for mark in marks if mark.field == field]
        found = places(own, base[field], current[field])
        starts |= {id(mark): start for mark, start in zip(own, found, strict=True)}
    return [(mark, starts.get(id(mark))) for mark in marks]


def is_accepted(mark):
    return hasattr(mark, "resolution") and mark.resolution.accepted


def said(resolution):
    """What was decided, in a word."""
    return _("accepted") if resolution.accepted else _("declined")


def in_context(mark, base):
    """The mark as Runs, with what stood around it in its passage when it was proofread."""
    end = mark.start + len(mark.original)
    before = base[max(mark.start - AROUND, 0) : mark.start].split(body_text.PARAGRAPH)[-1]
    after = base[end : end + AROUND].split(body_text.PARAGRAPH)[0]
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


def _joined(group, change):
    return "".join(run.text for run in group if run.change == change)


def _moved(accepted, mark):
    """How far the accepted marks before it have moved the mark."""
    return sum(
        len(other.replacement) - len(other.original)
        for other, start in accepted
        if start < mark.start
    )


def _kept(old, new):
    """(place in old, place in new, length) of what is the same in both texts."""
    here = there = 0
    for run in runs(old, new):
        if run.change == Change.KEPT:
            yield here, there, len(run.text)
        here += len(run.text) * (run.change != Change.ADDED)
        there += len(run.text) * (run.change != Change.REMOVED)


def _edged(text):
    """With beginning and end as characters of their own, so that every mark has two sides."""
    return f"\2{text}\3"


def _place(mark, start, kept):
    first, last = start, start + len(mark.original) + 2  # with an edge before it, one to each side
    for here, there, size in kept:
        if here <= first and last <= here + size:
            return start - here + there
    return None

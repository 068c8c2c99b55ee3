"""What differs between two texts, by runs of characters that a Chinese reader can follow."""

from dataclasses import dataclass
from enum import IntEnum

from diff_match_patch import diff_match_patch


class Change(IntEnum):
    """The values are those of diff-match-patch."""

    REMOVED = -1
    KEPT = 0
    ADDED = 1


@dataclass(frozen=True)
class Run:
    """Characters in a row with one fate; `text` is never empty."""

    change: Change
    text: str


def runs(old, new, *, seconds=1.0):
    """The Runs that lead from `old` to `new`, in order: a removal stands before what replaces it.

    The kept and removed runs together are `old`, the kept and added ones `new`. Short
    coincidences between two changes are not kept apart, since nobody could read that.
    Bounded in time: what is not found in `seconds` comes out as one removal and one addition.
    """
    compare = diff_match_patch()
    compare.Diff_Timeout = max(seconds, 0.01)  # to the library 0 means for ever
    found = compare.diff_main(old, new)
    compare.diff_cleanupSemantic(found)
    return [Run(Change(change), text) for change, text in found if text]

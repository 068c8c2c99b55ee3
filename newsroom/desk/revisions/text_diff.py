"""The differences between two texts, in runs of characters that suit Chinese text."""

from dataclasses import dataclass
from enum import IntEnum

from diff_match_patch import diff_match_patch


class Change(IntEnum):
    """What became of a Run; the values are those of diff-match-patch."""

    REMOVED = -1
    KEPT = 0
    ADDED = 1


@dataclass(frozen=True)
class Run:
    """Consecutive characters with the same Change; `text` is never empty."""

    change: Change
    text: str


def diff(old, new, *, seconds=1.0):
    """The Runs that lead from `old` to `new`, in order; a removal comes before its replacement.

    The kept and removed runs together are `old`, the kept and added ones `new`. Single characters
    that happen to be the same between two changes are made part of the change, for readability.
    After `seconds` the rest is returned as one removal and one addition.
    """
    library = diff_match_patch()
    library.Diff_Timeout = max(seconds, 0.01)  # 0 would mean without limit
    found = library.diff_main(old, new)
    library.diff_cleanupSemantic(found)
    return [Run(Change(change), text) for change, text in found if text]

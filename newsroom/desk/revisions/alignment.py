"""Aligns the lines of two texts, and finds what differs between the two lines of a pair."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from time import monotonic

from newsroom.desk.revisions.text_diff import Change, Run, diff
from newsroom.desk.revisions.text_lines import Line

MIN_SIMILARITY = 0.3  # two lines at least as similar as this are one line that was edited
MAX_PAIRS = 10_000  # with more possible pairs of lines, edited lines are not looked for
CONTEXT = 1  # unchanged lines shown around a change


@dataclass(frozen=True)
class Row:
    """One row of a comparison: a line of the old text, of the new text (or None), the diff.

    `runs` lead from the text of `old` to that of `new`.
    """

    old: Line | None
    new: Line | None
    runs: tuple[Run, ...]

    @property
    def change(self):
        """`kept`, `changed`, `added` or `removed`."""
        if self.old == self.new:
            return "kept"
        return "added" if self.old is None else "removed" if self.new is None else "changed"

    @property
    def before(self):
        """The runs of the old line."""
        return [run for run in self.runs if run.change != Change.ADDED]

    @property
    def after(self):
        """The runs of the new line."""
        return [run for run in self.runs if run.change != Change.REMOVED]

    @property
    def is_restyled(self):
        """Whether the markup of the line changed: bold, a link, another picture."""
        if self.old is None or self.new is None or self.old == self.new:
            return False
        return (
            self.old.text == self.new.text
            or self.old.markup_without_offsets != self.new.markup_without_offsets
        )

    @property
    def line(self):
        """The new line, or the old one if it was removed."""
        return self.new or self.old

    def count(self, change):
        """The number of characters with that Change."""
        return sum(len(run.text) for run in self.runs if run.change == change)


@dataclass(frozen=True)
class Stretch:
    """Consecutive rows; `is_folded` if they are unchanged and hidden at first."""

    rows: Sequence[Row]
    is_folded: bool = False


def align(old, new, *, deadline=None):
    """The Rows that lead from the Lines `old` to the Lines `new`, in order.

    `deadline` is a time.monotonic(); after it characters are compared only coarsely (default: one
    second from now).
    """
    deadline = monotonic() + 1 if deadline is None else deadline
    rows: list[Row] = []
    for tag, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs = zip(old[i:i_end], new[j:j_end], strict=True)
        else:
            pairs = _paired(old[i:i_end], new[j:j_end])
        rows += [_row(old_line, new_line, deadline) for old_line, new_line in pairs]
    return rows


def fold(rows):
    """The rows as Stretches: unchanged rows are folded, except those next to a change."""
    stretches: list[tuple[list[Row], bool]] = []
    for row, is_shown in zip(rows, _near_changes(rows), strict=True):
        if not stretches or stretches[-1][1] == is_shown:
            stretches.append(([], not is_shown))
        stretches[-1][0].append(row)
    # A fold over a single row would take as much space as the row.
    return [Stretch(rows, is_folded and len(rows) > 1) for rows, is_folded in stretches]


def _near_changes(rows):
    """For each row whether it is changed or next to a changed row."""
    changed = [index for index, row in enumerate(rows) if row.change != "kept"]
    near = {index + offset for index in changed for offset in range(-CONTEXT, CONTEXT + 1)}
    return [index in near for index in range(len(rows))]


def _row(old, new, deadline):
    if old is not None and old == new:
        return Row(old, new, (Run(Change.KEPT, old.text),))
    old_text, new_text = (line.text if line else "" for line in (old, new))
    return Row(old, new, tuple(diff(old_text, new_text, seconds=deadline - monotonic())))


def _paired(old, new):
    """Pairs (old, new) of differing lines; None for a line that was added or removed."""
    if len(old) == len(new) == 1 and not old[0].kind:
        return [(old[0], new[0])]  # the single line of a field is always an edited line
    if len(old) * len(new) > MAX_PAIRS:
        return [*((line, None) for line in old), *((None, line) for line in new)]
    return _best_pairs(old, new, *_scores(old, new))


def _scores(old, new):
    """(similarity of each pair, the greatest sum of similarities from each pair to the end)."""
    similarity = [[_similarity(a, b) for b in new] for a in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            best[i][j] = max(best[i + 1][j + 1] + similarity[i][j], best[i + 1][j], best[i][j + 1])
    return similarity, best


def _best_pairs(old, new, similarity, best):
    """Yield the pairs with the greatest sum of similarities; removals before additions."""
    i = j = 0
    while i < len(old) and j < len(new):
        if similarity[i][j] and best[i][j] == best[i + 1][j + 1] + similarity[i][j]:
            yield old[i], new[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield old[i], None
            i += 1
        else:
            yield None, new[j]
            j += 1
    yield from ((line, None) for line in old[i:])
    yield from ((None, line) for line in new[j:])


def _similarity(a, b):
    """From 0 to 1: the share of pairs of characters that two lines have in common (Dice).

    0 below MIN_SIMILARITY. Photos are the same or not, whatever their captions are.
    """
    if a.kind == b.kind == "figure":
        return 1.0 if a.markup.split()[:1] == b.markup.split()[:1] else 0.0
    first, second = _bigrams(a.text), _bigrams(b.text)
    share = 2 * len(first & second) / (len(first) + len(second))
    return share if share >= MIN_SIMILARITY else 0.0


def _bigrams(text):
    return {text[i : i + 2] for i in range(max(1, len(text) - 1))}

"""Which lines of two texts belong beside each other, and what differs between the two of a pair."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from time import monotonic

from newsroom.desk.revisions.text_diff import Change, Run, runs
from newsroom.desk.revisions.text_lines import Line

ALIKE = 0.3  # from how alike two lines are read as one that was changed
PAIRS = 10_000  # above this number of possible pairs none is looked for
CONTEXT = 1  # unchanged lines that stay on screen around a change


@dataclass(frozen=True)
class Row:
    """A line on both sides; None where it is missing. `runs` lead from the one to the other."""

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
        return [run for run in self.runs if run.change != Change.ADDED]

    @property
    def after(self):
        return [run for run in self.runs if run.change != Change.REMOVED]

    @property
    def is_restyled(self):
        """Whether a line is set otherwise than it was: in bold, or with another picture."""
        same_words = self.change == "changed" and self.old.text == self.new.text
        return same_words or (self.change == "changed" and self.old.shape != self.new.shape)

    @property
    def line(self):
        return self.new or self.old

    def count(self, change):
        return sum(len(run.text) for run in self.runs if run.change == change)


@dataclass(frozen=True)
class Stretch:
    """Rows in a row; `is_folded` when nothing in them changed and they are too many to show."""

    rows: Sequence[Row]
    is_folded: bool = False


def aligned(old, new, *, until=None):
    """The Rows that lead from the Lines `old` to the Lines `new`, in order.

    `until` is a moment of time.monotonic() after which characters are compared coarsely only
    (default: one second from now).
    """
    until = monotonic() + 1 if until is None else until
    rows = []
    for tag, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs = zip(old[i:i_end], new[j:j_end], strict=True)
        else:
            pairs = _paired(old[i:i_end], new[j:j_end])
        rows += [_row(before, after, until) for before, after in pairs]
    return rows


def folded(rows):
    """The rows as Stretches: long unchanged ones folded but for the lines beside a change."""
    shown = _shown(rows)
    stretches = []
    for row, is_shown in zip(rows, shown, strict=True):
        if not stretches or stretches[-1].is_folded == is_shown:
            stretches.append(Stretch([], is_folded=not is_shown))
        stretches[-1].rows.append(row)
    # A fold that hides a single line takes its place without saying it.
    return [Stretch(s.rows, s.is_folded and len(s.rows) > 1) for s in stretches]


def _shown(rows):
    changed = [number for number, row in enumerate(rows) if row.change != "kept"]
    near = {number + offset for number in changed for offset in range(-CONTEXT, CONTEXT + 1)}
    return [number in near for number in range(len(rows))]


def _row(old, new, until):
    said = [line.text if line else "" for line in (old, new)]
    if old is not None and old == new:
        return Row(old, new, (Run(Change.KEPT, old.text),))
    return Row(old, new, tuple(runs(*said, seconds=until - monotonic())))


def _paired(old, new):
    """Pairs (old, new) with None for what is missing; a line that was rewritten stands in one."""
    if len(old) == len(new) == 1 and not old[0].kind:
        return [(old[0], new[0])]  # a field of one line is always compared
    if len(old) * len(new) > PAIRS:
        return [*((line, None) for line in old), *((None, line) for line in new)]
    return _walk(old, new, *_scores(old, new))


def _scores(old, new):
    """How alike each pair is, and the best total from each pair on."""
    alike = [[_alike(a, b) for b in new] for a in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            best[i][j] = max(best[i + 1][j + 1] + alike[i][j], best[i + 1][j], best[i][j + 1])
    return alike, best


def _walk(old, new, alike, best):
    """Follow the best total: a pair where it goes through one, removals before additions."""
    i = j = 0
    while i < len(old) and j < len(new):
        if alike[i][j] and best[i][j] == best[i + 1][j + 1] + alike[i][j]:
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


def _alike(a, b):
    """From 0 to 1: the share of pairs of characters that two lines have in common (Dice)."""
    if a.kind == b.kind == "figure":
        return 1.0 if a.form.split()[:1] == b.form.split()[:1] else 0.0
    first, second = _bigrams(a.text), _bigrams(b.text)
    share = 2 * len(first & second) / (len(first) + len(second))
    return share if share >= ALIKE else 0.0


def _bigrams(text):
    return {text[i : i + 2] for i in range(max(1, len(text) - 1))}

"""The best labels of a page, and how narrowly each was decided (Viterbi, in both directions)."""

from collections.abc import Sequence
from dataclasses import dataclass

from .labels import FORBIDDEN, LABELS, allowed

SIZE = len(LABELS)
Row = list[float]
# From each label above to each label below: impossible pairs can't win.
PENALTIES: list[Row] = [[0.0 if allowed(a, b) else FORBIDDEN for b in LABELS] for a in LABELS]


@dataclass(frozen=True)
class Decision:
    """The label of a line, the best label of another kind, and by how much that is worse."""

    label: str
    second: str
    margin: float


def best_labels(states: Sequence[Row], edges: Sequence[list[Row]]) -> list[str]:
    """The labels with the highest sum. `states[i][y]` and `edges[i - 1][above][y]` are scores."""
    return _traced(*_passed(states, edges))


def decisions(states: Sequence[Row], edges: Sequence[list[Row]]) -> list[Decision]:
    """The best labels, each with its margin over the best reading with another kind of line."""
    down, back = _passed(states, edges)
    up = _passed_back(states, edges)
    made = []
    for label, above, below in zip(_traced(down, back), down, up, strict=True):
        totals = [a + b for a, b in zip(above, below, strict=True)]
        others = [y for y in range(SIZE) if LABELS[y][0] != label[0]]
        second = max(others, key=totals.__getitem__)
        made.append(Decision(label, LABELS[second], max(totals) - totals[second]))
    return made


def _passed(states: Sequence[Row], edges: Sequence[list[Row]]) -> tuple[list[Row], list[list[int]]]:
    """The best score of the lines down to each line, with each label; and for each line but the
    first, which label above leads there."""
    rows, back = [states[0]], []
    for state, edge in zip(states[1:], edges, strict=True):
        score, best = _step(rows[-1], edge)
        rows.append([a + b for a, b in zip(score, state, strict=True)])
        back.append(best)
    return rows, back


def _traced(rows: Sequence[Row], back: Sequence[list[int]]) -> list[str]:
    """From the best label of the last line upwards."""
    path = [max(range(SIZE), key=rows[-1].__getitem__)]
    for best in reversed(back):
        path.append(best[path[-1]])
    return [LABELS[y] for y in reversed(path)]


def _step(score: Row, edge: list[Row]) -> tuple[Row, list[int]]:
    """The best way into each label, and where it comes from."""
    columns = zip(*([s + e for e in row] for s, row in zip(score, edge, strict=True)), strict=True)
    best = [max(range(SIZE), key=column.__getitem__) for column in columns]
    return [score[b] + edge[b][y] for y, b in enumerate(best)], best


def _passed_back(states: Sequence[Row], edges: Sequence[list[Row]]) -> list[Row]:
    """The best score of the lines below each line, with each label of that line."""
    rows = [[0.0] * SIZE]
    for state, edge in zip(reversed(states[1:]), reversed(edges), strict=True):
        below = [s + b for s, b in zip(state, rows[-1], strict=True)]
        rows.append([max(map(float.__add__, row, below)) for row in edge])
    return rows[::-1]

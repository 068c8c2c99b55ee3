"""Short lines in a row: what each shows by its place in the row, and the row by its place."""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from .headline_parts import roles_of
from .lines import EvidentLine
from .page_facts import PageFacts

MOST_IN_HEAD = 7
# What a line of a head says differently at the top of its head and at the end of it.
TOLD_BY_PLACE = ("says=", "w=", "commas=", "gaps=", "couplet", "last=", "tag", "verbs=")


@dataclass(frozen=True)
class Row:
    """Short lines in a row, from `start` to before `end`, and what the text below opens with:
    opening, byline, none, or end when nothing stands below."""

    start: int
    end: int
    told: str
    after: str
    before: str

    @property
    def size(self) -> int:
        return self.end - self.start


class Rows:
    """The rows of a page; `features` has those of a line, none for a line outside of rows."""

    def __init__(self, facts: PageFacts):
        lines = facts.lines
        self.facts, self.lines, self.shapes = facts, lines, facts.shapes
        self.rows = self._rows()
        self.row_at = {i: n for n, row in enumerate(self.rows) for i in range(row.start, row.end)}
        self.styles = Counter(line.style for line in lines if line.is_short)
        self.lengths = [
            sorted(line.length for line in lines[row.start : row.end]) for row in self.rows
        ]
        # How many lines of text, and how many characters of them, stand above each line.
        self.texts = [0, *accumulate(int(line.is_text) for line in lines)]
        self.printed = [0, *accumulate(line.length if line.is_text else 0 for line in lines)]
        lone = (row for row in self.rows if row.size == 1 and row.told == "none")
        self.singles = Counter(lines[row.start].length for row in lone)

    def told(self, i: int) -> str:
        """What the text below the row of a line opens with; none outside of rows."""
        return self.rows[self.row_at[i]].told if i in self.row_at else "none"

    def features(self, i: int) -> Iterator[str]:
        if i in self.row_at:
            row = self.rows[self.row_at[i]]
            yield from self._in_row(i, row)
            yield from self._compared(i, row)
            yield from self._among_rows(i, row)
            yield from self._over_text(i, row)

    @cached_property
    def told_share(self) -> int:
        """How many of the rows of short lines a dateline or a byline follows, in quarters."""
        return sum(row.told != "none" for row in self.rows) * 4 // max(len(self.rows), 1)

    def _rows(self) -> list[Row]:
        rows, start = [], None
        for i, line in enumerate([*self.lines, None]):
            if line is not None and line.is_head:
                start = i if start is None else start
            elif start is not None:
                below = self.shapes[i : i + 3]
                told = next((s for s in below if s in ("opening", "byline")), "none")
                after = below[0] if below else "end"
                before = self.shapes[start - 1] if start else "top"
                rows.append(Row(start, i, told, after, before))
                start = None
        return rows

    @cached_property
    def told_above(self) -> list[Row | None]:
        """For each row the last one above it whose text says who tells it."""
        last: Row | None = None
        found: list[Row | None] = []
        for row in self.rows:
            found.append(last)
            last = row if row.told != "none" else last
        return found

    @cached_property
    def roles(self) -> dict[int, str]:
        """The part of a head that each line of a row would have if the row were one head."""
        roles: dict[int, str] = {}
        for row in self.rows:
            inner = [i for i in range(row.start, row.end) if self.shapes[i] == "short"]
            if 1 < len(inner) < MOST_IN_HEAD:
                texts = [self.lines[i].printed for i in inner]
                roles.update(zip(inner, roles_of(texts), strict=True))
        return roles

    def _in_row(self, i: int, row: Row) -> Iterator[str]:
        line, at, size = self.lines[i], i - row.start, row.size
        lengths = self.lengths[self.row_at[i]]
        rank = size - bisect_right(lengths, line.length)
        closed, spot = self.facts.closed_above(row.start), f"run={min(size, 5)}&at={min(at, 4)}"
        yield f"run={min(size, 5)}"
        yield spot
        yield f"{spot}&after={row.after}"
        yield f"{spot}&told={row.told}"
        yield f"after={row.after}"
        yield f"before={row.before}&{closed}"
        yield f"told={row.told}"
        yield f"rank={min(rank, 9)}&run={min(size, 5)}"
        yield f"rank={min(rank, 9)}&at={min(at, 4)}&run={min(size, 4)}"
        yield f"closed={closed}&told={row.told}"
        yield f"n={line.size}&run={min(size, 4)}&told={row.told}"
        yield from (f"told={row.told}&{fact}" for fact in self.facts.page)
        small = f"{min(size, 4)}{min(at, 3)}"
        yield from (f"{fact}@{small}" for fact in line.features if fact.startswith(TOLD_BY_PLACE))
        yield from (f"{fact}@{small}" for fact in self.facts.page)
        yield f"n={line.size}@{small}"
        yield f"longest={line.length == lengths[-1]:d}{line.length == lengths[0]:d}@{small}"
        role = self.roles.get(i, "none")
        yield f"role={role}"
        yield f"role={role}&told={row.told}"
        yield f"role={role}&run={min(size, 4)}&at={min(at, 3)}"
        yield f"role={role}&run={min(size, 4)}&at={min(at, 3)}&{self.facts.page[0]}"

    def _compared(self, i: int, row: Row) -> Iterator[str]:
        line, spot = self.lines[i], f"{min(row.size, 4)}{min(i - row.start, 3)}"
        for d in (-1, 1):
            if row.start <= i + d < row.end:
                other = self.lines[i + d]
                ratio = round(4 * math.log(line.length / other.length))
                yield f"{d}:ratio={max(-4, min(4, ratio))}@{spot}"
                yield f"{d}:shared={min(len(line.pairs & other.pairs), 2)}@{spot}"
                yield from (f"{d}:says={said}@{spot}" for said in other.says)
                yield from (f"{d}:w={w}@{spot}" for w in other.words if w in ("meeting", "result"))

    def _among_rows(self, i: int, row: Row) -> Iterator[str]:
        """The row among the others of the page: what is told of those, and what lies between."""
        n, line, told, size = self.row_at[i], self.lines[i], row.told != "none", row.size
        above = self.rows[n - 1] if n else None
        below = self.rows[n + 1] if n + 1 < len(self.rows) else None
        last = self.told_above[n]
        gap = self.texts[row.start] - self.texts[last.end] if last else 9
        alike = sum(self.singles[line.length + d] for d in (-1, 0, 1)) - (not told and size == 1)
        start = above.end if above else 0
        text = min((self.printed[row.start] - self.printed[start]) // 120, 5)
        yield f"share={self.told_share}&{told:d}"
        yield f"share={self.told_share}&{told:d}&run={min(size, 3)}"
        yield f"rows={min(len(self.rows), 6)}&{told:d}&{self.told_share}"
        yield f"up={text}&{told:d}"
        yield f"up={text}&{self.facts.closed_above(row.start)}"
        yield f"above={above.told if above else 0}&{below.told if below else 0}&{row.told}"
        yield f"last={last.told if last else 0}&{min(gap, 5)}&{told:d}"
        yield f"alike={min(alike, 3)}&{told:d}&run={min(size, 3)}"
        yield f"alike={min(alike, 3)}&last={last.told if last else 0}"
        yield f"next={min(below.size, 9) if below else 0}&{min(size, 9)}&{told:d}"
        yield f"previous={min(above.size, 9) if above else 0}&{min(size, 9)}&{told:d}"
        style = min(self.styles[line.style], 6)
        yield f"style={style}"
        yield f"style={style}&told={row.told}"
        yield f"style={style}&run={min(size, 3)}"

    def _over_text(self, i: int, row: Row) -> Iterator[str]:
        """What a head has in common with the text below it and above it, and how much that is."""
        line, n = self.lines[i], self.row_at[i]
        end = self.rows[n + 1].start if n + 1 < len(self.rows) else len(self.lines)
        near, far = range(row.end, min(end, row.end + 5)), range(max(row.start - 3, 0), row.start)
        over = [self._common(line, self.lines[k]) for k in near if self.lines[k].is_text][:3]
        back = [self._common(line, self.lines[k]) for k in far if self.lines[k].is_text]
        most, most_back = max(over, default=0.0), max(back, default=0.0)
        yield f"over1={int(5 * over[0]) if over else 'n'}"
        yield f"over={int(5 * most)}"
        yield f"back={int(5 * most_back)}"
        yield f"over>back={most > most_back:d}&{most == most_back:d}"
        length = self.printed[end] - self.printed[row.end]
        yield f"body={min(length // 150, 5)}&{end == len(self.lines):d}"
        texts = self.texts[end] - self.texts[row.end]
        yield f"texts={min(texts, 4)}&told={row.told}"

    @staticmethod
    def _common(line: EvidentLine, text: EvidentLine) -> float:
        return len(line.pairs & text.pairs) / max(len(line.pairs), 1)

"""How a page is wrapped: the widths that neighbouring lines agree on, else its indents."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from .printed_lines import Line

HANGING = "，。、；：？！…”’）》」』"
MOST_HANGING = 2
INDENTED = 2
NARROWEST, WIDEST = 10, 60
ENOUGH_VOTES, CERTAIN_VOTES = 3, 8
MOST_LONGER = 0.3
LEAST_SHARE = 4


@dataclass(frozen=True)
class Measure:
    """A way to size lines; full ones may be `slack` away, for hanging or pulled punctuation."""

    size: Callable[[Line], float]
    tolerance: float
    slack: tuple[int, ...]


CHARACTERS = Measure(lambda line: line.length, 0, (-1, 0))
PRINTED_WIDTH = Measure(lambda line: line.width, 0.5, (-2, -1, 0, 1))


@dataclass(frozen=True)
class Wraps:
    """How a page is wrapped: the sizes of its full lines, and whether blank lines are breaks."""

    measure: Measure
    full: frozenset[int]
    spaced: bool
    indents: bool  # paragraphs open with an indent
    exact: frozenset[int]  # `full` without slack, where characters are counted
    lost_indent: int  # by how much an indent that the export lost shortens first lines, or none

    def runs_on(self, group: list["Line"], line: "Line") -> bool:
        """Where no width is agreed on, what is not indented goes on a paragraph that is."""
        below_indent = self.indents and group[0].indented and not line.indented
        return not self.full and below_indent and not group[-1].closed

    def is_full(self, line: Line, *, first: bool = False) -> bool:
        """Whether a line fills the column; `first`, whether it may open a paragraph."""
        sizes = (0, self.lost_indent) if first else (0,)
        return any(self._fills(line, round(self.measure.size(line)) + size) for size in sizes)

    def opens_text(self, line: Line, below: Line) -> bool:
        """Whether what could be a title is the first line of a paragraph: exactly full, unless a
        bracket that opens the next line was kept from ending this one."""
        size = round(self.measure.size(line))
        exact = {size, size + self.lost_indent, size - 1, size - 2} & self.exact
        return bool(exact) or below.text.startswith(tuple("“‘（(《「『【"))

    def _fills(self, line: Line, size: int) -> bool:
        text = line.text.rstrip()
        hanging = min(len(text) - len(text.rstrip(HANGING)), MOST_HANGING)
        return any(size - over in self.full for over in range(hanging + 1))


def wraps_of(lines: list[Line]) -> Wraps:
    """Exports wrap at a number of characters or a printed width: what more neighbours agree on."""
    votes = {measure: _votes(lines, measure) for measure in (CHARACTERS, PRINTED_WIDTH)}
    measure = max(votes, key=lambda measure: max(votes[measure].values(), default=0))
    sizes = [size for size in votes[measure] if _is_agreed(size, votes[measure], lines, measure)]
    full = frozenset(size + slack for size in sizes for slack in measure.slack)
    lost = _lost_indent(lines, measure, full)
    exact = frozenset(sizes) if measure is CHARACTERS else full
    spaced, indents = _blank_means_break(lines), _indent_means_break(lines)
    return Wraps(measure, full, spaced, indents, exact, lost)


def _votes(lines: list[Line], measure: Measure) -> Counter[int]:
    """How many lines speak for each size by running on into a line of that size, or by opening
    a paragraph that runs on, or by running on into a line that ends it."""
    votes: Counter[int] = Counter()
    for above, line in pairwise(lines):
        size, below = measure.size(above), measure.size(line)
        opens = above.indented and not line.indented and below <= size + measure.tolerance
        alike = abs(size - below) <= measure.tolerance
        ends = line.closed and below <= size
        if NARROWEST <= size <= WIDEST and not above.closed and (opens or alike or ends):
            votes[round(size)] += 1
    return votes


def _is_agreed(size: int, votes: Counter[int], lines: list[Line], measure: Measure) -> bool:
    """Enough lines agree on a size, and not much of the page is wider."""
    agreed = sum(votes[size + step] for step in (-1, 0, 1))
    longer = sum(measure.size(line) > size + 2 for line in lines)
    significant = agreed * LEAST_SHARE >= max(votes.values())
    certain = agreed >= CERTAIN_VOTES or longer <= MOST_LONGER * len(lines)
    return agreed >= ENOUGH_VOTES and significant and certain


def _lost_indent(lines: list[Line], measure: Measure, full: frozenset[int]) -> int:
    """INDENTED when lines that much too short stand above full ones, about once in a paragraph."""
    short = sum(
        round(measure.size(line)) in full
        and round(measure.size(line)) - round(measure.size(above)) == INDENTED
        and not above.closed
        for above, line in pairwise(lines)
    )
    ends = sum(line.closed for line in lines)
    return INDENTED if short >= ENOUGH_VOTES and short * LEAST_SHARE >= ends else 0


def _indent_means_break(lines: list[Line]) -> bool:
    """Most lines that end a sentence are followed by an indent."""
    below = [line.indented for above, line in pairwise(lines) if above.closed]
    return sum(below) * 2 > len(below)


def _blank_means_break(lines: list[Line]) -> bool:
    """Blank lines are breaks unless the export put one after every line."""
    return sum(line.after_blank for line in lines[1:]) * 2 < len(lines)

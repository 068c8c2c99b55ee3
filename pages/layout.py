"""Which printed lines are one line of text: hard wraps are judged from the page's own widths."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from .passages import Passage, Run, join

CLOSED = re.compile(r"[。！？…”’』」）)】》—：:；;!?.][\s\u3000]*(?:[①-⑳]\d{0,2}[\s\u3000]*)?$")
INDENT = re.compile(r"[\u3000 \t]{2,}|\u3000")
WIDE = re.compile(r"[\u2e80-\uffef‘’“”—…·①-⑳▲-◿]")
NARROWEST, WIDEST = 10, 60
ENOUGH_PAIRS = 3


@dataclass(frozen=True)
class Line:
    """A line with ink: its number (from 1), its text, and whether a blank line stands above."""

    number: int
    text: str
    after_blank: bool

    @property
    def indented(self) -> bool:
        return bool(INDENT.match(self.text))

    @property
    def closed(self) -> bool:
        return bool(CLOSED.search(self.text))

    @property
    def width(self) -> float:
        """In Chinese characters; Latin letters and digits are half as wide."""
        text = self.text.rstrip()
        wide = len(WIDE.findall(text))
        return wide + (len(text) - wide) / 2

    @property
    def passage(self) -> Passage:
        return Passage((Run(self.number, 0, self.text),))


def inked_lines(text: str) -> Iterator[Line]:
    blank = False
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield Line(number, line, blank)
        blank = not line.strip()


def measures(lines: list[Line]) -> frozenset[int]:
    """The column widths the page is wrapped at: what pairs of neighbouring lines agree on."""
    pairs = Counter(
        round(above.width)
        for above, line in pairwise(lines)
        if NARROWEST <= above.width <= WIDEST
        and abs(above.width - line.width) <= 1
        and not above.closed
    )
    return frozenset(width for width, count in pairs.items() if _near(pairs, width) >= ENOUGH_PAIRS)


def _near(pairs: Counter, width: int) -> int:
    return sum(pairs[width + slack] for slack in (-1, 0, 1))


def logical_lines(
    lines: list[Line], kind: Callable[[Passage], str]
) -> Iterator[tuple[Passage, bool]]:
    """Join hard wraps. `kind` says what a line looks like alone: head, body or other.

    Yields each line of text with whether it breaks off in the middle of a paragraph.
    """
    widths = measures(lines)
    full = frozenset(width + slack for width in widths for slack in (-2, -1, 0, 1))
    spaced = _blank_means_break(lines)
    group: list[Line] = []
    for line in lines:
        if group and not _continues(group[-1], line, full, spaced, kind):
            yield _joined(group, full)
            group = []
        group.append(line)
    if group:
        yield _joined(group, full)


def _continues(above: Line, line: Line, full: frozenset[int], spaced: bool, kind) -> bool:
    if round(above.width) not in full or line.indented:
        return False
    if spaced and line.after_blank and above.closed:
        return False
    return kind(above.passage) != "other" and kind(line.passage) == "body"


def _joined(group: list[Line], full: frozenset[int]) -> tuple[Passage, bool]:
    last = group[-1]
    paragraph = len(group) > 1 or last.indented
    breaks_off = paragraph and round(last.width) in full and not last.closed
    return join([line.passage for line in group]), breaks_off


def _blank_means_break(lines: list[Line]) -> bool:
    """Blank lines are breaks unless the export put one after every line."""
    return sum(line.after_blank for line in lines[1:]) * 2 < len(lines)

"""Which printed lines are one line of text: hard wraps are judged from the page's own widths."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from .passages import Passage, Run, join

CLOSED = re.compile(r"[。！？…”’』」）)】》—：:；;!?.][\s\u3000]*(?:[①-⑳]\d{0,2}[\s\u3000]*)?$")
INDENT = re.compile(r"[\u3000 \t]{2,}|\u3000")
WIDE = re.compile(r"[\u2e80-\uffef‘’“”—…·①-⑳▲-◿]")
NARROWEST, WIDEST = 10, 60
RUN_LENGTH = 4


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
    """The column widths the page is wrapped at: what several lines in a row agree on."""
    widths: set[int] = set()
    run: list[Line] = []
    for line in lines:
        width = line.width
        fits = NARROWEST <= width <= WIDEST and all(abs(width - o.width) <= 2 for o in run[-3:])
        if not fits:
            widths |= _agreed(run)
            run = []
        if NARROWEST <= width <= WIDEST:
            run.append(line)
    return frozenset(widths | _agreed(run))


def _agreed(run: list[Line]) -> set[int]:
    wrapped = [line for line in run if not line.closed]
    if len(run) < RUN_LENGTH or len(wrapped) * 2 < len(run):
        return set()
    sizes = sorted(round(line.width) for line in run)
    return {sizes[len(sizes) // 2]}


def logical_lines(lines: list[Line], begins: Callable[[Passage], bool]) -> list[Passage]:
    """Join hard wraps; `begins` says whether a line opens a new element of the page."""
    widths = measures(lines)
    near = frozenset(width + slack for width in widths for slack in (-2, -1, 0, 1))
    spaced = _blank_means_break(lines)
    groups: list[list[Passage]] = [[lines[0].passage]] if lines else []
    for above, line in pairwise(lines):
        wrapped = round(above.width) in near and not line.indented
        apart = spaced and line.after_blank and above.closed
        if wrapped and not apart and not begins(line.passage):
            groups[-1].append(line.passage)
        else:
            groups.append([line.passage])
    return [join(group) for group in groups]


def _blank_means_break(lines: list[Line]) -> bool:
    """Blank lines are breaks unless the export put one after every line."""
    return sum(line.after_blank for line in lines[1:]) * 2 < len(lines)

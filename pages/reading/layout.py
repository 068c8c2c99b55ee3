"""Which printed lines are one line of text: hard wraps are judged from the page's own widths."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from .passages import Passage, Run, join

CLOSED = re.compile(r"[。！？…”’』」）)】》—：:；;!?.][\s\u3000]*(?:[①-⑳]\d{0,2}[\s\u3000]*)?$")
# A full line may well end at a quotation mark or a colon; only this ends a sentence.
SENTENCE_END = re.compile(
    r"(?:[。！？…!?][”’』」）)]*(?:[（(][^（）()]{2,30}[）)])?|—{3})"
    r"[\s\u3000]*(?:[①-⑳]\d{0,2}[\s\u3000]*)?$"
)
INDENT = re.compile(r"[\u3000 ]{2,}|\u3000")
ODD_SPACE = re.compile(r"[^\S\u3000 ]")
WIDE = re.compile(r"[\u2e80-\uffef‘’“”—…·①-⑳▲-◿]")
# What opens a new element even behind a line that is not closed.
OPENER = re.compile(r"[\s\u3000]*(?:[▲▼◀▶△▽↑↓■◆◇●○□◎★☆【]|图[①-⑳]|[上下左右]?图[:：])")
# What may end a caption, and what may open a line that belongs to no paragraph: `kind` decides.
TAKEN = re.compile(r"摄[）)]?[\s\u3000]*$")
OUTSIDE_TEXT = re.compile(r"[（(【]?(?:下转|上接|紧接|转接|本版|责任?编|编辑|美编|校对|组版|值班)")
HANGING = "，。、；：？！…”’）》」』"
MOST_HANGING = 2
NARROWEST, WIDEST = 10, 60
ENOUGH_VOTES, CERTAIN_VOTES = 3, 8
MOST_LONGER = 0.3
LEAST_SHARE = 4
# Unmarked lines may run on from these; what a person calls anything else is a line of its own.
RUNS_ON = frozenset(["", "paragraph", "continued"])


@dataclass(frozen=True)
class Line:
    """A line with ink: its number (from 1), its text, whether a blank line stands above, and what
    a person says that it is."""

    number: int
    text: str
    after_blank: bool
    said: str = ""

    @property
    def indented(self) -> bool:
        return bool(INDENT.match(self.text))

    @property
    def closed(self) -> bool:
        return bool(SENTENCE_END.search(self.text))

    @property
    def width(self) -> float:
        """In Chinese characters; Latin letters and digits are half as wide."""
        text = self.text.rstrip()
        wide = len(WIDE.findall(text))
        return wide + (len(text) - wide) / 2

    @property
    def length(self) -> int:
        return len(self.text.rstrip())

    @property
    def passage(self) -> Passage:
        return Passage((Run(self.number, 0, self.text),))


def inked_lines(text: str, marks: Mapping[int, str] | None = None) -> Iterator[Line]:
    marks = marks or {}
    blank = False
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield Line(number, _with_plain_spaces(line.rstrip()), blank, marks.get(number, ""))
        blank = not line.strip()


def _with_plain_spaces(line: str) -> str:
    """A tab or a web page's hard space indents at the margin and is a space elsewhere; one
    character stands for one, so that every place stays where it was."""
    text = line.lstrip()
    margin = line[: len(line) - len(text)]
    return ODD_SPACE.sub("\u3000", margin) + ODD_SPACE.sub(" ", text)


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

    def is_full(self, line: Line) -> bool:
        size = round(self.measure.size(line))
        text = line.text.rstrip()
        hanging = min(len(text) - len(text.rstrip(HANGING)), MOST_HANGING)
        return any(size - over in self.full for over in range(hanging + 1))


def wraps_of(lines: list[Line]) -> Wraps:
    """Exports wrap at a number of characters or a printed width: what more neighbours agree on."""
    votes = {measure: _votes(lines, measure) for measure in (CHARACTERS, PRINTED_WIDTH)}
    measure = max(votes, key=lambda measure: max(votes[measure].values(), default=0))
    sizes = [size for size in votes[measure] if _is_agreed(size, votes[measure], lines, measure)]
    full = frozenset(size + slack for size in sizes for slack in measure.slack)
    return Wraps(measure, full, _blank_means_break(lines))


def _votes(lines: list[Line], measure: Measure) -> Counter:
    """How many lines speak for each size by running on into a line of that size, or by opening
    a paragraph that runs on."""
    votes: Counter = Counter()
    for above, line in pairwise(lines):
        size, below = measure.size(above), measure.size(line)
        opens = above.indented and not line.indented and below <= size + measure.tolerance
        alike = abs(size - below) <= measure.tolerance
        if NARROWEST <= size <= WIDEST and not above.closed and (opens or alike):
            votes[round(size)] += 1
    return votes


def _is_agreed(size: int, votes: Counter, lines: list[Line], measure: Measure) -> bool:
    """Enough lines agree on a size, and not much of the page is wider."""
    agreed = sum(votes[size + step] for step in (-1, 0, 1))
    longer = sum(measure.size(line) > size + 2 for line in lines)
    significant = agreed * LEAST_SHARE >= max(votes.values())
    certain = agreed >= CERTAIN_VOTES or longer <= MOST_LONGER * len(lines)
    return agreed >= ENOUGH_VOTES and significant and certain


def logical_lines(
    lines: list[Line], kind: Callable[[Passage], str]
) -> Iterator[tuple[Passage, bool]]:
    """Join hard wraps. `kind` says what a line looks like alone: title, opening (of a story),
    body or other.

    Yields each line of text with whether it breaks off in the middle of a paragraph.
    """
    wraps = wraps_of(lines)
    group: list[Line] = []
    for line in lines:
        if group and not _continues(group, line, wraps, kind):
            yield _joined(group, wraps, line)
            group = []
        group.append(line)
    if group:
        yield _joined(group, wraps)


def _continues(group: list[Line], line: Line, wraps: Wraps, kind) -> bool:
    """A full line runs on, unless the next one shows that something new begins."""
    above = group[-1]
    if line.said or group[0].said not in RUNS_ON:
        return False
    if not wraps.is_full(above) or line.indented or OPENER.match(line.text):
        return False
    begins = len(group) == 1 and not above.indented and not above.said
    alone = kind(above.passage) if begins else "body"
    if alone == "other" or (alone == "title" and line.text.startswith("——")):
        return False
    ends_short = not line.closed and not wraps.is_full(line)
    if _stands_apart(above, line, kind):
        return False
    if alone == "title" and kind(line.passage) == "opening":
        return False
    if not above.closed:
        return not (alone == "title" and ends_short)
    apart = wraps.spaced and line.after_blank
    return not ends_short and not apart and kind(line.passage) in ("title", "body", "credited")


def _stands_apart(above: Line, line: Line, kind) -> bool:
    """A credit ends its caption; a jump or a line of editors is no part of any paragraph."""
    credited = TAKEN.search(above.text) and kind(above.passage) == "credited"
    outside = OUTSIDE_TEXT.match(line.text) and kind(line.passage) == "other"
    return bool(credited or outside)


def _joined(group: list[Line], wraps: Wraps, below: Line | None = None) -> tuple[Passage, bool]:
    last = group[-1]
    paragraph = len(group) > 1 or last.indented
    goes_on = below is not None and below.said == "continued"
    breaks_off = goes_on or (paragraph and wraps.is_full(last) and not last.closed)
    return join([line.passage for line in group]), breaks_off


def _blank_means_break(lines: list[Line]) -> bool:
    """Blank lines are breaks unless the export put one after every line."""
    return sum(line.after_blank for line in lines[1:]) * 2 < len(lines)

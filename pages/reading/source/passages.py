"""Text that knows where on the page it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..records import Span

INK = re.compile(r"\S(?:.*\S)?", re.DOTALL)


@dataclass(frozen=True)
class Run:
    """A stretch of one line: its line number (from 1) and first column (from 0)."""

    line: int
    start: int
    text: str


@dataclass(frozen=True)
class Passage:
    """One or more stretches of lines read as one text, such as a paragraph broken over lines."""

    runs: tuple[Run, ...]

    @cached_property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def first_line(self) -> int:
        return self.runs[0].line

    @property
    def last_line(self) -> int:
        return self.runs[-1].line

    def line_at(self, offset: int) -> int:
        """The line that the character at `offset` of the text stands on."""
        for run in self.runs:
            if offset < len(run.text):
                return run.line
            offset -= len(run.text)
        return self.last_line

    def cut(self, start: int, end: int) -> "Passage":
        """Characters `start` to `end` of the text, still knowing their places."""
        runs, offset = [], 0
        for run in self.runs:
            low, high = max(start - offset, 0), min(end - offset, len(run.text))
            if low < high:
                runs.append(Run(run.line, run.start + low, run.text[low:high]))
            offset += len(run.text)
        return Passage(tuple(runs))

    def spans(self, kind: str) -> Iterator[Span]:
        """The inked part of each stretch, as spans of one kind."""
        for run in self.runs:
            ink = INK.search(run.text)
            if ink:
                yield Span(run.line, run.start + ink.start(), run.start + ink.end(), kind)


def join(passages: list[Passage]) -> Passage:
    return Passage(tuple(run for passage in passages for run in passage.runs))

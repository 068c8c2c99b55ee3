"""How well a model reads pages: the rows of tests/pages/score_reading.py, and its doubts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pages.reading.decoder.labels import kind_of
from pages.reading.decoder.model import Model
from pages.reading.reader import read
from pages.reading.records import Problem, Reading
from tests.pages import score_reading

from .corpus import LAYOUTS, MEASURED, AnnotatedPage, Printed

Rows = dict[str, tuple]
MEASURED_AT = [LAYOUTS.index(layout) for layout in MEASURED]
HEAD = frozenset(["kicker", "headline", "deck"])


@dataclass
class Report:
    """The scores of readings by page and layout: alone, and with each doubt answered by a person
    who takes the right one of both readings."""

    alone: dict[str, Rows] = field(default_factory=dict)
    assisted: dict[str, Rows] = field(default_factory=dict)
    doubts: int = 0
    wrong_heads: int = 0
    doubted_heads: int = 0  # of the wrong ones

    def add(self, name: str, page: AnnotatedPage, printed: Printed, model: Model) -> None:
        reading = _read(page, printed, model, {})
        self.alone[name] = score_reading.score(reading.as_json("", ""), page.gold)
        asked = [problem for problem in reading.problems if problem.kind == "doubt"]
        self._count_heads(printed, reading, asked)
        right = _kinds(printed)
        answers = {p.line: right[p.line] for p in asked if right[p.line] in (p.label, p.second)}
        answered = _read(page, printed, model, answers) if answers else reading
        self.assisted[name] = score_reading.score(answered.as_json("", ""), page.gold)
        self.doubts += len(asked)

    def _count_heads(self, printed: Printed, reading: Reading, asked: Sequence[Problem]) -> None:
        right, lines = _kinds(printed), {problem.line for problem in asked}
        near = lines | {line + d for line in lines for d in (-1, 1)}
        for line in reading.lines:
            kind = right.get(line.first)
            if kind != line.label and (kind in HEAD or line.label in HEAD):
                self.wrong_heads += 1
                self.doubted_heads += line.first in near

    def __str__(self) -> str:
        count = max(len(self.alone), 1)
        rows = " ".join(f"{row} {value:.3f}" for row, value in rows_of(self.alone).items())
        return (
            f"mean {mean(self.alone):.3f}, assisted {mean(self.assisted):.3f} with "
            f"{self.doubts / count:.2f} doubts a page, {self.doubted_heads} of {self.wrong_heads} "
            f"wrong heads doubted, over {count} readings | {rows}"
        )


def mean(scores: dict[str, Rows]) -> float:
    return sum(map(score_reading.page_score, scores.values())) / max(len(scores), 1)


def rows_of(scores: dict[str, Rows]) -> dict[str, float]:
    """Each row over all pages."""
    sums = {row: [0, 0, 0] for row in score_reading.ROWS}
    for rows in scores.values():
        for row, values in rows.items():
            sums[row] = [a + b for a, b in zip(sums[row], values[:3], strict=True)]
    found = {row: score_reading.f1(*of_row) for row, of_row in sums.items()}
    return {row: value for row, value in found.items() if value is not None}


def evaluated(pages: Iterable[AnnotatedPage], model: Model, report: Report | None = None) -> Report:
    """Each page in the MEASURED layouts, added to a report."""
    report = report or Report()
    for page in pages:
        for n in MEASURED_AT:
            report.add(f"{page.name}/{n}", page, page.printed[n], model)
    return report


def _read(page: AnnotatedPage, printed: Printed, model: Model, marks: dict[int, str]) -> Reading:
    return read(printed.text, paper=page.paper, home_city=page.city, model=model, marks=marks)


def _kinds(printed: Printed) -> dict[int, str]:
    return {
        line.passage.first_line: kind_of(label)
        for line, label in zip(printed.lines, printed.labels, strict=True)
    }

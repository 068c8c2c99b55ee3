"""The lines of a page that the reader asks about, and the other problems of the page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from newsroom.core.labels import Label
from pages.import_desk.labels import MARK_LABELS
from pages.reading.records import Problem, Reading

# How many characters of the lines above and below a doubt show where it stands.
AROUND = 22


@dataclass(frozen=True)
class Doubt:
    """A line that was read as `label` and may be `second`, with the text right above and below."""

    problem: Problem
    label: Label
    second_label: Label
    above: str
    below: str


def open_doubts(text: str, reading: Reading | None, marks: Mapping[str, str]) -> list[Doubt]:
    """The doubts about lines that nobody has marked, one for each line, in the order of the page.

    `marks` is {line number as text: kind}: a mark settles the doubts about its line.
    """
    doubts = {p.line: p for p in _problems(reading) if p.second and str(p.line) not in marks}
    lines = text.split("\n")
    return [_doubt(problem, lines) for problem in doubts.values()]


def other_problems(reading: Reading | None) -> list[Problem]:
    """What an editor should look at besides the doubts."""
    return [problem for problem in _problems(reading) if not problem.second]


def _problems(reading: Reading | None) -> tuple[Problem, ...]:
    return reading.problems if reading else ()


def _doubt(problem: Problem, lines: list[str]) -> Doubt:
    above = _first_inked(reversed(lines[: problem.line - 1]))
    below = _first_inked(lines[problem.line :])
    return Doubt(
        problem=problem,
        label=MARK_LABELS[problem.label],
        second_label=MARK_LABELS[problem.second],
        above=above if len(above) <= AROUND else f"…{above[-AROUND:]}",
        below=below if len(below) <= AROUND else f"{below[:AROUND]}…",
    )


def _first_inked(lines: Iterable[str]) -> str:
    return next(filter(None, (line.strip() for line in lines)), "")

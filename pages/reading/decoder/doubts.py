"""Which decisions were too narrow to be trusted: a person is asked about these lines."""

from collections.abc import Collection, Iterator, Sequence

from ..records import Problem
from .chain import Decision
from .labels import kind_of
from .lines import EvidentLine

# What an editor calls a line of each kind.
NAMES = {
    "page": "版面信息",
    "furniture": "版面杂项",
    "editors": "编校人员",
    "column": "栏目名",
    "kicker": "引题",
    "headline": "主标题",
    "deck": "副题",
    "byline": "署名",
    "paragraph": "正文",
    "continued": "上一段的后半",
    "crosshead": "小标题",
    "caption": "图片说明",
    "signoff": "文末署名",
    "jump": "转接提示",
}
LONGEST = 60


def doubts(
    lines: Sequence[EvidentLine], made: Sequence[Decision], least: float, said: Collection[int]
) -> Iterator[Problem]:
    """One problem for each decision with a margin under `least`. Of neighbours that are doubted
    together only the narrowest is asked about: the others follow from the answer. `said` are the
    printed lines that a person has decided."""
    group: list[tuple[Decision, EvidentLine]] = []
    for line, decision in zip(lines, made, strict=True):
        if decision.margin < least and _may_be_asked(line, said):
            group.append((decision, line))
        elif group:
            yield _doubt(*min(group, key=_margin))
            group = []
    if group:
        yield _doubt(*min(group, key=_margin))


def _margin(of: tuple[Decision, EvidentLine]) -> float:
    return of[0].margin


def _may_be_asked(line: EvidentLine, said: Collection[int]) -> bool:
    return line.passage.first_line not in said and line.element.kind != "residue"


def _doubt(decision: Decision, line: EvidentLine) -> Problem:
    label, second = kind_of(decision.label), kind_of(decision.second)
    return Problem(
        line=line.passage.first_line,
        kind="doubt",
        text=line.printed[:LONGEST],
        hint=f"暂按{NAMES[label]}读取，也可能是{NAMES[second]}，请核对",
        label=label,
        second=second,
    )

"""The text of a page as a reader meets it: heads over several lines, paragraphs joined again."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby

from ..elements.elements import Element
from ..source.passages import Passage, join
from ..source.printed_lines import CLOSED

HEADS = frozenset(["kicker", "headline", "deck", "crosshead"])
STOPS = HEADS | {"note", "column", "byline", "signoff"}
WORDS = HEADS | {"paragraph", "caption"}
TAIL = 12


@dataclass(frozen=True)
class Located:
    """A passage whose lines are looked up quickly, however many they are."""

    passage: Passage

    @property
    def text(self) -> str:
        return self.passage.text

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate(len(run.text) for run in self.passage.runs))

    def line_at(self, offset: int) -> int:
        runs = self.passage.runs
        return runs[min(bisect_right(self._ends, offset), len(runs) - 1)].line


def stretches(elements: list[Element]) -> Iterator[list[Located]]:
    """Texts that belong together: a head, a caption, or the paragraphs between two heads."""
    for kind, lines in groupby(elements, key=lambda element: element.kind):
        bodies = [body for line in lines for body in _bodies(line)]
        if kind in HEADS and bodies:
            yield [Located(join(bodies))]
        elif kind == "picture":
            yield from ([Located(body)] for body in bodies)
    yield from _paragraphs(elements)


def _bodies(element: Element) -> list[Passage]:
    """The words of an element without its marks, datelines and sign-offs."""
    parts = (part for part in element.parts if part.kind in WORDS)
    return [element.passage.cut(part.start, part.end) for part in parts]


def _paragraphs(elements: list[Element]) -> Iterator[list[Located]]:
    above = Above()
    for element in elements:
        if element.kind in STOPS:
            yield above.taken()
        jump = element.text("jump")
        if "接" in jump:
            above.resumes = True
        if element.has("paragraph"):
            above.add(element)
        if "转" in jump:
            above.give_up()
    yield above.taken()


class Above:
    """The paragraphs since the last head; the last one may be torn by what stands below it."""

    def __init__(self) -> None:
        self.paragraphs: list[list[Passage]] = []
        self.torn = False
        self.resumes = False  # the paragraph to come began on another page

    def add(self, element: Element) -> None:
        fresh = element.has("dateline") or element.said == "paragraph"
        if fresh or not (self.torn or element.said == "continued") or not self.paragraphs:
            self.paragraphs.append([])
        self.paragraphs[-1] += _bodies(element)
        ended = CLOSED.search(element.text("paragraph")[-TAIL:]) or element.has("signoff")
        self.torn = not ended
        if self.resumes and ended:
            self.give_up()
            self.resumes = False

    def give_up(self) -> None:
        """What stands on two pages cannot be judged on one of them."""
        self.paragraphs = self.paragraphs[:-1]
        self.torn = False

    def taken(self) -> list[Located]:
        taken, self.paragraphs, self.torn = self.paragraphs, [], False
        return [Located(join(pieces)) for pieces in taken]

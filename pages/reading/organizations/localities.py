"""The places that a story names, which open the names of its organizations."""

from collections.abc import Iterable, Iterator

from .clauses import Clause
from .prefixes import DISTRICTS, LEVEL_SIGNS, LEVELS

LONGEST_STEM = 3
LONGEST_GAP = 30


def districts(clauses: list[Clause]) -> Iterator[str]:
    """Counties, districts and towns in a text, where it is plain that their names begin."""
    for clause in clauses:
        if LEVELS.search(clause.text):
            for segment in clause.segments():
                yield from _leading_places(segment)


def _leading_places(segment: str) -> Iterator[str]:
    """`云津市双河县柳河镇` is three."""
    end = 0
    while place := DISTRICTS.match(segment, end):
        yield place.group()
        end = place.end()


class Local:
    """Places by their full names, and by what stands before 县 or 区 in them."""

    def __init__(self, city: str, province: str | None, named: Iterable[str]):
        self.places = {place for place in named if not place.endswith("市")} | {city}
        self.stems = {_stem(place) for place in (*self.places, province or "")} - {""}
        self.home = _stem(city)

    def opens(self, part: str) -> bool:
        """Whether a known place, or its name without 县 or 区, stands first."""
        return any(part[:size] in self.stems for size in range(2, LONGEST_STEM + 1))

    def find_stem(self, text: str) -> int:
        """Where a known place opens in a short text, or -1."""
        starts = (start for start in range(len(text)) if self.opens(text[start:]))
        return next(starts, -1) if len(text) <= LONGEST_GAP else -1

    def size_before(self, part: str, end: int) -> int:
        """The length of a known place that ends there."""
        sizes = range(LONGEST_STEM + 1, 1, -1)
        return next((size for size in sizes if part[max(end - size, 0) : end] in self.places), 0)

    def find(self, part: str, end: int) -> int:
        """Where the first known place stands, or -1."""
        starts = [
            level.end() - size
            for level in LEVELS.finditer(part, 0, end)
            if (size := self.size_before(part, level.end()))
        ]
        home = part.find(self.home, 0, end) if self.home else -1
        if home >= 0 and part[home - 1 : home] not in ("省", "区"):
            starts.append(home)
        return min(starts, default=-1)


def _stem(place: str) -> str:
    stem = place[:-1] if place[-1:] in LEVEL_SIGNS else place
    return stem if len(stem) > 1 else ""

"""The learnt weights of features, and the scores that they give to the labels of a page."""

import json
import lzma
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from .chain import PENALTIES, SIZE, Row
from .labels import LABELS

Sparse = list[tuple[int, float]]
SHIPPED = Path(__file__).with_name("weights.json.xz")
PARTS = ("lines", "pairs")
KEPT_EDGES = 400  # some 15 MB
UNIT = 20  # weights are stored as whole twentieths


@dataclass(frozen=True)
class Weights:
    """One look at a page: what each feature says for each label (its number among LABELS), and
    for each pair of labels (number above * SIZE + number below)."""

    lines: Mapping[str, Sparse]
    pairs: Mapping[str, Sparse]

    def states(self, features: Iterable[list[str]]) -> list[Row]:
        return [self._state(of_line) for of_line in features]

    def _state(self, features: list[str]) -> Row:
        row = [0.0] * SIZE
        for feature in features:
            for y, weight in self.lines.get(feature, ()):
                row[y] += weight
        return row

    def edges(self, features: Iterable[list[str]]) -> list[list[Row]]:
        """Neighbours with the same features have the same scores: most pages share many."""
        return [self._edge(tuple(of_pair)) for of_pair in features]

    @cached_property
    def _edge(self) -> Callable[[tuple[str, ...]], list[Row]]:
        return lru_cache(KEPT_EDGES)(self._summed)

    def _summed(self, features: Sequence[str]) -> list[Row]:
        rows = [list(row) for row in PENALTIES]
        for feature in features:
            for pair, weight in self.pairs.get(feature, ()):
                rows[pair // SIZE][pair % SIZE] += weight
        return rows


@dataclass(frozen=True)
class Model:
    """All that was learnt: two looks at a page, what tells briefs from articles, and the margin
    below which a decision is doubted."""

    first: Weights
    second: Weights
    briefs: Mapping[str, float]
    doubt: float

    def save(self, path: Path) -> None:
        """Write the model beside its place, then in it; `load` reads it."""
        data = {
            "labels": list(LABELS),
            "doubt": self.doubt,
            "briefs": {name: round(weight, 3) for name, weight in sorted(self.briefs.items())},
            "first": _packed(self.first),
            "second": _packed(self.second),
        }
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        draft = path.with_name(f"{path.name}.part")
        draft.write_bytes(lzma.compress(text.encode(), preset=9))
        draft.replace(path)


@cache
def load(path: Path = SHIPPED) -> Model:
    """The model in a file that `make train` wrote. Raises OSError or ValueError."""
    try:
        data = json.loads(lzma.decompress(path.read_bytes()))
        first, second = (_unpacked(data[name]) for name in ("first", "second"))
        if data["labels"] != list(LABELS):
            raise ValueError(f"{path} was learnt with other labels; train anew")
        return Model(first, second, dict(data["briefs"]), float(data["doubt"]))
    except (lzma.LZMAError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise ValueError(f"{path} holds no weights of the page reader") from error


def _packed(weights: Weights) -> dict[str, Any]:
    return {"lines": _rows(weights.lines), "pairs": _rows(weights.pairs)}


def _rows(table: Mapping[str, Sparse]) -> dict[str, list[int]]:
    """Each feature with its label numbers and weights in turn; what rounds to 0 is left out."""
    rows = {}
    for name, row in sorted(table.items()):
        kept = [(y, round(weight * UNIT)) for y, weight in row]
        flat = [number for y, weight in kept if weight for number in (y, weight)]
        if flat:
            rows[name] = flat
    return rows


def _unpacked(data: dict[str, dict[str, list[int]]]) -> Weights:
    return Weights(*({name: _pairs(row) for name, row in data[part].items()} for part in PARTS))


def _pairs(row: list[int]) -> Sparse:
    return [(y, weight / UNIT) for y, weight in zip(row[::2], row[1::2], strict=True)]

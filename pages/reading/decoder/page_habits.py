"""The second look at a page: what the labels of a first look say about each line."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from .labels import opens
from .lines import LONGEST_SHORT, EvidentLine

COUNTED = "KDXBC"


class Sums(NamedTuple):
    """How many lines of a kind there are, and how many characters they have together."""

    lines: int
    characters: int


class Habits:
    """A page with its first labels: what is alike on it, and what its stories look like."""

    def __init__(self, lines: list[EvidentLine], labels: list[str]):
        self.lines, self.labels = lines, labels
        self.kinds = [label[0] for label in labels]
        self.starts = [i for i, label in enumerate(labels) if opens(label)]
        self.bounds = list(pairwise([*self.starts, len(lines)]))
        self.story_of = {i: n for n, (a, b) in enumerate(self.bounds) for i in range(a, b)}
        self.inside = [Counter(self.kinds[a:b]) for a, b in self.bounds]
        self.told = [any(self._tells(k) for k in range(a, b)) for a, b in self.bounds]
        self.told_share = int(3 * sum(self.told) / max(len(self.told), 1))
        self.has = Counter(self.kinds)
        self.headlines = self._sums("H", 0, len(lines))
        self.crossheads = [self._sums("X", a, b) for a, b in self.bounds]
        self.by_style: defaultdict[object, Counter[str]] = defaultdict(Counter)
        for line, kind in zip(lines, self.kinds, strict=True):
            if line.length <= LONGEST_SHORT:
                self.by_style[line.style][kind] += 1
                self.by_style[line.mark, line.shape][kind] += 1

    def _sums(self, kind: str, start: int, end: int) -> Sums:
        lengths = [self.lines[k].length for k in range(start, end) if self.kinds[k] == kind]
        return Sums(len(lengths), sum(lengths))

    def _tells(self, i: int) -> bool:
        return self.lines[i].element.has("dateline") or self.lines[i].shape == "byline"

    def features(self) -> list[list[str]]:
        return [
            [*self._labels(i), *self._alike(i), *self._story(i)] for i in range(len(self.lines))
        ]

    def _labels(self, i: int) -> Iterator[str]:
        label, count, line = self.labels[i], len(self.lines), self.lines[i]
        near = [self.labels[i + d] if 0 <= i + d < count else "none" for d in (-2, -1, 1, 2)]
        yield f"2:own={label}"
        yield f"2:stories={min(len(self.starts), 5)}&{line.shape}"
        yield f"2:story={min(self.story_of.get(i, -1), 2)}&{line.shape}"
        yield from (f"2:{d}={other}" for d, other in zip((-2, -1, 1, 2), near, strict=True))
        yield f"2:{near[1]}|{label}|{near[2]}"
        yield from (f"2:has{kind}={min(self.has[kind], 2)}&{label[0]}" for kind in COUNTED)

    def _alike(self, i: int) -> Iterator[str]:
        """What lines of the same style and mark are on this page."""
        line, kind = self.lines[i], self.kinds[i]
        if line.length > LONGEST_SHORT:
            return
        for name, key in (("style", line.style), ("mark", (line.mark, line.shape))):
            others = self.by_style[key] - Counter([kind])
            top = others.most_common(1)
            yield f"2:{name}={top[0][0] if top else 'none'}&{min(sum(others.values()), 3)}"
            yield from (f"2:{name}~{other}" for other in others)

    def _story(self, i: int) -> Iterator[str]:
        """The story that a line is in, and how its length compares with its like."""
        if i not in self.story_of:
            return
        n, line, kind = self.story_of[i], self.lines[i], self.kinds[i]
        inside, told = self.inside[n], self.told[n]
        yield f"2:told={told:d}&share={self.told_share}"
        yield f"2:told={told:d}&{self.labels[i]}&{self.told_share}"
        yield f"2:X={min(inside['X'], 4)}&{kind}"
        yield f"2:P={min(inside['P'], 4)}&{kind}"
        yield f"2:X={min(inside['X'], 3)}&told={told:d}&{self.labels[i]}"
        if line.length <= LONGEST_SHORT:
            yield from self._longer("X", self.crossheads[n], i, 2)
            yield from self._longer("H", self.headlines, i, 3)

    def _longer(self, kind: str, like: Sums, i: int, step: int) -> Iterator[str]:
        """How much longer a line is than the others of a kind are in the mean."""
        length = self.lines[i].length
        own = self.kinds[i] == kind
        count, total = like.lines - own, like.characters - own * length
        if count:
            longer = (length - total / count) // step
            yield f"2:longer{kind}={max(-3, min(3, int(longer)))}&{self.kinds[i]}"

"""What each line shows by where it stands on its page, and two neighbours by each other."""

from collections.abc import Iterator
from functools import cached_property

from .headline_parts import compares
from .lines import LONGEST_SHORT, SIZES, EvidentLine
from .page_facts import FAR, PageFacts
from .rows import Rows

MARKS = "▲▼◆◇■□●○【】 "
LONGEST_TWIN = 60
LONGEST_TALE = 90


class Surroundings:
    """The lines of a page side by side. `features` has one list for each line, `edges` one for
    each pair of neighbours."""

    def __init__(self, lines: list[EvidentLine]):
        self.lines = lines
        self.shapes = [line.shape for line in lines]
        self.facts = PageFacts(lines)
        self.rows = Rows(self.facts)

    # The page ------------------------------------------------------------------------------------

    @cached_property
    def twins(self) -> dict[int, str]:
        """Lines whose words stand on the page once more, and whether above or below."""
        bare = [line.text.strip(MARKS) for line in self.lines]
        short = [i for i, line in enumerate(self.lines) if line.length < LONGEST_TWIN]
        places: dict[str, list[int]] = {}
        for i in short:
            places.setdefault(bare[i], []).append(i)
        found = {}
        for i in short:
            same = places[bare[i]]
            others = [k for k in (same[0], same[-1]) if k != i]
            if len(bare[i]) > 5:
                others += self._holding(i, bare)
            if others:
                found[i] = "below" if max(others) > i else "above"
        return found

    @cached_property
    def _by_pair(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = {}
        for i, line in enumerate(self.lines):
            if line.length < LONGEST_TWIN:
                for pair in line.pairs:
                    index.setdefault(pair, []).append(i)
        return index

    def _holding(self, i: int, bare: list[str]) -> Iterator[int]:
        """The other short lines that hold all the words of one, found by its rarest pair."""
        pairs = self.lines[i].pairs
        if pairs:
            rarest = min((self._by_pair[pair] for pair in pairs), key=len)
            yield from (k for k in rarest[:50] if k != i and bare[i] in bare[k])

    # One line ------------------------------------------------------------------------------------

    @cached_property
    def features(self) -> list[list[str]]:
        return [
            [
                "bias",
                *line.features,
                *self._place(i),
                *self._beside(i),
                *self.rows.features(i),
                *self._tale(i),
            ]
            for i, line in enumerate(self.lines)
        ]

    def _place(self, i: int) -> Iterator[str]:
        line, count, shape = self.lines[i], len(self.lines), self.shapes[i]
        closed = self.facts.closed_above(i)
        yield f"closed={closed}"
        yield f"closed={closed}&{shape}"
        if not self.facts.is_spaced:
            yield f"apart={line.apart:d}"
            yield f"apart={line.apart:d}&{shape}"
        if self.facts.is_indented:
            yield f"indented={line.indented:d}"
            yield f"indented={line.indented:d}&{shape}"
        yield f"pos={min(i, 5)}"
        yield f"pos={min(i, 3)}&{shape}"
        yield f"left={min(count - 1 - i, 3)}&{shape}"
        if i in self.twins:
            yield f"twin={self.twins[i]}&{line.length > 5:d}"
            yield f"twin={self.twins[i]}&{shape}"
        yield from (f"{fact}&{shape}" for fact in self.facts.page)

    def _beside(self, i: int) -> Iterator[str]:
        line, shape, count = self.lines[i], self.shapes[i], len(self.lines)
        for d in (-3, -2, -1, 1, 2, 3):
            if not 0 <= i + d < count:
                yield f"{d}:none"
                continue
            other = self.lines[i + d]
            yield f"{d}:shape={other.shape}"
            yield f"{d}:k={other.element.kind}&{shape}"
            if abs(d) < 3:
                yield f"{d}:n={other.size}&{shape}"
                yield f"{d}:mark={other.mark}"
            if abs(d) == 1:
                yield from self._next_to(line, other, d)
        if 0 < i < count - 1:
            yield f"tri={self.shapes[i - 1]}|{shape}|{self.shapes[i + 1]}"
        if i > 1:
            yield f"pre={self.shapes[i - 2]}|{self.shapes[i - 1]}|{shape}"
        if i < count - 2:
            yield f"post={shape}|{self.shapes[i + 1]}|{self.shapes[i + 2]}"

    def _next_to(self, line: EvidentLine, other: EvidentLine, d: int) -> Iterator[str]:
        yield from (
            f"{d}:{fact}" for fact in other.features if fact[:4] != "says" and fact[0] in "whseg"
        )
        yield f"{d}:shape={other.shape}&{line.shape}&n={line.size}"
        yield f"{d}:same={line.style == other.style:d}&{line.length == other.length:d}"
        if line.is_head and other.is_head:
            yield f"{d}:longer={max(-3, min(3, (line.length - other.length) // 3))}"
            yield f"{d}:shares={bool(line.pairs & other.pairs):d}"
            yield from (f"{d}:says={said}" for said in other.says)
            yield from (
                f"{d}:{fact}" for fact in other.features if fact.startswith(("tag", "verbs"))
            )

    # A caption without mark ----------------------------------------------------------------------

    def _tale(self, i: int) -> Iterator[str]:
        line = self.lines[i]
        if line.is_head or line.length > LONGEST_TALE or line.text[-1] not in "。）)":
            return
        before = self.shapes[i - 1] if i else "top"
        after = self.lines[i + 1] if i + 1 < len(self.lines) else None
        stops, below = line.text.count("。"), after.shape if after else "end"
        spoken = "quote" in line.words or "colon" in line.words
        told = f"{spoken:d}{'place' in line.words:d}{'dated' in line.words:d}"
        yield f"tale={line.size}"
        yield f"tale={line.size}&{before}&{below}"
        yield f"tale={self._pictured(i)}&{stops}&{line.length < LONGEST_SHORT:d}"
        yield f"tale&{told}&{stops}"
        yield f"tale&credited={bool(after and after.element.credit):d}&{below}"

    def _pictured(self, i: int) -> str:
        """Whether the byline above a line signs for pictures, too."""
        for k in range(i - 1, max(i - FAR, -1), -1):
            if self.shapes[k] == "byline":
                return str("图" in self.lines[k].text or "摄" in self.lines[k].text)
        return "none"

    # Two neighbours ------------------------------------------------------------------------------

    @cached_property
    def edges(self) -> list[list[str]]:
        return [list(self._edge(i)) for i in range(1, len(self.lines))]

    def _edge(self, i: int) -> Iterator[str]:
        above, line = self.lines[i - 1], self.lines[i]
        short = line.length <= SIZES[11] + 4 and above.length <= SIZES[11] + 4
        told = self.rows.told(i)
        yield "bias"
        yield f"shape={above.shape}|{line.shape}"
        yield f"longer={max(-3, min(3, (line.length - above.length) // 4)) if short else 'L'}"
        yield f"closed={above.closed:d}{line.is_short:d}"
        yield f"told={told}|{line.is_head:d}"
        yield f"apart={'x' if self.facts.is_spaced else line.apart:}|{line.is_short:d}"
        yield f"marks={above.mark == line.mark:d}{bool(line.mark):d}{line.is_short:d}"
        if "“" in above.text or "”" in line.text:
            yield f"quotes={_opens_quote(above.text):d}{_closes_quote(line.text):d}"
        if above.shape == line.shape == "short":
            yield from (f"pair={fact}" for fact in compares(above.printed, line.printed))
            if above.tagged and line.tagged:
                yield f"tags={above.tagged[-1][1]}|{line.tagged[0][1]}"


def _opens_quote(text: str) -> bool:
    return text.count("“") > text.count("”")


def _closes_quote(text: str) -> bool:
    return text.count("”") > text.count("“")

"""What a page says of itself: lists of its headlines, and of the pages of its issue.

A list is told by the page as a whole: its lines, side by side, are printed again as the heads of
stories. What a list names is a headline wherever else it stands.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from ..elements.elements import Element, Part
from ..elements.furniture import LIST_TITLE
from ..elements.people import SUBJECT

ASIDE = frozenset(["page", "editors", "furniture", "jump", "residue"])
TITLES = frozenset(["title", "marked", "headline", "kicker"])
NUMBERING = re.compile(r"\W*(?:\d{1,2}(?=[.、．)）\s\u3000])|[A-Z]\d{1,2}版?|第?\d{1,2}版)?")
BULLET = re.compile(r"[\s\u3000]*([^\w\s“‘《【（(])")
NO_WORDS = re.compile(r"[\W_]")
DIGITS = re.compile(r"\d+|[一二三四五六七八九十]+")
HAN = re.compile(r"[\s\u4e00-\u9fff]")
LONGEST_ITEM = 50
MOST_LINES = 4  # of one head that a list names on one line
WIDEST_GAP = 3  # a list may word some headlines otherwise
LONG_ROW = 3
NEAR = 12  # lines below a list where its page goes on
FRAMES = "【】[]◆■·：: \u3000"
HEADS = TITLES | {"column", "deck"}
LISTED = HEADS | {"crosshead", "text"}
OPENED = frozenset(["text", "byline", "deck"])


@dataclass(frozen=True)
class Contents:
    """Places of elements, from 0: lines of lists, headlines that these lists name, and lines
    beside those, which they do not name."""

    lists: frozenset[int]
    named: frozenset[int]
    unnamed: frozenset[int]

    def says(self, n: int) -> str:
        """What a line is: furniture, headline, unnamed (no headline), or nothing."""
        if n in self.lists:
            return "furniture"
        return "headline" if n in self.named else "unnamed" if n in self.unnamed else ""


def contents_of(elements: list[Element]) -> Contents:
    pages = _lists_of_pages(elements)
    page = _Printed([_as_furniture(e) if n in pages else e for n, e in enumerate(elements)])
    lists = {n for stretch in page.stretches() for n in page.list_in(stretch)}
    named = {n for words in {page.words[n] for n in lists} for n in page.named_by(words)}
    titles = {n for n in named - lists if elements[n].kind in TITLES}
    beside = {n + d for n in titles for d in (-1, 1) if 0 <= n + d < len(elements)}
    unnamed = beside - titles - lists
    return Contents(frozenset(pages | lists), frozenset(titles), frozenset(unnamed))


class _Printed:
    """The short lines of a page, and where their words are printed: as one line or as several."""

    def __init__(self, elements: list[Element]):
        self.elements = elements
        self.words = [_words(e) if _is_short(e) else "" for e in elements]
        self.places: dict[str, list[range]] = defaultdict(list)
        self.starts: set[tuple[str, int]] = set()
        printed = [n for n, e in enumerate(elements) if e.kind not in ASIDE]
        self.first = printed[0] if printed else 0
        for start in range(len(elements)):
            self._add_places(start)

    def _add_places(self, start: int) -> None:
        """The heads of one to MOST_LINES lines that begin here."""
        spelt = ""
        for end in range(start, min(start + MOST_LINES, len(self.elements))):
            if not self.words[end] or (spelt and self.elements[end].kind not in HEADS):
                return
            spelt += self.words[end]
            self.places[spelt].append(range(start, end + 1))
            self.starts.add((spelt, start))

    def named_by(self, words: str) -> Iterator[int]:
        return (n for place in self.places[words] for n in place) if words else iter(())

    def _elsewhere(self, n: int) -> list[range]:
        """The outermost other places of a line's words: they tell enough."""
        places = self.places[self.words[n]]
        return [place for place in (*places[:2], *places[-2:]) if n not in place]

    def stretches(self) -> Iterator[list[int]]:
        """Short lines in a row, whatever stands aside between them."""
        near = [bool(w) or e.kind in ASIDE for w, e in zip(self.words, self.elements, strict=True)]
        for is_near, row in groupby(range(len(near)), near.__getitem__):
            if is_near:
                yield [n for n in row if self.words[n]]

    def list_in(self, stretch: list[int]) -> list[int]:
        """The lines of a stretch that make a list of what is printed below it, or above it."""
        for beyond in (self._printed_below, self._printed_above):
            row = max(_rows([i for i, n in enumerate(stretch) if beyond(n)]), key=len, default=[])
            for items in (row, self._until_repeated(row, stretch)):
                if items and self._is_list([stretch[i] for i in items]):
                    return self._with_its_like(items[0], items[-1] + 1, stretch)
        return []

    def _until_repeated(self, row: list[int], stretch: list[int]) -> list[int]:
        """A list without the head right below it, which opens with the first of its lines."""
        seen: set[str] = set()
        for count, i in enumerate(row):
            if self.words[stretch[i]] in seen:
                return row[:count]
            seen.add(self.words[stretch[i]])
        return []

    def _apart(self, items: list[int]) -> int:
        """How many parts the lines make elsewhere: a verse comes back as a whole."""
        return 1 + sum(self._part(above, below) for above, below in pairwise(items))

    def _part(self, above: int, below: int) -> bool:
        words = self.words[below]
        return any((words, place.stop) not in self.starts for place in self._elsewhere(above))

    def _printed_below(self, n: int) -> bool:
        return self._may_be_item(n) and self.places[self.words[n]][-1].start > n

    def _printed_above(self, n: int) -> bool:
        return self._may_be_item(n) and self.places[self.words[n]][0].stop <= n

    def _may_be_item(self, n: int) -> bool:
        """A county may stand above the heads of several briefs; that is no list."""
        if not SUBJECT.fullmatch(self.words[n]):
            return bool(self.words[n])
        ends = [place.stop for place in self._elsewhere(n)]
        return any(e.kind in OPENED for end in ends for e in self.elements[end : end + 1])

    def _is_list(self, items: list[int]) -> bool:
        """What is printed again in two parts or more; what opens a text is the head of a story
        that is printed twice."""
        first, last = items[0], items[-1]
        following = self.elements[last + 1 : last + 1 + NEAR]
        below = next((e for e in following if e.kind not in ASIDE), None)
        if below is not None and below.kind in OPENED:
            return False
        introduced = first > 0 and _is_list_title(self.elements[first - 1])
        doubled = self.words[last] in self.words[last + 1 : last + 2]
        return introduced or doubled or self._apart(items) > 1

    def _with_its_like(self, first: int, end: int, stretch: list[int]) -> list[int]:
        """A list with the lines behind the same bullet and, at the top of the page, its title."""
        bullets = [_bullet(self.elements[n]) for n in stretch]
        bullet = bullets[first] if len(set(bullets[first:end])) == 1 else ""
        while bullet and bullets[end : end + 1] == [bullet]:
            end += 1
        while bullet and first and bullets[first - 1] == bullet:
            first -= 1
        begins = stretch[0] <= self.first
        return stretch[0 if begins else first : end]


def _rows(picks: list[int]) -> list[list[int]]:
    """Numbers that lie near each other."""
    rows: list[list[int]] = [picks[:1]] if picks else []
    for above, pick in pairwise(picks):
        if pick - above > WIDEST_GAP:
            rows.append([])
        rows[-1].append(pick)
    return rows


def _words(element: Element) -> str:
    text = element.passage.text
    numbering = NUMBERING.match(text)
    return NO_WORDS.sub("", text[numbering.end() if numbering else 0 :])


def _bullet(element: Element) -> str:
    match = BULLET.match(element.passage.text)
    return match[1] if match else ""


def _is_short(element: Element) -> bool:
    text = element.passage.text.strip()
    if element.kind == "text" and (element.has("dateline") or text.endswith("。")):
        return False
    return element.kind in LISTED and not element.said and len(text) <= LONGEST_ITEM


def _is_list_title(element: Element) -> bool:
    text = element.passage.text.strip().strip(FRAMES)
    return element.kind == "furniture" and bool(re.fullmatch(LIST_TITLE, text))


def _lists_of_pages(elements: list[Element]) -> set[int]:
    """Page lines in a row that number several pages are a list of the issue's pages."""
    dated = any(e.kind == "page" and e.has("number") and e.has("date") for e in elements)
    found: set[int] = set()
    for form, group in groupby(enumerate(elements), lambda place: _form_of_number(place[1])):
        row = list(group)
        pages = {e.text("number") for _, e in row} if form else set()
        if len(pages) >= LONG_ROW or (dated and len(pages) > 1):
            found |= {n for n, _ in row}
    return found


def _form_of_number(element: Element) -> str:
    """How a line that says nothing but page and section is worded: `A0`, `0：`."""
    part = next((p for p in element.parts if p.kind == "number"), None)
    if element.kind != "page" or part is None or element.has("date"):
        return ""
    return HAN.sub("", DIGITS.sub("0", element.passage.text[part.start : part.end + 1]))


def _as_furniture(element: Element) -> Element:
    parts = tuple(Part("furniture", part.start, part.end) for part in element.parts)
    return replace(element, kind="furniture", parts=parts)

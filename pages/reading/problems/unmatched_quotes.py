"""Quotation marks and brackets that lack their partner."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .running_text import Located

# Half- and full-width round brackets are mixed in print and close each other.
PAIRS = {"“": "”", "‘": "’", "（": "）", "《": "》", "【": "】", "「": "」", "『": "』", "〈": "〉"}
ROUND = str.maketrans("()", "（）")
QUOTES = frozenset("“‘「『")
OPENING = {closing: opening for opening, closing in PAIRS.items()}
PARTNER = {**PAIRS, **OPENING}
MARK = re.compile(rf"[{''.join(PARTNER)}()]")
# `1）` and `a)` only count; `it’s` leaves something out.
COUNT = re.compile(r"(?:^|[。；：，、！？\s\u3000])[\dA-Za-z一二三四五六七八九十甲乙丙丁]{1,3}$")
LONGEST_COUNT = 4


@dataclass(frozen=True)
class Lone:
    """A mark without its partner, the printed line that it stands on and the words around it."""

    line: int
    mark: str
    context: str

    @property
    def partner(self) -> str:
        return PARTNER[self.mark.translate(ROUND)]


def lone_marks(paragraphs: Iterable[Located]) -> Iterator[Lone]:
    """The marks of consecutive paragraphs that nothing closes or opens.

    A quotation of several paragraphs opens each of them and closes in the last one; a quotation
    may also close in the paragraph below the one that opens it.
    """
    open_above: list[Lone] = []
    for paragraph in paragraphs:
        if open_above and _opens_again(paragraph.text, open_above[0]):
            open_above = []
        goes_on = bool(open_above) and _closes(paragraph.text, open_above[0])
        if not goes_on:
            yield from open_above
        opened, lone = _matched(paragraph, open_above if goes_on else [])
        yield from lone
        yield from (each for each in opened if each.mark not in QUOTES)
        open_above = [each for each in opened if each.mark in QUOTES]
    yield from open_above


def _opens_again(text: str, quote: Lone) -> bool:
    return text[:LONGEST_COUNT].lstrip().startswith(quote.mark)


def _closes(text: str, quote: Lone) -> bool:
    opens, closes = text.find(quote.mark), text.find(quote.partner)
    return closes >= 0 and (opens < 0 or closes < opens)


def _matched(paragraph: Located, open_above: list[Lone]) -> tuple[list[Lone], list[Lone]]:
    """What a paragraph leaves open, and the closing marks in it that nothing opened."""
    opened: dict[str, list[Lone | re.Match[str]]] = {mark: [] for mark in PAIRS}
    lone: list[re.Match[str]] = []
    for quote in open_above:
        opened[quote.mark].append(quote)
    for match in MARK.finditer(paragraph.text):
        mark = match.group().translate(ROUND)
        if mark in PAIRS:
            opened[mark].append(match)
        elif opened[OPENING[mark]]:
            opened[OPENING[mark]].pop()
        elif not _counts_or_omits(match):
            lone.append(match)
    left = [each for rest in opened.values() for each in rest]
    return [_lone(each, paragraph) for each in left], [_lone(each, paragraph) for each in lone]


def _lone(found: Lone | re.Match[str], paragraph: Located) -> Lone:
    if isinstance(found, Lone):
        return found
    around = paragraph.text[max(found.start() - 6, 0) : found.end() + 6].strip()
    return Lone(paragraph.line_at(found.start()), found.group(), around)


def _counts_or_omits(match: re.Match[str]) -> bool:
    text: str = match.string
    before = text[max(match.start() - LONGEST_COUNT, 0) : match.start()]
    if match.group() == "’":
        beside = before[-1:] + text[match.end() : match.end() + 1]
        return beside.isascii() and beside.isalnum()
    return match.group() in "）)" and bool(COUNT.search(before))

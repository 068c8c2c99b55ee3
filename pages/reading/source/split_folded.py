"""A page that lost its line breaks: cut it again where white space and marks show its elements."""

import re
from collections.abc import Callable, Iterator
from itertools import chain, groupby

from .join_lines import OPENER
from .passages import Passage, join
from .printed_lines import Line

MOST_LINES = 3
SHORTEST_PAGE = 200
LONGEST_ELEMENT = 80
MOST_TOKENS = 8
MOST_OF_PAGE, FEWEST_GAPS = 0.6, 6
# `责编 王 磊` makes an element at its third piece; what is none after four pieces more is none.
PATIENCE = 3

DATELINE = r"(?:本报|[\u4e00-\u9fff]{2}[日晚晨早商]报)讯[（(]|新华社[\u4e00-\u9fff\d]{2,12}日电"
# Without any white space: a dateline opens a paragraph, and what stands between it (or the mark of
# a byline) and the sentence above is a head.
GLUED = re.compile(
    rf"(?<![据“])(?={DATELINE})|(?<=[。！？”）])(?=[^。！？\s]{{4,40}}(?:{DATELINE}|[□◎]))"
)
# Elements begin at marks even where the white space was lost as well.
BREAK = re.compile(
    r"(?<![A-Za-z])[\s\u3000]+(?![A-Za-z])|(?<=[。！？”）])[\s\u3000]+(?=[NA][\u4e00-\u9fff])|(?:(?<=\.com)|(?<=\.cn)|(?<=\.net)|(?<=\.example))[\s\u3000]+|(?<=[。！？”])(?=[◆■●◇▲▼△【□◎])|(?=[▲▼□◎])|(?<=◆)(?=[^◆]{2,20}[。，“])|(?=◆[^◆]{2,16}◆)|"
    r"(?<=[。！？”])(?=(?:本报讯|责编|责任编辑|编辑[:：]))|(?<=[文][图])(?=[\u4e00-\u9fff“])"
    rf"|{GLUED.pattern}"
)
# Where wide gaps stand for the line breaks that were lost, narrow ones stand within elements.
GAP = re.compile(r"[\s\u3000]+")
WIDE_GAP = re.compile(r"[\s\u3000]{2,}")
CHARACTERS_TO_A_GAP = 150
WORD = re.compile(r"\w")
BRACKETS = str.maketrans("（【《“", "((((") | str.maketrans("）】》”", "))))")


def is_folded(lines: list[Line]) -> bool:
    """Whether a page has few lines, or nearly all of it stands on one, however an export framed
    that one with navigation."""
    size = sum(len(line.text) for line in lines)
    if size < SHORTEST_PAGE or len(lines) <= MOST_LINES:
        return size >= SHORTEST_PAGE
    longest = max((line.text for line in lines), key=len)
    gaps = sum(1 for _ in GAP.finditer(longest.strip()))
    return len(longest) >= MOST_OF_PAGE * size and gaps >= FEWEST_GAPS


def unfold(lines: list[Line], kind: Callable[[Passage], str]) -> Iterator[Passage]:
    """The elements of folded lines. `kind` says what a passage is when it is read alone.

    Tokens between breaks belong together while a bracket is open, or while they make up one byline,
    page line or line of editors; each token is tried with a bounded number of others.
    """
    for line in lines:
        if line.said or (len(lines) > MOST_LINES and len(line.text) <= LONGEST_ELEMENT):
            yield line.passage
            continue
        if _is_gapped(line.text):
            yield from _cut(line.passage, WIDE_GAP)
            continue
        tokens = list(_tokens(line.passage))
        start = 0
        while start < len(tokens):
            end = _element_end(tokens, start, kind)
            yield join(tokens[start:end])
            start = end


def _is_gapped(text: str) -> bool:
    return sum(1 for _ in WIDE_GAP.finditer(text)) * CHARACTERS_TO_A_GAP > len(text)


def _cut(passage: Passage, gap: re.Pattern[str]) -> Iterator[Passage]:
    return (passage.cut(start, end) for start, end, _ in _pieces(passage.text, gap))


def _tokens(passage: Passage) -> Iterator[Passage]:
    """Every piece keeps the white space behind it, so that joined tokens read as printed."""
    for wordless, row in groupby(_pieces(passage.text, BREAK), lambda piece: not piece[2]):
        pieces = list(row)
        if wordless:  # a row of bare marks says no more than one of them
            pieces = [(pieces[0][0], pieces[-1][1], False)]
        yield from (passage.cut(start, end) for start, end, _ in pieces)


def _pieces(text: str, gap: re.Pattern[str]) -> Iterator[tuple[int, int, bool]]:
    """Start, end and whether there is a word in it, of everything between two breaks."""
    start = 0
    for end in chain((match.end() for match in gap.finditer(text)), [len(text)]):
        if text[start:end].strip():
            yield start, end, bool(WORD.search(text, start, end))
            start = end


def _element_end(tokens: list[Passage], start: int, kind: Callable[[Passage], str]) -> int:
    last = min(start + MOST_TOKENS, len(tokens))
    end = start + 1
    text = tokens[start].text
    while end < last and _is_open(text):
        text += tokens[end].text
        end += 1
    best = end
    while len(text) <= LONGEST_ELEMENT:
        best = end if kind(join(tokens[start:end])) in WHOLE else best
        if end == last or end - best > PATIENCE or _opens(tokens[end].text):
            break
        text += tokens[end].text
        end += 1
    return best


WHOLE = frozenset(["page", "byline", "editors", "column", "credited", "furniture"])


def _opens(text: str) -> bool:
    """Whether a mark in front of words opens an element of its own."""
    return bool(OPENER.match(text) and WORD.search(text))


def _is_open(text: str) -> bool:
    plain = text.translate(BRACKETS)
    return plain.count("(") > plain.count(")")

"""A page that lost its line breaks: cut it again where white space and marks show its elements."""

import re
from collections.abc import Callable, Iterator

from .layout import Line
from .passages import Passage, join

MOST_LINES = 3
SHORTEST_PAGE = 200
LONGEST_ELEMENT = 80
MOST_TOKENS = 8

# Elements begin at marks even where the white space was lost as well.
BREAK = re.compile(
    r"(?<![A-Za-z])[\s\u3000]+(?![A-Za-z])|(?<=[。！？”])(?=[◆■●◇▲▼△【□◎])|(?=[▲▼□◎])|(?<=◆)(?=[^◆]{2,20}[。，“])|(?=◆[^◆]{2,16}◆)|"
    r"(?<=[。！？”])(?=(?:本报讯|责编|责任编辑|编辑[:：]))|(?<=[文][图])(?=[\u4e00-\u9fff“])"
)
BRACKETS = str.maketrans("（【《“", "((((") | str.maketrans("）】》”", "))))")


def is_folded(lines: list[Line]) -> bool:
    return 0 < len(lines) <= MOST_LINES and sum(len(line.text) for line in lines) >= SHORTEST_PAGE


def unfold(lines: list[Line], kind: Callable[[Passage], str]) -> Iterator[Passage]:
    """The elements of folded lines. `kind` says what a passage is when it is read alone.

    Tokens between breaks belong together while a bracket is open, or while they make up one byline,
    page line or line of editors; each token is tried with a bounded number of others.
    """
    for line in lines:
        if line.said:
            yield line.passage
            continue
        tokens = list(_tokens(line.passage))
        start = 0
        while start < len(tokens):
            end = _element_end(tokens, start, kind)
            yield join(tokens[start:end])
            start = end


def _tokens(passage: Passage) -> Iterator[Passage]:
    """Every piece keeps the white space behind it, so that joined tokens read as printed."""
    start = 0
    for match in BREAK.finditer(passage.text):
        if match.end() > start and passage.text[start : match.end()].strip():
            yield passage.cut(start, match.end())
            start = match.end()
    if passage.text[start:].strip():
        yield passage.cut(start, len(passage.text))


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
        if end == last:
            break
        text += tokens[end].text
        end += 1
    return best


WHOLE = frozenset(["page", "byline", "editors", "column", "credited"])


def _is_open(text: str) -> bool:
    plain = text.translate(BRACKETS)
    return plain.count("(") > plain.count(")")

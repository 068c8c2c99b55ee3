"""Normalize Chinese text for the search ("fold" it) and split it into index terms.

Stories and queries go through the same functions, so that a text is found by typing it in
simplified or traditional characters, full or half width, with extra spaces or without.
"""

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

import opencc
import rjieba

from newsroom import words

MAX_WORD_LENGTH = 64  # characters; longer words are cut
MIN_LONG_WORD = 3  # characters of a Chinese word that is indexed in addition to its pairs

IDEOGRAPHS = words.HAN
RUN = re.compile(rf"(?P<chinese>[{IDEOGRAPHS}]+)|(?P<word>[^\W_{IDEOGRAPHS}]+)|(?P<other>\S)")
CHINESE = re.compile(f"[{IDEOGRAPHS}]+")
LATIN = rf"[^\W_{IDEOGRAPHS}]"  # a character of a word or number
NUMBER_WITH_UNIT = re.compile(rf"(?<!{LATIN}){LATIN}{{0,{MAX_WORD_LENGTH - 2}}}\d[{IDEOGRAPHS}]")
# Characters whose simplified form depends on the word, which `fold` does not see.
AMBIGUOUS = str.maketrans("著瞭藉", "着了借")
PARTICLES = "的了吗呢啊"  # next to words, never part of a name
# Unicode categories to drop: accents, controls, invisible marks, surrogates, unassigned.
DROPPED_CATEGORIES = {"Mn", "Me", "Cc", "Cf", "Cs", "Co", "Cn"}

_simplified = opencc.OpenCC("t2s").convert


@dataclass(frozen=True)
class Folded:
    """A folded text, and the index in the original text of each of its characters."""

    text: str
    origins: tuple[int, ...]

    def original_span(self, begin, end):
        """The (begin, end) in the original text of the characters [begin, end) of this one."""
        return self.origins[begin], self.origins[end - 1] + 1


class Term(NamedTuple):
    """An index term, and its position in the folded text."""

    text: str
    position: int


def fold(text: str) -> Folded:
    """The text in lower-case, simplified, half-width characters, without invisible ones.

    Characters are folded one by one, so that a part of a text folds to a part of the result. Only
    spaces between Latin words or numbers stay: print spreads names and headlines with spaces. The
    dot of a name counts as a space, since readers leave it out.
    """
    folded: list[str] = []
    origins: list[int] = []
    after_space = False
    for index, original in enumerate(words.unify(text)):
        for char in _fold_char(original):
            if char == " ":
                after_space = True
                continue
            if after_space and folded and not CHINESE.search(folded[-1] + char):
                folded.append(" ")
                origins.append(index)
            after_space = False
            folded.append(char)
            origins.append(index)
    return Folded("".join(folded), tuple(origins))


@functools.lru_cache(maxsize=2**16)
def _fold_char(char):
    if char.isspace() or char == words.MIDDLE_DOT:
        return " "
    if unicodedata.category(char) == "Cc":
        return ""
    plain = unicodedata.normalize("NFKD", char).casefold()
    visible = "".join(c for c in plain if unicodedata.category(c) not in DROPPED_CATEGORIES)
    return _simplified(visible).translate(AMBIGUOUS)


def grams(folded: str) -> Iterator[Term]:
    """The Chinese characters and pairs of a folded text, its Latin words, numbers and symbols."""
    for run in RUN.finditer(folded):
        text, begin = run[0], run.start()
        if run["chinese"]:
            yield from (Term(text[i : i + n], begin + i) for n in (1, 2) for i in _starts(text, n))
        elif run["word"]:
            yield Term(text[:MAX_WORD_LENGTH], begin)
        elif unicodedata.category(text) == "So":
            yield Term(text, begin)


def _starts(text, size):
    return range(len(text) - size + 1)


def long_words(folded: str) -> Iterator[Term]:
    """The Chinese words of a folded text that are longer than a pair, also inside longer words."""
    for word, begin, _end in rjieba.tokenize(folded, "search"):
        if MIN_LONG_WORD <= len(word) <= MAX_WORD_LENGTH and CHINESE.fullmatch(word):
            yield Term(word, begin)


def numbers_with_units(folded: str) -> Iterator[Term]:
    """The numbers of a folded text with the character after each: `27路`, `11月`."""
    for number in NUMBER_WITH_UNIT.finditer(folded):
        yield Term(number[0], number.start())


def query_words(folded: str) -> list[str]:
    """The words of a folded query that a story must contain, in their order.

    Characters that the segmenter does not know stay together. A single character between words is
    dropped, but after a number it is the unit and stays: `27路`, `11月25日`.
    """
    found, done = [], 0
    for begin, end in _spans_of_numbers(folded):
        found += [*_words_between_numbers(folded[done:begin]), folded[begin:end]]
        done = end
    return list(dict.fromkeys([*found, *_words_between_numbers(folded[done:])]))


def split_before_digits(word: str) -> str:
    """`mate 60` for `mate60`, which may be written both ways; empty for words of another form."""
    parts = re.fullmatch(rf"({LATIN}*[^\W\d])(\d+)", word)
    return " ".join(parts.groups()) if parts else ""


def _spans_of_numbers(folded):
    """The (begin, end) of numbers with their units; those that touch are merged."""
    spans: list[tuple[int, int]] = []
    for number in NUMBER_WITH_UNIT.finditer(folded):
        if _is_unit(folded, number.end() - 1):
            touching = spans and spans[-1][1] == number.start()
            spans.append((spans.pop()[0] if touching else number.start(), number.end()))
    return spans


def _is_unit(folded, index):
    """Whether the character is a word of its own: yes in `27路公交`, no in `12345热线`."""
    run = next(CHINESE.finditer(folded, index))[0]
    return run[0] not in PARTICLES and len(rjieba.cut(run)[0]) == 1


def _words_between_numbers(folded):
    found = []
    for run in RUN.finditer(folded):
        if run["chinese"]:
            found += _words_of_run(run[0])
        else:
            found += [term.text for term in grams(run[0])]
    return found


def _words_of_run(run):
    words = []
    for kind, group in groupby(rjieba.cut(run), key=_kind_of_word):
        parts = list(group)
        words += parts if kind == "word" else ["".join(parts)]
    return [word for word in words if len(word) > 1 and word[0] not in PARTICLES] or [run]


def _kind_of_word(word):
    if word in PARTICLES:
        return "particle"
    return "single" if len(word) == 1 else "word"


def phrase_terms(folded: str) -> Iterator[Term]:
    """The fewest grams that determine the text, for a phrase query: pairs where possible."""
    for run in RUN.finditer(folded):
        alone = len(run[0]) == 1
        for term in grams(run[0]):
            if alone or not run["chinese"] or len(term.text) > 1:
                yield term._replace(position=run.start() + term.position)

"""Chinese text as it is searched: folded, so that spellings meet, and cut into what is indexed.

Both sides of a search go through the same functions: what stands in a text is found by typing it,
in simplified or traditional characters, in full width or half, with stray spaces or without.
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

LONGEST_WORD = 64  # characters of a word that count
LONG = 3  # characters from which on a Chinese word is more than a pair

IDEOGRAPHS = "〇\u3400-\u9fff\U00020000-\U0003ffff"
RUN = re.compile(rf"(?P<chinese>[{IDEOGRAPHS}]+)|(?P<word>[^\W_{IDEOGRAPHS}]+)|(?P<other>\S)")
CHINESE = re.compile(f"[{IDEOGRAPHS}]+")
LATIN = rf"[^\W_{IDEOGRAPHS}]"  # of a word or a number
COUNT = re.compile(rf"(?<!{LATIN}){LATIN}{{0,{LONGEST_WORD - 2}}}\d[{IDEOGRAPHS}]")
# Characters of which words decide what they become, which one character alone does not know.
SAME = str.maketrans("著瞭藉", "着了借")
PARTICLES = "的了吗呢啊"  # they stand beside words, never in a name
# Accents, controls, zero-width marks, halves of pairs, and what stands for nothing.
UNSEEN = {"Mn", "Me", "Cc", "Cf", "Cs", "Co", "Cn"}

_simplified = opencc.OpenCC("t2s").convert


@dataclass(frozen=True)
class Folded:
    """A text as it is compared, and for each of its characters the place it has in the original."""

    text: str
    origins: tuple[int, ...]

    def span(self, begin, end):
        """The (begin, end) in the original of what stands at [begin, end) here."""
        return self.origins[begin], self.origins[end - 1] + 1


class Term(NamedTuple):
    """Something that is indexed, and the place in the folded text where it begins."""

    text: str
    at: int


def fold(text: str) -> Folded:
    """The text in small, simplified characters of half width, without what nobody sees.

    Characters are folded one by one, so that a part of a text folds to a part of it. Spaces stay
    only where they part Latin words or numbers: printed names and headlines are spread with them.
    """
    folded, origins = [], []
    parted = False
    for at, original in enumerate(text):
        for char in _folded(original):
            if char == " ":
                parted = True
                continue
            if parted and folded and not CHINESE.search(folded[-1] + char):
                folded.append(" ")
                origins.append(at)
            parted = False
            folded.append(char)
            origins.append(at)
    return Folded("".join(folded), tuple(origins))


@functools.lru_cache(maxsize=2**16)
def _folded(char):
    if char.isspace() or unicodedata.category(char) == "Cc":
        return " " if char.isspace() else ""
    plain = unicodedata.normalize("NFKD", char).casefold()
    seen = "".join(c for c in plain if unicodedata.category(c) not in UNSEEN)
    return _simplified(seen).translate(SAME)


def grams(folded: str) -> Iterator[Term]:
    """The Chinese characters and pairs of a folded text, its words, numbers and pictographs."""
    for run in RUN.finditer(folded):
        text, begin = run[0], run.start()
        if run["chinese"]:
            yield from (Term(text[i : i + n], begin + i) for n in (1, 2) for i in _fits(text, n))
        elif run["word"]:
            yield Term(text[:LONGEST_WORD], begin)
        elif unicodedata.category(text) == "So":
            yield Term(text, begin)


def _fits(text, size):
    return range(len(text) - size + 1)


def long_words(folded: str) -> Iterator[Term]:
    """The Chinese words of a folded text that are longer than a pair, those within others too."""
    for word, begin, _end in rjieba.tokenize(folded, "search"):
        if LONG <= len(word) <= LONGEST_WORD and CHINESE.fullmatch(word):
            yield Term(word, begin)


def counts(folded: str) -> Iterator[Term]:
    """The numbers of a folded text with the character behind each: `27路`, `11月`."""
    for count in COUNT.finditer(folded):
        yield Term(count[0], count.start())


def pieces(folded: str) -> list[str]:
    """What somebody who typed this wants to read, apart or together: its words, in their order.

    What the segmenter does not know stays together; a lone character between words says little,
    but behind a number it says what is counted: `27路`, `11月25日`.
    """
    found, at = [], 0
    for begin, end in _counted(folded):
        found += [*_pieces(folded[at:begin]), folded[begin:end]]
        at = end
    return list(dict.fromkeys([*found, *_pieces(folded[at:])]))


def parted(piece: str) -> str:
    """`mate 60` for `mate60`, as it may also be written; empty if the piece is nothing like it."""
    halves = re.fullmatch(rf"({LATIN}*[^\W\d])(\d+)", piece)
    return " ".join(halves.groups()) if halves else ""


def _counted(folded):
    """The spans of the numbers with what they count, those made one that touch."""
    spans = []
    for count in COUNT.finditer(folded):
        if _is_measure(folded, count.end() - 1):
            touching = spans and spans[-1][1] == count.start()
            spans.append((spans.pop()[0] if touching else count.start(), count.end()))
    return spans


def _is_measure(folded, at):
    """Whether the character there is a word of its own: that of `27路公交`, not of `12345热线`."""
    run = CHINESE.match(folded, at)[0]
    return run[0] not in PARTICLES and len(rjieba.cut(run)[0]) == 1


def _pieces(folded):
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
        together = list(group)
        words += together if kind == "word" else ["".join(together)]
    return [word for word in words if len(word) > 1 and word[0] not in PARTICLES] or [run]


def _kind_of_word(word):
    if word in PARTICLES:
        return "particle"
    return "single" if len(word) == 1 else "word"


def units(folded: str) -> Iterator[Term]:
    """The fewest grams that hold the text together: pairs where there are, else what there is."""
    for run in RUN.finditer(folded):
        alone = len(run[0]) == 1
        for term in grams(run[0]):
            if alone or not run["chinese"] or len(term.text) > 1:
                yield term._replace(at=run.start() + term.at)

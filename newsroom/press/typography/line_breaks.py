"""Where a headline may break into lines: between words, never inside one.

Browsers break Chinese between any two characters. The words are those of the search's segmenter,
which takes some microseconds for a headline, so nothing is stored.
"""

import functools
from itertools import accumulate, pairwise

import rjieba

from newsroom.press.typography.latin import latin_runs

# A headline of so many characters fits on one line everywhere, unless the reader enlarges it.
ONE_LINE = 8
# No line begins or ends with these (避头尾).
NOT_FIRST = frozenset("，。、；：？！）】》〉」』”’〕…—～·％℃,.;:?!)]}%/-々")
NOT_LAST = frozenset("（【《〈「『“‘〔([{#￥$—·/-")
# Words of one character that lean on the word before or after them.
LEAN_BACK = frozenset("的了着过们吗呢吧啊地得")
LEAN_FORWARD = frozenset("不没未无最更第再")
MULTIPLES = frozenset("十百千万亿")


@functools.lru_cache(maxsize=2**12)
def line_breaks(text):
    """The indexes before which a new line of the headline may begin, as a frozenset."""
    if len(text) <= ONE_LINE:
        return frozenset()
    words = rjieba.cut(text)
    ends = list(accumulate(map(len, words)))
    breaks = {
        end
        for (word, following), end in zip(pairwise(words), ends, strict=False)
        if _may_break(word, following)
    }
    inside = (range(run.begin + 1, run.end) for run in latin_runs(text))
    return frozenset(breaks.difference(*inside))


def _may_break(word, following):
    """Whether a line may end with `word` and the next one begin with `following`."""
    if following[0] in NOT_FIRST or word[-1] in NOT_LAST:
        return False
    if word.isspace() or following.isspace():
        return False  # the space is a place to break already
    if following in LEAN_BACK or word in LEAN_FORWARD:
        return False
    if word[-1].isdecimal() and (len(following) == 1 or following[0] in MULTIPLES):
        return False  # a number and its unit
    return not (len(word) == len(following) == 1 and word.isalpha() and following.isalpha())

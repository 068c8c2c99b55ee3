"""What the stacked lines of one head are: shoulder (kicker), headline or deck.

Every reading of a head (some shoulders, some lines of headline, some of deck) is scored by CLUES:
what a line says, and how two neighbours compare. The weights were fitted to some three hundred
heads (see docs/page-format.md); the reading with the highest sum wins.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from ..elements.people import SUBJECT
from ..lexicon import head_words as w
from ..lexicon.head_weights import WEIGHTS

KICKER, HEADLINE, DECK = "kicker", "headline", "deck"
MOST_KICKERS, MOST_HEADLINES, MOST_DECKS = 2, 5, 3
MOST_LINES = 7
LONGEST, LONGEST_PAIR = 23, 34
TWO_CLAUSES = {"clauses", "couplet"}
SHORT_SUBJECT, LONGEST_SUBJECT = 5, 12

QUOTES = re.compile(r"[“”‘’\"《》—·]")
CLAUSES = re.compile(r"\S[\s\u3000，]+\S")
COUPLET = re.compile(r"(?P<one>\S{3,12})[\s\u3000]+(?P<two>\S{3,12})")


def _any(words: tuple[str, ...]) -> str:
    return f"(?:{'|'.join(words)})"


# What a line says; each is a clue for or against every role.
SAYS = {
    name: re.compile(pattern)
    for name, pattern in {
        "genre": rf"{_any(w.GENRES)}$",
        "story_of": rf"{_any(w.ABOUT)}$|^(?:记|写在|走进)",
        "occasion": rf"{_any(w.OCCASIONS)}$|倒计时\S{{2,5}}$",
        "time": rf"^(?:{_any(w.TIMES)}|[\d一二三四五六七八九十]{{1,2}}月)|[后前时]$",
        "presides": r"(?:主持|出席|讲话|陪同|参加)$",
        "our_own": r"^相关(?:新闻|报道)$|本报|回应|回音|后续|报道后",
        "figure_first": r"^(?:[首近逾超]?[\d０-９一二两三四五六七八九十百千]|首[批次个艘家座])",
        "figure": r"\d|[一二三四五六七八九十百千万]{2,}",
        "details": rf"^{_any(w.DETAILS)}",
        "quoted_name": r"“[^”]{1,8}”|‘[^’]{1,8}’|\"[^\"]{1,8}\"",
        "question": r"[？?]$|^(?:怎样|如何|为何)|(?:怎么办|怎么[一-龥]{1,2}|为何\S{2,6})$",
        "exclaims": r"[！!]",
        "comma": r"，",
        "list": r"、",
        "colon": r"[：:]",
        "place_first": rf"^(?:[我全][市省县区国]|本市|[一-龥]{{1,6}}{_any(w.PLACES)})(?=\S{{4}})",
        "news": _any(w.NEWS),
        "image": rf"一\S{{1,6}}[一满出]|[里上中]的|把\S+[变坐写]|从\S+到|{_any(w.IMAGES)}",
        "agent_first": rf"^(?:{_any(w.AGENTS)}|\d{{2}}[后岁])",
        "attributes": r"^[^：:]{2,8}[：:]\S{6,}",
        "slogan_first": rf"^(?:{_any(w.SLOGANS)}|以\S{{2,10}}[之促推]|把\S+[落抓])",
        "thing": rf"{_any(w.THINGS)}$",
        "predicate_first": rf"^(?:{_any(w.PREDICATES)}|[一-龥]{{1,2}}[了着出])",
        "to_somewhere": r"(?:至|直达|开往|通往)[一-龥]{2,5}$",
        "hangs": r"(?:[让把将使被向为给从在对跟用][一-龥]{1,5}|[的与和及、]|首[座个条家批])$",
        "goes_on": rf"^{_any(w.CONNECTIVES)}",
    }.items()
}


def says(text: str) -> set[str]:
    """The names of what a line says."""
    plain = QUOTES.sub("", text)
    found = {name for name, pattern in SAYS.items() if pattern.search(text)}
    couplet = COUPLET.fullmatch(plain)
    if couplet and abs(len(couplet["one"]) - len(couplet["two"])) <= 1:
        found.add("couplet")
    elif CLAUSES.search(plain):
        found.add("clauses")
    if SUBJECT.fullmatch(text):
        found.add("subject")
    return found | {f"size_{min(len(plain), LONGEST) // 4}"}


# How two neighbouring lines go together, from what each says.
TOGETHER: dict[str, Callable[[set[str], set[str]], bool]] = {
    "goes_on": lambda above, below: "goes_on" in below,
    "hangs": lambda above, below: "hangs" in above,
    "sentence_cut": lambda above, below: "thing" in above and "predicate_first" in below,
    "object_cut": lambda above, below: "to_somewhere" in above and "thing" in below,
    "slogans": lambda above, below: "slogan_first" in above & below,
    "answers": lambda above, below: "question" in above - below,
    "figure_above": lambda above, below: "figure" in above - below,
    "figure_below": lambda above, below: "figure" in below - above,
    "clauses_above": lambda above, below: bool(TWO_CLAUSES & above) and not TWO_CLAUSES & below,
    "clauses_below": lambda above, below: bool(TWO_CLAUSES & below) and not TWO_CLAUSES & above,
}


def compares(above: str, below: str) -> Iterator[str]:
    """How two neighbouring lines differ in length, and how they go together."""
    one, two = len(QUOTES.sub("", above)), len(QUOTES.sub("", below))
    yield f"differ_{max(min((two - one + 1) // 3, 3), -3)}"
    yield f"sum_{min(one + two, LONGEST_PAIR) // 5}"
    if abs(one - two) <= 1:
        yield "even"
    if one == two:
        yield "same_size"
    said = says(above), says(below)
    yield from (name for name, holds in TOGETHER.items() if holds(*said))


def clues(texts: list[str], roles: tuple[str, ...]) -> Iterator[str]:
    for text, role in zip(texts, roles, strict=True):
        yield from (f"{role} {name}" for name in says(text))
    for (above, upper), (below, lower) in pairwise(zip(texts, roles, strict=True)):
        yield f"{upper}>{lower}"
        yield from (f"{upper}>{lower} {name}" for name in compares(above, below))


def readings(size: int, deck: bool = False) -> Iterator[tuple[str, ...]]:
    """Every order of shoulders above headline above deck; a deck with its dash is the only one."""
    for k in range(min(MOST_KICKERS, size - 1) + 1):
        for h in range(1, min(MOST_HEADLINES, size - k) + 1):
            d = size - k - h
            if d <= (0 if deck else MOST_DECKS):
                yield (KICKER,) * k + (HEADLINE,) * h + (DECK,) * d


def score(texts: list[str], roles: tuple[str, ...]) -> int:
    """How much speaks for a reading, in tenths of the natural logarithm of its odds."""
    return sum(WEIGHTS.get(of, {}).get(name, 0) for of, _, name in map(_cut, clues(texts, roles)))


def _cut(clue: str) -> tuple[str, str, str]:
    return clue.partition(" ")


def roles_of(
    texts: list[str], *, deck: bool = False, briefs: bool = False, listed: tuple[bool, ...] = ()
) -> list[str]:
    """A role for each line; `deck` tells that a deck with its dash stands below them, `briefs`
    that they stand in a column of briefs, where whom a brief is about stands above it, and
    `listed` which of them the page's own list of headlines names."""
    if len(texts) < 2:
        return [HEADLINE] * len(texts)
    longest = LONGEST_SUBJECT if briefs else SHORT_SUBJECT
    named = listed[:1] == (True,)
    if len(texts[0]) <= longest and SUBJECT.fullmatch(texts[0]) and not named:
        return [KICKER, *roles_of(texts[1:], deck=deck, listed=listed[1:])]
    head = texts[:MOST_LINES]
    possible = list(readings(len(head), deck))
    told = [r for r in possible if tuple(role == HEADLINE for role in r) == listed[:MOST_LINES]]
    best = max(told or possible, key=lambda roles: score(head, roles))
    return [*best, *[DECK] * (len(texts) - len(head))]

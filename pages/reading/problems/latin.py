"""Latin words that stand in Chinese running text and are neither name, unit nor address."""

import re
from collections.abc import Iterator

from ..lexicon.latin import BORROWED, JOINING, UNITS

LATIN = r"[A-Za-z0-9@＠._/:+#&%~?='’\-－]+"
PHRASE = re.compile(rf"{LATIN}(?:[ \u3000]{{1,4}}{LATIN})*")
TOKEN = re.compile(r"[^ \u3000]+")
# Anything with a digit, a point or a sign in it is an address, a model or a measure.
WORD = re.compile(r"[a-z]{2,}(?:['’\-][a-z]+)*")
HAN = re.compile(r"[\u3400-\u9fff]")
BEFORE = re.compile(r"[\u3400-\u9fff，、。；！？”’）》】)]|^")
BEHIND = re.compile(r"[\u3400-\u9fff，、。；！？：“‘（《【(]|$")
GAP = 4


def stray_words(text: str) -> Iterator[re.Match[str]]:
    """A match for each stray lower-case word, or for the phrase that they make up.

    What stands in quotation marks or brackets is foreign on purpose.
    """
    for phrase in PHRASE.finditer(text):
        if _in_chinese(text, phrase):
            tokens = list(TOKEN.finditer(text, *phrase.span()))
            strays = _strays(tokens)
            yield from strays if len(strays) < len(tokens) else [phrase]


def _in_chinese(text: str, phrase: re.Match[str]) -> bool:
    above = text[max(phrase.start() - GAP, 0) : phrase.start()].rstrip()[-1:]
    below = text[phrase.end() : phrase.end() + GAP].lstrip()[:1]
    beside_han = HAN.match(above) or HAN.match(below)
    return bool(beside_han and BEFORE.match(above) and BEHIND.match(below))


def _strays(tokens: list[re.Match[str]]) -> list[re.Match[str]]:
    """Beside a name only what joins is stray, at either end of it."""
    if any(token.group() != token.group().lower() for token in tokens):
        return [
            token for token in dict.fromkeys((tokens[0], tokens[-1])) if token.group() in JOINING
        ]
    measured = [False, *(token.group()[-1].isdigit() for token in tokens)]
    return [
        token
        for token, unit in zip(tokens, measured, strict=False)
        if not unit and _is_stray(token)
    ]


def _is_stray(token: re.Match[str]) -> bool:
    return bool(WORD.fullmatch(token.group())) and token.group() not in UNITS | BORROWED

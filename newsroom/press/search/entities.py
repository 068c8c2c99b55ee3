"""Reporters and organizations that a query names, also by a name they got after the story."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import connection

from newsroom.press.search import tokenizer
from newsroom.press.search.index import about, by_reporter, quoted

LONGEST_PART = 32  # characters of a term in which names are looked for: some 500 parts
SHORTEST = 2

LEXEME = {"reporter": by_reporter, "organization": about}
# Made by a migration; only confirmed organizations, with the ids of the duplicates they took in.
NAMED = "SELECT kind, id, names, ids FROM press_named(%s, %s, %s)"


@dataclass(frozen=True)
class Named:
    """A reporter or an organization: what it is called, and the lexemes that stand for it."""

    kind: str
    pk: int
    names: tuple[str, ...]
    lexemes: tuple[str, ...]

    @property
    def name(self):
        return self.names[0]


def named(terms, reporter=None, organization=None):
    """Whom the terms name, and those of the ids, a merged organization as what it became: [Named].

    A story that came out before duplicates were merged is about one of them.
    """
    if not (terms or reporter or organization):
        return []
    with connection.cursor() as cursor:
        cursor.execute(NAMED, [_parts(terms), reporter, organization])
        return [
            Named(kind, pk, tuple(names), tuple(quoted(LEXEME[kind](one)) for one in ids))
            for kind, pk, names, ids in cursor.fetchall()
        ]


def lexemes(named):
    """What stands for each name: {folded name: lexemes}."""
    found = defaultdict(list)
    for one in named:
        for name in map(tokenizer.fold, one.names):
            found[name.text] += one.lexemes
    return {name: lexemes for name, lexemes in found.items() if len(name) >= SHORTEST}


def _parts(terms):
    """Every part of the terms that may be a name."""
    found = {}
    for term in terms:
        text = term[:LONGEST_PART]
        for begin in range(len(text)):
            ends = range(begin + SHORTEST, len(text) + 1)
            found |= dict.fromkeys(text[begin:end] for end in ends)
    return list(found)

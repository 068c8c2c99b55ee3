"""What a reader typed, as PostgreSQL is asked for it. It is data: no operator is read in it.

Every word asked for has to stand in the story. A long Chinese word stands there as a word or as its
pairs of characters, since it may have been cut otherwise on the page than here. Quotes make a
phrase: its pairs and words at the very distances they have in it. So are names that somebody bears
and numbers with what they count.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from newsroom.press.search import tokenizer
from newsroom.press.search.index import quoted

LONGEST = 100  # characters of a query that are used
MOST_TERMS = 12

QUOTE = re.compile('["“”„「」『』]')


@dataclass(frozen=True)
class Query:
    """What of a query is used: its `typed` terms, the same folded, its folded phrases.

    `shortened` if it was longer than that.
    """

    text: str
    typed: tuple[str, ...]
    terms: tuple[str, ...]
    phrases: tuple[str, ...]
    shortened: bool

    def __bool__(self):
        return bool(self.terms or self.phrases)


def parse(typed):
    """The Query that any text is."""
    visible = " ".join("".join(c for c in typed if c.isprintable() or c.isspace()).split())
    text = visible[:LONGEST]
    parts = QUOTE.split(text)
    last = len(parts) - 1
    phrases = [part for i, part in enumerate(parts) if i % 2 and i < last]
    plain = [part for i, part in enumerate(parts) if not (i % 2 and i < last)]
    typed = tuple(term for part in plain for term in part.split())
    terms = _folded(typed)
    return Query(
        text=text,
        typed=typed[:MOST_TERMS],
        terms=terms[:MOST_TERMS],
        phrases=_folded(phrases)[:MOST_TERMS],
        shortened=len(visible) > LONGEST or len(terms) > MOST_TERMS,
    )


def _folded(texts):
    """The texts folded, those left out in which nothing can be found."""
    folded = dict.fromkeys(tokenizer.fold(text).text for text in texts)
    return tuple(text for text in folded if any(tokenizer.grams(text)))


def tsquery(query, names):
    """The tsquery of a Query; `names` are {folded name: lexemes of those who bear it}."""
    return all_of(
        [
            *(_term(term, names) for term in query.terms),
            *(_together(tokenizer.units(phrase)) for phrase in query.phrases),
        ]
    )


def all_of(expressions):
    """The tsquery of what says all that these tsqueries ask for; none of none."""
    return _joined(expressions, " & ")


def any_of(expressions):
    """The tsquery of what says something that one of these tsqueries asks for."""
    return _joined(expressions, " | ")


def _joined(expressions, operator):
    several = operator.join(expressions)
    return f"({several})" if len(expressions) > 1 else several


def _term(term, names):
    """What is named in the term is found by its id as well, which says more than a name."""
    return all_of(
        [
            any_of([_together(tokenizer.units(part)), *names[part]])
            if part in names
            else _words(part)
            for part in split(term, names)
            if tokenizer.pieces(part)
        ]
    )


def split(term, names):
    """The term parted at the names in it, longest first: [part, …]."""
    if not names:
        return [term]
    longest_first = sorted(names, key=len, reverse=True)
    parts = re.split(f"({'|'.join(map(re.escape, longest_first))})", term)
    return [part for part in parts if part]


def _words(text):
    return all_of([_piece(piece) for piece in tokenizer.pieces(text)])


def _piece(piece):
    if counts := list(tokenizer.counts(piece)):
        return _together(counts)
    if parted := tokenizer.parted(piece):
        return any_of([quoted(piece), _together(tokenizer.units(parted))])
    if not tokenizer.CHINESE.fullmatch(piece) or len(piece) < tokenizer.LONG:
        return quoted(piece)
    pairs = [quoted(term.text) for term in tokenizer.grams(piece) if len(term.text) == 2]
    return any_of([quoted(piece), all_of(pairs)])


def _together(terms):
    """The terms at the distances they have."""
    first, *others = terms
    expression = quoted(first.text)
    for before, term in pairwise([first, *others]):
        expression += f" <{term.at - before.at}> {quoted(term.text)}"
    return f"({expression})"

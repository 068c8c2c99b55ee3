"""Turn what a reader typed into a PostgreSQL tsquery. There are no operators except quotes.

Every word must occur in the story. A long Chinese word matches as a word or as its character
pairs, since the story may have been split into words differently. Quoted text must occur as a
phrase: its pairs and words at the same distances. So must names of reporters and organizations,
and numbers with the character after them. Names also match by id, see Entity.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from django.db import connection

from newsroom.press.search import tokenizer
from newsroom.press.search.index import organization_lexeme, quoted, reporter_lexeme

MAX_CHARACTERS = 100
MAX_TERMS = 12
MIN_NAME_LENGTH = 2
MAX_NAME_SPAN = 32  # characters of a term in which names are looked for: some 500 substrings

QUOTE = re.compile('["“”„「」『』]')
LEXEME = {"reporter": reporter_lexeme, "organization": organization_lexeme}
# A function created by a migration. It finds confirmed organizations only, with the ids of the
# duplicates that were merged into them.
ENTITIES = "SELECT kind, id, names, ids FROM press_entities(%s, %s, %s)"


@dataclass(frozen=True)
class Query:
    """The parts of a query that are used.

    `typed` are its words as typed, `terms` the folded ones and `phrases` the folded quotes;
    `shortened` if something was left out because it was too long.
    """

    text: str
    typed: tuple[str, ...]
    terms: tuple[str, ...]
    phrases: tuple[str, ...]
    shortened: bool

    def __bool__(self):
        return bool(self.terms or self.phrases)


def parse(text):
    """The Query for any text."""
    printable = "".join(char for char in text if char.isprintable() or char.isspace())
    normalized = " ".join(printable.split())
    used = normalized[:MAX_CHARACTERS]
    parts = QUOTE.split(used)
    last = len(parts) - 1
    phrases = [part for i, part in enumerate(parts) if i % 2 and i < last]
    unquoted = [part for i, part in enumerate(parts) if not (i % 2 and i < last)]
    typed = tuple(term for part in unquoted for term in part.split())
    terms = _fold_searchable(typed)
    return Query(
        text=used,
        typed=typed[:MAX_TERMS],
        terms=terms[:MAX_TERMS],
        phrases=_fold_searchable(phrases)[:MAX_TERMS],
        shortened=len(normalized) > MAX_CHARACTERS or len(terms) > MAX_TERMS,
    )


def _fold_searchable(texts):
    """The texts folded and without duplicates; those without any indexed character are dropped."""
    folded = dict.fromkeys(tokenizer.fold(text).text for text in texts)
    return tuple(text for text in folded if any(tokenizer.grams(text)))


@dataclass(frozen=True)
class Entity:
    """A reporter or an organization: its names, the current one first, and its lexemes.

    An organization has the lexemes of its merged duplicates too, because stories that were
    published before the merge carry theirs.
    """

    kind: str
    pk: int
    names: tuple[str, ...]
    lexemes: tuple[str, ...]

    @property
    def name(self):
        return self.names[0]


def find_entities(terms, reporter_id=None, organization_id=None):
    """The Entities whose name occurs in one of the terms, and those with these ids, as a list.

    A merged organization is found as the one it was merged into.
    """
    if not (terms or reporter_id or organization_id):
        return []
    with connection.cursor() as cursor:
        cursor.execute(ENTITIES, [_possible_names(terms), reporter_id, organization_id])
        return [
            Entity(kind, pk, tuple(names), tuple(quoted(LEXEME[kind](i)) for i in ids))
            for kind, pk, names, ids in cursor.fetchall()
        ]


def lexemes_by_name(entities):
    """The lexemes that stand for each name: {folded name: [lexeme, …]}."""
    lexemes: defaultdict[str, list[str]] = defaultdict(list)
    for entity in entities:
        for name in map(tokenizer.fold, entity.names):
            lexemes[name.text] += entity.lexemes
    return {name: found for name, found in lexemes.items() if len(name) >= MIN_NAME_LENGTH}


def _possible_names(terms):
    """Every substring of the terms that is long enough to be a name."""
    found: dict[str, None] = {}
    for term in terms:
        text = term[:MAX_NAME_SPAN]
        for begin in range(len(text)):
            ends = range(begin + MIN_NAME_LENGTH, len(text) + 1)
            found |= dict.fromkeys(text[begin:end] for end in ends)
    return list(found)


def tsquery(query, names):
    """The tsquery of a Query, as text; `names` as from `lexemes_by_name`."""
    return all_of(
        [
            *(_term(term, names) for term in query.terms),
            *(_phrase(tokenizer.phrase_terms(phrase)) for phrase in query.phrases),
        ]
    )


def all_of(expressions):
    """The tsquery that matches what all of these tsqueries match; empty for none."""
    return _join(expressions, " & ")


def any_of(expressions):
    """The tsquery that matches what one of these tsqueries matches; empty for none."""
    return _join(expressions, " | ")


def _join(expressions, operator):
    joined = operator.join(expressions)
    return f"({joined})" if len(expressions) > 1 else joined


def _term(term, names):
    """The tsquery of a term. A name in it matches by id as well."""
    return all_of(
        [
            any_of([_phrase(tokenizer.phrase_terms(part)), *names[part]])
            if part in names
            else _words(part)
            for part in split_at_names(term, names)
            if tokenizer.query_words(part)
        ]
    )


def split_at_names(term, names):
    """The term split before and after each name in it, longest names first: [part, …]."""
    if not names:
        return [term]
    longest_first = sorted(names, key=len, reverse=True)
    parts = re.split(f"({'|'.join(map(re.escape, longest_first))})", term)
    return [part for part in parts if part]


def _words(text):
    return all_of([_word(word) for word in tokenizer.query_words(text)])


def _word(word):
    if numbers := list(tokenizer.numbers_with_units(word)):
        return _phrase(numbers)
    if split := tokenizer.split_before_digits(word):
        return any_of([quoted(word), _phrase(tokenizer.phrase_terms(split))])
    if not tokenizer.CHINESE.fullmatch(word) or len(word) < tokenizer.MIN_LONG_WORD:
        return quoted(word)
    pairs = [quoted(term.text) for term in tokenizer.grams(word) if len(term.text) == 2]
    return any_of([quoted(word), all_of(pairs)])


def _phrase(terms):
    """The tsquery of these Terms at the distances between their positions."""
    first, *others = terms
    expression = quoted(first.text)
    for before, term in pairwise([first, *others]):
        expression += f" <{term.position - before.position}> {quoted(term.text)}"
    return f"({expression})"

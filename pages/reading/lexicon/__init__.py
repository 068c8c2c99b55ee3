"""The words that the reader's rules know, as data."""

from collections.abc import Iterable
from itertools import chain


def words(*rows: str) -> tuple[str, ...]:
    """Words written in rows, with white space between them."""
    return tuple(word for row in rows for word in row.split())


def alternatives(*groups: Iterable[str]) -> str:
    """Words as the alternatives of a pattern, so that the longest wins."""
    return "|".join(sorted(set(chain(*groups)), key=lambda word: (-len(word), word)))

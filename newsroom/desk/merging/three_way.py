"""Merges one value, or one set of values, and names what both people changed differently."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

MINE, THEIRS, BOTH = "mine", "theirs", "both"

Value = TypeVar("Value")
# Gives the choice (MINE, THEIRS, BOTH) that the user made for the key of a Conflict, or None.
Choose = Callable[[str], str | None]


@dataclass(frozen=True)
class Conflict:
    """A place that both changed differently; `name` is its place in the form.

    `offers_both` if the two texts can stand one after the other.
    """

    name: str
    base: str
    mine: str
    theirs: str
    offers_both: bool = False

    @property
    def key(self):
        """Names the user's choice; it changes with what the other person saved.

        So a choice never decides about a text that the user did not see.
        """
        seen = f"{self.name}\n{self.base}\n{self.theirs}"
        return f"choice-{self.name}-{hashlib.sha256(seen.encode()).hexdigest()[:12]}"


@dataclass(frozen=True)
class Merged(Generic[Value]):
    """The merged value; while a Conflict is open, `value` has `mine` at its place.

    `is_changed` says whether `value` has something that the other person wrote.
    """

    value: Value
    conflicts: Sequence[Conflict] = ()
    is_changed: bool = False


def merge_text(name, base, mine, theirs, choose: Choose) -> Merged[str]:
    """Merge one text as a whole. `base` is None if it is not known."""
    if mine == theirs or theirs == base:
        return Merged(mine)
    if mine == base:
        return Merged(theirs, is_changed=True)
    conflict = Conflict(name, base or "", mine, theirs)
    choice = choose(conflict.key)
    if choice == THEIRS:
        return Merged(theirs, is_changed=True)
    return Merged(mine, () if choice == MINE else (conflict,))


def merge_set(base, mine, theirs) -> Merged[list[str]]:
    """Merge a set, such as the tags: both may add and remove, and that is never a conflict."""
    base = mine if base is None else base
    removed = set(base) - set(theirs)
    added = [item for item in theirs if item not in base and item not in mine]
    merged = [item for item in mine if item not in removed] + added
    return Merged(merged, is_changed=merged != list(mine))

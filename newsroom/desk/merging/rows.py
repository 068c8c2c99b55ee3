"""Merges the rows of a form, such as its pictures, by the ids of the rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from newsroom.desk.merging.three_way import MINE, THEIRS, Choose, Conflict, merge_text

Row = Mapping[str, str]  # the values of one row by the names of its fields


@dataclass(frozen=True)
class RowRules:
    """What the rows of one kind are.

    `identity` is the field that tells that two people added the same thing. A field in `quiet` is
    never asked about: the present user's value counts.
    """

    identity: str
    quiet: frozenset[str] = frozenset({"order"})


@dataclass
class MergedRows:
    """`saved` rows by id, `deleted` ids, `new` rows; `same` are new rows that the other added, too.

    `same` is {position in the user's new rows: id of the other's row}.
    """

    saved: dict[str, dict[str, str]] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)
    new: list[dict[str, str]] = field(default_factory=list)
    same: dict[int, str] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    is_changed: bool = False


def merge_rows(
    prefix,
    base: Mapping[str, Row],
    mine: Mapping[str, Row | None],
    added: Sequence[Row],
    theirs: Mapping[str, Row],
    choose: Choose,
    rules: RowRules,
) -> MergedRows:
    """Merge the rows that are called `prefix` in the form.

    `base` and `theirs` are rows by id. `mine` has None for a row that the user removes; `added` are
    his new rows.
    """
    merged = MergedRows()
    for pk, their_row in theirs.items():
        name = f"{prefix}-{pk}"
        if pk not in base:
            merged.saved[pk] = dict(their_row)
            merged.is_changed = True
        elif mine.get(pk, base[pk]) is None:
            _remove(merged, name, pk, base[pk], their_row, choose)
        else:
            my_row = mine.get(pk) or base[pk]
            _merge_row(merged, name, pk, base[pk], my_row, their_row, choose, rules)
    mine_new = dict(enumerate(added))
    for pk in base.keys() - theirs.keys():
        my_row = mine.get(pk) or _kept_before(mine_new, base[pk], rules)
        _keep_removed(merged, f"{prefix}-{pk}", base[pk], my_row, choose)
    _add(merged, prefix, base, mine_new, theirs, choose, rules)
    return merged


def shown(row: Row):
    """The texts of a row as one text, for a question about the whole row."""
    return "\n".join(value for value in row.values() if value)


def _merge_row(merged, name, pk, base, mine, theirs, choose, rules):
    values = {}
    for column in theirs:
        before, my_value = base.get(column, ""), mine.get(column, base.get(column, ""))
        if column in rules.quiet and my_value != before:
            values[column] = my_value
            continue
        result = merge_text(f"{name}-{column}", before, my_value, theirs[column], choose)
        values[column] = result.value
        merged.conflicts += result.conflicts
        merged.is_changed |= result.is_changed
    merged.saved[pk] = values


def _remove(merged, name, pk, base, theirs, choose):
    """I removed the row; if the other changed it, ask. Until then the row stays."""
    merged.saved[pk] = dict(theirs)
    if theirs == base:
        merged.deleted.add(pk)
        return
    conflict = Conflict(name, shown(base), "", shown(theirs))
    choice = choose(conflict.key)
    if choice == MINE:
        merged.deleted.add(pk)
    else:
        merged.is_changed = True
        merged.conflicts += [] if choice == THEIRS else [conflict]


def _keep_removed(merged, name, base, mine, choose):
    """The other removed the row; if I changed it, ask. Until then it is a new row of mine."""
    if mine is None or mine == base:
        merged.is_changed = True
        return
    conflict = Conflict(name, shown(base), shown(mine), "")
    choice = choose(conflict.key)
    if choice == THEIRS:
        merged.is_changed = True
        return
    merged.new.append({**base, **mine})
    merged.conflicts += [] if choice == MINE else [conflict]


def _kept_before(mine_new, base, rules):
    """My row for one that the other removed, if it is a new row since I was asked about it."""
    same = (
        at for at, row in mine_new.items() if base.get(rules.identity) == row.get(rules.identity)
    )
    position = next(same, None) if base.get(rules.identity) else None
    return None if position is None else mine_new.pop(position)


def _add(merged, prefix, base, mine_new, theirs, choose, rules):
    """My new rows; what the other added as well is one row."""
    new_rows = {row.get(rules.identity): pk for pk, row in theirs.items() if pk not in base}
    for position, row in mine_new.items():
        pk = new_rows.pop(row.get(rules.identity), None) if row.get(rules.identity) else None
        if pk is None:
            merged.new.append(dict(row))
            continue
        merged.same[position] = pk
        unknown = {column: None for column in theirs[pk]}
        _merge_row(merged, f"{prefix}-{pk}", pk, unknown, row, theirs[pk], choose, rules)

"""Triggers that keep the record append-only."""

import pgtrigger

APPEND_ONLY = pgtrigger.Update | pgtrigger.Delete


class AlwaysEnforced:
    """Mixin for triggers that `pgtrigger.ignore` cannot disable.

    They call the database function `desk_refuse_change` (made by a migration), which raises an
    error without looking at the setting behind `pgtrigger.ignore`.
    """

    def render_execute(self, model):
        return "desk_refuse_change()"


class ProtectRows(AlwaysEnforced, pgtrigger.Protect):
    """Refuses an operation on rows; with a condition, only on rows that satisfy it."""


class ProtectColumns(AlwaysEnforced, pgtrigger.ReadOnly):
    """Refuses every change of the columns, except those in `exclude`."""


class ProtectTable(AlwaysEnforced, pgtrigger.Trigger):
    """Refuses TRUNCATE, which triggers on rows do not notice."""

    when = pgtrigger.Before
    level = pgtrigger.Statement
    operation = pgtrigger.Truncate
    func = "RETURN NULL;"  # required by pgtrigger; never runs

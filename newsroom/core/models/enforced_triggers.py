"""Triggers that hold for everybody but the owner of the tables.

The functions of pgtrigger first ask a setting that any session may set (`pgtrigger.ignore`). These
triggers run database functions of our own, made by migrations, that ask nothing.
"""

import pgtrigger

APPEND_ONLY = pgtrigger.Update | pgtrigger.Delete


class AlwaysEnforced:
    """Mixin: the trigger runs the database function `function`, by default one that refuses."""

    function = "newsroom_refuse_change"

    def render_execute(self, model):
        return f"{self.function}()"


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


class CheckRows(AlwaysEnforced, pgtrigger.Trigger):
    """Runs `function` before the operation on each row; it refuses rows that are not allowed."""

    when = pgtrigger.Before
    func = "RETURN NULL;"  # required by pgtrigger; never runs

    def __init__(self, *, function, **kwargs):
        self.function = function
        super().__init__(**kwargs)

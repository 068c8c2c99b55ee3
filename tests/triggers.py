"""Disable the triggers that protect the record, as only the owner of the tables can."""

from contextlib import contextmanager

from django.db import connection

TABLES = [
    "desk_revision",
    "desk_decision",
    "desk_delegation",
    "desk_proofmark",
    "desk_markresolution",
    "press_version",
    "press_listing",
    "press_publicfile",
    "press_searchentry",
    "press_pin",
]


@contextmanager
def triggers_disabled():
    """A context in which the rows of the record can be changed and deleted."""
    _alter("DISABLE")
    try:
        yield
    finally:
        _alter("ENABLE")


def _alter(action):
    connection.check_constraints()  # a table with deferred checks outstanding cannot be altered
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} {action} TRIGGER USER")

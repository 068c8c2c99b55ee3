"""What only the owner of the tables can do: take the triggers off that keep the record."""

from contextlib import contextmanager

from django.db import connection

TABLES = [
    "desk_revision",
    "desk_decision",
    "desk_delegation",
    "desk_proofmark",
    "desk_markresolution",
    "press_version",
]


@contextmanager
def unguarded():
    """Within it anybody bends the record, as somebody who owns the database could."""
    _alter("DISABLE")
    try:
        yield
    finally:
        _alter("ENABLE")


def _alter(word):
    connection.check_constraints()  # a table with checks outstanding cannot be altered
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} {word} TRIGGER USER")

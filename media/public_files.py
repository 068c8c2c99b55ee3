"""Between the desk's prepared sizes and the public ones: files only, rows are the press's."""

from contextlib import contextmanager

from django.core.files.storage import storages
from django.db import connection, transaction

# Nobody removes files while somebody publishes; publishers do not wait for each other.
LOCK = 7_001


def promote(names):
    """Copy those prepared files to where readers may load them; what is there stays.

    To be called in the transaction that publishes them: until it ends no file is removed.
    """
    if not names:
        return
    _lock("pg_advisory_xact_lock_shared")
    private, public = storages["renditions"], storages["public"]
    for name in names:
        if not public.exists(name):
            with private.open(name) as file:
                public.save(name, file)


@contextmanager
def removal():
    """Within it nobody publishes, so that what is shown can be asked; gives the remover."""
    with transaction.atomic():
        _lock("pg_advisory_xact_lock")
        yield storages["public"].delete


def _lock(function):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [LOCK])

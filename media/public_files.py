"""Copies prepared sizes to the public storage and deletes them from it.

Only files are handled here; the rows that name them (PublicFile) belong to the public site.
"""

from contextlib import contextmanager

from django.core.files.storage import storages
from django.db import connection, transaction

from media import stored_files

# Key of the PostgreSQL advisory lock. Publishing takes it shared, deleting takes it exclusively.
LOCK = 7_001


def copy_to_public(names):
    """Copy the prepared sizes called `names` to the public storage, unless they are there whole.

    Call it in the transaction that publishes them: no public file is deleted until it ends.
    Raises Damaged or NotStored.
    """
    if not names:
        return
    _lock("pg_advisory_xact_lock_shared")
    with stored_files.storing():
        for name in names:
            stored_files.copy(name, storages["renditions"], storages["public"])


def store(name, file):
    """Store a file of the site itself, such as its logo, under a name that is its SHA-256.

    Call it in the transaction that saves its name. Raises NotStored.
    """
    _lock("pg_advisory_xact_lock_shared")
    with stored_files.storing():
        stored_files.store(storages["public"], name, file)


@contextmanager
def deletion():
    """A transaction in which nobody publishes; gives the function that deletes a public file.

    Within it, check that no version shows the file before deleting it.
    """
    with transaction.atomic():
        _lock("pg_advisory_xact_lock")
        yield storages["public"].delete


def _lock(function):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [LOCK])

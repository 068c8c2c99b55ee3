"""Delete the demo's data, and say so to somebody whose database is too old for this code."""

import contextlib
import shutil
from pathlib import Path

import psycopg

from devserver import run_as
from devserver.paths import EmbeddedError, ServerPaths
from devserver.server import Server

FOLDERS = ("postgres", "originals", "renditions", "public", "static")  # below var/
# An app label that only databases from before 2026-12 have in Django's table of migrations.
REMOVED_APP = "masthead"
OUTDATED = (
    "This database was made by an earlier version of the program that cannot be upgraded: "
    "run `make reset`, which deletes the demo's data, and start again."
)


class OutdatedDatabase(EmbeddedError):
    """The database holds tables of an earlier version; the message says what to do."""


def refuse_outdated(url: str) -> None:
    """Raise OutdatedDatabase when the tables at the database URL are of an earlier version.

    A URL that psycopg cannot use, or a server that does not answer, is left to Django to report.
    """
    with contextlib.suppress(psycopg.Error), psycopg.connect(url) as connection:
        tables = connection.execute("SELECT FROM pg_tables WHERE tablename = 'django_migrations'")
        if not tables.rowcount:
            return
        rows = connection.execute(
            "SELECT FROM django_migrations WHERE app = %s LIMIT 1", [REMOVED_APP]
        )
        if rows.rowcount:
            raise OutdatedDatabase(OUTDATED)


def reset(paths: ServerPaths) -> str:
    """Stop the checkout's server, delete its data and the demo's pictures; return what was done."""
    Server(paths).stop()
    variable: Path = paths.checkout / "var"
    for folder in [variable / name for name in FOLDERS] + [run_as.data_of_nobody(paths).parent]:
        shutil.rmtree(folder, ignore_errors=True)
    return "The demo's data is deleted. `make run` begins anew."

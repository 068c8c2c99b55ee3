"""The environment of a test run, loaded before Django reads its settings (see pyproject.toml)."""

import gc
import os
import tempfile

import devserver
from tests.bootstrap import ensure_database

devserver.set_environment(start=False)
os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("ALLOWED_HOSTS", "testserver,localhost,127.0.0.1")
os.environ.setdefault("SECURE_SSL_REDIRECT", "0")
# The server of the browser tests must not hold on to a database that is about to be dropped.
os.environ.setdefault("CONN_MAX_AGE", "0")
# Pictures of a test run stay out of the checkout, and each process has its own.
_files = tempfile.TemporaryDirectory(prefix="newsroom-tests-")
os.environ["NEWSROOM_VAR"] = _files.name


def pytest_sessionstart(session):
    ensure_database()


def pytest_collection_finish(session):
    """Modules and collected tests stay to the end: spare the garbage collector their inspection."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)

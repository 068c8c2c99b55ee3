"""A pytest plugin that sets the environment variables of a test run before Django reads them."""

import gc
import os
import tempfile

import devserver
from tests.bootstrap import ensure_database

devserver.set_environment(start=False)
os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("ALLOWED_HOSTS", "testserver,localhost,127.0.0.1")
os.environ.setdefault("SECURE_SSL_REDIRECT", "0")
# A persistent connection of the live server would prevent dropping the test database.
os.environ.setdefault("CONN_MAX_AGE", "0")
# Each process writes its pictures to a temporary folder outside the checkout.
_files = tempfile.TemporaryDirectory(prefix="newsroom-tests-")
os.environ["NEWSROOM_VAR"] = _files.name


def pytest_sessionstart(session):
    ensure_database()


def pytest_collection_finish(session):
    """Exclude modules and collected tests, which live to the end, from garbage collection."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)

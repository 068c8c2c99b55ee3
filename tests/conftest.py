import datetime
import json
from dataclasses import replace

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.test import TransactionTestCase, override_settings
from django.test.testcases import LiveServerThread
from django.utils import timezone
from procrastinate.contrib.django import app

from media.sizes import renditions, shapes
from newsroom.core.roles import Role
from tests.database_copy import DatabaseCopy
from tests.factories import UserFactory
from tests.live_server import JoinedServer


def _person(role):
    @pytest.fixture(name=role.value if role != Role.ADMIN else "admin_person")
    def person(db):
        return UserFactory(roles=[role])

    return person


reporter, editor, head, chief, proofreader, photo_editor, admin_person = map(_person, Role)


@pytest.fixture
def outsider(db):
    """A superuser without a role: no editorial right at all."""
    return UserFactory(is_superuser=True)


@pytest.fixture(scope="session", autouse=True)
def _static_files_without_a_manifest():
    """URLs of static files have no hash, because collectstatic does not run before tests."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": plain}):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Restore the migrated database after each test that uses transactions.

    Django would truncate all tables and create roles and permissions again: that takes 30 times as
    long, loses the rows of the migrations, and the triggers of the record refuse it.
    """
    with django_db_blocker.unblock():
        migrated = DatabaseCopy.take()
        commit_without_the_disk()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: migrated.restore())
        patch.setattr(LiveServerThread, "server_class", JoinedServer)
        yield


def commit_without_the_disk():
    """Let no commit in the test database wait for the disk, from the next connection on."""
    name = connection.ops.quote_name(connection.settings_dict["NAME"])
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER DATABASE {name} SET synchronous_commit = off")
    connection.close()


@pytest.fixture(scope="module")
def shared_rows(django_db_setup, django_db_blocker):
    """The database for fixtures whose rows all tests of a module share, in one transaction.

    What a test changes is rolled back after it, since its own transaction is within this one: so
    the test itself needs `db`, too.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def live_server(django_db_setup, live_server):
    """pytest-django's, started after the test database is made and stopped before it goes."""
    return live_server


@pytest.fixture(scope="session", autouse=True)
def _passwords_are_hashed_fast():
    """The real hasher takes a quarter of a second for each password, on purpose."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="session", autouse=True)
def _sizes_are_encoded_fast():
    """Tests need valid files, not small ones; `make bench` measures their size."""
    fast = {"avif": {"speed": 10}, "webp": {"method": 0}, "jpg": {"optimize": False}}
    encodings = tuple(
        replace(encoding, options={**encoding.options, **fast[encoding.extension]})
        for encoding in shapes.ENCODINGS
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(renditions, "ENCODINGS", encodings)
        yield


@pytest.fixture(autouse=True)
def _clean_page_cache():
    """Empty the page cache, because a rollback resets the generation that its keys contain."""
    cache.clear()


class Clock:
    """A clock that stands still until a test moves it; `now` is an aware datetime."""

    def __init__(self, now, set_database):
        self.now = now
        self.set_database = set_database
        set_database(f"SELECT timestamptz '{now.isoformat()}'")

    def move(self, duration):
        self.now += duration
        self.set_database(f"SELECT timestamptz '{self.now.isoformat()}'")


@pytest.fixture
def clock(monkeypatch, request):
    """Makes django.utils.timezone.now return `clock.now`, and so does the database's press_now."""
    marked = request.node.get_closest_marker("django_db")
    has_database = marked or {"db", "transactional_db"} & set(request.fixturenames)

    def set_database(query):
        if has_database:
            with connection.cursor() as cursor:
                cursor.execute(PRESS_NOW.format(query.replace("'", "''")))

    if has_database and "transactional_db" not in request.fixturenames:
        request.getfixturevalue("db")
    now = datetime.datetime(2026, 11, 25, 10, 30, tzinfo=timezone.get_default_timezone())
    clock = Clock(now, set_database)
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    yield clock
    set_database("SELECT clock_timestamp()")


PRESS_NOW = "CREATE OR REPLACE FUNCTION press_now() RETURNS timestamptz LANGUAGE sql AS '{}'"

TAKE_DUE_JOB = """
    UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = (
        SELECT id FROM procrastinate_jobs
        WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())
        ORDER BY id LIMIT 1
    ) RETURNING task_name, args
"""


def run_due_jobs():
    """Run the due jobs of the queue in order, without jobs scheduled for later.

    They run in the transaction of the test, which a real worker could not see.
    """
    with connection.cursor() as cursor:
        while job := cursor.execute(TAKE_DUE_JOB).fetchone():
            name, arguments = job
            app.tasks[name](**(arguments if isinstance(arguments, dict) else json.loads(arguments)))


@pytest.fixture
def run_jobs(db):
    return run_due_jobs

import datetime

import pgtrigger
import pytest
from django.core.cache import cache
from django.test import TransactionTestCase
from django.utils import timezone

from newsroom.masthead.roles import Role
from tests.factories import UserFactory


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


@pytest.fixture(autouse=True)
def _static_files_without_a_manifest(settings):
    """Pages name their static files as they are: nothing was collected for a test run."""
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}


@pytest.fixture(autouse=True, scope="session")
def _record_is_emptied_after_tests_with_real_connections():
    """Their tables are truncated afterwards, which the record refuses to anybody else."""
    empty = TransactionTestCase._fixture_teardown

    def ignoring_triggers(case):
        with pgtrigger.ignore():
            empty(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", ignoring_triggers)
        yield


@pytest.fixture(autouse=True)
def _clean_page_cache():
    """A test's rollback takes the generation back, which nothing outside tests does."""
    cache.clear()


class Clock:
    """The time that the newsroom reads: it stands still until a test moves it."""

    def __init__(self, now):
        self.now = now

    def move(self, by):
        self.now += by


@pytest.fixture
def clock(monkeypatch):
    """Everything that asks what time it is reads `clock.now`."""
    clock = Clock(datetime.datetime(2026, 11, 25, 10, 30, tzinfo=timezone.get_default_timezone()))
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    return clock

"""Concurrent changes of what is public wait for each other without deadlocks."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from newsroom.desk.organizations import merge, merge_all
from newsroom.press import cache
from newsroom.press.publishing import publish
from tests.factories import OrganizationFactory
from tests.newsroom.press.snapshots import make_snapshot

pytestmark = pytest.mark.django_db(transaction=True)


def change(row, **changes):
    """Save the row as the admin does: first the change, then the cache generation."""
    with transaction.atomic():
        for name, value in changes.items():
            setattr(row, name, value)
        row.save()
        cache.invalidate()


def while_open(first, then, finish=lambda: None):
    """Run `then` in another transaction that begins after `first` and before `finish`."""

    def do():
        try:
            then()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            first()
            other = threads.submit(do)
            while not (other.done() or somebody_waits()):
                continue
            finish()
        other.result()


def somebody_waits():
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_locks WHERE NOT granted")
        return cursor.fetchone() is not None


def test_a_section_is_renamed_while_a_story_of_it_is_published(section):
    while_open(
        lambda: publish(make_snapshot(section)),
        lambda: change(section, slug="ferry"),
    )

    section.refresh_from_db()
    assert section.slug == "ferry"


def test_organizations_are_merged_while_one_of_them_is_changed():
    stays, one, other = OrganizationFactory.create_batch(3)

    while_open(
        lambda: merge(one, stays),
        lambda: change(stays, name="临川市图书馆"),
    )

    assert [row.pk for row in stays.duplicates.all()] == [one.pk]


def test_several_are_merged_while_the_last_of_them_is_changed():
    stays, one, last = OrganizationFactory.create_batch(3)
    last.name = "临川市图书馆"

    while_open(
        last.save,
        lambda: merge_all([one, last], stays),
        finish=cache.invalidate,
    )

    assert stays.duplicates.count() == 2

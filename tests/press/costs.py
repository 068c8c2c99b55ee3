"""What a page costs: the queries it makes, and how PostgreSQL means to answer one."""

import datetime
from itertools import islice

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsroom.press.publishing import publish_all

FIVE_MINUTES = datetime.timedelta(minutes=5)
BATCH = 1000  # an even number: both versions of a story come together


def fill_archive(printed):
    """Publish in bulk: `printed` yields (snapshot, section, begin) for stories live since then.

    Each has a superseded version before its own, and PostgreSQL knows how many there are.
    """
    stories = (
        (snapshot, at)
        for snapshot, _section, begin in printed
        for at in (begin, begin + FIVE_MINUTES)
    )
    while batch := list(islice(stories, BATCH)):
        publish_all(batch)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE press_version, press_listing")


def queries(client, address):
    """The SQL that a page needs when nothing is kept."""
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in captured]


def plan(sql):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}")
        return "\n".join(row for (row,) in cursor.fetchall())

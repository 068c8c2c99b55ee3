"""What a page costs: the queries it makes, and how PostgreSQL means to answer one."""

import datetime

from django.core.cache import cache
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.test.utils import CaptureQueriesContext

from newsroom.press.models import Version
from newsroom.press.publishing import derive

FIVE_MINUTES = datetime.timedelta(minutes=5)


def fill_archive(printed):
    """Publish in bulk: `printed` yields (snapshot, section, begin) for stories live since then.

    Each has a superseded version before its own, and PostgreSQL knows how many there are.
    """
    versions = [
        Version(
            story=snapshot.story,
            kind=snapshot.kind,
            section=section,
            content=snapshot.as_content(),
            revision_sha256=snapshot.revision_sha256,
            during=during,
            published_at=begin,
            first_online_at=begin,
            ended_as="" if during.upper is None else Version.Ended.SUPERSEDED,
        )
        for snapshot, section, begin in printed
        for during in (
            DateTimeTZRange(begin, begin + FIVE_MINUTES),
            DateTimeTZRange(begin + FIVE_MINUTES, None),
        )
    ]
    Version.objects.bulk_create(versions, batch_size=2000)
    derive(versions)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE press_version, press_listing, press_searchentry")


def queries(client, address, parameters=None):
    """The SQL that a page needs when nothing is kept."""
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address, parameters).status_code == 200
    return [query["sql"] for query in captured]


def plan(sql):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}")
        return "\n".join(row for (row,) in cursor.fetchall())

"""What a page costs: the queries it makes, and how PostgreSQL means to answer them.

`complaints` judges any site, of a test or of a hundred thousand generated stories.
"""

import datetime
import json

from django.core.cache import cache
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.test.utils import CaptureQueriesContext

from newsroom.press.models import Version
from newsroom.press.publishing import derive

MOST = 8  # queries of a page when nothing is kept
LARGE = 1000  # rows from which on a table is not read from end to end
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
    take_statistics()


def take_statistics():
    """Let PostgreSQL know how many rows there are, as autovacuum does sooner or later."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def complaints(client, addresses, most=MOST):
    """What pages cost that they must not, as texts; `addresses` is {kind of page: address}."""
    large = large_tables()
    said = []
    for kind, address in addresses.items():
        asked = queries(client, address)
        if len(asked) > most:
            said.append(f"{kind}: {len(asked)} queries, {most} at most")
        for sql in asked:
            said += [f"{kind}: reads all of {table}: {sql}" for table in scanned(sql) & large]
    return said


def large_tables():
    """The names of the tables of over LARGE rows, by PostgreSQL's own statistics."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples > %s", [LARGE]
        )
        return {name for (name,) in cursor.fetchall()}


def scanned(sql):
    """The names of the tables that PostgreSQL means to read from end to end for this query."""
    if not sql.lstrip().startswith(("SELECT", "WITH", "(")):
        return set()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}")
        (explained,) = cursor.fetchone()
    (whole,) = json.loads(explained) if isinstance(explained, str) else explained
    return {
        node["Relation Name"] for node in _nodes(whole["Plan"]) if node["Node Type"] == "Seq Scan"
    }


def _nodes(node):
    yield node
    for below in node.get("Plans", ()):
        yield from _nodes(below)


def queries(client, address):
    """The SQL that a page needs when nothing is kept."""
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return [query["sql"] for query in captured]


def plan(sql):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}")
        return "\n".join(row for (row,) in cursor.fetchall())

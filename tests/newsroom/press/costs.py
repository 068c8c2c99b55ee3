"""Measure what a page costs: its queries, and PostgreSQL's plans for them.

`complaints` works for any site, in a test or with a hundred thousand generated stories.
"""

import datetime
import json
from itertools import islice

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsroom.press.publishing import publish_all

MOST = 8  # queries of a page that is not cached
LARGE = 1000  # rows from which on no page may scan the whole table
FIVE_MINUTES = datetime.timedelta(minutes=5)
BATCH = 1000  # an even number, so that both versions of a story are in the same batch


def fill_archive(printed):
    """Publish in bulk: `printed` yields (snapshot, datetime since which it is live).

    Each story also gets a superseded version. The statistics of PostgreSQL are updated.
    """
    stories = (
        (snapshot, at) for snapshot, begin in printed for at in (begin, begin + FIVE_MINUTES)
    )
    while batch := list(islice(stories, BATCH)):
        publish_all(batch)
    take_statistics()


def take_statistics():
    """Update the statistics of PostgreSQL, as autovacuum does sooner or later."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def complaints(client, urls, most=MOST):
    """Messages about pages that cost too much; `urls` is {kind of page: URL}."""
    large = large_tables()
    return [
        f"{kind}: {complaint}"
        for kind, url in urls.items()
        for complaint in against(queries(client, url), large, most)
    ]


def against(statements, large, most=MOST):
    """Yield messages about the SQL statements of a page; `large` are the names of large tables."""
    if len(statements) > most:
        yield f"{len(statements)} queries, {most} at most"
    for sql in statements:
        for table in sorted(scanned(sql) & large):
            yield f"reads all of {table}: {sql}"


def large_tables():
    """The names of the tables with more than LARGE rows, by the statistics of PostgreSQL."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples > %s", [LARGE]
        )
        return {name for (name,) in cursor.fetchall()}


def scanned(sql):
    """The names of the tables that PostgreSQL would scan completely for this query."""
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


def queries(client, url, parameters=None):
    """The SQL statements of a page that is not cached."""
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        client.get(url, parameters)
    return [query["sql"] for query in captured]


def plan(sql):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}")
        return "\n".join(row for (row,) in cursor.fetchall())

"""What a page costs: the queries it makes, and how PostgreSQL means to answer them.

`complaints` judges any site, of a test or of a hundred thousand generated stories.
"""

import datetime
import json
from itertools import islice

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsroom.press.publishing import publish_all

MOST = 8  # queries of a page when nothing is kept
LARGE = 1000  # rows from which on a table is not read from end to end
FIVE_MINUTES = datetime.timedelta(minutes=5)
BATCH = 1000  # an even number: both versions of a story come together


def fill_archive(printed):
    """Publish in bulk: `printed` yields (snapshot, begin) for stories live since then.

    Each has a superseded version before its own, and PostgreSQL knows how many there are.
    """
    stories = (
        (snapshot, at) for snapshot, begin in printed for at in (begin, begin + FIVE_MINUTES)
    )
    while batch := list(islice(stories, BATCH)):
        publish_all(batch)
    take_statistics()


def take_statistics():
    """Let PostgreSQL know how many rows there are, as autovacuum does sooner or later."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def complaints(client, addresses, most=MOST):
    """What pages cost that they must not, as texts; `addresses` is {kind of page: address}."""
    large = large_tables()
    return [
        f"{kind}: {complaint}"
        for kind, address in addresses.items()
        for complaint in against(queries(client, address), large, most)
    ]


def against(asked, large, most=MOST):
    """What speaks against the SQL that a page asked, as texts; `large` are names of tables."""
    if len(asked) > most:
        yield f"{len(asked)} queries, {most} at most"
    for sql in asked:
        for table in sorted(scanned(sql) & large):
            yield f"reads all of {table}: {sql}"


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


def queries(client, address, parameters=None):
    """The SQL that a page needs when nothing is kept."""
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        client.get(address, parameters)
    return [query["sql"] for query in captured]


def plan(sql):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}")
        return "\n".join(row for (row,) in cursor.fetchall())

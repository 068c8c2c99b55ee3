"""What a page costs: the queries it makes, and how PostgreSQL means to answer one."""

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext


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

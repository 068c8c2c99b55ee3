"""Which groups the rows of a large table fall into, without reading the rows.

From the largest value to the largest of an earlier group, and so on: two steps down an index for
a group, however many rows it has.
"""

from django.db import connection

LEAPS = """
WITH RECURSIVE found (value) AS (
    (SELECT {column} FROM {table} WHERE {rows} ORDER BY {column} DESC LIMIT 1)
    UNION ALL
    SELECT earlier.value FROM found CROSS JOIN LATERAL (
        SELECT {column} AS value FROM {table}
        WHERE {rows} AND {column} < {begin}
        ORDER BY {column} DESC LIMIT 1
    ) AS earlier
)
SELECT value FROM found ORDER BY value DESC
"""


def leaps(model, column, rows, begin, **values):
    """The largest value of the column in each group of the model's rows, falling.

    `rows` is the SQL condition of those that count, and `begin` the expression for where the
    group of `found.value` begins; `values` are their parameters. An index has to bring the rows
    in the order of the column.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(LEAPS.format(table=table, column=column, rows=rows, begin=begin), values)
        return [value for (value,) in cursor.fetchall()]

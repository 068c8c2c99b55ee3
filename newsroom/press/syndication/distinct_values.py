"""Find the groups of the rows in a large table without reading all rows."""

from django.db import connection

# A "loose index scan": from the largest value jump to the largest value of the previous group, and
# so on. Each group costs two steps in an index, however many rows it has.
LARGEST_OF_EACH_GROUP = """
WITH RECURSIVE found (value) AS (
    (SELECT {column} FROM {table} WHERE {condition} ORDER BY {column} DESC LIMIT 1)
    UNION ALL
    SELECT earlier.value FROM found CROSS JOIN LATERAL (
        SELECT {column} AS value FROM {table}
        WHERE {condition} AND {column} < {group_begin}
        ORDER BY {column} DESC LIMIT 1
    ) AS earlier
)
SELECT value FROM found ORDER BY value DESC
"""


def largest_of_each_group(model, column, condition, group_begin, **parameters):
    """The largest value of the column in each group of the model's rows, in descending order.

    `condition` is SQL that selects the rows, `group_begin` a SQL expression for the smallest value
    of the group of `found.value`; `parameters` are those of both. The column needs an index.
    """
    sql = LARGEST_OF_EACH_GROUP.format(
        table=model._meta.db_table, column=column, condition=condition, group_begin=group_begin
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [value for (value,) in cursor.fetchall()]

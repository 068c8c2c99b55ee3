"""Writing rows in bulk as they are: with the numbers and the moments that they were given.

`bulk_create` would set the fields that say when a row was made to this very moment, and the
record keeps them so; PostgreSQL's COPY takes the row as it is, and is faster.
"""

from django.db import connection


def numbers(model, count):
    """An iterator of `count` primary keys that nobody else will get."""
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [table, column, count],
        )
        return iter([number for (number,) in cursor.fetchall()])


def copy(rows):
    """Write unsaved rows of one table in their order; PostgreSQL numbers those without a key."""
    if not rows:
        return
    model = type(rows[0])
    numbered = rows[0].pk is not None
    fields = [f for f in model._meta.concrete_fields if numbered or not f.primary_key]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    statement = f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN'
    # A COPY that fails says so only at its end, beyond Django's own care for errors.
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(statement) as target,
    ):
        for row in rows:
            target.write_row([_value(field, row) for field in fields])


def _value(field, row):
    return field.get_db_prep_save(getattr(row, field.attname), connection)

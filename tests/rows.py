"""What all tables hold at one moment, to bring it back rather than make it again."""

from django.db import connection, transaction


class Rows:
    """`rows = Rows.now()` copies the test database, and `rows.restore()` brings that back.

    Sequences go on counting, as they do after a test's rollback.
    """

    def __init__(self, copies):
        self.copies = copies  # table -> its rows, in the format of PostgreSQL's COPY

    @classmethod
    def now(cls):
        with connection.cursor() as cursor:
            return cls({table: _copied(cursor, table) for table in _tables(cursor)})

    def restore(self):
        """Past all triggers and foreign keys, as the superuser who owns the database."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(";".join(f'DELETE FROM "{table}"' for table in self.copies))
            for table, rows in self.copies.items():
                with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                    copy.write(rows)


def _tables(cursor):
    found = connection.introspection.get_table_list(cursor)
    return [table.name for table in found if table.type == "t"]


def _copied(cursor, table):
    with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
        return b"".join(copy)

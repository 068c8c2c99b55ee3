"""The indexes of the press's tables."""

import pytest
from django.db import connection

# Indexes that are redundant: another index of the table begins with the same columns.
NEEDLESS = """
SELECT less.indexrelid::regclass::text
FROM pg_index AS less JOIN pg_index AS more USING (indrelid)
WHERE less.indexrelid <> more.indexrelid AND NOT less.indisunique
    AND less.indrelid::regclass::text LIKE 'press\\_%'
    AND less.indexprs IS NULL AND more.indexprs IS NULL
    AND starts_with(more.indkey::text || ' ', less.indkey::text || ' ')
"""


@pytest.mark.django_db
def test_no_index_is_kept_that_another_begins_with():
    with connection.cursor() as cursor:
        cursor.execute(NEEDLESS)
        assert cursor.fetchall() == []

"""What versions are found by, and the two questions that a search asks.

Both are functions because they never read a whole table, however little PostgreSQL thinks that
costs: it counts the pages of a table, but not what it takes to unpack the words of every row.
"""

import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

CREATE = """
CREATE FUNCTION press_search(
    wanted tsquery, words tsquery, since timestamptz, until timestamptz, at timestamptz, most integer
) RETURNS TABLE (version_id bigint) LANGUAGE sql STABLE SET enable_seqscan = off AS $$
    SELECT found.version_id FROM (
        SELECT entry.version_id, entry.sort_at, entry.vector FROM press_searchentry AS entry
        WHERE entry.vector @@ wanted AND entry.during @> at
            AND entry.sort_at >= since AND entry.sort_at < until
        ORDER BY entry.sort_at DESC, entry.version_id DESC
        LIMIT most
    ) AS found
    ORDER BY
        CASE WHEN numnode(words) > 0 THEN ts_rank(found.vector, words) END DESC,
        found.sort_at DESC, found.version_id DESC
$$;
CREATE FUNCTION press_entities(parts varchar[], reporter bigint, organization bigint)
RETURNS TABLE (kind text, id bigint, names varchar[], ids bigint[])
LANGUAGE sql STABLE SET enable_seqscan = off AS $$
    SELECT 'reporter', one.id, ARRAY[one.name], ARRAY[one.id]
    FROM newsroom_reporter AS one
    WHERE one.name = ANY (parts) OR one.id = reporter
    UNION ALL
    SELECT 'organization', one.id, one.name || one.aliases, one.id || ARRAY(
        SELECT duplicate.id FROM newsroom_organization AS duplicate
        WHERE duplicate.merged_into_id = one.id
    )
    FROM newsroom_organization AS one
    WHERE one.confirmed AND (
        one.name = ANY (parts) OR one.aliases && parts OR one.id = organization
        OR one.id = (SELECT merged_into_id FROM newsroom_organization AS old WHERE old.id = organization)
    )
$$;
"""
DROP = """
DROP FUNCTION press_entities(varchar[], bigint, bigint);
DROP FUNCTION press_search(tsquery, tsquery, timestamptz, timestamptz, timestamptz, integer);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('newsroom', '0002_section_strict_and_proofs'),
        ('press', '0005_pins'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('during', django.contrib.postgres.fields.ranges.DateTimeRangeField(verbose_name='live during')),
                ('sort_at', models.DateTimeField(verbose_name='sort time')),
                ('index_version', models.PositiveSmallIntegerField(verbose_name='version of the index')),
                ('vector', django.contrib.postgres.search.SearchVectorField(verbose_name='words and filters')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='search_entries', to='press.version', verbose_name='version')),
            ],
            options={
                'verbose_name': 'search entry',
                'verbose_name_plural': 'search entries',
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['vector'], name='search_entry_vector')],
                'constraints': [models.UniqueConstraint(fields=('version',), name='search_entry_unique')],
            },
        ),
        migrations.RunSQL(CREATE, DROP),
    ]

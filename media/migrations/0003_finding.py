from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

from media.search import (Pairs, Said)

# They name no table and only what pg_catalog has: a dump can be restored in any order. Joining an
# array of texts is immutable, which PostgreSQL can't know of arrays in general.
CREATE = """
CREATE FUNCTION photo_words(caption text, credit text, place text, keywords text[], file_name text)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT lower(concat_ws(E'\\n', caption, credit, place, array_to_string(keywords, E'\\n'), file_name))
$$;
CREATE FUNCTION text_pairs(said text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT pair), '{}') FROM (
        SELECT letter || lead(letter) OVER (ORDER BY number) AS pair
        FROM unnest(string_to_array(said, NULL)) WITH ORDINALITY AS letters (letter, number)
    ) AS pairs WHERE pair IS NOT NULL
$$;
"""
DROP = """
DROP FUNCTION text_pairs(text);
DROP FUNCTION photo_words(text, text, text, text[], text);
"""


class Migration(migrations.Migration):
    dependencies = [("media", "0002_photo_desk")]

    operations = [
        migrations.RunSQL(CREATE, DROP),
        migrations.AddIndex(
            model_name="photo",
            index=GinIndex(
                Pairs(Said("caption", "credit", "place", "keywords", "file_name")),
                name="photo_said",
            ),
        ),
    ]

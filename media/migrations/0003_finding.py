from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

from media.search import CharacterPairs, SearchText

# The functions use only pg_catalog, so a dump can be restored in any order. array_to_string is not
# IMMUTABLE for arrays in general, but it is for texts, so these functions may be declared so.
CREATE = """
CREATE FUNCTION photo_search_text(caption text, credit text, place text, keywords text[], file_name text)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT lower(concat_ws(E'\\n', caption, credit, place, array_to_string(keywords, E'\\n'), file_name))
$$;
CREATE FUNCTION text_pairs(content text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT pair), '{}') FROM (
        SELECT letter || lead(letter) OVER (ORDER BY number) AS pair
        FROM unnest(string_to_array(content, NULL)) WITH ORDINALITY AS letters (letter, number)
    ) AS pairs WHERE pair IS NOT NULL
$$;
"""
DROP = """
DROP FUNCTION text_pairs(text);
DROP FUNCTION photo_search_text(text, text, text, text[], text);
"""


class Migration(migrations.Migration):
    dependencies = [("media", "0002_photo_desk")]

    operations = [
        migrations.RunSQL(CREATE, DROP),
        migrations.AddIndex(
            model_name="photo",
            index=GinIndex(
                CharacterPairs(SearchText("caption", "credit", "place", "keywords", "file_name")),
                name="photo_search_pairs",
            ),
        ),
    ]

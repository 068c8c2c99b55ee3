"""Lists, search and picture files show what their version says, whatever a session writes.

A redaction also empties the summary of a version and the source of a reprint.
"""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


CREATE = """
CREATE FUNCTION press_check_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM press_version, jsonb_path_query(content, '$.pictures[*].files[*].name') AS name
        WHERE press_version.id = NEW.version_id AND name = to_jsonb(NEW.name::text)
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'No picture of the version has this file: the record is kept.';
END;
$$;
"""
DROP = "DROP FUNCTION press_check_file();"


class Migration(migrations.Migration):

    dependencies = [
        ('press', '0003_always_enforced_triggers'),
    ]

    operations = [
        migrations.RunSQL(CREATE, DROP),
        pgtrigger.migrations.RemoveTrigger(
            model_name='version',
            name='version_content_is_only_emptied',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='listing',
            trigger=pgtrigger.compiler.Trigger(name='listing_columns_read_only', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."facet" IS DISTINCT FROM (NEW."facet") OR OLD."sort_at" IS DISTINCT FROM (NEW."sort_at") OR OLD."version_id" IS DISTINCT FROM (NEW."version_id"))', execute='newsroom_refuse_change()', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='acf3e34af23ba64043133b6e2f1e6e5e342631b8', operation='UPDATE', pgid='pgtrigger_listing_columns_read_only_8e774', table='press_listing', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publicfile',
            trigger=pgtrigger.compiler.Trigger(name='public_file_columns_read_only', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."version_id" IS DISTINCT FROM (NEW."version_id"))', execute='newsroom_refuse_change()', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='0e2bdc7f56e3b8c4dcf50fa51dfc3e9ad119c510', operation='UPDATE', pgid='pgtrigger_public_file_columns_read_only_101e4', table='press_publicfile', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publicfile',
            trigger=pgtrigger.compiler.Trigger(name='public_file_is_of_version', sql=pgtrigger.compiler.UpsertTriggerSql(execute='press_check_file()', func='RETURN NULL;', hash='020c48371763a7a16da9ce679a2089db09544ad6', operation='INSERT', pgid='pgtrigger_public_file_is_of_version_224c5', table='press_publicfile', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='searchentry',
            trigger=pgtrigger.compiler.Trigger(name='search_entry_columns_read_only', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."version_id" IS DISTINCT FROM (NEW."version_id") OR OLD."sort_at" IS DISTINCT FROM (NEW."sort_at") OR OLD."index_version" IS DISTINCT FROM (NEW."index_version") OR OLD."vector" IS DISTINCT FROM (NEW."vector"))', execute='newsroom_refuse_change()', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='f66002c71d8b2c99498876595df2fafd4be9b90e', operation='UPDATE', pgid='pgtrigger_search_entry_columns_read_only_b0dd3', table='press_searchentry', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='version',
            trigger=pgtrigger.compiler.Trigger(name='version_content_is_only_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (NEW.content IS DISTINCT FROM OLD.content AND (NOT coalesce(NEW.content ->> 'kicker' = '' AND NEW.content ->> 'headline' = '' AND NEW.content ->> 'deck' = '' AND NEW.content ->> 'column' = '' AND NEW.content ->> 'dateline' = '' AND NEW.content ->> 'source' = '' AND NEW.content ->> 'body' = '' AND coalesce(NEW.content ->> 'own_summary', '') = '' AND coalesce(NEW.content ->> 'reprint', '') = '' AND NEW.content -> 'bylines' = '[]' AND NEW.content -> 'pictures' = '[]' AND NEW.content -> 'tags' = '[]' AND NEW.content -> 'organizations' = '[]' AND NEW.content -> 'corrections' = '[]', false) OR upper_inf(OLD.during) OR upper(OLD.during) > clock_timestamp()))", execute='newsroom_refuse_change()', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='eba84cbb3452c7dcb8ba1f54b9249a568d37de90', operation='UPDATE', pgid='pgtrigger_version_content_is_only_emptied_32bca', table='press_version', when='BEFORE')),
        ),
    ]

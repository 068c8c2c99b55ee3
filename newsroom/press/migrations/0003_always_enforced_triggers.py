"""The triggers of press no longer obey `pgtrigger.ignore`, and derived rows follow their version.

`press_now` is the clock of the rules; tests that stop the clock replace it. A minute is left for
clocks that differ, and for a story that is published and withdrawn in the same moment.
"""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


CREATE = """
CREATE FUNCTION press_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT clock_timestamp()';

CREATE FUNCTION press_check_ending() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    just_now timestamptz := press_now() - interval '1 minute';
    begins_as_before boolean := lower(NEW.during) = lower(OLD.during);
BEGIN
    IF upper_inf(OLD.during) THEN
        -- Superseded or withdrawn; the range is empty if it ends in the moment in which it begins.
        IF NEW.ended_as IN ('superseded', 'withdrawn') AND (
            begins_as_before OR isempty(NEW.during) AND lower(OLD.during) > just_now
        ) THEN
            RETURN NEW;
        END IF;
        -- Cancelled before it begins.
        IF NEW.ended_as = 'cancelled' AND isempty(NEW.during) AND lower(OLD.during) > just_now THEN
            RETURN NEW;
        END IF;
    -- Its successor, which was scheduled, is cancelled: it goes on.
    ELSIF OLD.ended_as = 'superseded' AND upper(OLD.during) > just_now
        AND NEW.ended_as = '' AND upper_inf(NEW.during) AND begins_as_before THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Cannot change how a version ended: the record is kept.';
END;
$$;

CREATE FUNCTION press_check_during() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.during = (SELECT during FROM press_version WHERE id = NEW.version_id) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% shows a version only while it is live: the record is kept.', TG_TABLE_NAME;
END;
$$;
"""
DROP = """
DROP FUNCTION press_check_during();
DROP FUNCTION press_check_ending();
DROP FUNCTION press_now();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('newsroom', '0004_refuse_change'),
        ('press', '0002_limit_dates'),
    ]

    operations = [
        migrations.RunSQL(CREATE, DROP),
        pgtrigger.migrations.RemoveTrigger(
            model_name='pin',
            name='pin_is_frozen',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='pin',
            name='pin_is_kept',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='version',
            name='version_content_is_frozen',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='version',
            name='version_content_is_only_emptied',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='version',
            name='version_is_kept',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='listing',
            trigger=pgtrigger.compiler.Trigger(name='listing_follows_version', sql=pgtrigger.compiler.UpsertTriggerSql(execute='press_check_during()', func='RETURN NULL;', hash='0f7412e356f4da466ee49dc18b682a67c5e00a23', operation='INSERT OR UPDATE', pgid='pgtrigger_listing_follows_version_be4f9', table='press_listing', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pin',
            trigger=pgtrigger.compiler.Trigger(name='pin_columns_read_only', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."section_id" IS DISTINCT FROM (NEW."section_id") OR OLD."story_id" IS DISTINCT FROM (NEW."story_id") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."set_by_id" IS DISTINCT FROM (NEW."set_by_id") OR OLD."set_at" IS DISTINCT FROM (NEW."set_at"))', execute='newsroom_refuse_change()', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='72c0ca38486f0b4586bf68d1418bdfc35e0ba40c', operation='UPDATE', pgid='pgtrigger_pin_columns_read_only_c3be5', table='press_pin', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pin',
            trigger=pgtrigger.compiler.Trigger(name='pin_ends_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."ended_by_id" IS NOT NULL OR NEW."ended_by_id" IS NULL)', execute='newsroom_refuse_change()', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='9290e15a913bd39999967c449106537dbd9cddf4', operation='UPDATE', pgid='pgtrigger_pin_ends_once_c972e', table='press_pin', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pin',
            trigger=pgtrigger.compiler.Trigger(name='pin_is_kept', sql=pgtrigger.compiler.UpsertTriggerSql(execute='newsroom_refuse_change()', func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='08e73f59d2bbb2b03026445dcc116f0635af9413', operation='DELETE', pgid='pgtrigger_pin_is_kept_5f3da', table='press_pin', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pin',
            trigger=pgtrigger.compiler.Trigger(name='pin_no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(execute='newsroom_refuse_change()', func='RETURN NULL;', hash='c67d4e1fd35008ff8b7d9ecff66a754cffa7e632', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_pin_no_truncate_cb07e', table='press_pin', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publicfile',
            trigger=pgtrigger.compiler.Trigger(name='public_file_follows_version', sql=pgtrigger.compiler.UpsertTriggerSql(execute='press_check_during()', func='RETURN NULL;', hash='1e5e0ad3dd81dd772a6fbd6414fcc1cfa1d8a426', operation='INSERT OR UPDATE', pgid='pgtrigger_public_file_follows_version_a31ff', table='press_publicfile', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='searchentry',
            trigger=pgtrigger.compiler.Trigger(name='search_entry_follows_version', sql=pgtrigger.compiler.UpsertTriggerSql(execute='press_check_during()', func='RETURN NULL;', hash='684b867b72324a77812faa2e6b20dc28ce18ca87', operation='INSERT OR UPDATE', pgid='pgtrigger_search_entry_follows_version_74005', table='press_searchentry', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='version',
            trigger=pgtrigger.compiler.Trigger(name='version_columns_read_only', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."story_id" IS DISTINCT FROM (NEW."story_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."section_id" IS DISTINCT FROM (NEW."section_id") OR OLD."revision_sha256" IS DISTINCT FROM (NEW."revision_sha256") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."first_online_at" IS DISTINCT FROM (NEW."first_online_at"))', execute='newsroom_refuse_change()', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='881046af87cfd5b375de336b1930cbdedd0ab9e5', operation='UPDATE', pgid='pgtrigger_version_columns_read_only_d7e64', table='press_version', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='version',
            trigger=pgtrigger.compiler.Trigger(name='version_content_is_only_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (NEW.content IS DISTINCT FROM OLD.content AND (NOT coalesce(NEW.content ->> 'kicker' = '' AND NEW.content ->> 'headline' = '' AND NEW.content ->> 'deck' = '' AND NEW.content ->> 'column' = '' AND NEW.content ->> 'dateline' = '' AND NEW.content ->> 'source' = '' AND NEW.content ->> 'body' = '' AND coalesce(NEW.content ->> 'summary', '') = '' AND NEW.content -> 'bylines' = '[]' AND NEW.content -> 'pictures' = '[]' AND NEW.content -> 'tags' = '[]' AND NEW.content -> 'organizations' = '[]' AND NEW.content -> 'corrections' = '[]', false) OR upper_inf(OLD.during) OR upper(OLD.during) > clock_timestamp()))", execute='newsroom_refuse_change()', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='10e7a5f4a425d85f0a012499ee7be3cc3686302c', operation='UPDATE', pgid='pgtrigger_version_content_is_only_emptied_32bca', table='press_version', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='version',
            trigger=pgtrigger.compiler.Trigger(name='version_only_ends', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."during" IS DISTINCT FROM (NEW."during") OR OLD."ended_as" IS DISTINCT FROM (NEW."ended_as") OR OLD."public_text" IS DISTINCT FROM (NEW."public_text"))', execute='press_check_ending()', func='RETURN NULL;', hash='f92d8ee02bbf129fdd8ff0ac0c86e2df507d4953', operation='UPDATE', pgid='pgtrigger_version_only_ends_81e96', table='press_version', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='version',
            trigger=pgtrigger.compiler.Trigger(name='version_is_kept', sql=pgtrigger.compiler.UpsertTriggerSql(execute='newsroom_refuse_change()', func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='b566bb770715be7744448519f5174a5f40ecf0aa', operation='DELETE', pgid='pgtrigger_version_is_kept_b1ac7', table='press_version', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='version',
            trigger=pgtrigger.compiler.Trigger(name='version_no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(execute='newsroom_refuse_change()', func='RETURN NULL;', hash='d515930ca6009ba96188abf26a49017455d458fa', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_version_no_truncate_a6688', table='press_version', when='BEFORE')),
        ),
    ]

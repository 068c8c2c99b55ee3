"""All triggers of the record run functions that ask no setting, those of redactions, too."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


CREATE = """
CREATE FUNCTION desk_check_redacted_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM desk_decision WHERE revision_id = OLD.id AND transition = 'redact'
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Revisions are append-only: redacting may empty one that a decision names.';
END;
$$;

CREATE FUNCTION desk_check_redacted_proof_mark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM desk_decision AS proof JOIN desk_decision AS redaction USING (revision_id)
        WHERE proof.id = OLD.proof_id AND redaction.transition = 'redact'
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Proof marks are append-only: redacting may empty those of a text it names.';
END;
$$;
"""
DROP = """
DROP FUNCTION desk_check_redacted_proof_mark();
DROP FUNCTION desk_check_redacted_revision();
"""
# Its place is taken by `newsroom_refuse_change`.
DROP_OLD = "DROP FUNCTION desk_refuse_change();"
CREATE_OLD = """
CREATE FUNCTION desk_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Cannot % %: the record is kept.', lower(TG_OP), TG_TABLE_NAME;
END;
$$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0002_limit_dates'),
        ('newsroom', '0004_refuse_change'),
    ]

    operations = [
        migrations.RunSQL(CREATE, DROP),
        pgtrigger.migrations.RemoveTrigger(
            model_name='decision',
            name='decision_append_only',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='decision',
            name='decision_no_truncate',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='delegation',
            name='delegation_no_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='delegation',
            name='delegation_no_truncate',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='delegation',
            name='delegation_columns_read_only',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='delegation',
            name='delegation_revoked_once',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='markresolution',
            name='mark_resolution_append_only',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='markresolution',
            name='mark_resolution_no_truncate',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='proofmark',
            name='proof_mark_no_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='proofmark',
            name='proof_mark_no_truncate',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='proofmark',
            name='proof_mark_columns_read_only',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='proofmark',
            name='proof_mark_only_emptied',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='proofmark',
            name='proof_mark_emptied_by_redaction',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='revision',
            name='revision_no_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='revision',
            name='revision_no_truncate',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='revision',
            name='revision_columns_read_only',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='revision',
            name='revision_only_emptied',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='revision',
            name='revision_emptied_by_redaction',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='revision',
            name='revision_insert_has_content',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='decision_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(execute='newsroom_refuse_change()', func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='bf9d307c07324fd4cded04f0432c6bda3e52f7f6', operation='UPDATE OR DELETE', pgid='pgtrigger_decision_append_only_6831a', table='desk_decision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='decision_no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(execute='newsroom_refuse_change()', func='RETURN NULL;', hash='ef0affa070a751405678735f27a5f847f6e6cf2f', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_decision_no_truncate_18231', table='desk_decision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delegation',
            trigger=pgtrigger.compiler.Trigger(name='delegation_no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(execute='newsroom_refuse_change()', func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='efe14da6ba2394f04e96b9487157f31573a8ae31', operation='DELETE', pgid='pgtrigger_delegation_no_delete_db73d', table='desk_delegation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delegation',
            trigger=pgtrigger.compiler.Trigger(name='delegation_no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(execute='newsroom_refuse_change()', func='RETURN NULL;', hash='3973bda54c11c35ad4a975299aa55a025fea5522', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_delegation_no_truncate_0dbfc', table='desk_delegation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delegation',
            trigger=pgtrigger.compiler.Trigger(name='delegation_columns_read_only', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."stage" IS DISTINCT FROM (NEW."stage") OR OLD."delegate_id" IS DISTINCT FROM (NEW."delegate_id") OR OLD."granted_by_id" IS DISTINCT FROM (NEW."granted_by_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."begins_at" IS DISTINCT FROM (NEW."begins_at") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at"))', execute='newsroom_refuse_change()', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='4a2dec65a5ea4c4cb29fc840da5e87bbb5ed1768', operation='UPDATE', pgid='pgtrigger_delegation_columns_read_only_85e42', table='desk_delegation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delegation',
            trigger=pgtrigger.compiler.Trigger(name='delegation_revoked_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."revoked_at" IS NOT NULL)', execute='newsroom_refuse_change()', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='28c2d6024e7fdab1612cfccf38e1f2e5c4ac0024', operation='UPDATE', pgid='pgtrigger_delegation_revoked_once_13e88', table='desk_delegation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='markresolution',
            trigger=pgtrigger.compiler.Trigger(name='mark_resolution_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(execute='newsroom_refuse_change()', func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='25c22a590515afd36251f25225bc5ffa16b7cfa8', operation='UPDATE OR DELETE', pgid='pgtrigger_mark_resolution_append_only_9721b', table='desk_markresolution', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='markresolution',
            trigger=pgtrigger.compiler.Trigger(name='mark_resolution_no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(execute='newsroom_refuse_change()', func='RETURN NULL;', hash='f49f1b1a9816c46fb4ef7a068f3bfba61b99e31e', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_mark_resolution_no_truncate_cc610', table='desk_markresolution', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proofmark',
            trigger=pgtrigger.compiler.Trigger(name='proof_mark_no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(execute='newsroom_refuse_change()', func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='56cc4263653e0d525f41982604bff033ad923c0b', operation='DELETE', pgid='pgtrigger_proof_mark_no_delete_4fec8', table='desk_proofmark', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proofmark',
            trigger=pgtrigger.compiler.Trigger(name='proof_mark_no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(execute='newsroom_refuse_change()', func='RETURN NULL;', hash='bd2e2f62b544b4ef8f49566b09eadf8352423d97', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_proof_mark_no_truncate_831b1', table='desk_proofmark', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proofmark',
            trigger=pgtrigger.compiler.Trigger(name='proof_mark_columns_read_only', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."proof_id" IS DISTINCT FROM (NEW."proof_id") OR OLD."field" IS DISTINCT FROM (NEW."field") OR OLD."start" IS DISTINCT FROM (NEW."start"))', execute='newsroom_refuse_change()', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='cfcd6f89cdabdd6c41ea1fc4089c29fd6f848b88', operation='UPDATE', pgid='pgtrigger_proof_mark_columns_read_only_58b58', table='desk_proofmark', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proofmark',
            trigger=pgtrigger.compiler.Trigger(name='proof_mark_only_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (NEW.original <> '' OR NEW.replacement <> '' OR NEW.note <> '')", execute='newsroom_refuse_change()', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='07e8ba7fc9e893861c4493ed420eb2874cd1461a', operation='UPDATE', pgid='pgtrigger_proof_mark_only_emptied_bd4a0', table='desk_proofmark', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proofmark',
            trigger=pgtrigger.compiler.Trigger(name='proof_mark_emptied_by_redaction', sql=pgtrigger.compiler.UpsertTriggerSql(execute='desk_check_redacted_proof_mark()', func='RETURN NULL;', hash='47cd6f79e4828d4994fd178b9458336c0d4691e9', operation='UPDATE', pgid='pgtrigger_proof_mark_emptied_by_redaction_05588', table='desk_proofmark', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='revision',
            trigger=pgtrigger.compiler.Trigger(name='revision_no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(execute='newsroom_refuse_change()', func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='bf24512e6ebd475040cdab8bafc69421b0b77bf8', operation='DELETE', pgid='pgtrigger_revision_no_delete_48b2d', table='desk_revision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='revision',
            trigger=pgtrigger.compiler.Trigger(name='revision_no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(execute='newsroom_refuse_change()', func='RETURN NULL;', hash='b04a7889c7eb6f1a8f27e713a96fcf34f7736631', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_revision_no_truncate_8117e', table='desk_revision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='revision',
            trigger=pgtrigger.compiler.Trigger(name='revision_columns_read_only', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."story_id" IS DISTINCT FROM (NEW."story_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."author_id" IS DISTINCT FROM (NEW."author_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at"))', execute='newsroom_refuse_change()', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='f54770a5e07e075d42a145bda067cc10b6e6cef4', operation='UPDATE', pgid='pgtrigger_revision_columns_read_only_378dc', table='desk_revision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='revision',
            trigger=pgtrigger.compiler.Trigger(name='revision_only_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (NEW.content <> '' OR NEW.metadata IS DISTINCT FROM OLD.metadata - 'tags')", execute='newsroom_refuse_change()', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='f2cc194ee7efedec2ed7046a78541a4ce03fbad0', operation='UPDATE', pgid='pgtrigger_revision_only_emptied_c7c63', table='desk_revision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='revision',
            trigger=pgtrigger.compiler.Trigger(name='revision_emptied_by_redaction', sql=pgtrigger.compiler.UpsertTriggerSql(execute='desk_check_redacted_revision()', func='RETURN NULL;', hash='334b6069079c59c3e7da08d212ad84a571ccc6af', operation='UPDATE', pgid='pgtrigger_revision_emptied_by_redaction_accd8', table='desk_revision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='revision',
            trigger=pgtrigger.compiler.Trigger(name='revision_insert_has_content', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."content" = \'\')', execute='newsroom_refuse_change()', func="RAISE EXCEPTION 'pgtrigger: Cannot insert rows from % table', TG_TABLE_NAME;", hash='a20edf4186ed63339b4d578b4daea3a000e65ebe', operation='INSERT', pgid='pgtrigger_revision_insert_has_content_f3f90', table='desk_revision', when='BEFORE')),
        ),
        migrations.RunSQL(DROP_OLD, CREATE_OLD),
    ]

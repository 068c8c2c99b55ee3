"""The function that the triggers of `newsroom.core.models.enforced_triggers` run; see there."""

from django.db import migrations

CREATE = """
CREATE FUNCTION newsroom_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Cannot % %: the record is kept.', lower(TG_OP), TG_TABLE_NAME;
END;
$$;
"""
DROP = "DROP FUNCTION newsroom_refuse_change();"


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0003_one_spelling_of_names")]

    operations = [migrations.RunSQL(CREATE, DROP)]

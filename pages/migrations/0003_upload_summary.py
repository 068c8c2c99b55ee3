"""Empties the import desk: an upload is known by its text's SHA-256, which older rows lack."""

from django.db import migrations, models


def put_away(apps, schema_editor):
    apps.get_model("pages", "Upload").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("pages", "0002_import_desk")]

    operations = [
        migrations.RunPython(put_away, migrations.RunPython.noop),
        migrations.AddField(
            model_name="upload",
            name="sha256",
            field=models.CharField(default="", max_length=64, unique=True, verbose_name="SHA-256 of the text"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="upload",
            name="summary",
            field=models.JSONField(default=dict, help_text="of the last reading, for the list", verbose_name="summary"),
        ),
    ]

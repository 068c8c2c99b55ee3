"""Names that people write in several ways get the one spelling of `newsroom.words`."""

from django.db import migrations

from newsroom.words import plain


def respell(apps, schema_editor):
    """Store each name in its one spelling, unless another row has that spelling already."""
    for reporter in apps.get_model("newsroom", "Reporter").objects.all():
        same = type(reporter).objects.filter(
            name=plain(reporter.name), affiliation=reporter.affiliation
        )
        if not same.exclude(pk=reporter.pk).exists():
            reporter.name = plain(reporter.name)
            reporter.save(update_fields=["name"])
    for organization in apps.get_model("newsroom", "Organization").objects.all():
        same = type(organization).objects.filter(name=plain(organization.name))
        if not same.exclude(pk=organization.pk).exists():
            organization.name = plain(organization.name)
        organization.aliases = list(dict.fromkeys(map(plain, organization.aliases)))
        organization.save(update_fields=["name", "aliases"])


class Migration(migrations.Migration):

    dependencies = [
        ('newsroom', '0002_limit_dates'),
    ]

    operations = [
        migrations.RunPython(respell, migrations.RunPython.noop),
    ]

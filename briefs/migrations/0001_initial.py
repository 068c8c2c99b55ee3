from django.db import migrations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("desk", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Brief",
            fields=[],
            options={
                "verbose_name": "brief",
                "verbose_name_plural": "briefs",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("desk.story",),
        ),
    ]

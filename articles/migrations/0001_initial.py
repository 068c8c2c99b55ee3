from django.db import migrations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("desk", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Article",
            fields=[],
            options={
                "verbose_name": "article",
                "verbose_name_plural": "articles",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("desk.story",),
        ),
    ]

"""Lists of a day and of a month, also for what was published before there were any."""

from django.conf import settings
from django.db import migrations, models

FILL = """
INSERT INTO press_listing (facet, key, sort_at, version_id, during)
SELECT span.facet, to_char(version.published_at AT TIME ZONE '{zone}', span.form),
    entry.sort_at, entry.version_id, entry.during
FROM press_listing AS entry
JOIN press_version AS version ON version.id = entry.version_id
CROSS JOIN (VALUES ('day', 'YYYY-MM-DD'), ('month', 'YYYY-MM')) AS span (facet, form)
WHERE entry.facet = 'all'
"""
EMPTY = "DELETE FROM press_listing WHERE facet IN ('day', 'month')"


class Migration(migrations.Migration):

    dependencies = [
        ('press', '0003_photo_desk'),
    ]

    operations = [
        migrations.AlterField(
            model_name='listing',
            name='facet',
            field=models.CharField(choices=[('newest', 'newest'), ('newest_of_kind', 'newest of a kind'), ('newest_in_section', 'newest in a section'), ('all', 'all stories'), ('kind', 'kind'), ('section', 'section'), ('reporter', 'reporter'), ('organization', 'organization'), ('tag', 'tag'), ('day', 'day'), ('month', 'month'), ('issue', 'issue')], max_length=20, verbose_name='facet'),
        ),
        migrations.RunSQL(FILL.format(zone=settings.TIME_ZONE), EMPTY),
    ]

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("desk", "0001_initial"),
        ("newsroom", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Page",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256 of the text")),
                ("paper", models.CharField(max_length=50, verbose_name="paper")),
                ("date", models.DateField(blank=True, null=True, verbose_name="day of the paper")),
                ("number", models.CharField(blank=True, max_length=10, verbose_name="page number")),
                (
                    "section_printed",
                    models.CharField(blank=True, max_length=50, verbose_name="section as printed"),
                ),
                ("text", models.TextField(verbose_name="text")),
                (
                    "reading",
                    models.JSONField(
                        help_text="as docs/page-format.md describes it", verbose_name="reading"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=255, verbose_name="file")),
                ("filed_at", models.DateTimeField(auto_now_add=True, verbose_name="filed at")),
                (
                    "undone_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="filing undone at"),
                ),
                (
                    "filed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pages_filed",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="filed by",
                    ),
                ),
            ],
            options={
                "verbose_name": "printed page",
                "verbose_name_plural": "printed pages",
                "ordering": ["-date", "number", "-id"],
            },
        ),
        migrations.CreateModel(
            name="PageStory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="place on the page")),
                ("first_line", models.PositiveIntegerField(verbose_name="first line")),
                ("last_line", models.PositiveIntegerField(verbose_name="last line")),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="places",
                        to="pages.page",
                        verbose_name="printed page",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="page_places",
                        to="desk.story",
                        verbose_name="story",
                    ),
                ),
            ],
            options={
                "verbose_name": "story on a page",
                "verbose_name_plural": "stories on a page",
                "ordering": ["position"],
            },
        ),
        migrations.AddField(
            model_name="page",
            name="stories",
            field=models.ManyToManyField(
                related_name="pages",
                through="pages.PageStory",
                to="desk.story",
                verbose_name="stories",
            ),
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="file")),
                (
                    "sha256",
                    models.CharField(
                        max_length=64, unique=True, verbose_name="SHA-256 of the text"
                    ),
                ),
                ("text", models.TextField(verbose_name="text")),
                ("encoding", models.CharField(max_length=20, verbose_name="encoding")),
                (
                    "marks",
                    models.JSONField(
                        default=dict,
                        help_text="line number: the kind of line that a person chose",
                        verbose_name="marks",
                    ),
                ),
                (
                    "summary",
                    models.JSONField(
                        default=dict,
                        help_text="of the last reading, for the list",
                        verbose_name="summary",
                    ),
                ),
                ("date", models.DateField(blank=True, null=True, verbose_name="day of the paper")),
                ("number", models.CharField(blank=True, max_length=10, verbose_name="page number")),
                (
                    "uploaded_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="uploaded at"),
                ),
                (
                    "page",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="upload",
                        to="pages.page",
                        verbose_name="filed as",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="newsroom.section",
                        verbose_name="section",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uploads",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "page on the import desk",
                "verbose_name_plural": "pages on the import desk",
                "ordering": ["-id"],
            },
        ),
        migrations.AddConstraint(
            model_name="pagestory",
            constraint=models.UniqueConstraint(
                fields=("page", "position"), name="page_story_position"
            ),
        ),
        migrations.AddConstraint(
            model_name="pagestory",
            constraint=models.UniqueConstraint(fields=("page", "story"), name="page_story_once"),
        ),
        migrations.AddConstraint(
            model_name="pagestory",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("first_line__gte", 1), ("last_line__gte", models.F("first_line"))
                ),
                name="page_story_lines",
            ),
        ),
        migrations.AddConstraint(
            model_name="page",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at", None)), fields=("sha256",), name="page_filed_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="page",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("date__isnull", False),
                    ("undone_at", None),
                    models.Q(("number", ""), _negated=True),
                ),
                fields=("paper", "date", "number"),
                name="page_once_in_an_issue",
            ),
        ),
    ]

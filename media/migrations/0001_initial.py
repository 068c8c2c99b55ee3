"""The tables of photos and their prepared sizes, and the SQL functions of the photo search.

The functions use only pg_catalog, so a dump can be restored in any order. array_to_string is not
IMMUTABLE for arrays in general, but it is for texts, so the functions may be declared IMMUTABLE.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import media.models
import media.search
from django.conf import settings
from django.db import migrations, models

CREATE = """
CREATE FUNCTION photo_search_text(caption text, credit text, place text, keywords text[], file_name text)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT lower(concat_ws(E'\\n', caption, credit, place, array_to_string(keywords, E'\\n'), file_name))
$$;
CREATE FUNCTION text_pairs(content text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT pair), '{}') FROM (
        SELECT letter || lead(letter) OVER (ORDER BY number) AS pair
        FROM unnest(string_to_array(content, NULL)) WITH ORDINALITY AS letters (letter, number)
    ) AS pairs WHERE pair IS NOT NULL
$$;
"""
DROP = """
DROP FUNCTION text_pairs(text);
DROP FUNCTION photo_search_text(text, text, text, text[], text);
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(CREATE, DROP),
        migrations.CreateModel(
            name="Rendition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "original_sha256",
                    models.CharField(max_length=64, verbose_name="SHA-256 of the file"),
                ),
                (
                    "shape",
                    models.CharField(
                        choices=[
                            ("whole", "whole"),
                            ("16x9", "16x9"),
                            ("4x3", "4x3"),
                            ("1x1", "1x1"),
                        ],
                        max_length=10,
                        verbose_name="shape",
                    ),
                ),
                ("focus_x", models.PositiveSmallIntegerField(default=500)),
                ("focus_y", models.PositiveSmallIntegerField(default=500)),
                ("format", models.CharField(max_length=10, verbose_name="format")),
                ("width", models.PositiveIntegerField(verbose_name="width")),
                ("height", models.PositiveIntegerField(verbose_name="height")),
                (
                    "file",
                    models.FileField(
                        storage=media.models.rendition_storage, upload_to="", verbose_name="file"
                    ),
                ),
                ("size", models.PositiveBigIntegerField(verbose_name="bytes")),
                ("colour", models.CharField(blank=True, max_length=7, verbose_name="colour")),
            ],
            options={
                "verbose_name": "rendition",
                "verbose_name_plural": "renditions",
                "ordering": ["shape", "format", "width"],
                "indexes": [models.Index(fields=["file"], name="rendition_file")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            "original_sha256",
                            "shape",
                            "focus_x",
                            "focus_y",
                            "format",
                            "width",
                        ),
                        name="rendition_unique",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Photo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("caption", models.TextField(blank=True, verbose_name="caption")),
                ("credit", models.CharField(blank=True, max_length=100, verbose_name="credit")),
                ("alt", models.CharField(blank=True, max_length=200, verbose_name="alt text")),
                ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="taken at")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="place")),
                (
                    "keywords",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=50),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="keywords",
                    ),
                ),
                ("instructions", models.TextField(blank=True, verbose_name="instructions")),
                ("source", models.CharField(blank=True, max_length=100, verbose_name="source")),
                (
                    "copyright",
                    models.CharField(blank=True, max_length=200, verbose_name="copyright"),
                ),
                (
                    "licence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("own", "own picture"),
                            ("agency", "agency contract"),
                            ("free", "free licence"),
                            ("handout", "handout"),
                            ("permitted", "permission given"),
                        ],
                        max_length=20,
                        verbose_name="licence",
                    ),
                ),
                (
                    "expires_on",
                    models.DateField(blank=True, null=True, verbose_name="may be shown until"),
                ),
                ("one_use", models.BooleanField(default=False, verbose_name="for one story only")),
                (
                    "needs_masking",
                    models.BooleanField(
                        default=False, verbose_name="faces or numbers to be masked"
                    ),
                ),
                ("ai_generated", models.BooleanField(default=False, verbose_name="made with AI")),
                (
                    "original",
                    models.FileField(
                        blank=True,
                        editable=False,
                        storage=media.models.original_storage,
                        upload_to="photos/%Y/%m/",
                        verbose_name="file",
                    ),
                ),
                (
                    "sha256",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=64,
                        null=True,
                        unique=True,
                        verbose_name="SHA-256 of the file",
                    ),
                ),
                (
                    "file_name",
                    models.CharField(
                        blank=True, editable=False, max_length=200, verbose_name="file name"
                    ),
                ),
                (
                    "format",
                    models.CharField(
                        blank=True, editable=False, max_length=10, verbose_name="format"
                    ),
                ),
                (
                    "size",
                    models.PositiveBigIntegerField(editable=False, null=True, verbose_name="bytes"),
                ),
                (
                    "width",
                    models.PositiveIntegerField(editable=False, null=True, verbose_name="width"),
                ),
                (
                    "height",
                    models.PositiveIntegerField(editable=False, null=True, verbose_name="height"),
                ),
                (
                    "focus_x",
                    models.PositiveSmallIntegerField(
                        default=500, verbose_name="focal point, across"
                    ),
                ),
                (
                    "focus_y",
                    models.PositiveSmallIntegerField(default=500, verbose_name="focal point, down"),
                ),
                (
                    "colour",
                    models.CharField(
                        blank=True, editable=False, max_length=7, verbose_name="colour"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="added at")),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="added by",
                    ),
                ),
            ],
            options={
                "verbose_name": "photo",
                "verbose_name_plural": "photos",
                "ordering": ["-created_at", "-id"],
                "indexes": [
                    models.Index(fields=["-created_at", "-id"], name="photo_newest"),
                    models.Index(
                        condition=models.Q(("original", "")), fields=["id"], name="photo_without_file"
                    ),
                    models.Index(
                        condition=models.Q(("expires_on__isnull", False)),
                        fields=["expires_on"],
                        name="photo_expiring",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        media.search.CharacterPairs(
                            media.search.SearchText(
                                "caption", "credit", "place", "keywords", "file_name"
                            )
                        ),
                        name="photo_search_pairs",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("original", ""), ("sha256", None)),
                            models.Q(
                                models.Q(("original", ""), _negated=True),
                                ("sha256__regex", "^[0-9a-f]{64}$"),
                            ),
                            _connector="OR",
                        ),
                        name="photo_file_has_hash",
                        violation_error_message="A file and its SHA-256 come together.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("focus_x__lte", 1000), ("focus_y__lte", 1000)),
                        name="photo_focus_inside",
                    ),
                ],
            },
        ),
    ]

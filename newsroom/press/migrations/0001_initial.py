"""All tables of the public site, and the two SQL functions of its search.

Both are functions because they must never read a whole table, however little PostgreSQL expects
that to cost: it counts the pages of a table, but not what it takes to unpack the words of a row.
"""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
import newsroom.core.story_kind
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

CREATE = """
CREATE FUNCTION press_search(
    wanted tsquery, words tsquery, since timestamptz, until timestamptz, at timestamptz, most integer
) RETURNS TABLE (version_id bigint) LANGUAGE sql STABLE SET enable_seqscan = off AS $$
    SELECT found.version_id FROM (
        SELECT entry.version_id, entry.sort_at, entry.vector FROM press_searchentry AS entry
        WHERE entry.vector @@ wanted AND entry.during @> at
            AND entry.sort_at >= since AND entry.sort_at < until
        ORDER BY entry.sort_at DESC, entry.version_id DESC
        LIMIT most
    ) AS found
    ORDER BY
        CASE WHEN numnode(words) > 0 THEN ts_rank(found.vector, words) END DESC,
        found.sort_at DESC, found.version_id DESC
$$;
CREATE FUNCTION press_entities(parts varchar[], reporter bigint, organization bigint)
RETURNS TABLE (kind text, id bigint, names varchar[], ids bigint[])
LANGUAGE sql STABLE SET enable_seqscan = off AS $$
    SELECT 'reporter', one.id, ARRAY[one.name], ARRAY[one.id]
    FROM newsroom_reporter AS one
    WHERE one.name = ANY (parts) OR one.id = reporter
    UNION ALL
    SELECT 'organization', one.id, one.name || one.aliases, one.id || ARRAY(
        SELECT duplicate.id FROM newsroom_organization AS duplicate
        WHERE duplicate.merged_into_id = one.id
    )
    FROM newsroom_organization AS one
    WHERE one.confirmed AND (
        one.name = ANY (parts) OR one.aliases && parts OR one.id = organization
        OR one.id = (SELECT merged_into_id FROM newsroom_organization AS old WHERE old.id = organization)
    )
$$;
"""
DROP = """
DROP FUNCTION press_entities(varchar[], bigint, bigint);
DROP FUNCTION press_search(tsquery, tsquery, timestamptz, timestamptz, timestamptz, integer);
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("newsroom", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CacheGeneration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.BigIntegerField(default=0)),
            ],
            options={
                "verbose_name": "generation",
                "verbose_name_plural": "generations",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="cache_generation_single_row"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("story_id", models.BigIntegerField(verbose_name="story")),
                (
                    "kind",
                    models.CharField(
                        choices=newsroom.core.story_kind.choices, max_length=20, verbose_name="kind"
                    ),
                ),
                ("content", models.JSONField(verbose_name="content")),
                (
                    "revision_sha256",
                    models.CharField(max_length=64, verbose_name="SHA-256 of the revision"),
                ),
                (
                    "during",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(
                        verbose_name="live during"
                    ),
                ),
                ("published_at", models.DateTimeField(verbose_name="public date")),
                ("first_online_at", models.DateTimeField(verbose_name="first online")),
                (
                    "ended_as",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("superseded", "superseded"),
                            ("withdrawn", "withdrawn"),
                            ("cancelled", "cancelled before it began"),
                        ],
                        max_length=20,
                        verbose_name="ended as",
                    ),
                ),
                (
                    "public_text",
                    models.CharField(blank=True, max_length=200, verbose_name="text for readers"),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="newsroom.section",
                        verbose_name="section",
                    ),
                ),
            ],
            options={
                "verbose_name": "published version",
                "verbose_name_plural": "published versions",
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "during",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(
                        verbose_name="live during"
                    ),
                ),
                ("sort_at", models.DateTimeField(verbose_name="sort time")),
                (
                    "index_version",
                    models.PositiveSmallIntegerField(verbose_name="version of the index"),
                ),
                (
                    "vector",
                    django.contrib.postgres.search.SearchVectorField(
                        verbose_name="words and filters"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_entries",
                        to="press.version",
                        verbose_name="version",
                    ),
                ),
            ],
            options={
                "verbose_name": "search entry",
                "verbose_name_plural": "search entries",
            },
        ),
        migrations.CreateModel(
            name="PublicFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                (
                    "during",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(
                        verbose_name="live during"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="press.version",
                        verbose_name="version",
                    ),
                ),
            ],
            options={
                "verbose_name": "public file",
                "verbose_name_plural": "public files",
            },
        ),
        migrations.CreateModel(
            name="Listing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "facet",
                    models.CharField(
                        choices=[
                            ("newest", "newest"),
                            ("newest_of_kind", "newest of a kind"),
                            ("newest_in_section", "newest in a section"),
                            ("all", "all stories"),
                            ("kind", "kind"),
                            ("section", "section"),
                            ("reporter", "reporter"),
                            ("organization", "organization"),
                            ("tag", "tag"),
                            ("day", "day"),
                            ("month", "month"),
                            ("issue", "issue"),
                        ],
                        max_length=20,
                        verbose_name="facet",
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=100, verbose_name="key")),
                ("sort_at", models.DateTimeField(verbose_name="sort time")),
                (
                    "during",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(
                        verbose_name="live during"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="listings",
                        to="press.version",
                        verbose_name="version",
                    ),
                ),
            ],
            options={
                "verbose_name": "listing",
                "verbose_name_plural": "listings",
            },
        ),
        migrations.CreateModel(
            name="Pin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("story_id", models.BigIntegerField(verbose_name="story")),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                (
                    "during",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(
                        verbose_name="pinned during"
                    ),
                ),
                (
                    "set_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="set"),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pins_ended",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ended by",
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
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pins_set",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="set by",
                    ),
                ),
            ],
            options={
                "verbose_name": "pin",
                "verbose_name_plural": "lead and pins",
                "indexes": [
                    models.Index(models.Func("during", function="lower"), name="pin_begins"),
                    models.Index(models.Func("during", function="upper"), name="pin_ends"),
                ],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("during", "&&"),
                            (
                                models.Func(
                                    django.db.models.functions.comparison.Coalesce(
                                        models.F("section"),
                                        models.Value(0),
                                        output_field=models.BigIntegerField(),
                                    ),
                                    django.db.models.functions.comparison.Coalesce(
                                        models.F("section"),
                                        models.Value(0),
                                        output_field=models.BigIntegerField(),
                                    ),
                                    models.Value("[]"),
                                    function="int8range",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "&&",
                            ),
                            (
                                models.Func(
                                    models.F("position"),
                                    models.F("position"),
                                    models.Value("[]"),
                                    function="int8range",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="pin_one_per_position",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("during", "&&"),
                            (
                                models.Func(
                                    django.db.models.functions.comparison.Coalesce(
                                        models.F("section"),
                                        models.Value(0),
                                        output_field=models.BigIntegerField(),
                                    ),
                                    django.db.models.functions.comparison.Coalesce(
                                        models.F("section"),
                                        models.Value(0),
                                        output_field=models.BigIntegerField(),
                                    ),
                                    models.Value("[]"),
                                    function="int8range",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "&&",
                            ),
                            (
                                models.Func(
                                    models.F("story_id"),
                                    models.F("story_id"),
                                    models.Value("[]"),
                                    function="int8range",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="pin_one_per_story",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("position__gte", 1)), name="pin_position_from_one"
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pin",
            trigger=pgtrigger.compiler.Trigger(
                name="pin_is_frozen",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."section_id" IS DISTINCT FROM (NEW."section_id") OR OLD."story_id" IS DISTINCT FROM (NEW."story_id") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."set_by_id" IS DISTINCT FROM (NEW."set_by_id") OR OLD."set_at" IS DISTINCT FROM (NEW."set_at"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="7399d3cb2b1f1403a7f6effcb0fc48c5dbec21ef",
                    operation="UPDATE",
                    pgid="pgtrigger_pin_is_frozen_a0f9f",
                    table="press_pin",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pin",
            trigger=pgtrigger.compiler.Trigger(
                name="pin_is_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="1a5c766a3854ed19349fe2a321cd0f9f48ac7aa8",
                    operation="DELETE",
                    pgid="pgtrigger_pin_is_kept_5f3da",
                    table="press_pin",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="version",
            index=models.Index(fields=["story_id", "-id"], name="version_by_story"),
        ),
        migrations.AddIndex(
            model_name="version",
            index=models.Index(models.Func("during", function="lower"), name="version_begins"),
        ),
        migrations.AddIndex(
            model_name="version",
            index=models.Index(models.Func("during", function="upper"), name="version_ends"),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (
                        models.Func(
                            models.F("story_id"),
                            models.F("story_id"),
                            models.Value("[]"),
                            function="int8range",
                            output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                        ),
                        "&&",
                    ),
                    ("during", "&&"),
                ],
                name="version_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("during__upper_inf", True), ("ended_as", "")),
                    models.Q(
                        ("during__upper_inf", False), models.Q(("ended_as", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="version_end_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_as", "withdrawn"), _negated=True),
                    models.Q(("public_text", ""), _negated=True),
                    _connector="OR",
                ),
                name="version_withdrawn_has_public_text",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="version",
            trigger=pgtrigger.compiler.Trigger(
                name="version_content_is_frozen",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."story_id" IS DISTINCT FROM (NEW."story_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."section_id" IS DISTINCT FROM (NEW."section_id") OR OLD."revision_sha256" IS DISTINCT FROM (NEW."revision_sha256") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."first_online_at" IS DISTINCT FROM (NEW."first_online_at"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="12cdbec7b339e8c466ddef33e8efa280d9a81312",
                    operation="UPDATE",
                    pgid="pgtrigger_version_content_is_frozen_f1602",
                    table="press_version",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="version",
            trigger=pgtrigger.compiler.Trigger(
                name="version_content_is_only_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.content IS DISTINCT FROM OLD.content AND (NOT coalesce(NEW.content ->> 'body' = '' AND NEW.content ->> 'headline' = '', false) OR upper_inf(OLD.during) OR upper(OLD.during) > clock_timestamp()))",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="9cf37a083ae13616e067eac83c39abedcf0c896d",
                    operation="UPDATE",
                    pgid="pgtrigger_version_content_is_only_emptied_32bca",
                    table="press_version",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="version",
            trigger=pgtrigger.compiler.Trigger(
                name="version_is_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="760f3cb3a21511a612b1a7c822dd60eb40771bfe",
                    operation="DELETE",
                    pgid="pgtrigger_version_is_kept_b1ac7",
                    table="press_version",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="searchentry",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["vector"], name="search_entry_vector"
            ),
        ),
        migrations.AddConstraint(
            model_name="searchentry",
            constraint=models.UniqueConstraint(fields=("version",), name="search_entry_unique"),
        ),
        migrations.AddConstraint(
            model_name="publicfile",
            constraint=models.UniqueConstraint(
                fields=("name", "version"), name="public_file_unique"
            ),
        ),
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(
                fields=["facet", "key", "-sort_at", "-version"], name="listing_keyset"
            ),
        ),
        migrations.AddConstraint(
            model_name="listing",
            constraint=models.UniqueConstraint(
                fields=("version", "facet", "key"), name="listing_unique"
            ),
        ),
        migrations.RunSQL(CREATE, DROP),
    ]

"""All tables of the desk, and the SQL function that the triggers of its record run.

The functions of pgtrigger ask a setting first that any session may set; this one always refuses.
"""

import django.db.models.deletion
import django.utils.timezone
import newsroom.core.story_kind
import pgtrigger.compiler
import pgtrigger.migrations
import taggit.managers
from django.conf import settings
from django.db import migrations, models

CREATE = """
CREATE FUNCTION desk_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Cannot % %: the record is kept.', lower(TG_OP), TG_TABLE_NAME;
END;
$$;
"""
DROP = """
DROP FUNCTION desk_refuse_change();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("media", "0001_initial"),
        ("newsroom", "0001_initial"),
        ("press", "0001_initial"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(CREATE, DROP),
        migrations.CreateModel(
            name="Delegation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stage",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "first review"), (2, "second review"), (3, "final approval")],
                        verbose_name="stage of review",
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
                (
                    "begins_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="from"),
                ),
                ("ends_at", models.DateTimeField(verbose_name="until")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="granted at")),
                (
                    "revoked_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="revoked at"),
                ),
                (
                    "delegate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="may sign",
                    ),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations_granted",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="granted by",
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations_revoked",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="revoked by",
                    ),
                ),
            ],
            options={
                "verbose_name": "delegation",
                "verbose_name_plural": "delegations",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("transition", models.CharField(max_length=30, verbose_name="step")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("submitted", "submitted"),
                            ("returned", "returned for changes"),
                            ("approved", "approved"),
                            ("spiked", "spiked"),
                        ],
                        max_length=20,
                        verbose_name="status before",
                    ),
                ),
                (
                    "target",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("submitted", "submitted"),
                            ("returned", "returned for changes"),
                            ("approved", "approved"),
                            ("spiked", "spiked"),
                        ],
                        max_length=20,
                        verbose_name="status after",
                    ),
                ),
                (
                    "stage",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "first review"), (2, "second review"), (3, "final approval")],
                        help_text="before the step; of a signature the stage that it signs",
                        null=True,
                        verbose_name="stage of review",
                    ),
                ),
                (
                    "target_stage",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "first review"), (2, "second review"), (3, "final approval")],
                        null=True,
                        verbose_name="stage after",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wrong", "untrue"),
                            ("complaint", "complaint of infringement"),
                            ("ordered", "ordered from above"),
                            ("requested", "asked for by those concerned"),
                            ("duplicate", "published twice"),
                        ],
                        max_length=20,
                        verbose_name="reason",
                    ),
                ),
                (
                    "public_text",
                    models.CharField(blank=True, max_length=200, verbose_name="text for readers"),
                ),
                ("effective_at", models.DateTimeField(null=True, verbose_name="takes effect at")),
                (
                    "page_sha256",
                    models.CharField(blank=True, max_length=64, verbose_name="SHA-256 of the page"),
                ),
                (
                    "page_editors",
                    models.CharField(blank=True, max_length=200, verbose_name="editors as printed"),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="at"),
                ),
                ("seal", models.CharField(blank=True, max_length=64, verbose_name="seal")),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        help_text="that the step began or ended",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="press.version",
                        verbose_name="published version",
                    ),
                ),
                (
                    "delegation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="desk.delegation",
                        verbose_name="by delegation",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision",
                "verbose_name_plural": "the record",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ProofMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("field", models.CharField(max_length=20, verbose_name="field")),
                ("start", models.PositiveIntegerField(verbose_name="place")),
                ("original", models.TextField(blank=True, verbose_name="original")),
                ("replacement", models.TextField(blank=True, verbose_name="suggestion")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "proof",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="desk.decision",
                        verbose_name="proof",
                    ),
                ),
            ],
            options={
                "verbose_name": "proof mark",
                "verbose_name_plural": "proof marks",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("content", models.TextField(verbose_name="content")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("metadata", models.JSONField(verbose_name="metadata, not signed")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="saved at")),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
            ],
            options={
                "verbose_name": "revision",
                "verbose_name_plural": "revisions",
                "ordering": ["story", "-number"],
            },
        ),
        migrations.CreateModel(
            name="MarkResolution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("accepted", models.BooleanField(verbose_name="accepted")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="at")),
                (
                    "resolved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mark_resolutions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="resolved by",
                    ),
                ),
                (
                    "mark",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resolution",
                        to="desk.proofmark",
                        verbose_name="proof mark",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mark_resolutions",
                        to="desk.revision",
                        verbose_name="revision",
                    ),
                ),
            ],
            options={
                "verbose_name": "resolution of a proof mark",
                "verbose_name_plural": "resolutions of proof marks",
                "ordering": ["id"],
            },
        ),
        migrations.AddField(
            model_name="decision",
            name="revision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="desk.revision",
                verbose_name="revision",
            ),
        ),
        migrations.CreateModel(
            name="Story",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=newsroom.core.story_kind.choices, max_length=20, verbose_name="kind"
                    ),
                ),
                ("kicker", models.CharField(blank=True, max_length=200, verbose_name="kicker")),
                ("headline", models.CharField(blank=True, max_length=200, verbose_name="headline")),
                ("deck", models.CharField(blank=True, max_length=200, verbose_name="deck")),
                ("column", models.CharField(blank=True, max_length=50, verbose_name="column")),
                ("dateline", models.CharField(blank=True, max_length=200, verbose_name="dateline")),
                ("source", models.CharField(blank=True, max_length=100, verbose_name="source")),
                ("body", models.TextField(blank=True, verbose_name="body")),
                (
                    "reprint_title",
                    models.CharField(blank=True, max_length=200, verbose_name="original title"),
                ),
                (
                    "reprint_author",
                    models.CharField(blank=True, max_length=100, verbose_name="original author"),
                ),
                (
                    "reprint_url",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="link to the original"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("submitted", "submitted"),
                            ("returned", "returned for changes"),
                            ("approved", "approved"),
                            ("spiked", "spiked"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                (
                    "stage",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "first review"), (2, "second review"), (3, "final approval")],
                        editable=False,
                        null=True,
                        verbose_name="stage of review",
                    ),
                ),
                (
                    "publish_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Beijing time; the desk is warned when it is not signed by then",
                        null=True,
                        verbose_name="to be published at",
                    ),
                ),
                (
                    "embargo_until",
                    models.DateTimeField(
                        blank=True,
                        help_text="Beijing time; only the chief on duty may break it",
                        null=True,
                        verbose_name="embargoed until",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="filed at")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                (
                    "printed_paper",
                    models.CharField(blank=True, max_length=50, verbose_name="printed in"),
                ),
                (
                    "printed_on",
                    models.DateField(blank=True, null=True, verbose_name="day of the paper"),
                ),
                (
                    "printed_number",
                    models.CharField(blank=True, max_length=10, verbose_name="page number"),
                ),
                (
                    "printed_section",
                    models.CharField(blank=True, max_length=50, verbose_name="section as printed"),
                ),
                (
                    "printed_editor",
                    models.CharField(
                        blank=True, max_length=50, verbose_name="responsible editor as printed"
                    ),
                ),
                (
                    "printed_proofreader",
                    models.CharField(
                        blank=True, max_length=50, verbose_name="proofreader as printed"
                    ),
                ),
                (
                    "printed_position",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="place on the page"
                    ),
                ),
                (
                    "other_half",
                    models.CharField(
                        blank=True,
                        help_text="until that page is filed, too, the story cannot be published",
                        max_length=10,
                        verbose_name="page of the other half",
                    ),
                ),
                (
                    "filed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        help_text="empty when the story was read from a printed page",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stories_filed",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="filed by",
                    ),
                ),
                (
                    "organizations",
                    models.ManyToManyField(
                        blank=True,
                        related_name="stories",
                        to="newsroom.organization",
                        verbose_name="organizations",
                    ),
                ),
                (
                    "responsible_editor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stories_edited",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="responsible editor",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stories",
                        to="newsroom.section",
                        verbose_name="section",
                    ),
                ),
            ],
            options={
                "verbose_name": "story",
                "verbose_name_plural": "stories",
                "ordering": ["-updated_at", "-id"],
            },
        ),
        migrations.AddField(
            model_name="revision",
            name="story",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="revisions",
                to="desk.story",
                verbose_name="story",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="story",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="desk.story",
                verbose_name="story",
            ),
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("note", models.CharField(max_length=700, verbose_name="correction")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="written at")),
                (
                    "reprinted",
                    models.TextField(
                        blank=True,
                        editable=False,
                        help_text="where the next issue printed it, or why it need not",
                        verbose_name="printed in the paper",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="desk.story",
                    ),
                ),
            ],
            options={
                "verbose_name": "correction",
                "verbose_name_plural": "corrections",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Byline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(blank=True, max_length=50, verbose_name="name as printed"),
                ),
                ("role", models.CharField(default="记者", max_length=20, verbose_name="role")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "reporter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bylines",
                        to="newsroom.reporter",
                        verbose_name="reporter",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bylines",
                        to="desk.story",
                    ),
                ),
            ],
            options={
                "verbose_name": "byline",
                "verbose_name_plural": "bylines",
                "ordering": ["order", "id"],
            },
        ),
        migrations.CreateModel(
            name="StoryPhoto",
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
                (
                    "is_lead",
                    models.BooleanField(
                        default=False,
                        help_text="shown with the story in lists; by default the first one in the text",
                        verbose_name="lead picture",
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="story_photos",
                        to="media.photo",
                        verbose_name="photo",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="story_photos",
                        to="desk.story",
                    ),
                ),
            ],
            options={
                "verbose_name": "photo in the text",
                "verbose_name_plural": "photos in the text",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="TaggedStory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tagged_items",
                        to="desk.story",
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(app_label)s_%(class)s_items",
                        to="taggit.tag",
                    ),
                ),
            ],
            options={
                "verbose_name": "tag of a story",
                "verbose_name_plural": "tags of stories",
            },
        ),
        migrations.AddField(
            model_name="story",
            name="tags",
            field=taggit.managers.TaggableManager(
                blank=True,
                help_text="A comma-separated list of tags.",
                through="desk.TaggedStory",
                to="taggit.Tag",
                verbose_name="tags",
            ),
        ),
        migrations.AddIndex(
            model_name="delegation",
            index=models.Index(fields=["delegate", "ends_at"], name="delegation_in_force"),
        ),
        migrations.AddConstraint(
            model_name="delegation",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("begins_at"))),
                name="delegation_ends_after_begin",
                violation_error_message="It has to end after it begins.",
            ),
        ),
        migrations.AddConstraint(
            model_name="delegation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("revoked_at", None), ("revoked_by", None)),
                    models.Q(("revoked_at__isnull", False), ("revoked_by__isnull", False)),
                    _connector="OR",
                ),
                name="delegation_revoked_by_user",
            ),
        ),
        migrations.AddConstraint(
            model_name="delegation",
            constraint=models.CheckConstraint(
                condition=models.Q(("delegate", models.F("granted_by")), _negated=True),
                name="delegation_to_other_user",
                violation_error_message="Nobody delegates to himself.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="delegation",
            trigger=pgtrigger.compiler.Trigger(
                name="delegation_no_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="desk_refuse_change()",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="bafc54eaed9eebe9f548a35b3867426af039cdd2",
                    operation="DELETE",
                    pgid="pgtrigger_delegation_no_delete_db73d",
                    table="desk_delegation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="delegation",
            trigger=pgtrigger.compiler.Trigger(
                name="delegation_no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="desk_refuse_change()",
                    func="RETURN NULL;",
                    hash="6b11a69fe55f42c698d863212f54fd97234cbd42",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_delegation_no_truncate_0dbfc",
                    table="desk_delegation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="delegation",
            trigger=pgtrigger.compiler.Trigger(
                name="delegation_columns_read_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."stage" IS DISTINCT FROM (NEW."stage") OR OLD."delegate_id" IS DISTINCT FROM (NEW."delegate_id") OR OLD."granted_by_id" IS DISTINCT FROM (NEW."granted_by_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."begins_at" IS DISTINCT FROM (NEW."begins_at") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at"))',
                    execute="desk_refuse_change()",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="56a83ae9d4affac436e39b8782e1ddd42759e61c",
                    operation="UPDATE",
                    pgid="pgtrigger_delegation_columns_read_only_85e42",
                    table="desk_delegation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="delegation",
            trigger=pgtrigger.compiler.Trigger(
                name="delegation_revoked_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."revoked_at" IS NOT NULL)',
                    execute="desk_refuse_change()",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="4fe8d2dea3bd28a289e4402ecb638d620dcbdead",
                    operation="UPDATE",
                    pgid="pgtrigger_delegation_revoked_once_13e88",
                    table="desk_delegation",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="proofmark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("original", models.F("replacement")), _negated=True),
                    models.Q(("note", ""), ("original", "")),
                    _connector="OR",
                ),
                name="proof_mark_is_a_change",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proofmark",
            trigger=pgtrigger.compiler.Trigger(
                name="proof_mark_no_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="desk_refuse_change()",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="1797c93c824f2110726e8f86b927b33a17b6c269",
                    operation="DELETE",
                    pgid="pgtrigger_proof_mark_no_delete_4fec8",
                    table="desk_proofmark",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proofmark",
            trigger=pgtrigger.compiler.Trigger(
                name="proof_mark_no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="desk_refuse_change()",
                    func="RETURN NULL;",
                    hash="d79655e7c5a8186376014dd254b79fbef56b5be7",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_proof_mark_no_truncate_831b1",
                    table="desk_proofmark",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proofmark",
            trigger=pgtrigger.compiler.Trigger(
                name="proof_mark_columns_read_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."proof_id" IS DISTINCT FROM (NEW."proof_id") OR OLD."field" IS DISTINCT FROM (NEW."field") OR OLD."start" IS DISTINCT FROM (NEW."start"))',
                    execute="desk_refuse_change()",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="bb981a6062348df6ffb8ecd824e7223c235630ab",
                    operation="UPDATE",
                    pgid="pgtrigger_proof_mark_columns_read_only_58b58",
                    table="desk_proofmark",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proofmark",
            trigger=pgtrigger.compiler.Trigger(
                name="proof_mark_only_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.original <> '' OR NEW.replacement <> '' OR NEW.note <> '')",
                    execute="desk_refuse_change()",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="b26a7e21d6a60bbc1f8946d0b614fda49ac1c084",
                    operation="UPDATE",
                    pgid="pgtrigger_proof_mark_only_emptied_bd4a0",
                    table="desk_proofmark",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proofmark",
            trigger=pgtrigger.compiler.Trigger(
                name="proof_mark_emptied_by_redaction",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\nIF EXISTS (\n    SELECT FROM desk_decision AS proof JOIN desk_decision AS redaction USING (revision_id)\n    WHERE proof.id = OLD.proof_id AND redaction.transition = 'redact'\n) THEN\n    RETURN NEW;\nEND IF;\nRAISE EXCEPTION 'Proof marks are append-only: redacting may empty those of a text it names.';\n",
                    hash="80e3c89102d286e7840e3ae8dcba03232f5bfd23",
                    operation="UPDATE",
                    pgid="pgtrigger_proof_mark_emptied_by_redaction_05588",
                    table="desk_proofmark",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="markresolution",
            trigger=pgtrigger.compiler.Trigger(
                name="mark_resolution_append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="desk_refuse_change()",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0f71d1a3a6570c91e1ec2f096d630528b162ff86",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_mark_resolution_append_only_9721b",
                    table="desk_markresolution",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="markresolution",
            trigger=pgtrigger.compiler.Trigger(
                name="mark_resolution_no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="desk_refuse_change()",
                    func="RETURN NULL;",
                    hash="d5b9246c50cbfd240415d9f74849bca68e163183",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_mark_resolution_no_truncate_cc610",
                    table="desk_markresolution",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.UniqueConstraint(fields=("story", "number"), name="revision_number"),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("content", ""),
                    (
                        "sha256",
                        models.Func(
                            models.Func(
                                models.Func(
                                    models.F("content"), models.Value("UTF8"), function="convert_to"
                                ),
                                function="sha256",
                            ),
                            models.Value("hex"),
                            function="encode",
                            output_field=models.TextField(),
                        ),
                    ),
                    _connector="OR",
                ),
                name="revision_sha256_matches_content",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="revision",
            trigger=pgtrigger.compiler.Trigger(
                name="revision_no_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="desk_refuse_change()",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="77048bb4c8cf74d199cfd8666c69fb755224644d",
                    operation="DELETE",
                    pgid="pgtrigger_revision_no_delete_48b2d",
                    table="desk_revision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="revision",
            trigger=pgtrigger.compiler.Trigger(
                name="revision_no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="desk_refuse_change()",
                    func="RETURN NULL;",
                    hash="8422a5774a27acf2942e132be919d83a968ffb26",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_revision_no_truncate_8117e",
                    table="desk_revision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="revision",
            trigger=pgtrigger.compiler.Trigger(
                name="revision_columns_read_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."story_id" IS DISTINCT FROM (NEW."story_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."author_id" IS DISTINCT FROM (NEW."author_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at"))',
                    execute="desk_refuse_change()",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="a1b1bc10c8610864c1ea52facc87d8299176178f",
                    operation="UPDATE",
                    pgid="pgtrigger_revision_columns_read_only_378dc",
                    table="desk_revision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="revision",
            trigger=pgtrigger.compiler.Trigger(
                name="revision_only_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.content <> '' OR NEW.metadata IS DISTINCT FROM OLD.metadata - 'tags')",
                    execute="desk_refuse_change()",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="fb5b9b4d906b4e3508a6804756a6cfe1e1e9e209",
                    operation="UPDATE",
                    pgid="pgtrigger_revision_only_emptied_c7c63",
                    table="desk_revision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="revision",
            trigger=pgtrigger.compiler.Trigger(
                name="revision_emptied_by_redaction",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\nIF EXISTS (SELECT FROM desk_decision WHERE revision_id = OLD.id AND transition = 'redact') THEN\n    RETURN NEW;\nEND IF;\nRAISE EXCEPTION 'Revisions are append-only: redacting may empty one that a decision names.';\n",
                    hash="7a6734c90c8188292d431daa45e893739144b631",
                    operation="UPDATE",
                    pgid="pgtrigger_revision_emptied_by_redaction_accd8",
                    table="desk_revision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="revision",
            trigger=pgtrigger.compiler.Trigger(
                name="revision_insert_has_content",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"content\" = '')",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot insert rows from % table', TG_TABLE_NAME;",
                    hash="7c1227245e513dd11bf2e5afa14e695106a0aba3",
                    operation="INSERT",
                    pgid="pgtrigger_revision_insert_has_content_f3f90",
                    table="desk_revision",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["story", "id"], name="decision_story"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="decision_append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="desk_refuse_change()",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="966bbb2de466f5374e9de96ea571cd9125cb42f9",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_decision_append_only_6831a",
                    table="desk_decision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="decision_no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="desk_refuse_change()",
                    func="RETURN NULL;",
                    hash="4546f317bc25720984c6e42e46a95796626ccca7",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_decision_no_truncate_18231",
                    table="desk_decision",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="correction",
            index=models.Index(
                condition=models.Q(("reprinted", "")), fields=["id"], name="correction_to_print"
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.UniqueConstraint(fields=("story", "note"), name="correction_once"),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("note", ""), _negated=True), name="correction_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="byline",
            constraint=models.UniqueConstraint(
                fields=("story", "reporter", "role"), name="byline_once_per_role"
            ),
        ),
        migrations.AddConstraint(
            model_name="storyphoto",
            constraint=models.UniqueConstraint(
                fields=("story", "photo"),
                name="story_photo_once_per_story",
                violation_error_message="This picture is in the story already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="storyphoto",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_lead", True)),
                fields=("story",),
                name="story_photo_one_lead",
            ),
        ),
        migrations.AddConstraint(
            model_name="taggedstory",
            constraint=models.UniqueConstraint(
                fields=("content_object", "tag"), name="tagged_story_once"
            ),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(fields=["kind", "-updated_at", "-id"], name="story_newest"),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(fields=["status", "stage", "-updated_at"], name="story_status"),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(fields=["filed_by", "-updated_at"], name="story_filed_by"),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                condition=models.Q(("publish_at__isnull", False)),
                fields=["publish_at"],
                name="story_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="story",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["article", "brief"])), name="story_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="story",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "article"), _negated=True),
                    models.Q(("headline", ""), _negated=True),
                    _connector="OR",
                ),
                name="article_has_headline",
                violation_error_message="An article needs a headline.",
            ),
        ),
        migrations.AddConstraint(
            model_name="story",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "brief"), _negated=True), ("deck", ""), _connector="OR"
                ),
                name="brief_has_no_deck",
                violation_error_message="A brief has no deck.",
            ),
        ),
        migrations.AddConstraint(
            model_name="story",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("stage__in", [1, 2, 3]), ("stage__isnull", False), ("status", "submitted")
                    ),
                    models.Q(
                        models.Q(("status", "submitted"), _negated=True),
                        ("stage", None),
                        ("status__in", ["draft", "returned", "approved", "spiked"]),
                    ),
                    _connector="OR",
                ),
                name="story_stage_while_submitted",
            ),
        ),
        migrations.AddConstraint(
            model_name="story",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("printed_position", None),
                    models.Q(("printed_paper", ""), _negated=True),
                    _connector="OR",
                ),
                name="story_printed_in_a_paper",
            ),
        ),
    ]

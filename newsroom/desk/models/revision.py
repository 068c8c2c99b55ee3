"""Revision: the content of a story after one of its changes."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from newsroom.core.models.enforced_triggers import (
    CheckRows,
    ProtectColumns,
    ProtectRows,
    ProtectTable,
)
from newsroom.desk.models.story import Story

# Redaction is the only change allowed: it empties the text and the tags, and keeps the hash.
MORE_THAN_REDACTED = pgtrigger.Condition(
    "(NEW.content <> '' OR NEW.metadata IS DISTINCT FROM OLD.metadata - 'tags')"
)


class Revision(models.Model):
    """The content of a story after a change. Revisions are appended, never changed.

    `content` is the signed part as canonical JSON text, and `sha256` its digest, which the
    database checks, too. `metadata` is what is recorded but not signed: section, tags,
    organizations, ids of people. A redacted revision has no content; its digest stays.
    """

    story = models.ForeignKey(
        Story, models.PROTECT, related_name="revisions", verbose_name=_("story")
    )
    number = models.PositiveIntegerField(_("number"))
    content = models.TextField(_("content"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    metadata = models.JSONField(_("metadata, not signed"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="revisions",
        verbose_name=_("author"),
    )
    created_at = models.DateTimeField(_("saved at"), auto_now_add=True)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["story", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["story", "number"], name="revision_number"),
            models.CheckConstraint(
                condition=Q(content="")
                | Q(
                    sha256=Func(
                        Func(
                            Func(F("content"), Value("UTF8"), function="convert_to"),
                            function="sha256",
                        ),
                        Value("hex"),
                        function="encode",
                        output_field=models.TextField(),
                    )
                ),
                name="revision_sha256_matches_content",
            ),
        ]
        triggers = [
            ProtectRows(name="revision_no_delete", operation=pgtrigger.Delete),
            ProtectTable(name="revision_no_truncate"),
            ProtectColumns(name="revision_columns_read_only", exclude=["content", "metadata"]),
            ProtectRows(
                name="revision_only_emptied",
                operation=pgtrigger.Update,
                condition=MORE_THAN_REDACTED,
            ),
            # It needs a Decision, which is saved before the revision is emptied.
            CheckRows(
                name="revision_emptied_by_redaction",
                operation=pgtrigger.Update,
                function="desk_check_redacted_revision",
            ),
            ProtectRows(
                name="revision_insert_has_content",
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__content=""),
            ),
        ]

    def __str__(self):
        return f"{self.story_id}.{self.number}"

    @property
    def is_redacted(self):
        return not self.content

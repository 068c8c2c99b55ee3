"""AiStatement: what a person said about whether a picture is made with AI."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.core.models.enforced_triggers import APPEND_ONLY, ProtectRows, ProtectTable
from newsroom.core.plain_text import PlainCharField


class AiStatement(models.Model):
    """Who gave a picture the AI label or took it off, when and why.

    It refers to the file by SHA-256, as the Photo may get another file later.
    """

    original_sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)
    ai_generated = models.BooleanField(_("made with AI"))
    reason = PlainCharField(_("reason"), max_length=200, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"))
    created_at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("statement about AI")
        verbose_name_plural = _("statements about AI")
        ordering = ["-id"]
        indexes = [models.Index(fields=["original_sha256", "-id"], name="ai_statement_of_file")]
        triggers = [
            ProtectRows(name="ai_statement_append_only", operation=APPEND_ONLY),
            ProtectTable(name="ai_statement_no_truncate"),
        ]

    def __str__(self):
        return self.reason or str(self.created_at)

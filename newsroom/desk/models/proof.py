"""ProofMark and MarkResolution: a proofreader's suggestion, and what an editor decided about it."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from newsroom.core.models.enforced_triggers import (
    APPEND_ONLY,
    CheckRows,
    ProtectColumns,
    ProtectRows,
    ProtectTable,
)
from newsroom.desk.models.decision import Decision
from newsroom.desk.models.revision import Revision

TEXTS = ["original", "replacement", "note"]


class ProofMark(models.Model):
    """One suggested change: in the text of a field, `original` at `start` becomes `replacement`.

    `proof` is the Decision that signed the proof, and its revision is the text that was read.
    `field` is a field of the signed content; of the body, `start` counts in its plain text.
    `start` counts characters from 0. If the revision is redacted, the texts of the mark are
    emptied as well.
    """

    proof = models.ForeignKey(
        Decision, models.PROTECT, related_name="marks", verbose_name=_("proof")
    )
    field = models.CharField(_("field"), max_length=20)
    start = models.PositiveIntegerField(_("place"))
    original = models.TextField(_("original"), blank=True)
    replacement = models.TextField(_("suggestion"), blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("proof mark")
        verbose_name_plural = _("proof marks")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(original=models.F("replacement")) | Q(original="", note=""),
                name="proof_mark_is_a_change",
            )
        ]
        triggers = [
            ProtectRows(name="proof_mark_no_delete", operation=pgtrigger.Delete),
            ProtectTable(name="proof_mark_no_truncate"),
            ProtectColumns(name="proof_mark_columns_read_only", exclude=TEXTS),
            ProtectRows(
                name="proof_mark_only_emptied",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "(NEW.original <> '' OR NEW.replacement <> '' OR NEW.note <> '')"
                ),
            ),
            # The texts of a mark quote the story, so redacting a revision also empties its marks.
            CheckRows(
                name="proof_mark_emptied_by_redaction",
                operation=pgtrigger.Update,
                function="desk_check_redacted_proof_mark",
            ),
        ]

    def __str__(self):
        return f"{self.original} → {self.replacement}"


class MarkResolution(models.Model):
    """What an editor decided about a mark: accepted or declined.

    `revision` is the text after the change, or the text on which the mark was declined.
    """

    mark = models.OneToOneField(
        ProofMark, models.PROTECT, related_name="resolution", verbose_name=_("proof mark")
    )
    accepted = models.BooleanField(_("accepted"))
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="mark_resolutions",
        verbose_name=_("resolved by"),
    )
    revision = models.ForeignKey(
        Revision, models.PROTECT, related_name="mark_resolutions", verbose_name=_("revision")
    )
    created_at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("resolution of a proof mark")
        verbose_name_plural = _("resolutions of proof marks")
        ordering = ["id"]
        triggers = [
            ProtectRows(name="mark_resolution_append_only", operation=APPEND_ONLY),
            ProtectTable(name="mark_resolution_no_truncate"),
        ]

    def __str__(self):
        return f"{self.mark}"

"""Proofs: what proofreaders suggest, and what the responsible editor decided of it."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from newsroom.desk.models.record import (
    APPEND_ONLY,
    Decision,
    KeptColumns,
    KeptRow,
    KeptTable,
    Revision,
)

WORDS = ["original", "replacement", "note"]

# The words of a mark are words of the text: they go with it, and stand in no record alone.
EMPTIED_BY_A_DECISION = """
IF EXISTS (
    SELECT FROM desk_decision AS proof JOIN desk_decision AS redaction USING (revision_id)
    WHERE proof.id = OLD.proof_id AND redaction.transition = 'redact'
) THEN
    RETURN NEW;
END IF;
RAISE EXCEPTION 'Proof marks are append-only: redacting may empty those of a text it names.';
"""


class ProofMark(models.Model):
    """One suggested change: in the text of a field, `original` at `start` becomes `replacement`.

    `field` is a field of the signed content, of the body its plain text (`proofs.plain`);
    `start` counts characters in it from 0. `proof` is the signed pass of proofreading that it
    belongs to, whose revision is the text that it marks; once that is redacted the mark has no
    words any more either.
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
                name="proof_mark_changes_something",
            )
        ]
        triggers = [
            KeptRow(name="proof_mark_is_kept", operation=pgtrigger.Delete),
            KeptTable(name="proof_mark_is_not_truncated"),
            KeptColumns(name="proof_mark_keeps_its_place", exclude=WORDS),
            KeptRow(
                name="proof_mark_is_only_emptied",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "(NEW.original <> '' OR NEW.replacement <> '' OR NEW.note <> '')"
                ),
            ),
            pgtrigger.Trigger(
                name="proof_mark_is_emptied_by_a_decision",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=EMPTIED_BY_A_DECISION,
            ),
        ]

    def __str__(self):
        return f"{self.original} → {self.replacement}"


class ProofRuling(models.Model):
    """What became of a mark: accepted into `revision`, or declined on it."""

    mark = models.OneToOneField(
        ProofMark, models.PROTECT, related_name="ruling", verbose_name=_("proof mark")
    )
    accepted = models.BooleanField(_("accepted"))
    ruled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="proof_rulings",
        verbose_name=_("ruled by"),
    )
    revision = models.ForeignKey(
        Revision, models.PROTECT, related_name="proof_rulings", verbose_name=_("revision")
    )
    created_at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("ruling on a proof mark")
        verbose_name_plural = _("rulings on proof marks")
        ordering = ["id"]
        triggers = [
            KeptRow(name="proof_ruling_is_append_only", operation=APPEND_ONLY),
            KeptTable(name="proof_ruling_is_not_truncated"),
        ]

    def __str__(self):
        return f"{self.mark}"

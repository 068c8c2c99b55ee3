"""Correction (更正): the public note of a mistake in a published story."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from newsroom.core.plain_text import PlainCharField, PlainTextField
from newsroom.desk.models.story import Story


class CorrectionQuerySet(models.QuerySet):
    def to_print(self, version):
        """Corrections that the Version `version` shows and that no issue has printed yet."""
        notes = [correction.note for correction in version.snapshot.corrections]
        return self.filter(story=version.story_id, note__in=notes, reprinted="")


class Correction(models.Model):
    """The note that tells readers about a mistake; part of the signed content of the story."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="corrections")
    note = PlainCharField(_("correction"), max_length=700)
    created_at = models.DateTimeField(_("written at"), auto_now_add=True)
    reprinted = PlainTextField(
        _("printed in the paper"),
        blank=True,
        editable=False,
        help_text=_("where the next issue printed it, or why it need not"),
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["story", "note"], name="correction_once"),
            models.CheckConstraint(condition=~Q(note=""), name="correction_not_empty"),
        ]
        indexes = [
            models.Index(fields=["id"], name="correction_to_print", condition=Q(reprinted="")),
        ]

    def __str__(self):
        return self.note

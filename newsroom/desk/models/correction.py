"""Correction (更正): the public note of a mistake in a published story."""

from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from newsroom.core.plain_text import PlainCharField, PlainTextField
from newsroom.desk.models.story import Story
from newsroom.press.models import Version


class CorrectionQuerySet(models.QuerySet):
    def to_print(self, version):
        """Corrections that the Version `version` shows and that wait to be printed."""
        notes = [correction.note for correction in version.snapshot.corrections]
        return self.waiting().filter(story=version.story_id, note__in=notes)

    def waiting(self):
        """Corrections that no issue has printed and that a chief has not closed as 不登报."""
        return self.filter(reprinted="", not_printed_because="")

    def on_site(self):
        """Corrections that the live version of their story shows."""
        shown = Func(
            JSONObject(note=OuterRef("note")),
            function="jsonb_build_array",
            output_field=models.JSONField(),
        )
        live = Version.objects.live().annotate(shown=shown)
        live = live.filter(story_id=OuterRef("story"), content__corrections__contains=F("shown"))
        return self.filter(Exists(live))


class Correction(models.Model):
    """The note that tells readers about a mistake; part of the signed content of the story."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="corrections")
    note = PlainCharField(_("correction"), max_length=1000)
    created_at = models.DateTimeField(_("written at"), auto_now_add=True)
    reprinted = PlainTextField(
        _("printed in the paper"),
        blank=True,
        editable=False,
        help_text=_("where the next issue printed it"),
    )
    not_printed_because = PlainTextField(
        _("why it is not printed"),
        blank=True,
        editable=False,
        help_text=_("a chief closed it (不登报)"),
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["story", "note"], name="correction_once"),
            models.CheckConstraint(condition=~Q(note=""), name="correction_not_empty"),
            models.CheckConstraint(
                condition=Q(reprinted="") | Q(not_printed_because=""),
                name="correction_printed_or_not",
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                name="correction_to_print",
                condition=Q(reprinted="", not_printed_because=""),
            ),
        ]

    def __str__(self):
        return self.note

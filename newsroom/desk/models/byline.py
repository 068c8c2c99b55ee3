"""Byline: a reporter's name over or under a story."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.core.models import Reporter
from newsroom.core.plain_text import PlainCharField
from newsroom.desk.models.story import Story


class Byline(models.Model):
    """One name over or under a story, as printed, and its reporter."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="bylines")
    reporter = models.ForeignKey(
        Reporter, models.PROTECT, related_name="bylines", verbose_name=_("reporter")
    )
    # A copy: when a reporter changes his name, signed stories keep the old one.
    name = PlainCharField(_("name as printed"), max_length=50, blank=True)
    role = PlainCharField(_("role"), max_length=20, default="记者")
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["story", "reporter", "role"], name="byline_once_per_role"
            )
        ]

    def __str__(self):
        return f"{self.role} {self.name}"

    def save(self, *args, **kwargs):
        self.name = self.name or self.reporter.name
        super().save(*args, **kwargs)

"""The counter that tells the page cache whether its pages are still valid."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CacheGeneration(models.Model):
    """A single row that counts the changes of the public site; cached pages carry its number."""

    number = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("generation")
        verbose_name_plural = _("generations")
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="cache_generation_single_row")
        ]

    def __str__(self):
        return str(self.number)

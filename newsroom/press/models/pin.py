"""What editors set above all others."""

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.core.models import Section, User
from newsroom.press.models.live import LiveQuerySet, only

# The place of a pin as a number: its section's, or 0 for the front page.
PLACE = Coalesce(F("section"), Value(0), output_field=models.BigIntegerField())


class PinQuerySet(LiveQuerySet):
    def of(self, section):
        """Pins of that Section, or of the front page for None; the lead first."""
        return self.filter(section=section).order_by("position", "pk")


class Pin(models.Model):
    """A story that an editor set above all others, on the front page or in a section.

    It ends at its moment, or earlier by `ended_by`; then it stays as history.
    """

    LEAD = 1

    section = models.ForeignKey(
        Section, models.PROTECT, null=True, blank=True, verbose_name=_("section")
    )  # None: the front page
    story = models.BigIntegerField(_("story"))  # the desk's id, as in Version
    position = models.PositiveSmallIntegerField(_("position"))
    during = DateTimeRangeField(_("pinned during"))
    set_by = models.ForeignKey(
        User, models.PROTECT, related_name="pins_set", verbose_name=_("set by")
    )
    set_at = models.DateTimeField(_("set"), default=timezone.now)
    ended_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="pins_ended",
        verbose_name=_("ended by"),
    )

    objects = PinQuerySet.as_manager()

    class Meta:
        verbose_name = _("pin")
        verbose_name_plural = _("lead and pins")
        indexes = [
            models.Index(Func("during", function="lower"), name="pin_begins"),
            models.Index(Func("during", function="upper"), name="pin_ends"),
        ]
        constraints = [
            *(
                ExclusionConstraint(
                    name=f"pin_one_per_{name}",
                    expressions=[
                        # First, so that the index also finds what is pinned now.
                        ("during", RangeOperators.OVERLAPS),
                        (only(PLACE), RangeOperators.OVERLAPS),
                        (only(F(name)), RangeOperators.OVERLAPS),
                    ],
                )
                for name in ("position", "story")
            ),
            models.CheckConstraint(condition=Q(position__gte=1), name="pin_position_from_one"),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="pin_is_frozen", fields=["section", "story", "position", "set_by", "set_at"]
            ),
            pgtrigger.Protect(name="pin_is_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self):
        place = self.section or _("front page")
        return f"{place} {self.position}: {self.story}"

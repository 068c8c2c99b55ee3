"""Lead and pins (头条与置顶): the stories that editors put on top of a page."""

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.core.models import Section, User
from newsroom.core.models.date_limits import limits
from newsroom.core.models.enforced_triggers import ProtectColumns, ProtectRows, ProtectTable
from newsroom.press.models.live import LiveQuerySet, number_range

# The page of a pin as a number: the section's id, or 0 for the front page.
PAGE_NUMBER = Coalesce(F("section"), Value(0), output_field=models.BigIntegerField())


class PinQuerySet(LiveQuerySet):
    def for_section(self, section):
        """Pins of that Section, or of the front page for None; the lead first."""
        return self.filter(section=section).order_by("position", "pk")


class Pin(models.Model):
    """A story that an editor put on top of the front page or of a section's page.

    It ends at the end of `during`, or earlier when `ended_by` removes it; the row stays as history.
    """

    LEAD = 1

    section = models.ForeignKey(
        Section, models.PROTECT, null=True, blank=True, verbose_name=_("section")
    )  # None: the front page
    story_id = models.BigIntegerField(_("story"))  # the desk's id, as in Version
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
            *limits("pin", ranges=["during"]),
            *(
                ExclusionConstraint(
                    name=f"pin_one_per_{name}",
                    expressions=[
                        # First, so that the index also serves queries for the pins of now.
                        ("during", RangeOperators.OVERLAPS),
                        (number_range(PAGE_NUMBER), RangeOperators.OVERLAPS),
                        (number_range(F(field)), RangeOperators.OVERLAPS),
                    ],
                )
                for name, field in (("position", "position"), ("story", "story_id"))
            ),
            models.CheckConstraint(condition=Q(position__gte=1), name="pin_position_from_one"),
        ]
        triggers = [
            ProtectColumns(name="pin_columns_read_only", exclude=["during", "ended_by"]),
            ProtectRows(
                name="pin_ends_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__ended_by__isnull=False)
                | pgtrigger.Q(new__ended_by__isnull=True),
            ),
            ProtectRows(name="pin_is_kept", operation=pgtrigger.Delete),
            ProtectTable(name="pin_no_truncate"),
        ]

    def __str__(self):
        page = self.section or _("front page")
        return f"{page} {self.position}: {self.story_id}"

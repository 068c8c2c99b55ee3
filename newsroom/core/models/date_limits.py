"""The days that a newspaper may write down: from the first photograph to the year 2100.

PostgreSQL holds years that Python cannot load, such as 4713 BC and 10000: one such row and every
list that shows it fails. So constraints refuse them, and validators tell it in forms.
"""

import datetime

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

FIRST_DAY = datetime.date(1826, 1, 1)
LAST_DAY = datetime.date(2100, 12, 31)
FIRST_MOMENT = datetime.datetime(1826, 1, 1, tzinfo=datetime.UTC)
LAST_MOMENT = datetime.datetime(2100, 12, 31, tzinfo=datetime.UTC)

MESSAGE = _("Give a day between the years 1826 and 2100.")
DAY_LIMITS = (MinValueValidator(FIRST_DAY, MESSAGE), MaxValueValidator(LAST_DAY, MESSAGE))
MOMENT_LIMITS = (MinValueValidator(FIRST_MOMENT, MESSAGE), MaxValueValidator(LAST_MOMENT, MESSAGE))


class LimitedDateField(models.DateField):
    """A date that forms accept within the limits; its model needs `limits`, too."""

    default_validators = [*DAY_LIMITS]


class LimitedDateTimeField(models.DateTimeField):
    """A moment that forms accept within the limits; its model needs `limits`, too."""

    default_validators = [*MOMENT_LIMITS]


class DateLimit(models.CheckConstraint):
    """A CHECK constraint that Django leaves to the validators of the fields in forms."""

    def validate(self, *args, **kwargs):
        """Ask the database nothing: the validators have compared the value already."""


def limits(table, *, days=(), moments=(), ranges=()):
    """The constraints of a model's columns: `days` are dates, `ranges` are ranges of moments.

    `table` begins the constraints' names. An empty column, or an open end, is allowed.
    """
    conditions = {
        **{name: Q(**{f"{name}__range": (FIRST_DAY, LAST_DAY)}) for name in days},
        **{name: Q(**{f"{name}__range": (FIRST_MOMENT, LAST_MOMENT)}) for name in moments},
        **{
            name: Q(
                **{f"{name}__startswith__gte": FIRST_MOMENT, f"{name}__endswith__lte": LAST_MOMENT}
            )
            for name in ranges
        },
    }
    return [
        DateLimit(condition=condition, name=f"{table}_{name}_in_limits")
        for name, condition in conditions.items()
    ]

"""The queryset of rows that are public for a span of time, their field `during`."""

from django.contrib.postgres.fields import BigIntegerRangeField
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Func, Value
from django.utils import timezone


class LiveQuerySet(models.QuerySet):
    """`at` is an aware datetime everywhere, by default now."""

    def live(self, at=None):
        """Rows that are public at `at`."""
        return self.filter(during__contains=at or timezone.now())

    def pending(self, at=None):
        """Rows that become public after `at`."""
        return self.filter(during__startswith__gt=at or timezone.now())

    def live_or_pending(self, at=None):
        """Rows that are public at `at` or become public later."""
        return self.filter(during__overlap=DateTimeTZRange(at or timezone.now(), None))

    def ended(self, at=None):
        """Rows that were public before `at` and are not any more."""
        return self.filter(during__endswith__lte=at or timezone.now())


def number_range(number):
    """An int8range that contains only `number`, for exclusion constraints.

    GiST without extensions compares ranges, but not numbers.
    """
    return Func(
        number, number, Value("[]"), function="int8range", output_field=BigIntegerRangeField()
    )

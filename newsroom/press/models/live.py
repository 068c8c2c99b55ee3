"""Rows that readers see for a span of time, `during`."""

from django.contrib.postgres.fields import BigIntegerRangeField
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Func, Value
from django.utils import timezone


class LiveQuerySet(models.QuerySet):
    def live(self, at=None):
        """Rows that readers see at `at` (an aware datetime; default: now)."""
        return self.filter(during__contains=at or timezone.now())

    def pending(self, at=None):
        """Rows that have not begun at `at` (default: now)."""
        return self.filter(during__startswith__gt=at or timezone.now())

    def showing(self, at=None):
        """Rows that readers see at `at` (default: now) or will see later."""
        return self.filter(during__overlap=DateTimeTZRange(at or timezone.now(), None))

    def ended(self, at=None):
        """Rows that readers saw before `at` (default: now) and see no more."""
        return self.filter(during__endswith__lte=at or timezone.now())


def only(number):
    """The range of that number alone: core GiST compares ranges, and no numbers."""
    return Func(
        number, number, Value("[]"), function="int8range", output_field=BigIntegerRangeField()
    )

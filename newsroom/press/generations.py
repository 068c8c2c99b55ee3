"""The generation: a single row that counts the changes of what is public.

Every writer of the press advances it in its own transaction; what was made of an earlier one is
out of date. What begins or ends at a set time advances nothing: hence the next boundary.
"""

import datetime
from dataclasses import dataclass

from django.db import connection
from django.db.models import F

from newsroom.core.models import SiteInformation
from newsroom.press.models import Generation, Pin, Version

NEVER = datetime.datetime.max.replace(tzinfo=datetime.UTC)
# Whatever is public for a set time; each has an index on the beginning and the end of `during`.
BOUNDED = [Version, Pin]
# Moments in columns of tables so small that they need no index.
MOMENTS = [(SiteInformation, "grey_until")]


@dataclass(frozen=True)
class Present:
    """The number of the generation at a moment, and the next moment at which anything changes."""

    number: int
    boundary: datetime.datetime


def present(now):
    """The Present at `now` (an aware datetime), in one query; number 0 before anything came out."""
    boundaries = ", ".join(
        f"(SELECT min({moment}) FROM {model._meta.db_table} WHERE {moment} > %(now)s)"
        for model, moment in _moments()
    )
    number = "(SELECT number FROM press_generation WHERE id = 1)"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {number}, least({boundaries})", {"now": now})
        found, boundary = cursor.fetchone()
    return Present(found or 0, boundary or NEVER)


def _moments():
    """Where moments stand that change what is public: [(model, SQL of a moment), …]."""
    ends = [(model, f"{end}(during)") for model in BOUNDED for end in ("lower", "upper")]
    return ends + MOMENTS


def advance():
    """Make all that was kept out of date. Last in its transaction: all writers share this lock.

    What PostgreSQL would check at the end takes locks as well: it is checked before.
    """
    connection.check_constraints()
    Generation.objects.get_or_create(pk=1)
    Generation.objects.filter(pk=1).update(number=F("number") + 1)

"""Bounds how many pictures all web processes together decode at once.

A picture of 100 megapixels needs up to half a gigabyte while it is decoded. The worker is bounded
by its number of jobs.
"""

import time
from contextlib import contextmanager

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from newsroom.core.refusal import Refused

LOCK = 7_002  # first key of the PostgreSQL advisory locks; the second is the number of the place
MAX_WAIT = 10  # seconds that an upload waits; meanwhile it holds a thread of the web server
POLL_INTERVAL = 0.1  # seconds


class Busy(Refused):
    """Every place is taken."""


@contextmanager
def decoder_place(wait=None):
    """Hold one of PHOTO_DECODERS places; wait up to so many seconds (MAX_WAIT). Raises Busy.

    If the process dies, its connection ends, and PostgreSQL frees the place.
    """
    place = _take(MAX_WAIT if wait is None else wait)
    try:
        yield
    finally:
        _call("pg_advisory_unlock", place)


def _take(wait):
    deadline = time.monotonic() + wait
    while True:
        for place in range(settings.PHOTO_DECODERS):
            if _call("pg_try_advisory_lock", place):
                return place
        if time.monotonic() >= deadline:
            raise Busy(_("Many pictures are coming in at the moment: send this one again shortly."))
        time.sleep(POLL_INTERVAL)


def _call(function, place):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, %s)", [LOCK, place])
        return cursor.fetchone()[0]

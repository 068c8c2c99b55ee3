"""The page cache: a page is kept for the generation it was made in, and never past a boundary.

Every `publish` and `withdraw` advances the generation in its own transaction, so the first
request after it finds nothing kept. What begins or ends at a set time advances nothing: no page
is kept past the next such moment, and none for longer than `LONGEST`, because a section or an
organization can be renamed in the masthead.
"""

import datetime
import functools
import hashlib

from django.core.cache import cache
from django.db.models import DateTimeField, Func, Min, Q
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from newsroom.press.models import Generation, Version

LONGEST = datetime.timedelta(seconds=60)
NEVER = datetime.datetime.max.replace(tzinfo=datetime.UTC)


def cached(view):
    """Serve the view's 200 responses from the page cache, and 304 to who has one already."""

    @require_safe
    @functools.wraps(view)
    def serve(request, *args, **kwargs):
        # Both before the page is made: it may then be newer than it says, never older.
        now, number = timezone.now(), generation()
        key = _key("page", number, request.get_full_path())
        until, response = cache.get(key, (now, None))
        if until <= now:
            response = _made(view(request, *args, **kwargs))
            until = min(now + LONGEST, next_boundary(number, now))
            if response.status_code == 200:
                cache.set(key, (until, response), (until - now).total_seconds())
        etag = response.headers.get("ETag")
        return get_conditional_response(request, etag=etag, response=response)

    return serve


def generation():
    """The number of the present generation; 0 before anything was published."""
    return Generation.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def next_boundary(number, now):
    """The first moment after `now` at which a version begins or ends; looked up once for each."""
    key = _key("boundary", number)
    boundary = cache.get(key)
    if boundary is None or boundary <= now:
        boundary = _look_up_boundary(now) or NEVER
        cache.set(key, boundary)
    return boundary


def _look_up_boundary(now):
    moments = Version.objects.annotate(
        begins=Func("during", function="lower", output_field=DateTimeField()),
        ends=Func("during", function="upper", output_field=DateTimeField()),
    )
    boundaries = moments.aggregate(
        begin=Min("begins", filter=Q(begins__gt=now)), end=Min("ends", filter=Q(ends__gt=now))
    )
    return min(filter(None, boundaries.values()), default=None)


def _made(response):
    """The response, complete and with its validator."""
    if not getattr(response, "is_rendered", True):
        response.render()
    # A browser or proxy may keep it, but has to ask: a withdrawn story is gone at once.
    response.headers["Cache-Control"] = "no-cache"
    if response.status_code == 200:
        response.headers["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    return response


def _key(*parts):
    return "press:" + hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()

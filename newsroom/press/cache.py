"""The page cache: a page is kept for the generation it was made in, and never past a boundary.

Kept is what an address without parameters shows. Anybody can write any number of them: those that
a view does not read change nothing, and with one that it reads the page is made for the request.

The first request after a writer of the press has advanced the generation finds nothing kept. No
page is kept past the next moment at which something begins or ends by itself, and none for longer
than `LONGEST`: today's date, and what is written past the desk's screens, move no generation.
"""

import datetime
import functools
import hashlib

from django.core.cache import cache
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from newsroom.press import generations

LONGEST = datetime.timedelta(seconds=60)


def cached(view, *parameters):
    """Serve the view's 200 responses from the page cache, and 304 to who has one already.

    `parameters` are the names of those that the view reads: with one of them, nothing is kept.
    """

    @require_safe
    @functools.wraps(view)
    def serve(request, *args, **kwargs):
        def make():
            return _made(view(request, *args, **kwargs))

        response = make() if request.GET.keys() & parameters else _kept(request.path, make)
        etag = response.headers.get("ETag")
        return get_conditional_response(request, etag=etag, response=response)

    return serve


def _kept(path, make):
    """The response that stands in the cache for the path, or the one that is made now."""
    # Both before the page is made: it may then be newer than it says, never older.
    now = timezone.now()
    present = generations.present(now)
    key = _key(present.number, path)
    until, response = cache.get(key, (now, None))
    if until <= now:
        response = make()
        until = min(now + LONGEST, present.boundary)
        if response.status_code == 200:
            cache.set(key, (until, response), (until - now).total_seconds())
    return response


def _made(response):
    """The response, complete and with its validator."""
    if not getattr(response, "is_rendered", True):
        response.render()
    # A browser or proxy may keep it, but has to ask: a withdrawn story is gone at once.
    response.headers["Cache-Control"] = "no-cache"
    if response.status_code == 200:
        response.headers["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    return response


def _key(number, path):
    return "press:" + hashlib.sha256(f"{number}\n{path}".encode()).hexdigest()

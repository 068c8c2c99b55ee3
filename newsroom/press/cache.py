"""The page cache of the public site, and the counter that makes it exact.

A cached page belongs to the CacheGeneration in which it was rendered. Whoever changes what is
public calls `invalidate()`, which starts the next generation: no older page is served after that.
Changes that happen by themselves at a known time (a scheduled version begins, a pin ends) start no
generation, so a page also expires at the next such time, and after `MAX_AGE` at the latest: the
date in the page header changes, and so may settings that are edited outside the admin.

Only URLs without parameters are cached, because anybody can invent any number of parameters. Those
that a view does not read are ignored; a request with one that it reads is rendered every time.
"""

import datetime
import functools
import hashlib
from dataclasses import dataclass

from django.core.cache import cache
from django.db import connection
from django.db.models import F
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from newsroom.core.models import SiteInformation
from newsroom.press.models import CacheGeneration, Pin, Version

MAX_AGE = datetime.timedelta(seconds=60)
NEVER = datetime.datetime.max.replace(tzinfo=datetime.UTC)
# Models with a field `during` whose beginning and end change public pages; both are indexed.
MODELS_WITH_DURING = [Version, Pin]
# Other datetime columns that change public pages, of tables too small to need an index.
DATETIME_COLUMNS = [(SiteInformation, "grey_until")]


@dataclass(frozen=True)
class CurrentGeneration:
    """The number of the current generation, and when pages rendered in it expire at the latest."""

    number: int
    expires_at: datetime.datetime


def current(now):
    """The CurrentGeneration at `now` (an aware datetime), in one query; number 0 at first."""
    next_changes = ", ".join(
        f"(SELECT min({column}) FROM {model._meta.db_table} WHERE {column} > %(now)s)"
        for model, column in _columns_of_changes()
    )
    number = f"(SELECT number FROM {CacheGeneration._meta.db_table} WHERE id = 1)"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {number}, least({next_changes})", {"now": now})
        found_number, next_change = cursor.fetchone()
    return CurrentGeneration(found_number or 0, next_change or NEVER)


def _columns_of_changes():
    """Where the times of future changes are stored: [(model, SQL of a datetime), …]."""
    bounds = [
        (model, f"{end}(during)") for model in MODELS_WITH_DURING for end in ("lower", "upper")
    ]
    return bounds + DATETIME_COLUMNS


def invalidate():
    """Invalidate every cached page. Call it last in the transaction: all writers lock this row.

    Deferred constraints are checked first, because checking them at commit could deadlock.
    """
    connection.check_constraints()
    CacheGeneration.objects.get_or_create(pk=1)
    CacheGeneration.objects.filter(pk=1).update(number=F("number") + 1)


def cached(view, *parameters):
    """The view with its 200 responses cached, and 304 for clients that have the page already.

    `parameters` are the names of the query parameters that the view reads: a request with one of
    them is not cached.
    """

    @require_safe
    @functools.wraps(view)
    def cached_view(request, *args, **kwargs):
        def render():
            return _rendered(view(request, *args, **kwargs))

        reads_parameters = request.GET.keys() & parameters
        response = render() if reads_parameters else _cached_response(request.path, render)
        etag = response.headers.get("ETag")
        return get_conditional_response(request, etag=etag, response=response)

    return cached_view


def _cached_response(path, render):
    """The cached response for the path, or the result of `render()`."""
    # Both are read before rendering: the page may then be newer than its key, but never older.
    now = timezone.now()
    generation = current(now)
    key = _cache_key(generation.number, path)
    expires_at, response = cache.get(key, (now, None))
    if expires_at <= now:
        response = render()
        expires_at = min(now + MAX_AGE, generation.expires_at)
        if response.status_code == 200:
            cache.set(key, (expires_at, response), (expires_at - now).total_seconds())
    return response


def _rendered(response):
    """The response, rendered and with its ETag."""
    if not getattr(response, "is_rendered", True):
        response.render()
    # Browsers and proxies may store it but must revalidate: a withdrawn story is gone at once.
    response.headers["Cache-Control"] = "no-cache"
    if response.status_code == 200:
        response.headers["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    return response


def _cache_key(number, path):
    return "press:" + hashlib.sha256(f"{number}\n{path}".encode()).hexdigest()

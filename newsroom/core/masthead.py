"""The paper's name and its city, for everything that names them.

An administrator sets them in the site information; an empty field means the setting. Within a
request or a `read_once` block the site information is read from the database once.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property

from django.conf import settings

from newsroom.core.models import SiteInformation


class _Reading:
    """The site information, read when it is first asked for."""

    @cached_property
    def information(self):
        return SiteInformation.objects.current()


_reading: ContextVar[_Reading | None] = ContextVar("site_information", default=None)


def site_information():
    """The SiteInformation; an empty one if nothing was filled in. It is shared: never change it."""
    return (_reading.get() or _Reading()).information


def paper_name():
    """The name of the paper, such as `临川晚报`."""
    return site_information().paper or settings.NEWSROOM_PAPER


def is_own(paper):
    """Whether a name that a page prints is the paper's: its present one, or that of the settings.

    So pages that were filed before an administrator changed the name stay in the archive.
    """
    return paper in (paper_name(), settings.NEWSROOM_PAPER)


def home_city():
    """The city that the paper is of, such as `临川市`."""
    return site_information().city or settings.NEWSROOM_CITY


@contextmanager
def read_once():
    """A block in which the site information is read at most once, for loops over many stories."""
    token = _reading.set(_Reading())
    try:
        yield
    finally:
        _reading.reset(token)


class ReadOncePerRequest:
    """Middleware: a request reads the site information at most once."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with read_once():
            return self.get_response(request)

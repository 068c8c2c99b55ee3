"""How the public addresses are written: absolute ones, days, and names that hold anything."""

import datetime
from urllib.parse import unquote

from django.conf import settings
from django.urls.converters import IntConverter


def absolute(path):
    """The full address of a path of this site, whatever host it was asked under."""
    return settings.SITE_URL.rstrip("/") + path


class NumberConverter(IntConverter):
    """A number as we write it: `7`, never `07`, so that a page has one address."""

    regex = "0|[1-9][0-9]*"


class SegmentConverter:
    """Any text as one segment of a path, whatever it holds: `A/B`, `50%`, `..`."""

    regex = r"[^/]+"

    def to_python(self, value):
        text = unquote(value)
        if "\0" in text:  # PostgreSQL holds no such text
            raise ValueError
        if self.to_url(text) != value:  # another way to write it: a page has one address
            raise ValueError
        return text

    def to_url(self, value):
        if value in {".", ".."}:  # browsers would walk up the path
            return value.replace(".", "%2E")
        return value.replace("%", "%25").replace("/", "%2F")


class DayConverter:
    """A day as `2024-03-15`."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value):
        return datetime.date.fromisoformat(value)

    def to_url(self, value):
        return value.isoformat()


class MonthConverter:
    """A month as `2024-03`, in code its first day."""

    regex = "[0-9]{4}-[0-9]{2}"

    def to_python(self, value):
        return datetime.date.fromisoformat(f"{value}-01")

    def to_url(self, value):
        return value.isoformat()[:7]

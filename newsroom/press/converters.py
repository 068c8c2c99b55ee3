"""How values are written in public URLs: numbers, dates, free text; and full URLs."""

import datetime
from urllib.parse import unquote

from django.conf import settings
from django.urls.converters import IntConverter


def absolute_url(path):
    """The full URL of a path of this site, whatever host the request used."""
    return settings.SITE_URL.rstrip("/") + path


class NumberConverter(IntConverter):
    """A number without leading zeros, so that each page has one URL."""

    regex = "0|[1-9][0-9]*"


class SegmentConverter:
    """Any text as one segment of a path, including `A/B`, `50%` and `..`."""

    regex = r"[^/]+"

    def to_python(self, value):
        text = unquote(value)
        if "\0" in text:  # PostgreSQL cannot store it
            raise ValueError
        if self.to_url(text) != value:  # not the canonical spelling: each page has one URL
            raise ValueError
        return text

    def to_url(self, value):
        if value in {".", ".."}:  # browsers would resolve them
            return value.replace(".", "%2E")
        return value.replace("%", "%25").replace("/", "%2F")


class DayConverter:
    """A date as `2024-03-15`."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value):
        return datetime.date.fromisoformat(value)

    def to_url(self, value):
        return value.isoformat()


class MonthConverter:
    """A month as `2024-03`; its first day in Python."""

    regex = "[0-9]{4}-[0-9]{2}"

    def to_python(self, value):
        return datetime.date.fromisoformat(f"{value}-01")

    def to_url(self, value):
        return value.isoformat()[:7]

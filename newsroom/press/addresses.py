"""How the public addresses are written: absolute ones, and tag names that hold anything."""

from urllib.parse import unquote

from django.conf import settings


def absolute(path):
    """The full address of a path of this site, whatever host it was asked under."""
    return settings.SITE_URL.rstrip("/") + path


class TagConverter:
    """A tag's name as one segment of a path, whatever it holds: `A/B`, `50%`, `..`."""

    regex = r"[^/]+"

    def to_python(self, value):
        name = unquote(value)
        if "\0" in name:  # PostgreSQL holds no such text
            raise ValueError
        return name

    def to_url(self, value):
        if value in {".", ".."}:  # browsers would walk up the path
            return value.replace(".", "%2E")
        return value.replace("%", "%25").replace("/", "%2F")

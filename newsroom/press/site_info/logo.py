"""The logo of the paper, which search engines and other sites show with its name."""

from dataclasses import dataclass

from django.templatetags.static import static

from newsroom.press.converters import absolute_url


@dataclass(frozen=True)
class Logo:
    """A square picture: its full URL, and its size in pixels."""

    url: str
    width: int
    height: int


def site_logo():
    """The Logo of the paper."""
    return Logo(absolute_url(static("press/icon-512.png")), 512, 512)

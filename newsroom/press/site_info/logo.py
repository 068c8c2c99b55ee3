"""The logo of the paper: in the head of every page, and for search engines and other sites."""

from dataclasses import dataclass

from django.templatetags.static import static
from django.urls import reverse

from newsroom.core.masthead import site_information
from newsroom.press.converters import absolute_url

WIDE = 2  # times as wide as high: such a logo is the lettering of the name


@dataclass(frozen=True)
class Logo:
    """A picture: its URL path on this site, and its size in pixels."""

    path: str
    width: int
    height: int

    @property
    def url(self):
        """The full URL, for other sites."""
        return absolute_url(self.path)

    @property
    def is_wide(self):
        """Whether it holds the paper's name, so that the name need not stand beside it."""
        return self.width >= WIDE * self.height


def masthead_logo():
    """The Logo that an administrator uploaded, or None."""
    return logo_of(site_information())


def logo_of(information):
    """The Logo of a SiteInformation, or None."""
    if not information.logo:
        return None
    path = reverse("press:logo", args=[information.logo])
    return Logo(path, information.logo_width, information.logo_height)


def site_logo():
    """The Logo that an administrator uploaded, else the icon of the site."""
    return masthead_logo() or Logo(static("press/icon-512.png"), 512, 512)

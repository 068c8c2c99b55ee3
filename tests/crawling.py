"""Reading every public page, for tests of what must stand nowhere."""

import html
import re

from django.conf import settings

LINK = re.compile(r'(?:href="|<loc>|<link>|Sitemap: )([^"<\s]+)')
START = ["/", "/briefs/", "/pages/", "/feeds/latest.rss", "/sitemap.xml", "/robots.txt"]


def crawl(client, guesses):
    """Every public page that can be reached from START or `guesses`: {address: response}."""
    pages = {}
    waiting = [*START, *guesses]
    while waiting:
        address = waiting.pop()
        if address not in pages:
            pages[address] = client.get(address)
            found = LINK.findall(pages[address].content.decode())
            waiting += [path for link in found if (path := public_path(link))]
    return pages


def public_path(link):
    """The path of a link that stays on the public site, or None."""
    path = html.unescape(link).removeprefix(settings.SITE_URL)
    stays = path.startswith("/") and not path.startswith(settings.STATIC_URL)
    return path if stays else None

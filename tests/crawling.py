"""Reading every public page, for tests of what must stand nowhere."""

import html
import re

from django.conf import settings
from django.http import HttpResponse

# As HTML and XML name addresses, as JSON does, and as a picture names its sizes.
LINK = re.compile(
    r'(?:(?:href|src|url|content)="|<loc>|<link>|Sitemap: |"(?:@id|url|image|\w+_url)": ")([^"<\s]+)'
    r'|(/[^"<>,\s]+) \d+w'
)
START = [
    "/",
    "/briefs/",
    "/pages/",
    "/feeds/latest.rss",
    "/feeds/latest.atom",
    "/feeds/latest.json",
    "/sitemap.xml",
    "/news-sitemap.xml",
    "/about/",
    "/contact/",
    "/privacy/",
    "/robots.txt",
]


def crawl(client, guesses):
    """Every public page that can be reached from START or `guesses`: {address: response}."""
    pages = {}
    waiting = [*START, *guesses]
    while waiting:
        address = waiting.pop()
        if address not in pages:
            pages[address] = _read(client.get(address))
            waiting += [path for link in links(pages[address]) if (path := public_path(link))]
    return pages


def links(page):
    """Every address that the page names, those of its pictures included."""
    return [link or picture for link, picture in LINK.findall(page.content.decode())]


def _read(response):
    """The response with its content; tests put text where pictures would be."""
    if not response.streaming:
        return response
    content = b"".join(response.streaming_content)
    return HttpResponse(content, status=response.status_code, headers=response.headers)


def public_path(link):
    """The path of a link that stays on the public site, or None."""
    path = html.unescape(link).removeprefix(settings.SITE_URL)
    stays = path.startswith("/") and not path.startswith(settings.STATIC_URL)
    return path if stays else None

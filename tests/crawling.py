"""Reading every public page, for tests of what must stand nowhere."""

import html
import re

from django.conf import settings
from django.http import HttpResponse

ATTRIBUTE = re.compile(r'\b(?:href|src|action|poster)="([^"]+)"')
SRCSET = re.compile(r'([^\s",]+) \d+w')
# Whatever names this site in full: feeds, sitemaps, robots.txt, JSON, meta elements.
ABSOLUTE = re.compile(rf'{re.escape(settings.SITE_URL)}(?:/[^\s"<>\\]*)?')
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")  # in JSON
START = [
    "/",
    "/briefs/",
    "/pages/",
    "/about/",
    "/contact/",
    "/privacy/",
    "/search/",
    "/search/?q=%E7%9A%84",
    "/feeds/latest.rss",
    "/feeds/latest.atom",
    "/feeds/latest.json",
    "/sitemap.xml",
    "/news-sitemap.xml",
    "/robots.txt",
    "/healthz",
    "/no-such-page/",
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
    text = words(page)
    found = [link for pattern in (ATTRIBUTE, SRCSET, ABSOLUTE) for link in pattern.findall(text)]
    return [*found, *filter(None, [page.headers.get("Location")])]


def words(page):
    """What the page says, as a reader or a machine understands it: nothing hides in an escape."""
    if page.headers.get("Content-Type", "").startswith("image/"):
        return ""
    return html.unescape(ESCAPED.sub(lambda found: chr(int(found[1], 16)), page.content.decode()))


def _read(response):
    """The response with its content; tests put text where pictures would be."""
    if not response.streaming:
        return response
    content = b"".join(response.streaming_content)
    return HttpResponse(content, status=response.status_code, headers=response.headers)


def public_path(link):
    """The path of a link that stays on the public site, or None."""
    path = link.removeprefix(settings.SITE_URL).partition("#")[0]
    stays = path.startswith("/") and not path.startswith((settings.STATIC_URL, "//"))
    return path if stays else None

"""Load every public URL, for tests of content that must not be public."""

import html
import re

from django.conf import settings
from django.http import HttpResponse

from tests.newsroom.press.as_read import as_read

ATTRIBUTE = re.compile(r'\b(?:href|src|action|poster)="([^"]+)"')
SRCSET = re.compile(r'([^\s",]+) \d+w')
# Absolute URLs of this site, in feeds, sitemaps, robots.txt, JSON and meta elements.
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


def crawl(client, more_urls):
    """{URL: response} of every public URL that links lead to from START and `more_urls`."""
    responses = {}
    waiting = [*START, *more_urls]
    while waiting:
        url = waiting.pop()
        if url not in responses:
            responses[url] = _read(client.get(url))
            waiting += [path for link in links(responses[url]) if (path := public_path(link))]
    return responses


def links(response):
    """Every URL in the response, including pictures and the target of a redirect."""
    text = text_of(response)
    found = [link for pattern in (ATTRIBUTE, SRCSET, ABSOLUTE) for link in pattern.findall(text)]
    return [*found, *filter(None, [response.headers.get("Location")])]


def text_of(response):
    """The text of the response as readers see it: escapes decoded, without `<wbr>` and the like.

    It is "" for an image.
    """
    if response.headers.get("Content-Type", "").startswith("image/"):
        return ""
    return html.unescape(ESCAPED.sub(lambda found: chr(int(found[1], 16)), as_read(response)))


def _read(response):
    """The response, a streaming one with its content read."""
    if not response.streaming:
        return response
    content = b"".join(response.streaming_content)
    return HttpResponse(content, status=response.status_code, headers=response.headers)


def public_path(link):
    """The path of a link that stays on the public site, or None."""
    path = link.removeprefix(settings.SITE_URL).partition("#")[0]
    stays = path.startswith("/") and not path.startswith((settings.STATIC_URL, "//"))
    return path if stays else None

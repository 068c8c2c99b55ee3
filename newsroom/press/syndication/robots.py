"""What robots may read: everything of a paper, nothing of a site that is only tried out."""

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponse
from django.urls import reverse

from newsroom.press.converters import absolute

SITEMAPS = ("sitemap", "news_sitemap")


def robots(request):
    """`/robots.txt` by NEWSROOM_INDEXED."""
    lines = _of_a_paper() if settings.NEWSROOM_INDEXED else ["Disallow: /"]
    text = "\n".join(["User-agent: *", *lines, ""])
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _of_a_paper():
    return [
        f"Disallow: {reverse('admin:index')}",
        f"Disallow: {reverse('press:search')}",  # robots would ask for ever
        *(f"Sitemap: {absolute(reverse(f'press:{name}'))}" for name in SITEMAPS),
    ]


def unindexed(get_response):
    """Middleware of a site that is not NEWSROOM_INDEXED: whatever it answers is for no index."""
    if settings.NEWSROOM_INDEXED:
        raise MiddlewareNotUsed

    return lambda request: unlisted(get_response(request))


def unlisted(response):
    """The response, which no search engine lists among its results."""
    response.headers["X-Robots-Tag"] = "noindex"
    return response

"""robots.txt, and the header that keeps pages out of search engines."""

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponse
from django.urls import reverse

from newsroom.press.converters import absolute_url

SITEMAPS = ("sitemap", "news_sitemap")


def robots(request):
    """`/robots.txt`: it allows the public site, or nothing unless NEWSROOM_INDEXED."""
    lines = _rules() if settings.NEWSROOM_INDEXED else ["Disallow: /"]
    text = "\n".join(["User-agent: *", *lines, ""])
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _rules():
    return [
        f"Disallow: {reverse('admin:index')}",
        f"Disallow: {reverse('press:search')}",  # robots would follow its links without end
        *(f"Sitemap: {absolute_url(reverse(f'press:{name}'))}" for name in SITEMAPS),
    ]


class NoIndexMiddleware:
    """Adds `noindex` to every response of a site that is not NEWSROOM_INDEXED."""

    def __init__(self, get_response):
        if settings.NEWSROOM_INDEXED:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request):
        return add_noindex(self.get_response(request))


def add_noindex(response):
    """The response with a header that tells search engines not to list it."""
    response.headers["X-Robots-Tag"] = "noindex"
    return response

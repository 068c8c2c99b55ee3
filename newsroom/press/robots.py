"""What robots may read: everything of a paper, nothing of a site that is only tried out."""

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponse
from django.urls import reverse

from newsroom.press.addresses import absolute

SITEMAPS = ("sitemap", "news_sitemap")
# A search is asked by people: robots would ask for ever.
SEARCH = "/search/"


def robots(request):
    """`/robots.txt` by NEWSROOM_INDEXED."""
    lines = _of_a_paper() if settings.NEWSROOM_INDEXED else ["Disallow: /"]
    text = "\n".join(["User-agent: *", *lines, ""])
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _of_a_paper():
    return [
        f"Disallow: {reverse('admin:index')}",
        f"Disallow: {SEARCH}",
        *(f"Sitemap: {absolute(reverse(f'press:{name}'))}" for name in SITEMAPS),
    ]


def unindexed(get_response):
    """Middleware of a site that is not NEWSROOM_INDEXED: whatever it answers is for no index."""
    if settings.NEWSROOM_INDEXED:
        raise MiddlewareNotUsed

    def respond(request):
        response = get_response(request)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return respond

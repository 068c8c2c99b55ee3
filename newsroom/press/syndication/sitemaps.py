"""What search engines are told: an index of sitemaps, and the news of two days.

A sitemap of stories is a block of story numbers. A month or a day may have any number of stories;
a block is never larger than BLOCK, nobody has to count, and a story stays in its own.
"""

import datetime

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from newsroom.press.converters import absolute
from newsroom.press.models import Facet, Listing, Version, story_url
from newsroom.press.site_info import site_context
from newsroom.press.syndication.distinct_values import leaps
from newsroom.press.syndication.feed_formats import writable
from newsroom.press.syndication.feeds import LANGUAGE
from newsroom.press.syndication.robots import unlisted

BLOCK = 2_000
# The index says of this many changes in which block they were.
CHANGES = 200

# https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
NEWS_FOR = datetime.timedelta(days=2)
MOST_NEWS = 1_000


def index(request):
    """All sitemaps, the newest stories first, with the last change where it was lately."""
    changed = _changed()
    sitemaps = [
        (absolute(reverse("press:sitemap_of_stories", args=[block])), changed.get(block))
        for block in _blocks()
    ]
    sections = (absolute(reverse("press:sitemap_of_sections")), None)
    return _xml(request, "sitemap_index", {"sitemaps": [sections, *sitemaps]})


def sections(request):
    """The front page, the lists of kinds of story, the calendar, sections and static pages."""
    said = site_context.of(request)
    paths = [
        reverse("press:front"),
        *(kind.list_url() for kind in said.story_lists),
        reverse("press:calendar"),
        *(section.get_absolute_url() for section in said.sections),
        *(statement.get_absolute_url() for statement in said.site.statements),
    ]
    return _xml(request, "sitemap", {"pages": [(absolute(path), None) for path in paths]})


def stories(request, block):
    """The live stories of a block, each with the moment its text began."""
    numbers = Version.objects.filter(story__gte=block * BLOCK, story__lt=(block + 1) * BLOCK)
    found = numbers.live().order_by("story").values_list("kind", "story", "during")
    pages = [(absolute(story_url(kind, story)), during.lower) for kind, story, during in found]
    if not pages:
        raise Http404
    return _xml(request, "sitemap", {"pages": pages})


def news(request):
    """The stories of the last two days, for Google News."""
    since = timezone.now() - NEWS_FOR
    entries = Listing.objects.of(Facet.NEWEST).filter(sort_at__gte=since)[:MOST_NEWS]
    stories = [
        {
            "address": absolute(entry.version.get_absolute_url()),
            "title": writable(entry.version.snapshot.title),
            "published_at": entry.version.first_online_at,
        }
        for entry in entries
    ]
    publication = {"name": settings.NEWSROOM_PAPER, "language": LANGUAGE}
    return _xml(request, "news_sitemap", {"stories": stories, "publication": publication})


def _blocks():
    """The numbers of the blocks in which a live story stands, highest first."""
    newest = leaps(
        Version,
        "story",
        rows="during @> %(now)s",
        begin="found.value / %(block)s * %(block)s",
        now=timezone.now(),
        block=BLOCK,
    )
    return [story // BLOCK for story in newest]


def _changed():
    """When a text of a block last began, for the blocks of the last changes: {block: moment}."""
    now = timezone.now()
    begun = Version.objects.live(now).filter(during__startswith__lte=now)
    latest = begun.order_by("-during__startswith").values_list("story", "during")[:CHANGES]
    # The newest comes last, and stays.
    return {story // BLOCK: during.lower for story, during in reversed(latest)}


def _xml(request, name, context):
    """The template as XML that no search engine lists among its results."""
    response = render(request, f"press/{name}.xml", context, content_type="application/xml")
    return unlisted(response)

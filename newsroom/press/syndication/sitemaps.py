"""The sitemaps for search engines: an index, blocks of stories, issues, the news of two days.

Each sitemap of stories is a block of BLOCK_SIZE story ids. So no sitemap is too large, nothing has
to be counted, and a story always stays in the same one; a sitemap per month or per day could have
any number of stories.
"""

import datetime

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from newsroom.core.masthead import paper_name
from newsroom.press import print_issues
from newsroom.press.converters import absolute_url
from newsroom.press.models import Facet, Listing, Version, story_url
from newsroom.press.site_info.context import site_context_for
from newsroom.press.syndication.distinct_values import largest_of_each_group
from newsroom.press.syndication.feed_formats import writable
from newsroom.press.syndication.feeds import LANGUAGE
from newsroom.press.syndication.robots import add_noindex

BLOCK_SIZE = 2_000
# The index has a date for the blocks of this many of the latest changes.
MAX_CHANGES = 200

# https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
NEWS_AGE = datetime.timedelta(days=2)
MAX_NEWS = 1_000


def index(request):
    """The index of all sitemaps, newest stories first; with a date for recently changed ones."""
    changed_at = _changed_blocks()
    sitemaps = [
        (absolute_url(reverse("press:sitemap_of_stories", args=[block])), changed_at.get(block))
        for block in _blocks()
    ]
    sections = (absolute_url(reverse("press:sitemap_of_sections")), None)
    issues = [
        (absolute_url(reverse("press:sitemap_of_issues", args=[month])), None)
        for month in print_issues.months()
    ]
    return _render_xml(request, "sitemap_index", {"sitemaps": [sections, *sitemaps, *issues]})


def sections(request):
    """The sitemap of all other pages: front page, lists, calendar, sections, legal texts."""
    site = site_context_for(request)
    paths = [
        reverse("press:front"),
        *(kind.list_url() for kind in site.story_lists),
        reverse("press:calendar"),
        *(section.get_absolute_url() for section in site.sections),
        *(legal_text.get_absolute_url() for legal_text in site.information.legal_texts),
    ]
    return _render_xml(request, "sitemap", {"pages": [(absolute_url(p), None) for p in paths]})


def stories(request, block):
    """The sitemap of the live stories of a block, each with the time its version began."""
    first_id = block * BLOCK_SIZE
    in_block = Version.objects.filter(story_id__gte=first_id, story_id__lt=first_id + BLOCK_SIZE)
    found = in_block.live().order_by("story_id").values_list("kind", "story_id", "during")
    pages = [(absolute_url(story_url(kind, pk)), during.lower) for kind, pk, during in found]
    if not pages:
        raise Http404
    return _render_xml(request, "sitemap", {"pages": pages})


def issues(request, month):
    """The sitemap of the issues of a month: each with its pages. `month` is its first day."""
    numbers = print_issues.page_numbers(month)
    if not numbers:
        raise Http404
    paths = [
        path
        for date, on_date in numbers.items()
        for path in (
            reverse("press:issue", args=[date]),
            *(reverse("press:page", args=[date, number]) for number in on_date),
        )
    ]
    return _render_xml(request, "sitemap", {"pages": [(absolute_url(p), None) for p in paths]})


def news(request):
    """The stories of the last two days, for Google News."""
    since = timezone.now() - NEWS_AGE
    entries = Listing.objects.in_list(Facet.NEWEST).filter(sort_at__gte=since)[:MAX_NEWS]
    stories = [
        {
            "url": absolute_url(entry.version.get_absolute_url()),
            "title": writable(entry.version.snapshot.title),
            "published_at": entry.version.first_online_at,
        }
        for entry in entries
    ]
    publication = {"name": paper_name(), "language": LANGUAGE}
    return _render_xml(request, "news_sitemap", {"stories": stories, "publication": publication})


def _blocks():
    """The numbers of the blocks that have a live story, highest first."""
    largest_ids = largest_of_each_group(
        Version,
        "story_id",
        condition="during @> %(now)s",
        group_begin="found.value / %(block_size)s * %(block_size)s",
        now=timezone.now(),
        block_size=BLOCK_SIZE,
    )
    return [story_id // BLOCK_SIZE for story_id in largest_ids]


def _changed_blocks():
    """When the latest version of a block began, for recently changed blocks: {block: datetime}."""
    now = timezone.now()
    begun = Version.objects.live(now).filter(during__startswith__lte=now)
    latest = begun.order_by("-during__startswith").values_list("story_id", "during")[:MAX_CHANGES]
    # Oldest first, so that the latest time of a block overwrites the others.
    return {story_id // BLOCK_SIZE: during.lower for story_id, during in reversed(latest)}


def _render_xml(request, name, context):
    """The template rendered as XML; the sitemap itself is not to be listed as a result."""
    response = render(request, f"press/{name}.xml", context, content_type="application/xml")
    return add_noindex(response)

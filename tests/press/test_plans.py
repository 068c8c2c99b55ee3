"""What a page costs: a bounded number of queries, each of which finds its index."""

import datetime
import itertools
import re

import pytest
from django.db import connection
from django.utils import timezone

from newsroom.masthead.kinds import Kind
from newsroom.press import pinning
from newsroom.press.models import Pin, Version
from newsroom.press.pinning import Pinned
from newsroom.press.publishing import publish
from newsroom.press.snapshot import Signature
from tests.factories import (
    OrganizationFactory,
    ReporterFactory,
    SectionFactory,
    SiteInformationFactory,
)
from tests.press.costs import fill_archive, plan, queries
from tests.press.snapshots import make_snapshot

pytestmark = pytest.mark.django_db

MOST = 8


@pytest.fixture
def beside():
    """What every story here has in common, so that it stands in a list of every sort."""
    SiteInformationFactory()
    return {
        "section": SectionFactory(slug="harbour"),
        "tags": ("渡口",),
        "bylines": (Signature("苏禾", "记者", ReporterFactory().pk),),
        "organizations": (OrganizationFactory(confirmed=True).pk,),
    }


def addresses(beside):
    day = Version.objects.live().get(story=1).day
    return [
        "/",
        "/sections/harbour/",
        "/articles/1/",
        "/briefs/2/",
        "/briefs/",
        f"/reporters/{beside['bylines'][0].reporter}/",
        f"/organizations/{beside['organizations'][0]}/",
        "/tags/渡口/",
        f"/days/{day}/",
        f"/months/{day:%Y-%m}/",
        "/about/",
        "/feeds/latest.rss",
        "/feeds/sections/harbour.json",
        "/sitemap.xml",
        "/sitemaps/sections.xml",
        "/sitemaps/stories-0.xml",
        "/news-sitemap.xml",
        "/robots.txt",
    ]


def test_pages_need_as_few_queries_for_forty_stories_as_for_two(client, beside):
    counts = []
    for stories in (range(1, 3), range(3, 41)):
        for story in stories:
            kind = Kind.ARTICLE if story % 2 else Kind.BRIEF
            publish(make_snapshot(story=story, kind=kind, **beside))
        counts.append({a: len(queries(client, a)) for a in addresses(beside)})

    few, many = counts
    assert few == many
    assert max(many.values()) <= MOST


def test_a_made_up_page_needs_the_same_queries_whatever_is_pinned(client, beside, chief):
    for story in range(1, 41):
        publish(make_snapshot(story=story, **beside))
    made_up = {"/": None, "/sections/harbour/": beside["section"]}
    before = {address: len(queries(client, address)) for address in made_up}

    for section in made_up.values():
        pins = [Pinned(story, place) for place, story in enumerate((9, 30, 2), start=1)]
        pinning.arrange(section, pins, by=chief)

    assert {address: len(queries(client, address)) for address in made_up} == before
    assert max(before.values()) <= MOST


def test_sections_cost_no_query_each(client, beside):
    publish(make_snapshot(story=1, **beside))
    before = len(queries(client, "/"))

    for section in SectionFactory.create_batch(6):
        publish(make_snapshot(section, story=100 + section.pk))

    assert len(queries(client, "/")) == before


@pytest.fixture
def archive(beside):
    """Fifteen hundred stories an hour apart, each with a superseded version before its own."""
    now = timezone.now()
    others = SectionFactory.create_batch(5)

    def stories():
        for story in range(1, 1501):
            section = beside["section"] if story < 3 else others[story % 5]
            mine = {**beside, "section": section} if story < 200 else {"section": section}
            kind = [Kind.BRIEF, Kind.ARTICLE][story % 2]
            begin = now - datetime.timedelta(hours=story)
            yield make_snapshot(story=story, kind=kind, **mine), section, begin

    fill_archive(stories())
    return beside


def test_lists_and_stories_find_their_index_in_a_large_archive(client, archive):
    section = Version.objects.get(story=1499, during__endswith=None).section
    older = client.get("/").context["page"].older
    lists = [f"/?after={older}", section.get_absolute_url(), *addresses(archive)]
    for page in (
        "/about/",
        "/robots.txt",
        "/sitemap.xml",
        "/sitemaps/sections.xml",
        "/sitemaps/stories-0.xml",
    ):
        lists.remove(page)  # no list; test_sitemaps.py looks at what these read

    plans = [
        (sql, plan(sql))
        for address in lists
        for sql in queries(client, address)
        if '"press_listing"' in sql
    ]
    story = [
        plan(sql) for sql in queries(client, "/articles/1/") if '"press_version"."story" =' in sql
    ]

    assert len(plans) >= len(lists)
    for sql, found in plans:
        if '"press_pin"' in sql:
            continue
        assert "listing_keyset" in found, (sql, found)
        assert "Seq Scan on press_listing" not in found, (sql, found)
    assert len(story) == 1
    assert "version_story" in story[0]


@pytest.fixture
def pinned_for_years(archive, chief):
    """Two thousand pins of each place that ended, and three that hold."""
    now = timezone.now()
    moments = [now - datetime.timedelta(hours=hour) for hour in range(2001)]
    for section in (None, archive["section"]):
        Pin.objects.bulk_create(
            Pin(section=section, story=1, position=1, during=(begin, end), set_by=chief)
            for end, begin in itertools.pairwise(moments)
        )
        pinning.arrange(section, [Pinned(1, 1), Pinned(2, 2)], by=chief)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE press_pin")


def test_pinned_stories_are_found_by_index_in_a_large_archive(client, archive, pinned_for_years):
    found = [
        plan(sql)
        for address in ("/", archive["section"].get_absolute_url())
        for sql in queries(client, address)
        if '"press_pin"' in sql
    ]

    assert len(found) == 2
    for lines in found:
        assert "version_story" in lines and "pin_one_per" in lines, lines
        assert "Seq Scan" not in lines.replace("Seq Scan on masthead_section", ""), lines


def test_next_end_of_a_pin_is_found_by_index(client, pinned_for_years):
    (present,) = [sql for sql in queries(client, "/") if "press_generation" in sql]

    assert {"pin_begins", "pin_ends"} <= set(re.findall(r"using (\w+)", plan(present)))

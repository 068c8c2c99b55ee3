"""The cost of a page: a bounded number of queries, each of which uses an index."""

import datetime
import itertools
import re

import pytest
from django.utils import timezone

from newsroom.core.models import Organization, Reporter
from newsroom.press import pins as pinning
from newsroom.press.models import Pin
from newsroom.press.pins import PinnedStory
from newsroom.press.publishing import publish
from newsroom.press.snapshot import BylineName
from tests.factories import OrganizationFactory, ReporterFactory, SectionFactory
from tests.newsroom.press import site
from tests.newsroom.press.costs import (
    LARGE,
    MOST,
    complaints,
    fill_archive,
    large_tables,
    plan,
    queries,
    scanned,
    take_statistics,
)
from tests.newsroom.press.photos import make_picture
from tests.newsroom.press.snapshots import make_snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def common():
    """The fields that all stories have in common, so that each kind of list contains them."""
    return {
        "section": SectionFactory(slug="pier"),
        "tags": ("渡口",),
        "bylines": (BylineName("苏禾", "记者", ReporterFactory().pk),),
        "organizations": (OrganizationFactory(confirmed=True).pk,),
    }


def test_pages_need_as_few_queries_for_forty_stories_as_for_two(client, common):
    urls = site.build()
    counts = []
    for stories in (range(1, 3), range(3, 41)):
        for story in stories:
            kind = "article" if story % 2 else "brief"
            publish(make_snapshot(story_id=story, kind=kind, **common))
        counts.append({kind: len(queries(client, a)) for kind, a in urls.items()})

    few, many = counts
    assert few == many


def test_a_made_up_page_needs_the_same_queries_whatever_is_pinned(client, common, chief):
    for story in range(1, 41):
        publish(make_snapshot(story_id=story, **common))
    made_up = {"/": None, "/sections/pier/": common["section"]}
    before = {url: len(queries(client, url)) for url in made_up}

    for section in made_up.values():
        pins = [PinnedStory(story, place) for place, story in enumerate((9, 30, 2), start=1)]
        pinning.arrange(section, pins, user=chief)

    assert {url: len(queries(client, url)) for url in made_up} == before
    assert max(before.values()) <= MOST


def test_sections_cost_no_query_each(client, common):
    publish(make_snapshot(story_id=1, **common))
    before = len(queries(client, "/"))

    for section in SectionFactory.create_batch(6):
        publish(make_snapshot(section, story_id=100 + section.pk))

    assert len(queries(client, "/")) == before


@pytest.fixture
def archive(common):
    """The site, and 700 stories an hour apart, each with a superseded version before its own."""
    now = timezone.now()
    others = SectionFactory.create_batch(5)
    picture = make_picture()
    Reporter.objects.bulk_create(Reporter(name=f"{n}号记者") for n in range(LARGE + 100))
    Organization.objects.bulk_create(
        Organization(name=f"临川第{n}小学", confirmed=True) for n in range(LARGE + 100)
    )

    def stories():
        for story in range(1, 701):
            section = common["section"] if story < 3 else others[story % 5]
            mine = {**common, "section": section} if story < 200 else {"section": section}
            if story % 5 == 0:
                mine["pictures"] = (picture,)
            kind = ["brief", "article"][story % 2]
            begin = now - datetime.timedelta(hours=story)
            yield make_snapshot(story_id=story, kind=kind, **mine), begin

    fill_archive(stories())
    return common


def test_no_page_reads_all_of_a_large_table(client, archive):
    urls = site.build()
    older = client.get("/").context["page"].next_cursor
    older_still = client.get(f"/?after={older}").context["page"].next_cursor
    urls["older stories still"] = f"/?after={older_still}"
    tables = {"press_version", "press_listing", "press_publicfile"}
    assert tables | {"newsroom_reporter", "newsroom_organization"} <= large_tables()

    assert complaints(client, urls) == []
    lists = {a: queries(client, a) for a in ("/", "/sections/pier/", "/briefs/", "/tags/渡口/")}
    for url, statements in lists.items():
        listed = [s for s in statements if '"press_listing"' in s and '"press_pin"' not in s]
        found = [plan(sql) for sql in listed]
        assert found and all("listing_keyset" in each for each in found), url
    (story,) = [
        sql for sql in queries(client, "/articles/1/") if '"press_version"."story_id" =' in sql
    ]
    assert "version_by_story" in plan(story)


@pytest.fixture
def pinned_for_years(archive, chief):
    """Two thousand ended pins of each page, and three live ones."""
    now = timezone.now()
    moments = [now - datetime.timedelta(hours=hour) for hour in range(2001)]
    for section in (None, archive["section"]):
        Pin.objects.bulk_create(
            Pin(section=section, story_id=1, position=1, during=(begin, end), set_by=chief)
            for end, begin in itertools.pairwise(moments)
        )
        pinning.arrange(section, [PinnedStory(1, 1), PinnedStory(2, 2)], user=chief)
    take_statistics()


def test_pinned_stories_are_found_by_index_in_a_large_archive(client, archive, pinned_for_years):
    found = [
        plan(sql)
        for url in ("/", archive["section"].get_absolute_url())
        for sql in queries(client, url)
        if '"press_pin"' in sql
    ]

    assert len(found) == 2
    for lines in found:
        assert "version_by_story" in lines and "pin_one_per" in lines, lines
        assert "Seq Scan" not in lines.replace("Seq Scan on newsroom_section", ""), lines


def test_next_end_of_a_pin_is_found_by_index(client, pinned_for_years):
    (present,) = [sql for sql in queries(client, "/") if "press_cachegeneration" in sql]

    assert {"pin_begins", "pin_ends"} <= set(re.findall(r"using (\w+)", plan(present)))


def test_a_query_without_an_index_is_found():
    sql = "SELECT count(*) FROM press_version WHERE public_text = '撤下'"

    assert scanned(sql) == {"press_version"}
    assert scanned(f"WITH gone AS ({sql}) SELECT * FROM gone") == {"press_version"}
    assert scanned("SELECT * FROM press_version WHERE id = 1") == set()
    assert scanned("SAVEPOINT here") == set()

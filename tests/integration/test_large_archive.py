"""In a large archive each query of a page uses an index."""

import datetime
import itertools
import re

import pytest
from django.utils import timezone

from newsroom.core.models import Organization, Reporter
from newsroom.press import pins as pinning
from newsroom.press.models import Pin
from newsroom.press.pins import PinnedStory
from newsroom.press.snapshot import BylineName
from tests.factories import OrganizationFactory, ReporterFactory, SectionFactory
from tests.newsroom.press import site
from tests.newsroom.press.costs import (
    LARGE,
    complaints,
    fill_archive,
    large_tables,
    plan,
    queries,
    take_statistics,
)
from tests.newsroom.press.photos import make_picture
from tests.newsroom.press.snapshots import make_snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def archive(shared_rows):
    """700 stories an hour apart, each with a superseded version before its own.

    Returns the fields that the first 200 have in common, so that each kind of list has many.
    """
    common = {
        "section": SectionFactory(slug="pier"),
        "tags": ("渡口",),
        "bylines": (BylineName("苏禾", "记者", ReporterFactory().pk),),
        "organizations": (OrganizationFactory(confirmed=True).pk,),
    }
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

"""The cost of a page: a bounded number of queries, however many stories there are."""

import pytest

from newsroom.press import pins as pinning
from newsroom.press.pins import PinnedStory
from newsroom.press.publishing import publish
from newsroom.press.snapshot import BylineName
from tests.factories import OrganizationFactory, ReporterFactory, SectionFactory
from tests.newsroom.press import site
from tests.newsroom.press.costs import MOST, queries, scanned
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


def test_a_query_without_an_index_is_found():
    sql = "SELECT count(*) FROM press_version WHERE public_text = '撤下'"

    assert scanned(sql) == {"press_version"}
    assert scanned(f"WITH gone AS ({sql}) SELECT * FROM gone") == {"press_version"}
    assert scanned("SELECT * FROM press_version WHERE id = 1") == set()
    assert scanned("SAVEPOINT here") == set()

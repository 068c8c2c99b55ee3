"""A story without related ones leads on to the newest of its section."""

import datetime

import pytest
from django.conf import settings

from newsroom.press.publishing import publish, withdraw
from newsroom.press.snapshot import PrintedPlace
from newsroom.press.views import other_stories
from tests.factories import SectionFactory
from tests.newsroom.press.snapshots import make_snapshot

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def put(section, clock):
    """Publish a story one hour after the previous one: `put(7, tags=("渡口",))`."""

    def put(story, in_section=section, **changes):
        clock.move(HOUR)
        return publish(make_snapshot(in_section, story_id=story, **changes))

    return put


def stories(version):
    return [found.story_id for found in other_stories.newest_versions(version)]


def page(client, version):
    return client.get(version.get_absolute_url()).content.decode()


@pytest.mark.parametrize("tags", [(), ("没有别的稿件用",)])
def test_story_that_shares_nothing_leads_on_to_its_section(client, put, tags):
    put(2, headline="渡口的早市")
    put(3, SectionFactory(), headline="别的频道的稿件")

    shown = page(client, put(1, tags=tags))

    assert "最新报道" in shown and "渡口的早市" in shown
    assert "别的频道的稿件" not in shown


def test_only_story_of_its_section_leads_on_to_all_others(client, put):
    put(2, SectionFactory(), headline="别的频道的稿件")

    assert "别的频道的稿件" in page(client, put(1))


def test_related_stories_stand_alone(client, put):
    put(2, headline="同一频道的稿件")
    put(3, tags=("渡口",), headline="也说渡口")

    shown = page(client, put(1, tags=("渡口",)))

    assert "相关报道" in shown and "也说渡口" in shown
    assert "最新报道" not in shown and "同一频道的稿件" not in shown


def test_a_brief_and_a_back_issue_have_a_way_on(client, put):
    put(2, headline="渡口的早市")
    old = PrintedPlace(settings.NEWSROOM_PAPER, datetime.date(2020, 1, 2), "06", 1)

    assert "渡口的早市" in page(client, put(3, kind="brief"))
    assert "渡口的早市" in page(client, put(4, printed=old))


def test_only_live_stories_come_newest_first_and_six_at_most(put):
    for story in range(2, 11):
        put(story)
    withdraw(9, public_text="该稿件已撤下")

    assert stories(put(1)) == [10, 8, 7, 6, 5, 4]


def test_first_story_of_all_has_no_list(client, put):
    assert "最新报道" not in page(client, put(1))


def test_two_queries_are_enough(put, django_assert_num_queries):
    version = put(1)
    with django_assert_num_queries(2):
        other_stories.newest_versions(version)
    put(2)
    with django_assert_num_queries(1):
        other_stories.newest_versions(version)

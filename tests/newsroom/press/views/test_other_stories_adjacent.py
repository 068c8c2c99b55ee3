import datetime

import pytest

from newsroom.press.models import Version
from newsroom.press.publishing import publish, withdraw
from newsroom.press.snapshot import PrintedPlace
from newsroom.press.views.other_stories import adjacent_versions
from tests.factories import SectionFactory
from tests.newsroom.press.costs import fill_archive, plan, queries
from tests.newsroom.press.snapshots import make_snapshot

pytestmark = pytest.mark.django_db

DAY = datetime.date(2024, 3, 15)
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def put(section, settings):
    """Publish a printed story: `put(7, position=2, number="06")`."""

    def put(story, position, number="06", date=DAY, paper=None, **changes):
        printed = PrintedPlace(paper or settings.NEWSROOM_PAPER, date, number, position)
        return publish(make_snapshot(section, story_id=story, printed=printed, **changes))

    return put


def stories(story):
    """The stories before and after a live one on its page; 0 for none."""
    found = adjacent_versions(Version.objects.live().get(story_id=story))
    return tuple(version.story_id if version else 0 for version in found)


def test_neighbours_stand_before_and_after_by_position(put):
    for story, position in ((11, 30), (12, 10), (13, 20), (14, 40)):
        put(story, position)

    assert stories(12) == (0, 13)
    assert stories(13) == (12, 11)
    assert stories(11) == (13, 14)
    assert stories(14) == (11, 0)


def test_neighbours_are_of_the_same_page_issue_and_paper(put):
    put(1, 5)
    put(2, 4, number="07")
    put(3, 6, number="6")
    put(4, 6, date=DAY + datetime.timedelta(days=1))
    put(5, 4, paper="汾水日报")

    assert stories(1) == (0, 0)


def test_stories_at_one_place_stand_in_the_order_of_their_page(put):
    for story in (3, 1, 2):
        put(story, 7)

    assert [stories(story) for story in (1, 2, 3)] == [(0, 2), (1, 3), (2, 0)]


def test_corrected_story_keeps_its_place_and_a_withdrawn_one_leaves_it(put):
    for story in (1, 2, 3):
        put(story, story)
    put(2, 2, headline="更正后的稿件")
    assert stories(2) == (1, 3)
    assert stories(1) == (0, 2)

    withdraw(2, public_text="该稿件已撤下")

    assert stories(1) == (0, 3)
    assert stories(3) == (1, 0)


@pytest.mark.parametrize("place", [{"date": None}, {"number": None}, {"paper": "汾水日报"}])
def test_story_of_no_page_of_ours_has_no_neighbours(put, place, django_assert_num_queries):
    put(1, 1, **place)
    put(2, 2, **place)

    with django_assert_num_queries(2):  # the version itself, the name of the paper
        assert stories(1) == (0, 0)


def test_story_that_was_never_printed_has_no_neighbours(section):
    publish(make_snapshot(section))

    assert stories(1) == (0, 0)


@pytest.fixture
def issues(settings):
    """Twenty issues of forty stories on four pages, and a superseded version of each."""
    section = SectionFactory()
    now = datetime.datetime(2024, 3, 15, tzinfo=datetime.UTC)

    def printed(story):
        day, place = divmod(story, 40)
        date = DAY - datetime.timedelta(days=day)
        return PrintedPlace(settings.NEWSROOM_PAPER, date, f"0{place % 4 + 1}", place + 1)

    fill_archive(
        (
            make_snapshot(section, story_id=story, printed=printed(story)),
            now - (story // 40) * 24 * HOUR,
        )
        for story in range(800)
    )


def test_neighbours_are_found_by_index_in_a_large_archive(client, issues):
    [sql] = [sql for sql in queries(client, "/articles/410/") if "issue" in sql]
    found = plan(sql)

    assert found.count("listing_keyset") == 2  # one way and the other
    assert "Seq Scan" not in found
    assert stories(410) == (406, 414)

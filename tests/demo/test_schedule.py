import datetime
import random
from collections import Counter

from django.utils import timezone

from demo.schedule import STORIES_PER_PAGE, PrintedPaper, publication_times

NOW = timezone.make_aware(datetime.datetime(2026, 11, 25, 15, 20))


def test_times_fill_days_until_now_in_order():
    found = publication_times(random.Random(1), 600, NOW)

    days = Counter(map(timezone.localdate, found))
    assert found == sorted(found)
    assert found[-1] < NOW
    assert len(days) == 50
    assert max(days.values()) == 12
    assert {timezone.localtime(at).hour for at in found} <= set(range(5, 22))


def test_few_stories_still_look_like_days_of_news():
    found = publication_times(random.Random(1), 24, NOW)

    assert len(set(map(timezone.localdate, found))) == 6
    assert NOW - found[-1] < datetime.timedelta(days=1)


def test_the_day_of_a_seed_does_not_depend_on_the_time_of_day():
    early, late = random.Random(1), random.Random(1)

    publication_times(early, 100, NOW)
    publication_times(late, 100, NOW + datetime.timedelta(hours=7))

    assert early.random() == late.random()


def test_pages_fill_from_above_and_are_full_some_day():
    paper = PrintedPaper(random.Random(1), "临川晚报")
    at = NOW.replace(hour=7)

    places = [paper.place(at, at.date(), "minsheng", "民生") for _ in range(STORIES_PER_PAGE + 3)]

    assert [place.position for place in places[:STORIES_PER_PAGE]] == list(
        range(1, STORIES_PER_PAGE + 1)
    )
    assert {(place.number, place.section) for place in places[:STORIES_PER_PAGE]} == {
        ("04", "民生")
    }
    assert places[STORIES_PER_PAGE:] == [None] * 3


def test_what_appears_after_noon_stands_in_no_paper_of_that_day():
    paper = PrintedPaper(random.Random(1), "临川晚报")

    assert paper.place(NOW, NOW.date(), "yaowen", "要闻") is None
    assert paper.issue_day(NOW) == NOW.date()


def test_few_are_back_issues():
    paper, at = PrintedPaper(random.Random(1), "临川晚报"), NOW.replace(hour=7)

    days = [paper.issue_day(at) for _ in range(500)]

    old = [day for day in days if day != NOW.date()]
    assert 1 <= len(old) < 30
    assert max(old) < NOW.date() - datetime.timedelta(days=399)

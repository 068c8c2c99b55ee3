import datetime
import random
from collections import Counter

from django.utils import timezone

from demo.rhythm import ON_A_PAGE, Paper, moments
from demo.words.cast import PAGES

NOW = timezone.make_aware(datetime.datetime(2026, 11, 25, 15, 20))


def test_moments_fill_days_until_now_in_order():
    found = moments(random.Random(1), 600, NOW)

    days = Counter(map(timezone.localdate, found))
    assert found == sorted(found)
    assert found[-1] < NOW
    assert len(days) == 50
    assert max(days.values()) == 12
    assert {timezone.localtime(at).hour for at in found} <= set(range(5, 22))


def test_few_stories_still_look_like_days_of_news():
    found = moments(random.Random(1), 24, NOW)

    assert len(set(map(timezone.localdate, found))) == 6
    assert NOW - found[-1] < datetime.timedelta(days=1)


def test_the_day_of_a_seed_does_not_depend_on_the_time_of_day():
    early, late = random.Random(1), random.Random(1)

    moments(early, 100, NOW)
    moments(late, 100, NOW + datetime.timedelta(hours=7))

    assert early.random() == late.random()


def test_pages_fill_from_above_and_are_full_some_day():
    paper = Paper(random.Random(1), "临川晚报")
    at = NOW.replace(hour=7)

    places = [paper.place(at, at.date(), "minsheng", "民生") for _ in range(ON_A_PAGE + 3)]

    assert [place.position for place in places[:ON_A_PAGE]] == list(range(1, ON_A_PAGE + 1))
    assert {(place.number, place.section) for place in places[:ON_A_PAGE]} == {("04", "民生")}
    assert places[ON_A_PAGE:] == [None] * 3


def test_what_appears_after_noon_stands_in_no_paper_of_that_day():
    paper = Paper(random.Random(1), "临川晚报")

    assert paper.place(NOW, NOW.date(), "yaowen", "要闻") is None
    assert paper.day(NOW) == NOW.date()


def test_few_are_back_issues():
    paper, at = Paper(random.Random(1), "临川晚报"), NOW.replace(hour=7)

    days = [paper.day(at) for _ in range(500)]

    old = [day for day in days if day != NOW.date()]
    assert 1 <= len(old) < 30
    assert max(old) < NOW.date() - datetime.timedelta(days=399)


def test_every_section_has_its_pages():
    numbers = [number for numbers in PAGES.values() for number in numbers]

    assert len(set(numbers)) == len(numbers)

"""The lists of a day and of a month, and the links between them."""

import datetime

import pytest
from django.conf import settings

from newsroom.press.publishing import publish, withdraw
from newsroom.press.snapshot import PrintedPlace
from tests.newsroom.press.snapshots import make_snapshot

DAYS = [datetime.date(2024, 1, 31), datetime.date(2024, 3, 1), datetime.date(2024, 3, 15)]


@pytest.fixture(autouse=True)
def three_days(section):
    for story, day in enumerate(DAYS, start=1):
        printed = PrintedPlace(settings.NEWSROOM_PAPER, day, "01", 1)
        publish(make_snapshot(section, story_id=story, headline=f"第{story}天", printed=printed))


def page(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_day_has_its_stories_and_the_ways_to_those_beside_it(client):
    middle = page(client, "/days/2024-03-01/")

    assert "第2天" in middle and "第1天" not in middle and "第3天" not in middle
    assert 'href="/days/2024-01-31/">更早' in middle
    assert 'href="/days/2024-03-15/">更晚' in middle
    assert 'href="/months/2024-03/"' in middle
    assert "更早" not in page(client, "/days/2024-01-31/")
    assert "更晚" not in page(client, "/days/2024-03-15/")


def test_month_has_its_stories_and_the_ways_to_those_beside_it(client):
    march, january = page(client, "/months/2024-03/"), page(client, "/months/2024-01/")

    assert march.index("第3天") < march.index("第2天")
    assert "第1天" not in march
    assert 'href="/months/2024-01/">更早' in march and "更晚" not in march
    assert 'href="/months/2024-03/">更晚' in january and "更早" not in january


def test_days_without_live_stories_are_not_found_and_no_way_leads_there(client):
    withdraw(2, public_text="该稿件已撤下")

    assert client.get("/days/2024-03-01/").status_code == 404
    assert 'href="/days/2024-03-15/">更晚' in page(client, "/days/2024-01-31/")
    withdraw(1, public_text="该稿件已撤下")
    assert client.get("/months/2024-01/").status_code == 404
    assert "更早" not in page(client, "/months/2024-03/")


@pytest.mark.parametrize(
    "url",
    [
        "/days/2024-02-30/",
        "/days/0000-01-01/",
        "/days/2024-3-1/",
        "/days/9999-12-31/",
        "/months/2024-13/",
        "/months/0000-01/",
        "/months/9999-12/",
        "/months/2024-02/",
    ],
)
def test_what_is_no_day_or_month_is_not_found(client, url):
    assert client.get(url).status_code == 404


def test_the_date_of_a_story_in_a_list_leads_to_its_day(client, section):
    listed = page(client, section.get_absolute_url())

    for day in DAYS:
        assert f'href="/days/{day}/"' in listed

"""The printed paper: the calendar, the issues and their pages."""

import datetime

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from newsroom.core.models.date_limits import FIRST_DAY, LAST_DAY
from newsroom.press import listings
from newsroom.press.models import Listing
from newsroom.press.print_issues import page_sort_key
from newsroom.press.publishing import publish, withdraw
from newsroom.press.snapshot import PrintedPlace
from newsroom.press.views.story import render_story
from tests.newsroom.press.as_read import as_read
from tests.newsroom.press.costs import fill_archive, plan, queries
from tests.newsroom.press.snapshots import make_snapshot

pytestmark = pytest.mark.django_db

DAY = datetime.date(2024, 3, 15)
LEAP_DAY = datetime.date(2024, 2, 29)
MOST = 8


def printed(date=DAY, number="06", position=1, name="民生", paper=settings.NEWSROOM_PAPER):
    return PrintedPlace(paper, date, number, position, name)


@pytest.fixture
def put(section):
    """Publish the next story on a printed page: `put(DAY, "06", 1)`; returns its Version."""
    stories = iter(range(1, 1000))

    def put(*place, **changes):
        story = {"story_id": next(stories), "printed": printed(*place)}
        return publish(make_snapshot(section, **{**story, **changes}))

    return put


def text(response):
    assert response.status_code == 200
    return as_read(response)


def numbers(response):
    return [page.number for page in response.context["pages"]]


def headlines(page):
    return [version.snapshot.headline for version in page.versions]


# --- the calendar -----------------------------------------------------------------------------


def test_calendar_without_issues_is_friendly(client):
    assert "<table" not in text(client.get("/pages/"))


def test_calendar_opens_at_the_newest_month_and_links_the_days_that_have_an_issue(client, put):
    put(LEAP_DAY)
    for day in (1, 15):
        put(DAY.replace(day=day), headline=f"{day}日的稿件")

    calendar = text(client.get("/pages/"))

    assert "2024年3月" in calendar
    assert 'href="/pages/2024-03-01/"' in calendar
    assert 'href="/pages/2024-03-15/"' in calendar
    assert 'href="/pages/2024-03-14/"' not in calendar
    assert calendar.count('aria-label="2024年3月15日"') == 1
    assert "15日的稿件" in calendar
    assert "1日的稿件" not in calendar.replace("15日", "")


def test_weeks_begin_on_monday(client, put):
    put(DAY)

    weeks = client.get("/pages/").context["weeks"]

    assert weeks[0] == [(0, None)] * 4 + [(1, None), (2, None), (3, None)]
    assert weeks[2][4] == (15, DAY)


def test_calendar_turns_to_the_nearest_months_that_have_issues(client, put):
    days = [datetime.date(2021, 12, 31), datetime.date(2023, 11, 1), LEAP_DAY, DAY]
    for day in days:
        put(day)

    context = client.get("/pages/?month=2024-02").context
    oldest = client.get("/pages/?month=2021-12").context

    assert (context["month_before"], context["month_after"]) == (
        datetime.date(2023, 11, 1),
        datetime.date(2024, 3, 1),
    )
    assert [month.month for month, has_issues in context["months"] if has_issues] == [2, 3]
    assert [month.isoformat()[:7] for month in context["years"]] == [
        "2024-03",
        "2023-11",
        "2021-12",
    ]
    assert oldest["month_before"] is None
    assert client.get("/pages/").context["month_after"] is None


@pytest.mark.parametrize(
    "month", ["2024-04", "2024-3", "2024-13", "2024-03-15", "x", "", "%00", "２０２４-03"]
)
def test_month_that_is_malformed_or_has_no_issue_is_not_found(month, client, put):
    assert client.get(f"/pages/?month={month}").status_code == 404

    put(DAY)

    assert client.get(f"/pages/?month={month}").status_code == 404


def test_first_and_last_days_that_can_be_written_have_their_place(client, put):
    first = FIRST_DAY + datetime.timedelta(days=1)  # the limit itself is the day of UTC
    for day in (LAST_DAY, first):
        put(day)

    assert client.get("/pages/").context["month"] == datetime.date(2100, 12, 1)
    assert 'href="/pages/1826-01-02/"' in text(client.get("/pages/?month=1826-01"))
    assert client.get("/pages/2100-12-31/").context["before"]["url"] == "/pages/1826-01-02/"


# --- an issue ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shuffled", "in_order"),
    [
        (["10", "2", "1"], ["1", "2", "10"]),
        (["B01", "A10", "A02", "A01"], ["A01", "A02", "A10", "B01"]),
        (["T1", "02", "A01", "01"], ["01", "02", "A01", "T1"]),
        (["4A", "4", "3", "特2", "特1"], ["3", "4", "4A", "特1", "特2"]),
    ],
)
def test_pages_stand_in_the_order_of_their_numbers(shuffled, in_order, client, put):
    for number in shuffled:
        put(DAY, number)

    assert sorted(shuffled, key=page_sort_key) == in_order
    assert numbers(client.get("/pages/2024-03-15/")) == in_order


def test_issue_shows_each_page_with_its_headlines_in_reading_order(client, put):
    put(DAY, "02", 2, "民生", headline="二版次条")
    put(DAY, "02", 1, "民生", headline="二版头条")
    put(DAY, "01", 1, "要闻", headline="一版头条")
    brief = {"kind": "brief", "kicker": "市图书馆", "headline": "延长开放时间"}
    put(DAY, "01", 2, "要闻", **brief)

    response = client.get("/pages/2024-03-15/")

    assert [headlines(page) for page in response.context["pages"]] == [
        ["一版头条", "延长开放时间"],
        ["二版头条", "二版次条"],
    ]
    assert [page.section for page in response.context["pages"]] == ["要闻", "民生"]
    assert "市图书馆\u3000延长开放时间" in text(response)
    assert 'href="/pages/2024-03-15/01/"' in text(response)


def test_page_takes_its_section_from_the_first_story_that_has_one(client, put):
    put(DAY, "06", 1, "")
    put(DAY, "06", 2, "民生")

    assert client.get("/pages/2024-03-15/").context["pages"][0].section == "民生"


def test_issue_leads_to_the_nearest_issues_before_and_after_it(client, put):
    days = [datetime.date(2019, 1, 2), LEAP_DAY, DAY, datetime.date(2025, 1, 1)]
    for day in days:
        put(day)

    context = client.get("/pages/2024-02-29/").context

    assert context["before"] == {"date": days[0], "url": "/pages/2019-01-02/"}
    assert context["after"] == {"date": DAY, "url": "/pages/2024-03-15/"}
    assert client.get("/pages/2019-01-02/").context["before"] is None
    assert client.get("/pages/2025-01-01/").context["after"] is None


@pytest.mark.parametrize(
    "path", ["2024-03-14/", "2024-3-15/", "2024-02-30/", "0000-01-01/", "20240315/", "最新/"]
)
def test_day_without_an_issue_is_not_found(path, client, put):
    put(DAY)

    assert client.get(f"/pages/{path}").status_code == 404
    assert client.get(f"/pages/{path}06/").status_code == 404


# --- a page -----------------------------------------------------------------------------------


def test_page_shows_its_stories_in_reading_order_and_no_others(client, put):
    brief = {"kind": "brief", "kicker": "市图书馆", "headline": "延长开放时间"}
    put(DAY, "06", 3, column="播报", **brief)
    put(DAY, "06", 2, headline="六版次条", deck="两岸居民过河更方便")
    put(DAY, "06", 1, headline="六版头条", kicker="冬修水利见成效")
    put(DAY, "07", 1, headline="七版头条")
    put(LEAP_DAY, "06", 1, headline="上一期的头条")

    response = client.get("/pages/2024-03-15/06/")
    page = text(response)

    assert headlines(response.context["printed"]) == ["六版头条", "六版次条", "延长开放时间"]
    for text_shown in (
        "冬修水利见成效",
        "——两岸居民过河更方便",
        "播报",
        "市图书馆\u3000延长开放时间",
    ):
        assert text_shown in page
    assert "七版头条" not in page
    assert "上一期的头条" not in page


def test_page_leads_to_its_neighbours_in_the_issue(client, put):
    for number in ("01", "02", "10"):
        put(DAY, number)

    first, middle, last = (
        client.get(f"/pages/2024-03-15/{number}/").context for number in ("01", "02", "10")
    )

    assert (first["page_before"], first["page_after"].number) == (None, "02")
    assert (middle["page_before"].number, middle["page_after"].number) == ("01", "10")
    assert (last["page_before"].number, last["page_after"]) == ("02", None)


def test_page_leads_to_the_same_page_of_other_issues_or_else_to_the_issue(client, put):
    put(LEAP_DAY, "06")
    put(DAY, "06")
    put(datetime.date(2024, 3, 16), "6")

    context = client.get("/pages/2024-03-15/06/").context

    assert context["before"]["url"] == "/pages/2024-02-29/06/"
    assert context["after"]["url"] == "/pages/2024-03-16/"


@pytest.mark.parametrize("number", ["05", "6", "006", "06a", "%00", "６"])
def test_page_that_was_not_printed_is_not_found(number, client, put):
    put(DAY, "06")

    assert client.get(f"/pages/2024-03-15/{number}/").status_code == 404


@pytest.mark.parametrize("number", ["A07", "1/2", "特刊", "50%", "..", "a?b#c"])
def test_page_has_an_address_whatever_its_number(number, client, put):
    put(DAY, number, headline="有这一版")
    url = reverse("press:page", args=[DAY, number])

    assert f'href="{url}"' in text(client.get("/pages/2024-03-15/"))
    assert "有这一版" in text(client.get(url))


# --- stories of a page ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "place",
    [
        None,
        printed(date=None),
        printed(number=None),
        printed(number=""),
        printed(paper="临川晚报"),
    ],
)
def test_only_stories_of_the_house_paper_with_date_and_number_stand_there(place, client, put):
    put(printed=place)

    assert "<table" not in text(client.get("/pages/"))
    assert client.get("/pages/2024-03-15/").status_code == 404
    assert 'href="/pages/2024' not in text(client.get("/articles/1/"))


def test_withdrawn_story_leaves_its_page_and_the_last_one_takes_the_page_with_it(client, put):
    put(DAY, "06", 1, headline="留下的稿件")
    put(DAY, "06", 2, headline="撤下的稿件")

    withdraw(2, public_text="该稿件已撤下")

    assert headlines(client.get("/pages/2024-03-15/06/").context["printed"]) == ["留下的稿件"]
    withdraw(1, public_text="该稿件已撤下")
    for path in ("/pages/2024-03-15/06/", "/pages/2024-03-15/", "/pages/?month=2024-03"):
        assert client.get(path).status_code == 404
    assert client.get("/pages/").status_code == 200


def test_corrected_story_keeps_its_place(client, put):
    for position in (1, 1, 2):  # two imports may assign a position twice
        put(DAY, "06", position, headline="原题")

    put(DAY, "06", 1, story_id=1, headline="更正后的题")

    [page] = client.get("/pages/2024-03-15/").context["pages"]
    assert [version.story_id for version in page.versions] == [1, 2, 3]
    assert headlines(page) == ["更正后的题", "原题", "原题"]


def test_story_that_is_put_on_another_page_stands_there_alone(client, put):
    put(DAY, "06", story_id=1)
    put(LEAP_DAY, "02", story_id=1)

    assert client.get("/pages/2024-03-15/06/").status_code == 404
    assert client.get("/pages/2024-02-29/02/").status_code == 200


def test_issues_are_the_same_after_listings_are_rebuilt(client, put):
    for number in ("01", "02"):
        put(DAY, number)
    Listing.objects.all().delete()

    listings.rebuild()

    assert numbers(client.get("/pages/2024-03-15/")) == ["01", "02"]


# --- the link from story to page --------------------------------------------------------------


def test_story_names_and_links_the_page_it_came_from(client, put):
    put(DAY, "06", 1, "民生")

    page = text(client.get("/articles/1/"))

    assert '<a href="/pages/2024-03-15/06/">' in page
    assert "2024年3月15日" in page
    assert client.get("/pages/2024-03-15/06/").status_code == 200


def test_preview_names_the_page_without_a_link(rf, section):
    page = text(render_story(rf.get("/"), make_snapshot(section, printed=printed()), preview=True))

    assert "06" in page
    assert 'href="/pages/2024' not in page


# --- what it costs ----------------------------------------------------------------------------

ADDRESSES = ["/pages/", "/pages/?month=2024-03", "/pages/2024-03-15/", "/pages/2024-03-15/06/"]


def test_pages_need_as_few_queries_for_forty_stories_as_for_two(client, put):
    yesterday, tomorrow = LEAP_DAY, datetime.date(2024, 4, 1)
    for day in (yesterday, DAY, tomorrow):
        put(day)
    counts = []
    for stories in (range(2), range(40)):
        for story in stories:
            put(DAY, f"{story % 8:02}", story)
            put(yesterday - datetime.timedelta(days=20 * story))
        counts.append({url: len(queries(client, url)) for url in ADDRESSES})

    few, many = counts
    assert few == many
    assert max(many.values()) <= MOST


@pytest.fixture
def archive(section):
    """A hundred issues of eight stories, each with a superseded version before its own."""
    now = timezone.now()

    def stories():
        for story in range(8 * 100):
            date = datetime.date(2024, 1, 1) + datetime.timedelta(days=story // 8)
            place = printed(date, f"{story % 3 + 5:02}", story % 8)
            snapshot = make_snapshot(section, story_id=story, printed=place)
            yield snapshot, now - datetime.timedelta(hours=story + 1)

    fill_archive(stories())


def test_every_query_finds_its_index_in_a_large_archive(client, archive):
    found = [
        (sql, plan(sql))
        for url in ADDRESSES
        for sql in queries(client, url)
        if "press_listing" in sql
    ]

    assert len(found) >= 2 * len(ADDRESSES)
    for sql, steps in found:
        assert "listing_keyset" in steps, (sql, steps)
        assert "Seq Scan on press_listing" not in steps, (sql, steps)
        assert "Seq Scan on press_version" not in steps, (sql, steps)

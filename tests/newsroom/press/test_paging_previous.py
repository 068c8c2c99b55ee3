"""A reader pages a list backwards, and each page has a title and a canonical URL of its own."""

import re
from html import unescape

import pytest

from newsroom.press import paging
from newsroom.press.publishing import publish, withdraw
from tests.newsroom.press.costs import queries
from tests.newsroom.press.snapshots import make_snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(client, section, clock, settings, monkeypatch):
    """Publish nine stories over three days; returns a function that reads a page of two."""
    settings.SITE_URL = "https://linchuan.example"
    for story in range(1, 10):
        publish(make_snapshot(section, story_id=story, headline=f"第{story}班船", tags=("渡口",)))
        if story % 3 == 0:
            clock.move(paging.MICROSECOND * 86_400_000_000)

    def read(url):
        html = unescape(client.get(url).content.decode())
        return {
            "stories": [
                int(n) for n in re.findall(r'class="title">\s*<a href="/articles/(\d+)/', html)
            ],
            "title": re.search("<title>(.*?)</title>", html)[1],
            "canonical": re.search('rel="canonical" href="https://linchuan.example(.*?)"', html)[1],
            "og": re.search('og:url" content="https://linchuan.example(.*?)"', html)[1],
            **{rel: re.findall(f'href="([^"]*)"\\s+rel="{rel}"', html) for rel in ("prev", "next")},
        }

    monkeypatch.setattr(paging.paginate, "__defaults__", (2,))
    return read


@pytest.mark.parametrize("path", ["/tags/%E6%B8%A1%E5%8F%A3/", "/months/2026-11/"])
def test_a_list_is_paged_forth_and_back(read, path):
    forth = [path]
    while following := read(forth[-1])["next"]:
        forth += following
    back = forth[-1:]
    while before := read(back[-1])["prev"]:
        back += before

    pages = [read(url) for url in forth]
    assert [page["stories"] for page in pages] == [[9, 8], [7, 6], [5, 4], [3, 2], [1]]
    assert back == forth[::-1] and back[-1] == path
    assert [page["canonical"] for page in pages] == forth == [page["og"] for page in pages]
    assert len({page["title"] for page in pages}) == len(pages)


def test_titles_name_the_days_or_the_newest_story(read):
    url = "/tags/%E6%B8%A1%E5%8F%A3/"
    titles = []
    while url:
        page = read(url)
        titles.append(page["title"].partition(" - ")[0])
        url = next(iter(page["next"]), None)

    assert titles == [
        "渡口",
        "渡口 2026年11月26日至2026年11月27日",
        "渡口 2026年11月26日《第5班船》等",
        "渡口 2026年11月25日《第3班船》等",
        "渡口 2026年11月25日《第1班船》等",
    ]


def test_page_before_stays_right_while_stories_arrive_and_go(read, section):
    second = read("/months/2026-11/")["next"][0]
    third = read(second)["next"][0]

    publish(make_snapshot(section, story_id=10, headline="第10班船"))
    withdraw(8, public_text="该稿件已撤下")

    assert read(read(third)["prev"][0])["stories"] == [7, 6]
    assert read(read(second)["prev"][0])["stories"] == [10, 9]


def test_page_that_nothing_precedes_any_more_is_the_first(read):
    second = read("/months/2026-11/")["next"][0]
    for story in (8, 9):
        withdraw(story, public_text="该稿件已撤下")

    page = read(second)

    assert page["prev"] == [] and page["canonical"] == "/months/2026-11/"


@pytest.mark.parametrize("path", ["/", "/months/2026-11/"])
def test_the_way_back_costs_one_query_wherever_it_is(read, client, path):
    forth = [path]
    while following := read(forth[-1])["next"]:
        forth += following
    assert len(forth) > 3

    costs = [len(queries(client, url)) for url in forth[1:]]

    assert len(set(costs)) == 1

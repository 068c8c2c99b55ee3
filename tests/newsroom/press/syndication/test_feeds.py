"""Every feed in every format, as feed readers parse it."""

import datetime
import json
import re
from dataclasses import dataclass

import feedparser
import pytest

from newsroom.press.paging import PAGE_SIZE
from newsroom.press.publishing import publish, withdraw
from newsroom.press.snapshot import BylineName, CorrectionNote, PrintedPlace, Reprint
from newsroom.press.syndication.feeds import FORMATS
from tests.crawling import links, public_path
from tests.factories import SectionFactory
from tests.newsroom.press.costs import queries
from tests.newsroom.press.json_feeds import problems
from tests.newsroom.press.photos import make_picture, put_in_public
from tests.newsroom.press.snapshots import make_snapshot

pytestmark = pytest.mark.django_db

SITE = "https://linchuan.example"
MIMES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}
ODD = "第\x08一\x0b行\x1f\ufffe <b>&amp;]]>"


@dataclass
class Item:
    """The content of an item, in any format."""

    id: str
    link: str
    title: str
    html: str
    published: str
    updated: str
    authors: list
    tags: list
    picture: str | None
    credit: str


@dataclass
class Read:
    title: str
    link: str
    language: str
    items: list


@pytest.fixture
def section(db):
    return SectionFactory(slug="harbour", name="港城", description="码头与街巷")


@pytest.fixture(params=["/feeds/latest", "/feeds/sections/harbour"])
def stem(request, section):
    """The URL of a feed without its ending."""
    return request.param


@pytest.fixture(params=FORMATS)
def url(request, stem):
    return f"{stem}.{request.param}"


@pytest.fixture
def read(client, settings, url):
    """The feed, parsed by a real feed parser or checked against the specification."""
    settings.SITE_URL = SITE

    def read():
        response = client.get(url)
        assert response.status_code == 200
        assert response.headers["Content-Type"] == MIMES[url.rpartition(".")[2]]
        return (_from_json if url.endswith("json") else _from_xml)(response.content)

    return read


def _from_xml(content):
    feed = feedparser.parse(content)
    assert not feed.bozo, feed.get("bozo_exception")
    items = [
        Item(
            item.id,
            item.link,
            item.title,
            item.summary,
            item.published,
            item.updated,
            [author.name for author in item.get("authors", []) if author],
            [tag.term for tag in item.get("tags", [])],
            next((media["url"] for media in item.get("media_content", [])), None),
            next((credit["content"] for credit in item.get("media_credit", [])), ""),
        )
        for item in feed.entries
    ]
    return Read(feed.feed.title, feed.feed.link, feed.feed.get("language"), items)


def _from_json(content):
    feed = json.loads(content)
    assert problems(feed) == []
    items = [
        Item(
            item["id"],
            item["url"],
            item["title"],
            item["content_html"],
            item["date_published"],
            item["date_modified"],
            [author["name"] for author in item.get("authors", [])],
            item["tags"],
            item.get("image"),
            next((attached["title"] for attached in item.get("attachments", [])), ""),
        )
        for item in feed["items"]
    ]
    return Read(feed["title"], feed["home_page_url"], feed["language"], items)


def test_feed_of_an_empty_site_is_a_feed(read, url, settings):
    feed = read()

    of_section = "sections" in url
    paper = settings.NEWSROOM_PAPER
    assert feed.title == (f"港城 - {paper}" if of_section else paper)
    assert feed.link == (f"{SITE}/sections/harbour/" if of_section else f"{SITE}/")
    assert feed.items == []


def test_feed_names_its_own_address_and_language(client, url, settings):
    settings.SITE_URL = SITE
    content = client.get(url).content.decode()

    assert f'"{SITE}{url}"' in content
    assert "zh-cn" in content


def test_item_says_what_the_story_is(read, section):
    bylines = (BylineName("苏禾", "记者"), BylineName("秦岚", "通讯员"))
    publish(make_snapshot(section, headline="老桥通车", tags=("交通",), bylines=bylines))

    (item,) = read().items

    assert item.title == "老桥通车"
    assert item.html == "渡口的石阶昨天铺好了最后一级。"
    assert item.link == f"{SITE}/articles/1/"
    assert item.authors == ["苏禾", "秦岚"]
    assert item.tags == ["港城", "交通"]
    assert item.picture is None


def test_author_of_a_reprint_is_named(read, section):
    reprint = Reprint("旧题", "温庭", "https://example.org/1")
    publish(make_snapshot(section, reprint=reprint))

    assert read().items[0].authors == ["温庭"]


def test_lead_picture_comes_with_its_credit(read, section):
    picture = make_picture(7, "新铺的石阶", "苏禾", ai_generated=True)
    publish(make_snapshot(section, pictures=(picture,), body=f"<p>铺好了。</p>{picture.node}"))

    (item,) = read().items

    whole = [f for f in picture.files if f.shape == "whole" and f.format == "jpg"]
    assert item.picture == f"{SITE}/photos/{max(whole, key=lambda f: f.width).name}"
    assert "苏禾" in item.credit
    assert "AI" in item.credit


def test_every_address_in_a_feed_answers(client, url, section):
    picture = make_picture()
    put_in_public(picture)
    publish(make_snapshot(section, pictures=(picture,)))

    named = {public_path(link) for link in links(client.get(url))} - {None}

    assert {"/articles/1/", url} <= named
    assert any(path.startswith("/photos/") for path in named)
    for path in named:
        assert client.get(path).status_code == 200, path


def test_caption_whose_picture_nobody_has_is_no_picture(read, section):
    publish(make_snapshot(section, pictures=(make_picture(files=()),)))

    assert read().items[0].picture is None


def test_newest_comes_first_and_no_more_than_a_page(read, section):
    for story in range(1, PAGE_SIZE + 3):
        publish(make_snapshot(section, story_id=story, headline=f"第{story}篇"))

    titles = [item.title for item in read().items]

    assert titles == [f"第{story}篇" for story in range(PAGE_SIZE + 2, 2, -1)]


def test_back_issue_is_no_news(read, section):
    printed = PrintedPlace("临川晚报", datetime.date(2020, 1, 1), "01", 1)
    publish(make_snapshot(section, printed=printed))

    assert read().items == []


def test_story_of_another_section_is_in_the_feed_of_all_alone(read, url):
    publish(make_snapshot(SectionFactory()))

    assert len(read().items) == (0 if "sections" in url else 1)


def test_feed_of_an_unknown_section_is_not_found(client, section):
    assert client.get("/feeds/sections/hinterland.rss").status_code == 404
    assert client.get("/feeds/sections/harbour.xml").status_code == 404
    assert client.get("/feeds/latest.xml").status_code == 404


def test_correction_changes_the_item_in_place_and_is_seen(read, section, clock):
    publish(make_snapshot(section, headline="老桥通车"))
    (before,) = read().items
    clock.move(datetime.timedelta(hours=1))
    note = "第一段“十月”应为“九月”，特此更正。<br>"
    corrections = (CorrectionNote(note),)
    publish(make_snapshot(section, headline="老桥正式通车", corrections=corrections))

    (item,) = read().items

    assert item.title == "老桥正式通车"
    assert (item.id, item.published) == (before.id, before.published)
    assert "“十月”应为“九月”" in item.html
    assert "&lt;br&gt;" in item.html
    assert item.updated > before.updated


def test_item_stays_the_same_when_a_brief_becomes_an_article(read, section):
    publish(make_snapshot(section, kind="brief"))
    (before,) = read().items
    publish(make_snapshot(section, kind="article"))

    (item,) = read().items

    assert item.id == before.id == "tag:linchuan.example,2026:story/1"
    assert (before.link, item.link) == (f"{SITE}/briefs/1/", f"{SITE}/articles/1/")


def test_withdrawn_story_leaves_the_feed(read, section):
    publish(make_snapshot(section))
    assert read().items
    withdraw(1, public_text="该稿件已撤下")

    assert read().items == []


def test_scheduled_text_is_in_the_feed_from_its_moment(read, section, clock):
    publish(make_snapshot(section, headline="老桥通车"))
    later = clock.now + datetime.timedelta(minutes=30)
    publish(make_snapshot(section, headline="老桥重新通车"), at=later)
    publish(make_snapshot(section, story_id=2, headline="整点见报"), at=later)
    assert [item.title for item in read().items] == ["老桥通车"]

    clock.now = later

    assert sorted(item.title for item in read().items) == ["整点见报", "老桥重新通车"]


def test_odd_characters_do_not_break_the_feed(read, section):
    picture = make_picture(7, ODD, ODD)
    publish(
        make_snapshot(
            section,
            headline=ODD,
            tags=(ODD,),
            bylines=(BylineName(ODD, ODD),),
            corrections=(CorrectionNote(ODD),),
            pictures=(picture,),
            body=f"<p>{ODD} &lt;i&gt;</p>",
        )
    )
    section.name, section.description = ODD[:9], ODD
    section.save()

    (item,) = read().items

    assert item.title.startswith("第一行")
    assert item.authors[0].startswith("第一行")
    assert "<b>" not in item.html
    assert "<i>" not in item.html


def test_dates_have_the_offset_of_the_city_and_no_microseconds(client, url, section, clock):
    clock.now = clock.now.replace(microsecond=123456)
    publish(make_snapshot(section))

    content = client.get(url).content.decode()

    stamps = set(re.findall(r"\d\d:\d\d:\d\d([^<\"]*)", content))
    assert stamps == ({" +0800", "+08:00"} if url.endswith("rss") else {"+08:00"})


def test_reader_who_has_the_feed_is_told_so_until_it_changes(client, url, section):
    publish(make_snapshot(section))
    have = {"if-none-match": client.get(url).headers["ETag"]}
    assert client.get(url, headers=have).status_code == 304

    withdraw(1, public_text="该稿件已撤下")

    response = client.get(url, headers=have)
    assert response.status_code == 200
    assert "Last-Modified" not in response.headers


def test_feed_costs_four_queries_at_most_at_any_length(client, url, section):
    for story in range(1, 30):
        publish(make_snapshot(section, story_id=story, pictures=(make_picture(),)))

    # the generation, the paper's name, the sections for one of them, its entries
    assert len(queries(client, url)) == (4 if "sections" in url else 3)


def test_pages_name_their_feeds(client, section):
    def named(page):
        return re.findall(r'rel="alternate"\s+href="([^"]+)"', client.get(page).content.decode())

    assert named("/") == [f"/feeds/latest.{ending}" for ending in FORMATS]
    assert named("/sections/harbour/") == [f"/feeds/sections/harbour.{e}" for e in FORMATS]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"version": "1.1"}, "feed.version"),
        ({"title": None}, "feed.title"),
        ({"items": [{"content_text": "老桥"}]}, "no id"),
        ({"items": [{"id": "1"}]}, "no content"),
        ({"items": [{"id": 1, "content_text": ""}]}, "items[0].id"),
        ({"items": [{"id": "1", "content_text": "", "date_published": "今天"}]}, "date_published"),
        ({"items": [{"id": "1", "content_text": ""}] * 2}, "twice"),
        ({"authors": [{}]}, "without a word"),
    ],
)
def test_check_of_json_feeds_finds_what_is_wrong(change, problem):
    good = {"version": "https://jsonfeed.org/version/1.1", "title": "临川晚报", "items": []}

    assert problems(good) == []
    assert any(problem in found for found in problems({**good, **change}))

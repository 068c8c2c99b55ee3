"""Sitemaps as search engines read them: https://www.sitemaps.org/protocol.html"""

import datetime
import re
import xml.etree.ElementTree as ET

import pytest
from django.conf import settings as project
from django.utils import timezone

from newsroom.press.cache import MAX_AGE
from newsroom.press.publishing import publish, withdraw
from newsroom.press.snapshot import PrintedPlace
from newsroom.press.syndication import sitemaps
from tests.factories import SectionFactory
from tests.newsroom.press.costs import fill_archive, plan, queries
from tests.newsroom.press.snapshots import make_snapshot

pytestmark = pytest.mark.django_db

SITE = "https://linchuan.example"
SCHEMA = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
W3C_DATETIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00")
MOST_BYTES, MOST_ENTRIES = 50 * 2**20, 50_000
SECTIONS = "/sitemaps/sections.xml"


@pytest.fixture
def section(db):
    return SectionFactory(slug="harbour")


@pytest.fixture
def blocks_of_ten(monkeypatch):
    monkeypatch.setattr(sitemaps, "BLOCK_SIZE", 10)


@pytest.fixture
def read_sitemap(client, settings):
    """Read a sitemap or an index and check it against the schema: {path: lastmod or None}."""
    settings.SITE_URL = SITE

    def read_sitemap(path):
        root = _root(client.get(path))
        kind, entry = {"urlset": ("urlset", "url"), "sitemapindex": ("sitemapindex", "sitemap")}[
            root.tag.removeprefix(SCHEMA)
        ]
        assert root.tag == SCHEMA + kind
        assert {child.tag for child in root} <= {SCHEMA + entry}
        return dict(_entry(child) for child in root)

    return read_sitemap


def _root(response):
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/xml"
    assert len(response.content) <= MOST_BYTES
    root = ET.fromstring(response.content)
    assert len(root) <= MOST_ENTRIES
    return root


def _entry(element):
    fields = {child.tag.removeprefix(SCHEMA): child.text for child in element}
    assert set(fields) <= {"loc", "lastmod"}
    assert len(fields) == len(element)
    assert fields["loc"].startswith(f"{SITE}/")
    assert len(fields["loc"]) < 2048
    if "lastmod" in fields:
        assert W3C_DATETIME.fullmatch(fields["lastmod"])
    return fields["loc"].removeprefix(SITE), fields.get("lastmod")


@pytest.fixture
def news(client, settings):
    """Read the news sitemap and check it against Google's rules: [(path, title, date)]."""
    settings.SITE_URL = SITE

    def news():
        found = []
        for element in _root(client.get("/news-sitemap.xml")):
            url, item = element
            assert (url.tag, item.tag) == (f"{SCHEMA}loc", f"{NEWS}news")
            publication, date, title = item
            assert [child.text for child in publication] == [project.NEWSROOM_PAPER, "zh-cn"]
            assert [child.tag for child in publication] == [f"{NEWS}name", f"{NEWS}language"]
            assert (date.tag, title.tag) == (f"{NEWS}publication_date", f"{NEWS}title")
            assert W3C_DATETIME.fullmatch(date.text)
            assert url.text.startswith(f"{SITE}/")
            found.append((url.text.removeprefix(SITE), title.text, date.text))
        return found

    return news


def stamp(moment):
    return timezone.localtime(moment).isoformat(timespec="seconds")


# --- the index, sections and stories ----------------------------------------------------------


def test_site_without_stories_tells_of_its_sections(read_sitemap, section):
    assert read_sitemap("/sitemap.xml") == {SECTIONS: None}
    assert read_sitemap(SECTIONS) == dict.fromkeys(
        ["/", "/briefs/", "/pages/", "/sections/harbour/"]
    )


def test_every_page_of_the_sitemap_of_sections_answers(read_sitemap, client, section):
    for path in read_sitemap(SECTIONS):
        assert client.get(path).status_code == 200


def test_index_leads_to_every_live_story_and_its_last_change(read_sitemap, section, clock):
    publish(make_snapshot(section, story_id=1))
    publish(make_snapshot(section, story_id=2, kind="brief"))
    publish(make_snapshot(section, story_id=3))
    withdraw(3, public_text="该稿件已撤下")
    clock.move(datetime.timedelta(minutes=1))
    publish(make_snapshot(section, story_id=1, headline="更正后的稿件"))

    assert read_sitemap("/sitemap.xml") == {
        SECTIONS: None,
        "/sitemaps/stories-0.xml": stamp(clock.now),
    }
    assert read_sitemap("/sitemaps/stories-0.xml") == {
        "/articles/1/": stamp(clock.now),
        "/briefs/2/": stamp(clock.now - datetime.timedelta(minutes=1)),
    }


def test_stories_are_in_the_block_of_their_number(read_sitemap, client, section, blocks_of_ten):
    for story in (9, 10, 19, 20, 41, 50):
        publish(make_snapshot(section, story_id=story))
    withdraw(41, public_text="该稿件已撤下")

    blocks = list(read_sitemap("/sitemap.xml"))[1:]

    assert blocks == [f"/sitemaps/stories-{block}.xml" for block in (5, 2, 1, 0)]
    assert list(read_sitemap("/sitemaps/stories-1.xml")) == ["/articles/10/", "/articles/19/"]
    assert [story for block in blocks for story in read_sitemap(block)] == [
        f"/articles/{story}/" for story in (50, 20, 10, 19, 9)
    ]
    assert client.get("/sitemaps/stories-4.xml").status_code == 404
    assert client.get("/sitemaps/stories-999999999999999999999.xml").status_code == 404


def test_index_says_of_late_changes_alone_when_they_were(
    read_sitemap, section, blocks_of_ten, monkeypatch, clock
):
    monkeypatch.setattr(sitemaps, "MAX_CHANGES", 1)
    for story in (1, 11):
        clock.move(datetime.timedelta(minutes=1))
        publish(make_snapshot(section, story_id=story))

    assert list(read_sitemap("/sitemap.xml").values()) == [None, stamp(clock.now), None]


def test_scheduled_text_is_told_of_from_its_moment(read_sitemap, section, clock):
    publish(make_snapshot(section, story_id=1))
    before, later = clock.now, clock.now + datetime.timedelta(minutes=30)
    publish(make_snapshot(section, story_id=1, headline="更正后的稿件"), at=later)
    publish(make_snapshot(section, story_id=2), at=later)
    block = "/sitemaps/stories-0.xml"
    assert read_sitemap(block) == {"/articles/1/": stamp(before)}
    assert read_sitemap("/sitemap.xml")[block] == stamp(before)

    clock.now = later

    assert read_sitemap(block) == dict.fromkeys(["/articles/1/", "/articles/2/"], stamp(later))
    assert read_sitemap("/sitemap.xml")[block] == stamp(later)


def test_text_that_never_began_is_told_of_nowhere(read_sitemap, section, clock):
    publish(make_snapshot(section), at=clock.now + datetime.timedelta(hours=1))
    publish(make_snapshot(section), at=clock.now + datetime.timedelta(hours=2))

    assert list(read_sitemap("/sitemap.xml")) == [SECTIONS]


# --- news -------------------------------------------------------------------------------------


def test_news_are_the_stories_of_two_days_newest_first(news, section, clock):
    begin = clock.now
    for story, hours in ((1, 0), (2, 1), (3, 48)):
        clock.now = begin + datetime.timedelta(hours=hours)
        publish(make_snapshot(section, story_id=story, headline=f"第{story}篇"))

    assert news() == [
        ("/articles/3/", "第3篇", stamp(clock.now)),
        ("/articles/2/", "第2篇", stamp(begin + datetime.timedelta(hours=1))),
        ("/articles/1/", "第1篇", stamp(begin)),
    ]
    clock.move(MAX_AGE)  # a page may be cached that long
    assert [path for path, *_ in news()] == ["/articles/3/", "/articles/2/"]


def test_corrected_story_keeps_the_time_of_its_news_and_a_withdrawn_one_leaves(
    news, section, clock
):
    first = clock.now
    for story in (1, 2):
        publish(make_snapshot(section, story_id=story, headline="老桥通车"))
    clock.move(datetime.timedelta(hours=1))

    publish(make_snapshot(section, story_id=1, headline="老桥正式通车"))
    withdraw(2, public_text="该稿件已撤下")

    assert news() == [("/articles/1/", "老桥正式通车", stamp(first))]


def test_scheduled_story_is_news_from_its_moment(news, section, clock):
    later = clock.now + datetime.timedelta(minutes=30)
    publish(make_snapshot(section), at=later)
    assert news() == []

    clock.now = later

    assert [path for path, *_ in news()] == ["/articles/1/"]


def test_back_issue_is_never_news(news, section):
    printed = PrintedPlace(project.NEWSROOM_PAPER, datetime.date(2020, 1, 1), "01", 1)
    publish(make_snapshot(section, printed=printed))

    assert news() == []


def test_news_are_bounded(news, section, monkeypatch):
    monkeypatch.setattr(sitemaps, "MAX_NEWS", 2)
    for story in (1, 2, 3):
        publish(make_snapshot(section, story_id=story))

    assert [path for path, *_ in news()] == ["/articles/3/", "/articles/2/"]


def test_odd_characters_do_not_break_the_news(news, section):
    publish(make_snapshot(section, headline="第\x08一\x0b行\x1f\ufffe <b>&amp;]]>"))

    assert news()[0][1] == "第一行 <b>&amp;]]>"


# --- what they cost -----------------------------------------------------------------------------


@pytest.fixture
def archive(section):
    """1,200 stories an hour apart, each with a superseded version before its own."""
    now = timezone.now()
    fill_archive(
        (
            make_snapshot(section, story_id=story),
            now - datetime.timedelta(hours=1201 - story),
        )
        for story in range(1, 1201)
    )


# Tables of one row: the generation of the page cache, and the site information with the paper's name.
SINGLE_ROWS = re.compile("press_cachegeneration|newsroom_siteinformation")
# The indexes that the other queries of each page use.
INDEXES = {
    "/sitemap.xml": ["version_begins", "version_by_story", "listing_keyset"],
    "/sitemaps/stories-7.xml": ["version_by_story"],
    "/news-sitemap.xml": ["listing_keyset"],
}


def test_no_sitemap_reads_the_whole_archive(client, archive, monkeypatch):
    monkeypatch.setattr(sitemaps, "BLOCK_SIZE", 100)
    monkeypatch.setattr(sitemaps, "MAX_CHANGES", 20)

    for url, indexes in INDEXES.items():
        statements = [sql for sql in queries(client, url) if not SINGLE_ROWS.search(sql)]
        assert len(statements) == len(indexes)
        for sql, index in zip(statements, indexes, strict=True):
            found = plan(sql)
            assert index in found, (url, found)
            assert "Seq Scan on press_" not in found, (url, found)

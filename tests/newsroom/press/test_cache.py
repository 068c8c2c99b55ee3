import datetime
import re
from unittest import mock

import pytest
from django.core.cache import cache
from django.utils import timezone

from newsroom.press import pins
from newsroom.press.models import Version
from newsroom.press.pins import PinnedStory
from newsroom.press.publishing import publish, withdraw
from tests.factories import (
    SectionFactory,
)
from tests.newsroom.press import site
from tests.newsroom.press.snapshots import make_snapshot
from tests.triggers import triggers_disabled

pytestmark = pytest.mark.django_db

UNCACHED = {"health", "picture_file", "search"}


@pytest.fixture
def pages(db):
    """A URL of every kind of page that is the same for everybody: {kind: URL}."""
    return {
        kind: url
        for kind, url in site.build().items()
        if kind not in site.STATUS and site.pattern(url) not in UNCACHED
    }


@pytest.fixture
def cached_pages(pages):
    """Those that are in the cache: {kind: path}."""
    return {kind: url for kind, url in pages.items() if "?" not in url}


@pytest.fixture
def clock(monkeypatch):
    """Set the time: `clock(seconds)` after the beginning of the test."""
    began = timezone.now()

    def move(seconds):
        moment = began + datetime.timedelta(seconds=seconds)
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return moment

    move(0)
    return move


def test_every_page_is_kept_and_asks_for_the_generation_alone(
    cached_pages, client, django_assert_num_queries
):
    for kind, url in cached_pages.items():
        first = client.get(url)
        with django_assert_num_queries(1, info=kind):
            second = client.get(url)

        assert first.status_code == second.status_code == 200, kind
        assert first.content == second.content, kind


def test_no_parameter_makes_a_page_anew_that_does_not_read_it(
    cached_pages, client, django_assert_num_queries
):
    for kind, url in cached_pages.items():
        page = client.get(url).content
        with django_assert_num_queries(1, info=kind):
            assert client.get(f"{url}?x=1&utm_source=a&page=2&q=b").content == page, kind


def test_what_a_parameter_asks_for_drives_nothing_out_of_the_cache(pages, cached_pages, client):
    with_parameters = [url for url in pages.values() if "?" in url]
    assert len(with_parameters) == 3

    with mock.patch.object(cache, "set") as keep:
        for url in with_parameters:
            response = client.get(url)
            etag = response.headers["ETag"]
            assert client.get(url, headers={"if-none-match": etag}).status_code == 304
            assert client.get(f"{url}&x=1").content == response.content
        keep.assert_not_called()
        client.get("/briefs/?x=1")
        keep.assert_called_once()


@pytest.mark.parametrize(
    "url", ["/articles/01/", "/articles/１/", "/tags/%25E6%25B8%25A1/", "/tags/%2541/"]
)
def test_every_page_has_one_address(client, section, url):
    publish(make_snapshot(section, tags=("渡", "A")))

    assert client.get(url).status_code == 404


def test_no_page_knows_who_reads_it(pages, client, chief):
    client.force_login(chief)

    for kind, url in pages.items():
        response = client.get(url)

        assert not response.cookies, kind
        assert not response.wsgi_request.session.accessed, kind
        assert "Cookie" not in response.headers.get("Vary", ""), kind


def test_publishing_shows_at_once(client, section):
    assert "老桥通车" not in client.get("/").content.decode()

    publish(make_snapshot(section, headline="老桥通车"))
    assert "老桥通车" in client.get("/").content.decode()

    publish(make_snapshot(section, headline="老桥重新通车"))
    assert "老桥重新通车" in client.get("/articles/1/").content.decode()


def test_withdrawn_story_is_gone_at_once(client, section):
    publish(make_snapshot(section, headline="老桥通车"))
    for url in ("/", "/articles/1/", "/feeds/latest.rss", "/sitemaps/stories-0.xml"):
        assert client.get(url).status_code == 200

    withdraw(1, public_text="该稿件已撤下")

    assert client.get("/articles/1/").status_code == 410
    assert "老桥通车" not in client.get("/").content.decode()
    assert "老桥通车" not in client.get("/feeds/latest.rss").content.decode()
    assert client.get("/sitemaps/stories-0.xml").status_code == 404


def test_scheduled_story_appears_at_its_moment_though_no_generation_begins(client, section, clock):
    publish(make_snapshot(section, headline="整点见报"))
    with triggers_disabled():
        Version.objects.update(during=(clock(30), None))
        version = Version.objects.get()
        version.listings.update(during=version.during)
    clock(0)
    assert "整点见报" not in client.get("/").content.decode()

    clock(29)
    assert "整点见报" not in client.get("/").content.decode()
    clock(30)
    assert "整点见报" in client.get("/").content.decode()


def test_story_ends_at_its_moment_though_no_generation_begins(client, section, clock):
    version = publish(make_snapshot(section))
    Version.objects.update(
        during=(version.during.lower, clock(20)),
        ended_as=Version.Ended.WITHDRAWN,
        public_text="该稿件已撤下",
    )

    statuses = [
        (clock(second), client.get("/articles/1/").status_code)[1] for second in (0, 19, 20)
    ]

    assert statuses == [200, 200, 410]


def test_pin_shows_at_once_and_ends_at_its_moment(client, section, clock, chief):
    for story, headline in ((1, "老桥通车"), (2, "河堤种下新柳")):
        publish(make_snapshot(section, story_id=story, headline=headline))
    assert client.get("/").context["lead"].version.story_id == 2
    clock(1)

    pins.arrange(None, [PinnedStory(1, 1, clock(1) + datetime.timedelta(seconds=19))], user=chief)

    pages = [(clock(second), client.get("/").content.decode())[1] for second in (1, 19, 20)]
    orders = [page.index("老桥通车") < page.index("河堤种下新柳") for page in pages]
    assert orders == [True, True, False]


def test_page_shows_a_renamed_section_after_a_minute(client, clock):
    section = SectionFactory(name="旧名")
    client.get("/")
    section.name = "新名"
    section.save()

    clock(59)
    assert "旧名" in client.get("/").content.decode()
    clock(60)
    assert "新名" in client.get("/").content.decode()


def test_pages_of_one_list_are_kept_apart(client, section):
    for story in range(1, 23):
        publish(make_snapshot(section, story_id=story))
    older = client.get("/").context["page"].next_cursor

    assert client.get("/").content != client.get("/", {"after": older}).content


def test_page_is_the_same_under_every_host_name(client, section, settings):
    settings.ALLOWED_HOSTS = ["*"]
    publish(make_snapshot(section))

    for url in ("/", "/feeds/latest.rss", "/sitemap.xml", "/robots.txt"):
        page = client.get(url, headers={"host": "elsewhere.example"}).content.decode()
        assert "elsewhere.example" not in page
        assert settings.SITE_URL in page


def test_reader_who_has_the_page_is_told_so(client, section):
    response = client.get("/")

    again = client.get("/", headers={"if-none-match": response.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert response.headers["Cache-Control"] == "no-cache"


def test_validator_changes_with_the_page(client, section):
    before = client.get("/").headers["ETag"]
    publish(make_snapshot(section))

    assert client.get("/", headers={"if-none-match": before}).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_pages_are_for_reading(client, db, method):
    assert getattr(client, method)("/").status_code == 405


def test_head_is_answered_from_the_same_page(client, section, django_assert_num_queries):
    client.get("/")
    with django_assert_num_queries(1):
        response = client.head("/")

    assert (response.status_code, response.content) == (200, b"")


def test_what_is_not_found_is_not_kept(client, section):
    assert client.get("/tags/渡口/").status_code == 404

    with_tag = make_snapshot(section, tags=("渡口",))
    version = publish(with_tag)

    assert client.get("/tags/渡口/").status_code == 200
    assert version.kind == "article"


def test_no_page_has_style_or_script_within(client, pages):
    """All scripts are files; a script element with content is JSON-LD."""
    for kind, url in pages.items():
        page = client.get(url).content.decode()
        assert not re.search(r"<style|\sstyle=|\son\w+=", page), kind
        for attributes in re.findall(r"<script([^>]*)>", page):
            assert " src=" in attributes or ' type="application/ld+json"' in attributes, kind

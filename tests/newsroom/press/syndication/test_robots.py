"""robots.txt and noindex."""

import urllib.robotparser

import pytest

from newsroom.press.publishing import publish, withdraw
from tests.factories import SectionFactory
from tests.newsroom.press.photos import make_picture, put_in_public
from tests.newsroom.press.snapshots import make_snapshot

pytestmark = pytest.mark.django_db

SITE = "https://linchuan.example"


@pytest.fixture
def may_read(client, settings):
    """Whether robots.txt allows a path."""
    settings.SITE_URL = SITE

    def may_read(path):
        parser = urllib.robotparser.RobotFileParser()
        parser.parse(client.get("/robots.txt").content.decode().splitlines())
        return parser.can_fetch("Baiduspider", f"{SITE}{path}")

    return may_read


@pytest.fixture
def pages():
    """URLs with every kind of response."""
    section = SectionFactory(slug="harbour")
    picture = make_picture()
    put_in_public(picture)
    publish(make_snapshot(section, pictures=(picture,)))
    publish(make_snapshot(section, story_id=2))
    withdraw(2, public_text="该稿件已撤下")
    photo = f"/photos/{picture.files[0].name}"
    return ["/", "/articles/1/", "/articles/2/", "/articles/3/", "/feeds/latest.rss", photo]


@pytest.mark.parametrize("path", ["/", "/articles/1/", "/photos/a.jpg", "/feeds/latest.json"])
def test_robots_read_what_the_paper_publishes(may_read, path):
    assert may_read(path)


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/search/?q=x"])
def test_robots_read_neither_the_desk_nor_searches(may_read, path):
    assert not may_read(path)


def test_robots_are_told_of_the_sitemaps(client, settings):
    settings.SITE_URL = SITE
    lines = client.get("/robots.txt").content.decode().splitlines()

    sitemaps = [line for line in lines if line.startswith("Sitemap")]
    assert sitemaps == [f"Sitemap: {SITE}/sitemap.xml", f"Sitemap: {SITE}/news-sitemap.xml"]
    for line in sitemaps:
        assert client.get(line.removeprefix(f"Sitemap: {SITE}")).status_code == 200


def test_pages_of_a_paper_are_for_every_index(client, pages):
    for page in pages:
        assert "X-Robots-Tag" not in client.get(page).headers


def test_site_that_is_tried_out_is_read_by_no_robot_and_stands_in_no_index(
    may_read, client, settings, pages
):
    settings.NEWSROOM_INDEXED = False

    assert not may_read("/")
    assert client.get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"
    for page in (*pages, "/admin/login/"):
        assert client.get(page).headers["X-Robots-Tag"] == "noindex", page


def test_sitemaps_are_no_result_of_a_search(client, pages):
    for sitemap in ("/sitemap.xml", "/sitemaps/stories-0.xml", "/news-sitemap.xml"):
        assert client.get(sitemap).headers["X-Robots-Tag"] == "noindex"


def test_robots_cost_no_query_of_their_own(client, db, django_assert_num_queries):
    with django_assert_num_queries(1):  # the generation
        client.get("/robots.txt")

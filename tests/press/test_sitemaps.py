import xml.etree.ElementTree as ET

import pytest
from django.utils import timezone

from newsroom.masthead.kinds import Kind
from newsroom.press.publishing import publish, withdraw
from newsroom.press.sitemaps import StorySitemap
from tests.press.snapshots import make_snapshot

pytestmark = pytest.mark.django_db

SCHEMA = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture
def addresses(client, settings):
    """What the sitemap tells: {address: day of the last change}."""
    settings.SITE_URL = "https://linchuan.example"

    def addresses(page=1):
        root = ET.fromstring(client.get("/sitemap.xml", {"p": page}).content)
        return {
            url.find("s:loc", SCHEMA).text: url.find("s:lastmod", SCHEMA).text
            for url in root.iterfind("s:url", SCHEMA)
        }

    return addresses


def test_sitemap_of_an_empty_site_is_empty(addresses):
    assert not addresses()


def test_sitemap_tells_live_stories_and_their_last_change(addresses, section):
    publish(make_snapshot(section, story=1))
    publish(make_snapshot(section, story=2, kind=Kind.BRIEF))
    publish(make_snapshot(section, story=3))
    withdraw(3, public_text="该稿件已撤下")
    today = timezone.localdate().isoformat()

    assert addresses() == {
        "https://linchuan.example/articles/1/": today,
        "https://linchuan.example/briefs/2/": today,
    }


def test_robots_are_told_of_every_page_of_the_sitemap(addresses, client, section, monkeypatch):
    monkeypatch.setattr(StorySitemap, "limit", 2)
    for story in (1, 2, 3):
        publish(make_snapshot(section, story=story))

    lines = client.get("/robots.txt").content.decode().splitlines()

    assert [line for line in lines if line.startswith("Sitemap")] == [
        "Sitemap: https://linchuan.example/sitemap.xml",
        "Sitemap: https://linchuan.example/sitemap.xml?p=2",
    ]
    assert len(addresses(1)) == 2
    assert len(addresses(2)) == 1

"""The paper's name and city, wherever they are named: set on screen, else by the settings."""

import json

import pytest
from django.urls import reverse

from newsroom.core.masthead import home_city, paper_name, read_once
from newsroom.core.models import SiteInformation
from newsroom.press import cache
from newsroom.press.publishing import publish
from newsroom.press.snapshot import PrintedPlace
from pages.importing.page_files import read_page_text
from tests.factories import SectionFactory, SiteInformationFactory
from tests.newsroom.press.snapshots import make_snapshot

pytestmark = pytest.mark.django_db

NAMES = ("临川晚报", "旧名晚报", "渡口日报")
PAGE = "第A07版：民生\n社区夜校开课\n本报讯（记者林晓禾）城南社区夜校昨日开课，三十名居民报名。\n"


@pytest.fixture(autouse=True)
def _settings(settings):
    settings.NEWSROOM_PAPER, settings.NEWSROOM_CITY = "旧名晚报", "旧名市"


def rename():
    SiteInformationFactory(paper="临川晚报", city="临川市")
    cache.invalidate()


def test_empty_fields_mean_the_settings():
    assert (paper_name(), home_city()) == ("旧名晚报", "旧名市")
    SiteInformationFactory(paper="", city="临川市")
    assert (paper_name(), home_city()) == ("旧名晚报", "临川市")


def test_within_a_block_it_is_read_once(django_assert_num_queries):
    rename()
    with read_once(), django_assert_num_queries(1):
        assert [(paper_name(), home_city()) for _time in range(3)] == [("临川晚报", "临川市")] * 3
    SiteInformation.objects.update(paper="渡口晚报")
    assert paper_name() == "渡口晚报"


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/articles/1/",
        "/search/",
        "/pages/",
        "/nowhere/",
        "/feeds/latest.rss",
        "/feeds/latest.atom",
        "/feeds/latest.json",
        "/news-sitemap.xml",
        "/site.webmanifest",
    ],
)
def test_readers_see_the_new_name_at_once_and_the_old_one_nowhere(address, client):
    publish(make_snapshot(SectionFactory()))
    assert "旧名" in text(client.get(address))

    rename()

    after = text(client.get(address))
    assert "临川晚报" in after
    assert "旧名" not in after


def text(response):
    content = response.content.decode()
    if response.headers["Content-Type"].startswith("application/manifest"):
        return str(json.loads(content))
    return content


def test_the_admin_and_its_login_are_called_by_the_name(client, admin_person):
    rename()
    assert "临川晚报 · 采编" in client.get(reverse("admin:login")).content.decode()
    client.force_login(admin_person)
    assert "临川晚报 · 采编" in client.get(reverse("admin:index")).content.decode()


def test_pages_are_read_as_those_of_the_paper():
    before = read_page_text(PAGE, "a.txt")
    rename()
    assert (before.paper, read_page_text(PAGE, "a.txt").paper) == ("旧名晚报", "临川晚报")


def test_printed_pages_under_the_new_and_the_old_name_are_public():
    rename()
    places = [PrintedPlace(name, cache.NEVER.date(), "06", 1) for name in NAMES]
    assert [place.has_public_page for place in places] == [True, True, False]

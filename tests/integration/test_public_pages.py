"""The list of all kinds of public pages is complete, and each has the expected status."""

import pytest
from django.conf import settings

from newsroom.press.urls import urlpatterns
from tests.crawling import crawl, links, public_path
from tests.newsroom.press import site

pytestmark = pytest.mark.django_db


def test_every_pattern_has_an_address_in_the_list():
    listed = {site.pattern(url) for url in site.build().values()}

    assert {pattern.name for pattern in urlpatterns} <= listed


def test_every_kind_of_page_answers_as_it_should(client):
    statuses = {kind: client.get(url).status_code for kind, url in site.EMPTY.items()}
    urls = site.build()
    statuses |= {kind: client.get(url).status_code for kind, url in urls.items()}

    assert statuses == {kind: site.STATUS.get(kind, 200) for kind in (*site.EMPTY, *urls)}


def test_no_page_leads_to_one_that_does_not_answer(client):
    pages = crawl(client, site.build().values())

    for url, page in pages.items():
        if page.status_code == 200:
            ways = filter(None, map(public_path, links(page)))
            assert {
                way: pages[way].status_code for way in ways if pages[way].status_code != 200
            } == {}, url


def test_a_page_names_itself_as_it_was_asked_for(client):
    odd = site.build()["odd tag"]

    page = client.get(odd).content.decode()

    assert f'<link rel="canonical" href="{settings.SITE_URL}{odd}">' in page
    assert f'href="{odd}?after=' in page

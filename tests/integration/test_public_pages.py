"""The list of every kind of public page is complete, and each answers as it should."""

import pytest
from django.conf import settings

from newsroom.press.urls import urlpatterns
from tests.crawling import crawl, links, public_path
from tests.newsroom.press import site

pytestmark = pytest.mark.django_db


def test_every_pattern_has_an_address_in_the_list():
    listed = {site.pattern(address) for address in site.build().values()}

    assert {pattern.name for pattern in urlpatterns} <= listed


def test_every_kind_of_page_answers_as_it_should(client):
    statuses = {kind: client.get(address).status_code for kind, address in site.EMPTY.items()}
    addresses = site.build()
    statuses |= {kind: client.get(address).status_code for kind, address in addresses.items()}

    assert statuses == {kind: site.STATUS.get(kind, 200) for kind in (*site.EMPTY, *addresses)}


def test_no_page_leads_to_one_that_does_not_answer(client):
    pages = crawl(client, site.build().values())

    for address, page in pages.items():
        if page.status_code == 200:
            ways = filter(None, map(public_path, links(page)))
            assert {
                way: pages[way].status_code for way in ways if pages[way].status_code != 200
            } == {}, address


def test_a_page_names_itself_as_it_was_asked_for(client):
    odd = site.build()["odd tag"]

    page = client.get(odd).content.decode()

    assert f'<link rel="canonical" href="{settings.SITE_URL}{odd}">' in page
    assert f'href="{odd}?after=' in page

"""The list of every kind of public page is complete, and each answers as it should."""

import pytest

from newsroom.press.urls import urlpatterns
from tests.press import site

pytestmark = pytest.mark.django_db


def test_every_pattern_has_an_address_in_the_list():
    listed = {site.pattern(address) for address in site.build().values()}

    assert {pattern.name for pattern in urlpatterns} <= listed


def test_every_kind_of_page_answers_as_it_should(client):
    statuses = {kind: client.get(address).status_code for kind, address in site.EMPTY.items()}
    addresses = site.build()
    statuses |= {kind: client.get(address).status_code for kind, address in addresses.items()}

    assert statuses == {kind: site.STATUS.get(kind, 200) for kind in (*site.EMPTY, *addresses)}

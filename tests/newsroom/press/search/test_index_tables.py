"""Tables in the search: cells are words of their own."""

import pytest

from newsroom.press.publishing import publish
from newsroom.press.search.index import body_text
from tests.factories import SectionFactory
from tests.newsroom.press.snapshots import make_snapshot

pytestmark = pytest.mark.django_db

BODY = "<table><tr><td>10秒32</td><td>2</td></tr><tr><td>何安</td><td>苏禾</td></tr></table>"


def test_cells_are_not_glued(client):
    snapshot = make_snapshot(SectionFactory(), body=BODY)
    publish(snapshot)

    assert body_text(snapshot).split() == ["10秒32", "2", "何安", "苏禾"]
    found = client.get("/search/", {"q": "“10秒32”"}).content.decode()
    assert "/articles/1/" in found
    assert "/articles/1/" not in client.get("/search/", {"q": "“10秒322”"}).content.decode()


def test_readers_get_a_box_that_scrolls(client):
    publish(make_snapshot(SectionFactory(), body=BODY))

    page = client.get("/articles/1/").content.decode()

    assert '<div class="table" role="group" aria-label="表格" tabindex="0"><table>' in page
    assert "<td>10秒32</td>" in page

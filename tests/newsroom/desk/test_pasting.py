"""The view that makes pasted HTML a body."""

import pytest

from newsroom.desk.pasting import LARGEST

pytestmark = pytest.mark.django_db
URL = "/admin/articles/article/pasted/"


@pytest.mark.parametrize("name", ["reporter", "editor", "head", "chief"])
def test_writers_get_a_body_and_what_it_lost(name, request, client):
    client.force_login(request.getfixturevalue(name))

    answer = client.post(URL, {"html": '<h1>甲</h1><img><figure data-photo="7"></figure>'})

    assert answer.json()["html"] == "<h2>甲</h2>"
    [lost] = answer.json()["lost"]
    assert "2 张图片" in lost


@pytest.mark.parametrize("name", ["proofreader", "photo_editor", "admin_person", "outsider"])
def test_others_do_not(name, request, client):
    client.force_login(request.getfixturevalue(name))

    assert client.post(URL, {"html": "<p>甲</p>"}).status_code in {302, 403}


def test_readers_do_not(client):
    assert client.post(URL, {"html": "<p>甲</p>"}).status_code == 403


def test_it_is_asked_by_post_and_in_bounds(reporter, client):
    client.force_login(reporter)

    assert client.get(URL).status_code == 405
    assert client.post(URL, {"html": "甲" * (LARGEST + 1)}).status_code in {400, 413}

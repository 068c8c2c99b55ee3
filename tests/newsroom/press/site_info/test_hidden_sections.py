"""A hidden section: nobody is led to it, and its pages stay where they are."""

import pytest

from newsroom.press import cache
from newsroom.press.models import Version
from tests.factories import ArticleFactory, SectionFactory, published
from tests.newsroom.desk.screens import admin_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def hidden():
    section = SectionFactory(name="旧频道", slug="old")
    story = published(ArticleFactory(section=section, headline="老渡口的石阶"))
    section.is_hidden = True
    section.save()
    cache.invalidate()
    return story


@pytest.mark.parametrize("path", ["/", "/search/", "/sitemaps/sections.xml"])
def test_no_page_leads_to_it(path, hidden, client):
    assert "/sections/old/" not in client.get(path).content.decode()
    assert 'value="old"' not in client.get(path).content.decode()


def test_its_page_and_its_stories_stay(hidden, client):
    assert "老渡口的石阶" in client.get("/sections/old/").content.decode()
    version = Version.objects.get(story_id=hidden.pk)
    assert client.get(version.get_absolute_url()).status_code == 200


def test_no_new_story_is_filed_in_it(hidden, client, reporter):
    client.force_login(reporter)

    html = client.get(admin_url(hidden, "add")).content.decode()

    assert "旧频道" not in html


def test_an_old_story_keeps_it(hidden, client, editor):
    client.force_login(editor)

    assert client.get(admin_url(hidden)).status_code == 200

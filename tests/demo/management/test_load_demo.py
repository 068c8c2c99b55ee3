"""load_demo in an empty database."""

import pytest
from django.core.management import call_command
from django.test import override_settings

from newsroom.core.models import Organization, Section, SiteInformation, User
from newsroom.core.roles import Role
from newsroom.desk.models import Decision, Story
from newsroom.press.models import Version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


def load():
    with override_settings(NEWSROOM_DEMO=True):
        call_command("load_demo", verbosity=0)


@pytest.fixture(scope="module")
def loaded(shared_rows):
    """The demo, loaded once for all tests of this module."""
    load()


def test_demo_has_a_log_in_for_each_role_and_the_sample_live():
    for username, role in {**{r.value: r for r in Role}, "photo": Role.PHOTO_EDITOR}.items():
        if username != "photo_editor":
            assert User.objects.get(username=username).has_role(role)
    assert User.objects.get(username="reporter").check_password("newsroom")
    assert Version.objects.live().count() == 4
    assert {d.transition for d in Decision.objects.all()} == {"sign_page"}
    assert Organization.objects.confirmed().filter(name="运城市民政局").exists()


def test_loading_again_changes_nothing():
    Section.objects.filter(slug="yaowen").update(name="头版要闻")
    User.objects.get(username="reporter").groups.clear()

    load()

    assert Section.objects.get(slug="yaowen").name == "头版要闻"
    assert not User.objects.get(username="reporter").has_role(*Role)
    assert Story.objects.count() == Version.objects.count() == 4


def test_the_sample_shows_three_drawn_pictures(client):
    lead = Version.objects.live().get(kind="article").snapshot
    assert [(p.caption, p.credit) for p in lead.pictures] == [
        (caption, "示意图") for caption in ("暖心慰问", "爱心义诊", "春联送祝福")
    ]
    assert all(p.alt for p in lead.pictures)
    page = client.get(f"/articles/{lead.story_id}/").content.decode()
    assert page.count("<picture>") == 3
    for name in lead.file_names:
        assert client.get(f"/photos/{name}").status_code == 200


def test_the_foot_is_filled_in_and_says_that_it_is_an_example(client, settings):
    settings.NEWSROOM_DEMO = True
    site = SiteInformation.objects.get()
    site.full_clean()
    assert site.missing == []
    assert "示例" in client.get("/").content.decode()
    for statement in site.legal_texts:
        assert "示例" in statement.text or "虚构" in statement.text
        assert client.get(statement.get_absolute_url()).status_code == 200

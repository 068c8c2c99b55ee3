"""Whoever was logged out, logged in anew or lost the right while writing loses nothing."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from newsroom.core.roles import Role
from newsroom.desk.models import Story
from tests.factories import ArticleFactory, BylineFactory, ReporterFactory, UserFactory
from tests.newsroom.desk.screens import admin_url, form_data

pytestmark = pytest.mark.django_db

HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')


@pytest.fixture
def draft(reporter):
    story = ArticleFactory(filed_by=reporter)
    BylineFactory(story=story, reporter=ReporterFactory(name="只有本社知道的人"))
    return story


@pytest.fixture
def written(client, reporter, draft):
    """A form that the reporter has filled in."""
    client.force_login(reporter)
    return form_data(client.get(admin_url(draft))) | {
        "headline": "没有丢的标题",
        "dateline": "本报临川电",
        "tags": "书屋，阅读",
        "bylines-0-role": "见习记者",
        "publish_at": "2026-12-05T08:00",
        "body": "<p>没有丢的字</p><script>alert()</script>",
    }


def test_everything_that_was_typed_is_shown_in_the_dress_of_the_desk(client, draft, written):
    client.logout()
    response = client.post(admin_url(draft), written)

    html = response.content.decode()
    assert response.status_code == 403
    for text in ("没有丢的标题", "本报临川电", "书屋，阅读", "见习记者", "2026-12-05T08:00"):
        assert f"<p>{text}</p>" in html
    assert "<p>没有丢的字</p>" in html
    assert "<script>alert" not in html
    assert "data-copy" in html
    assert "desk/desk.css" in html
    assert "press/site.css" not in html


def test_names_of_rows_are_not_looked_up_for_a_stranger(client, draft, written):
    client.logout()

    assert (
        "只有本社知道的人"
        not in client.post(
            admin_url(draft),
            {
                **written,
                "opened_with": "",
            },
        ).content.decode()
    )


def test_the_form_is_sent_again_after_the_log_in(client, reporter, draft, written):
    client.logout()
    page = client.post(admin_url(draft), written).content.decode()
    fields = hidden_values(page)
    client.force_login(reporter)

    data: dict[str, list[str]] = {}
    for name, value in fields:
        data.setdefault(name, []).append(value)
    client.post(admin_url(draft), data)

    story = Story.objects.get(pk=draft.pk)
    assert (story.headline, story.dateline, story.body) == (
        "没有丢的标题",
        "本报临川电",
        "<p>没有丢的字</p>",
    )


def hidden_values(page):
    return [tuple(map(unescape, pair)) for pair in HIDDEN.findall(page)]


@pytest.mark.parametrize(
    ("url", "data"),
    [
        ("admin:media_photo_add", {"caption": "河边的柳树"}),
        ("admin:pages_upload_add", {"text": "第一版 河边的柳树"}),
        ("admin:newsroom_siteinformation_add", {"publisher": "河边的柳树报社"}),
        ("admin:newsroom_user_add", {"username": "liushu", "name": "河边的柳树"}),
    ],
)
def test_any_form_of_the_admin(url, data, client):
    response = client.post(reverse(url), data)

    assert response.status_code == 403
    for text in data.values():
        assert text in response.content.decode()


def test_a_password_is_neither_shown_nor_sent_again(client):
    data = {"username": "liushu", "password1": "geheim-geheim", "password2": "geheim-geheim"}

    html = client.post(reverse("admin:newsroom_user_add"), data).content.decode()

    assert "liushu" in html
    assert "geheim" not in html


def test_files_are_named(client, draft, written):
    client.logout()
    file = SimpleUploadedFile("柳树.jpg", b"...", "image/jpeg")

    html = client.post(admin_url(draft), {**written, "upload": file}).content.decode()

    assert "柳树.jpg" in html


def test_a_script_gets_json(client, draft, written):
    client.logout()
    response = client.post(admin_url(draft), written, headers={"Accept": "application/json"})

    assert (response.status_code, response["Content-Type"]) == (403, "application/json")


# --- no right any more ----------------------------------------------------------------------------


def test_whoever_lost_his_role_gets_his_text_back(client, reporter, draft, written):
    reporter.groups.clear()

    response = client.post(admin_url(draft), written)

    html = response.content.decode()
    assert response.status_code == 403
    assert "没有丢的标题" in html
    assert "data-resend" not in html
    assert Story.objects.get(pk=draft.pk).headline == draft.headline


@pytest.mark.parametrize("role", [Role.PHOTO_EDITOR, Role.ADMIN])
def test_the_story_of_others_is_not_shown_to_whoever_may_not_see_it(role, client, draft, written):
    client.force_login(UserFactory(roles=[role]))

    html = client.post(admin_url(draft), {"headline": "别人的标题"}).content.decode()

    assert "别人的标题" in html
    assert draft.headline not in html


# --- another log-in -------------------------------------------------------------------------------


@pytest.fixture
def strict(reporter):
    client = Client(enforce_csrf_checks=True)
    client.force_login(reporter)
    client.cookies["csrftoken"] = "a" * 32
    return client


def test_after_another_log_in_the_form_can_be_sent_again(strict, draft, written):
    response = strict.post(admin_url(draft), written, headers={"Origin": "http://testserver"})

    html = response.content.decode()
    assert response.status_code == 403
    assert "没有丢的标题" in html
    assert "data-resend" in html


def test_a_form_of_another_site_is_neither_shown_nor_sent_again(strict, draft, written):
    response = strict.post(admin_url(draft), written, headers={"Origin": "https://else.example"})

    html = response.content.decode()
    assert response.status_code == 403
    assert "没有丢的标题" not in html
    assert "data-resend" not in html


def test_the_log_in_form_is_no_such_form(client):
    response = client.post(reverse("admin:login"), {"username": "liushu", "password": "x"})

    assert response.status_code == 200

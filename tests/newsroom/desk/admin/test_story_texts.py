"""What the form of a story does with its texts: summary, hidden characters, edges, tables."""

import json

import pytest
from django.contrib.messages import get_messages

from newsroom.desk import workflow
from newsroom.desk.admin.story_screen import preview_snapshot
from newsroom.desk.models import Decision
from newsroom.desk.proofreading.passages import field_texts
from newsroom.desk.revisions.comparison import compare
from newsroom.desk.revisions.restoration import restore
from newsroom.press.publishing import publish
from tests.factories import ArticleFactory, BriefFactory
from tests.newsroom.desk.screens import admin_url, edit_story, get_html, save_revision

pytestmark = pytest.mark.django_db

LINES = ["headline", "kicker", "deck", "column", "dateline", "source", "summary", "reprint_title"]


@pytest.fixture
def story(editor):
    story = ArticleFactory(filed_by=editor, body="<p></p><p>石阶<br>铺好了。</p>")
    save_revision(story, editor)
    return story


@pytest.fixture
def logged_in(client, editor):
    client.force_login(editor)
    return client


@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize("character", ["\u202e", "\u2069", "\x1b", "\x0b", "\ufffe", "\x00"])
def test_hidden_characters_are_refused_with_a_word(name, character, logged_in, story):
    response = edit_story(logged_in, story, **{name: f"修缮{character}完工"})

    assert response.status_code == 200
    story.refresh_from_db()
    assert character not in getattr(story, name)
    errors = response.context["adminform"].form.errors[name]
    assert errors


@pytest.mark.parametrize("name", LINES)
def test_edges_of_lines_are_trimmed(name, logged_in, story):
    edit_story(logged_in, story, **{name: "\ufeff\u3000修缮完工\u00a0\u200b"})

    story.refresh_from_db()
    assert getattr(story, name) == "修缮完工"


def test_what_a_body_lost_is_said_without_the_editor_too(logged_in, story):
    response = edit_story(logged_in, story, body="<p>甲<img src=x><del>乙</del>\u202e丙</p>")

    story.refresh_from_db()
    assert story.body == "<p>甲丙</p>"
    said = " ".join(map(str, get_messages(response.wsgi_request)))
    for words in ("1 张图片", "1 处删除线文字", "1 个看不见的控制字符"):
        assert words in said


def test_a_body_beyond_all_measure_is_refused(logged_in, story):
    response = edit_story(logged_in, story, body="<p>甲</p>" * 40_000)

    assert response.status_code == 200
    assert response.context["adminform"].form.errors["body"]


def test_the_automatic_summary_is_shown_as_placeholder(logged_in, story):
    assert 'placeholder="石阶 铺好了。"' in get_html(logged_in, admin_url(story))


def test_a_summary_is_signed_compared_proofread_and_restored(story, editor):
    before = story.revision
    save_revision(story, editor, summary="渡口可以走了")
    after = story.revision

    assert json.loads(after.content)["summary"] == "渡口可以走了"
    assert "summary" not in json.loads(before.content)
    [changed] = [d for d in compare(before, after) if d.is_changed]
    assert (changed.name, str(changed.label)) == ("summary", "摘要")
    assert field_texts(after.content)["summary"] == "渡口可以走了"
    assert field_texts(before.content)["summary"] == ""
    restored = restore(story, before, user=editor, expected_sha256=after.sha256)
    story.refresh_from_db()
    assert story.summary == ""
    assert restored.sha256 == before.sha256


@pytest.mark.parametrize("factory", [ArticleFactory, BriefFactory])
def test_readers_find_the_summary_wherever_a_story_is_described(factory, client, editor):
    story = factory(filed_by=editor, body="<p>首段的话。</p>", summary="渡口可以走了")
    save_revision(story, editor)
    version = publish(preview_snapshot(story))

    page = get_html(client, version.get_absolute_url())
    assert '<meta name="description" content="渡口可以走了">' in page
    assert page.count("渡口可以走了") >= 3  # og:description and JSON-LD, too
    assert "渡口可以走了" in get_html(client, "/feeds/latest.rss")
    assert "渡口可以走了" in get_html(client, "/search/?q=渡口可以走了")
    assert version.snapshot.summary == "渡口可以走了"
    assert version.snapshot.emptied().summary == ""


def test_reasons_of_steps_hold_nothing_hidden(story, editor, chief):
    workflow.apply("submit", story, user=editor)

    workflow.apply("return", story, user=chief, note="\u3000重\u202e写\x1b\u00a0")

    assert Decision.objects.last().note == "重写"

"""What readers saw of a story at a moment, and who published it."""

import datetime

import pytest

from newsroom.desk.models import Decision
from newsroom.desk.workflow import apply
from tests.factories import (
    ArticleFactory,
    published,
)
from tests.newsroom.desk.screens import admin_url, get_html, save_revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def day(reporter, chief, clock):
    """Published at 10:30 Beijing time, amended at 11:30, withdrawn at 12:30."""
    story = published(ArticleFactory(filed_by=reporter, headline="早上的标题"))
    clock.move(datetime.timedelta(hours=1))
    apply("amend", story, user=reporter)
    save_revision(story, reporter, headline="中午的标题")
    published(story)
    clock.move(datetime.timedelta(hours=1))
    apply("withdraw", story, user=chief, reason="wrong", note="数字有误")
    clock.move(datetime.timedelta(hours=1))
    return story


def at(client, story, time, day="2026-11-25"):
    return client.get(admin_url(story, "readers") + f"?at={day}T{time}")


@pytest.mark.parametrize(
    ("time", "headline"),
    [
        ("10:30", "早上的标题"),
        ("11:29:59", "早上的标题"),
        ("11:30", "中午的标题"),
        ("12:29", "中午的标题"),
    ],
)
def test_page_of_a_moment_is_the_public_page_of_that_moment(time, headline, client, day, editor):
    client.force_login(editor)

    response = at(client, day, time)

    assert "press/story.html" in [template.name for template in response.templates]
    assert f"<h1>{headline}</h1>" in response.content.decode()
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert "no-store" in response.headers["Cache-Control"]


def test_page_of_a_moment_names_who_published_and_signed(client, day, editor):
    client.force_login(editor)
    step = {d.transition: str(d.actor) for d in Decision.objects.filter(revision__number=2)}

    page = at(client, day, "12:00").content.decode()

    assert step["publish"] in page
    assert step["sign_off"] in page
    assert str(Decision.objects.filter(transition="sign_off").first().actor) not in page


def test_withdrawn_story_shows_the_notice_that_readers_saw(client, day, editor):
    client.force_login(editor)

    page = at(client, day, "13:00").content.decode()

    assert "该稿件已撤下" in page
    assert "<h1>中午的标题</h1>" not in page


def test_before_the_first_version_readers_saw_nothing(client, day, editor):
    client.force_login(editor)

    assert "当时读者看不到这篇稿件" in at(client, day, "09:00").content.decode()


def test_all_spans_are_listed_with_who_began_and_ended_them(client, day, editor, chief):
    client.force_login(editor)

    page = get_html(client, admin_url(day, "readers"))

    for moment in ("10:30:00", "11:30:00", "12:30:00"):
        assert f"2026-11-25 {moment}" in page
    assert str(chief) in page
    assert "数字有误" in page


def test_schedules_are_listed_also_those_that_were_cancelled(client, reporter, chief, clock):
    story = ArticleFactory(filed_by=reporter)
    apply("submit", story, user=reporter)
    apply("sign_off", story, user=chief)
    apply("schedule", story, user=chief, at=clock.now + datetime.timedelta(hours=1))
    apply("unschedule", story, user=chief)
    apply("schedule", story, user=chief, at=clock.now + datetime.timedelta(hours=2))
    client.force_login(chief)

    page = get_html(client, admin_url(story, "readers"))

    assert "未见报" in page
    assert "2026-11-25 12:30:00" in page
    assert "定时发布" in page


@pytest.mark.parametrize("moment", ["", "gestern", "2026-13-01T00:00"])
def test_invalid_moment_is_refused_with_an_error(moment, client, day, editor):
    client.force_login(editor)

    response = client.get(admin_url(day, "readers") + f"?at={moment}")

    assert response.status_code == 200
    assert response.context["form"].errors


def test_what_readers_saw_has_a_bounded_number_of_queries(
    client, reporter, chief, django_assert_max_num_queries
):
    story = ArticleFactory(filed_by=reporter)
    for number in range(8):
        published(story, text=f"<p>第{number}版</p>")
    client.force_login(chief)

    with django_assert_max_num_queries(12):
        client.get(admin_url(story, "readers"))

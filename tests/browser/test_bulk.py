"""Bulk actions on stories, and signing by delegation, on desktop and phone."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Article
from newsroom.core.models import Section, User
from newsroom.desk.models import Decision, Delegation
from tests.browser.conftest import ready
from tests.factories import ArticleFactory

WIDTHS = [1400, 390]


@pytest.fixture
def stories(newsroom):
    reporter, section = User.objects.get(username="reporter"), Section.objects.get(slug="minsheng")
    return [
        ArticleFactory(filed_by=reporter, section=section, headline=f"渡口的第{number}级石阶")
        for number in ("一", "二", "三")
    ]


def choose(page, stories, action):
    page.goto("/admin/articles/article/")
    for story in stories:
        page.locator(f"input[name=_selected_action][value='{story.pk}']").check()
    page.locator("select[name=action]").select_option(label=action)
    page.locator("#changelist-actions button[name=index]").click()


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def fits(page):
    ready(page)
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", WIDTHS)
def test_an_editor_tags_and_submits_what_he_chose(width, visit, stories):
    page = visit("/admin/", "editor", width=width)
    choose(page, stories[:2], "增删关键词")
    assert fits(page)
    press(page, "增删关键词")
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("增加").fill("渡口，出行")
    press(page, "增删关键词")
    expect(page.get_by_role("status")).to_contain_text("2")
    assert fits(page)
    page.get_by_role("link", name="回到列表").click()

    choose(page, stories, "送审")
    press(page, "送审")
    expect(page.get_by_role("status")).to_contain_text("3")
    choose(page, stories[:1], "送审")
    press(page, "送审")

    expect(page.get_by_text("未办").first).to_be_visible()
    expect(page.get_by_role("link", name=stories[0].headline)).to_be_visible()
    assert {story.status for story in Article.objects.filter(pk__in=[s.pk for s in stories])} == {
        "submitted"
    }
    assert set(stories[1].tags.names()) == {"渡口", "出行"}
    assert not stories[2].tags.exists()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_head_signs_by_delegation_until_it_is_revoked(width, visit, stories):
    tonight = timezone.localtime() + datetime.timedelta(hours=8)
    chief = visit("/admin/desk/delegation/add/", "chief", width=width)
    chief.locator("[name=stage]").select_option(label="终审")
    chief.locator("[name=delegate]").select_option(value=str(User.objects.get(username="head").pk))
    chief.locator("[name=ends_at]").fill(f"{tonight:%Y-%m-%dT%H:%M}")
    chief.locator("[name=reason]").fill("出差")
    assert fits(chief)
    press(chief, "授权代审")
    expect(chief.get_by_text("有效").first).to_be_visible()

    editor = visit("/admin/", "editor", width=width)
    choose(editor, stories[:2], "送审")
    press(editor, "送审")

    head = visit("/admin/", "head", width=width)
    expect(head.get_by_text(f"您受托代审终审，至 {tonight:%Y-%m-%d %H:%M}")).to_be_visible()
    head.get_by_role("link", name=stories[0].headline).click()
    press(head, "签发")
    expect(head.get_by_text("已签发").first).to_be_visible()
    signed = Decision.objects.get(transition="sign_off")
    assert signed.delegation == Delegation.objects.get()

    chief.goto(f"/admin/desk/delegation/{signed.delegation_id}/change/")
    expect(chief.get_by_role("link", name=stories[0].headline)).to_be_visible()
    assert fits(chief)
    press(chief, "撤销授权")
    expect(chief.get_by_text("已撤销").first).to_be_visible()

    head.goto(f"/admin/articles/article/{stories[1].pk}/change/")
    expect(head.get_by_role("button", name="签发", exact=True)).to_have_count(0)
    assert Decision.objects.filter(transition="sign_off").count() == 1

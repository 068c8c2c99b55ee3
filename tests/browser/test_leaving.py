"""A page of the desk is left with something unsaved: the browser warns."""

import pytest
from playwright.sync_api import expect

from newsroom.core.models import Section

PINS = "/admin/press/pin/"


@pytest.fixture
def leave():
    """Try to leave the page; returns the kinds of the dialogs that the browser shows."""

    def leave(page):
        dialogs = []

        def accept(dialog):
            dialogs.append(dialog.type)
            dialog.accept()

        page.on("dialog", accept)
        page.evaluate("window.location.assign('/admin/handbook/')")
        page.wait_for_url("**/admin/handbook/**")
        return dialogs

    return leave


def test_pins_that_are_not_saved(visit, leave):
    page = visit(PINS, "editor")
    page.get_by_role("button", name="置顶 ").first.click()
    expect(page.get_by_text("尚未保存")).to_be_visible()
    page.locator("body").click()

    assert leave(page) == ["beforeunload"]


def test_pins_that_are_saved(visit, leave):
    page = visit(PINS, "editor")
    page.get_by_role("button", name="置顶 ").first.click()
    expect(page.get_by_text("尚未保存")).to_be_visible()
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("已保存")).to_be_visible()

    assert leave(page) == []


@pytest.mark.parametrize(
    ("address", "username", "field"),
    [
        (lambda: "/admin/articles/article/add/", "reporter", "[name=headline]"),
        (
            lambda: f"/admin/newsroom/section/{Section.objects.first().pk}/change/",
            "admin",
            "[name=name]",
        ),
        (lambda: "/admin/newsroom/reporter/add/", "editor", "[name=name]"),
    ],
)
def test_any_form_with_something_typed(address, username, field, visit, leave):
    page = visit(address(), username)
    page.locator(field).first.fill("河边的柳树")

    assert leave(page) == ["beforeunload"]


def test_a_form_that_nobody_touched(visit, leave):
    page = visit("/admin/articles/article/add/", "reporter")
    page.locator("h1, h2").first.click()

    assert leave(page) == []


def test_words_of_a_search_are_no_loss(visit, leave):
    page = visit("/admin/articles/article/", "editor")
    page.locator("#searchbar").fill("柳树")

    assert leave(page) == []


def test_a_form_over_the_limit_is_kept_on_the_page(visit, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 4096
    page = visit("/admin/articles/article/add/", "reporter")
    page.locator("[name=headline]").fill("河边的柳树")
    page.locator("[name=section]").select_option(label="民生")
    page.locator(".tiptap").click()
    page.keyboard.insert_text("渡口" * 3000)
    page.locator("[name=_continue]").click()

    expect(page.locator(".desk-too-large")).to_contain_text("4 KB")
    expect(page.locator("[name=headline]")).to_have_value("河边的柳树")

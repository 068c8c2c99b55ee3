"""Scripts that arrive late: what the user did before is not lost."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from newsroom.core.models import User
from pages.import_desk import uploads
from tests.browser.conftest import ready
from tests.browser.test_import_desk import MISREAD_LINE, TEXT


@pytest.fixture
def slow(visit):
    """Open a page whose script is late: `page, arrive = slow(path, username, "workbench.js")`.

    `arrive()` lets the script come.
    """

    def slow(path, username, script):
        page, held = visit("/admin/", username), []
        page.route(f"**/{script}*", lambda route: held.append(route))
        with page.expect_request(f"**/{script}*"):
            page.goto(path, wait_until="commit")

        def arrive():
            for route in held:
                route.continue_()

        return page, arrive

    return slow


def test_enter_on_a_line_before_the_script_opens_its_menu(slow, newsroom):
    upload, _new = uploads.receive(
        TEXT.encode(), "page.txt", user=User.objects.get(username="editor")
    )
    page, arrive = slow(f"/admin/pages/upload/{upload.pk}/change/", "editor", "workbench.js")
    label = page.locator(f"#line-{MISREAD_LINE} .line__kind")
    label.focus()
    page.keyboard.press("Enter")
    arrive()

    expect(page.locator(f"#line-{MISREAD_LINE} select")).to_be_visible()


def test_a_button_of_the_pictures_before_the_script_is_not_lost(slow, newsroom):
    page, arrive = slow("/admin/articles/article/add/", "reporter", "story-pictures.js")
    page.locator("[data-caption-only]").click()
    arrive()

    ready(page)
    expect(page.locator(".desk-picture")).to_have_count(1)


def test_without_the_script_the_page_works_as_without_scripts(visit, newsroom):
    page = visit("/admin/", "reporter")
    page.route(
        "**/story-pictures.js*",
        lambda route: route.fulfill(body="", content_type="text/javascript"),
    )
    page.goto("/admin/articles/article/add/")
    ready(page)
    page.locator("[name=headline]").fill("没有脚本也能写")
    page.locator("[name=section]").select_option(label="民生")
    page.locator("[name=_continue]").click()

    expect(page.locator("#id_headline")).to_have_value("没有脚本也能写")
    assert Article.objects.filter(headline="没有脚本也能写").exists()

"""The login form, which the other browser tests skip by setting a session cookie."""

import pytest
from playwright.sync_api import expect

from demo.management.commands.load_demo import PASSWORD


@pytest.mark.parametrize("width", [1400, 390])
def test_somebody_logs_in_where_he_wanted_to_go(visit, width):
    page = visit("/admin/articles/article/", width=width)

    log_in(page, "editor", "another")
    expect(page.get_by_text("请输入一个正确的工作人员账户")).to_be_visible()
    log_in(page, "editor", PASSWORD)

    expect(page.get_by_role("link", name="年关将至 温暖先达").first).to_be_visible()
    assert page.url.endswith("/admin/articles/article/")


def log_in(page, username, password):
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(password)
    page.locator("[type=submit]").click()

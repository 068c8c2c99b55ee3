"""The lists of the desk on a phone."""

import os

import pytest

SHOTS = os.environ.get("SHOTS")
LISTS = [
    ("/admin/articles/article/", "editor"),
    ("/admin/briefs/brief/", "editor"),
    ("/admin/pages/page/", "chief"),
    ("/admin/newsroom/reporter/", "editor"),
    ("/admin/newsroom/organization/", "editor"),
    ("/admin/newsroom/user/", "admin"),
    ("/admin/newsroom/section/", "admin"),
]


@pytest.mark.parametrize(("address", "username"), LISTS)
def test_a_list_on_a_phone_has_short_cards(address, username, visit):
    page = visit(address, username, width=390)
    rows = page.locator("#result_list tr.data-row")

    heights = rows.evaluate_all("rows => rows.map((row) => row.offsetHeight)")
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/list{address.replace('/', '-')}390.png")
    assert heights
    assert max(heights) <= 110
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_card_has_two_lines_without_headings(visit):
    page = visit("/admin/articles/article/", "editor", width=390)
    card = page.locator("#result_list tr.data-row").first

    heading = "(cell) => getComputedStyle(cell, '::before').content"
    cells = card.locator("td, th")
    assert set(cells.evaluate_all(f"cells => cells.map({heading})")) == {"none"}
    assert card.evaluate("(row) => row.offsetHeight") <= 90

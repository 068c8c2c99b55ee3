"""A visitor on a phone searches from the front page, narrows the search, and opens a story."""

import pytest
from playwright.sync_api import expect

from newsroom.core.models import Section
from newsroom.press.publishing import publish
from tests.newsroom.press.snapshots import make_snapshot


@pytest.mark.parametrize("width", [1400, 390])
def test_search_narrow_and_read(visit, width):
    town, county = Section.objects.all()[:2]
    publish(
        make_snapshot(town, story_id=901, headline="灯塔重新亮灯", body="<p>渡口旁的灯塔。</p>")
    )
    publish(make_snapshot(county, story_id=902, headline="灯塔下的夜市", body="<p>夜市开张。</p>"))
    page = visit("/", width=width)

    page.get_by_role("searchbox").fill("燈塔")
    page.keyboard.press("Enter")
    expect(page.get_by_role("article")).to_have_count(2)
    expect(page.locator("mark").first).to_have_text("灯塔")
    page.get_by_role("combobox", name="频道").select_option(label=county.name)
    page.get_by_role("button", name="搜索").click()
    expect(page.get_by_role("article")).to_have_count(1)
    expect(page.get_by_role("searchbox")).to_have_value("燈塔")
    page.get_by_role("searchbox").fill("灯塔 码头")
    page.keyboard.press("Enter")
    expect(page.get_by_text("没有找到相关报道")).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="灯塔下的夜市").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("灯塔下的夜市")
    assert page.evaluate("document.documentElement.scrollWidth") <= width

"""A printed page on the screen: all its stories in order, laid out like a page, on any width."""

import datetime

import pytest
from django.conf import settings
from playwright.sync_api import expect

from newsroom.press.publishing import publish
from newsroom.press.snapshot import PrintedPlace
from tests.factories import SectionFactory
from tests.newsroom.press.photos import make_picture, put_in_public
from tests.newsroom.press.snapshots import make_snapshot

DAY = datetime.date(2024, 3, 15)
TEXT = "渡口的石阶昨天铺好了最后一级，两岸居民清晨乘上第一班船，老船工说从前过江要等半个时辰。"
KINDS = ["article", "article", "brief", "brief", "brief", "article", "article", "article"]


@pytest.fixture
def sheet(browser, transactional_db, live_server):
    """Publish a page of eight stories, and open it: `sheet(390)`."""
    section, picture = SectionFactory(), make_picture()
    put_in_public(picture)
    for position, kind in enumerate(KINDS, start=1):
        publish(
            make_snapshot(
                section,
                story_id=position,
                kind=kind,
                headline=f"临川渡口的第{position}篇",
                column="播报" if kind == "brief" else "",
                body=f"<p>{TEXT}</p><p>第二段：{TEXT}</p>",
                pictures=(picture,) if position % 2 else (),
                printed=PrintedPlace(settings.NEWSROOM_PAPER, DAY, "06", position, "民生"),
            )
        )
    pages = []

    def sheet(width):
        page = browser.new_page(base_url=live_server.url, viewport={"width": width, "height": 900})
        pages.append(page)
        page.goto("/pages/2024-03-15/06/")
        return page

    yield sheet
    for page in pages:
        page.close()


def boxes(page, selector):
    return [element.bounding_box() for element in page.locator(selector).all()]


def test_stories_stand_in_their_order_with_their_pictures_and_text(sheet):
    page = sheet(1400)

    titles = page.locator(".sheet .title").all_inner_texts()
    assert titles == [f"临川渡口的第{position}篇" for position in range(1, 9)]
    expect(page.locator(".sheet .view img")).to_have_count(4)
    expect(page.locator(".sheet .lead")).to_contain_text("第二段")
    expect(page.locator(".sheet .box .title")).to_have_count(3)
    expect(page.locator(".sheet .box .label")).to_have_text("播报")


@pytest.mark.parametrize(("width", "columns"), [(1400, 2), (768, 2), (390, 1), (320, 1)])
def test_lead_takes_the_width_and_others_stand_in_columns(sheet, width, columns):
    page = sheet(width)

    [whole], [lead] = boxes(page, ".sheet"), boxes(page, ".sheet > .lead")
    assert lead["width"] == pytest.approx(whole["width"])
    entries = boxes(page, ".sheet > .entry")
    assert len({round(entry["x"]) for entry in entries}) == columns
    assert all(entry["y"] >= lead["y"] + lead["height"] for entry in entries)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_links_to_other_pages_are_not_staggered(sheet):
    page = sheet(1400)
    widths = [box["width"] for box in boxes(page, ".on-page .turn a:only-child")]
    [whole] = boxes(page, ".sheet")

    assert all(width == pytest.approx(whole["width"]) for width in widths)

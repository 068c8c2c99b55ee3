"""No kind of public page scrolls sideways or reports an error, on any width."""

import pytest

from newsroom.core.models import Section
from newsroom.press.publishing import publish
from tests.newsroom.press import site
from tests.newsroom.press.snapshots import make_snapshot

pytestmark = pytest.mark.soak

WIDTHS = (320, 390, 768, 1400)
ADDRESS = "https://example.org/linchuan/ferry/steps/2024/03/15/renovation?from=page&number=06"
# The browser itself reports the status of these pages.
EXPECTED = ("404", "410")


@pytest.fixture
def page(browser, live_server, settings):
    settings.SITE_URL = live_server.url
    page = browser.new_page(base_url=live_server.url, locale="zh-CN")
    yield page
    page.close()


def test_no_page_scrolls_sideways_or_reports_an_error(page, transactional_db):
    errors, wide = [], []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: message.type == "error" and errors.append(message.text))
    urls = site.build()
    body = f"<p>详情见{ADDRESS}。</p><p>{'Llanfairpwllgwyngyll' * 4}镇的来信。</p>"
    section = Section.objects.get(slug="harbour")
    headline = f"临川渡口{'Llanfairpwllgwyngyll' * 2}与{ADDRESS}"
    long = publish(make_snapshot(section, story_id=1, headline=headline, body=body))

    for kind, url in {**urls, "long words": long.get_absolute_url()}.items():
        if not site.is_page(page.request.get(url)):
            continue
        page.goto(url)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((kind, width))

    assert wide == []
    assert [error for error in errors if not any(status in error for status in EXPECTED)] == []

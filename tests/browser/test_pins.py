"""An editor pins the lead of the front page until a set time, and a visitor sees it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from newsroom.core.models import Section
from newsroom.press.models import Pin
from newsroom.press.publishing import publish
from tests.newsroom.press.snapshots import make_snapshot

SCREEN = "/admin/press/pin/"
STORY = 90_000  # an id that the demo does not use


@pytest.fixture
def stories(newsroom):
    """Three articles newer than the demo; without a pin, the last one leads."""
    section = Section.objects.get(slug="minsheng")
    headlines = ["老桥通车", "河堤种下新柳", "夜校添了木工班"]
    for story, headline in enumerate(headlines, start=STORY):
        publish(make_snapshot(section, story_id=story, headline=headline))
    return headlines


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def leads(page, headline):
    expect(page.locator(".lead h2")).to_have_text(headline)


@pytest.mark.parametrize("width", [1400, 390])
def test_editor_chooses_the_lead_until_a_moment_and_a_reader_sees_it(visit, stories, width):
    bridge, willows, school = stories
    reader = visit("/", width=width)
    leads(reader, school)
    desk = visit(SCREEN, "editor", width=width)

    press(desk, f"置顶 {willows}")
    expect(desk.get_by_text("尚未保存")).to_be_visible()
    press(desk, f"头条 {bridge}")
    tomorrow = f"{timezone.localtime() + timedelta(days=1):%Y-%m-%dT%H:%M}"
    desk.get_by_label("止（北京时间）").first.fill(tomorrow)
    with desk.expect_popup() as popup:
        press(desk, "预览")
    preview = popup.value
    expect(preview.get_by_text("此编排尚未保存")).to_be_visible()
    leads(preview, bridge)
    expect(preview.locator(".pinned")).to_contain_text(willows)
    reader.reload()
    leads(reader, school)

    press(desk, "保存")
    expect(desk.get_by_text("已保存")).to_be_visible()
    expect(desk.get_by_label("止（北京时间）").first).to_have_value(tomorrow)
    reader.reload()
    leads(reader, bridge)
    expect(reader.locator(".pinned")).to_contain_text(willows)
    assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert Pin.objects.get(story_id=STORY).during.upper is not None


def test_the_keyboard_alone_moves_a_story_up(visit, stories):
    bridge, willows, _school = stories
    desk = visit(SCREEN, "editor")
    for name in (f"头条 {bridge}", f"置顶 {willows}"):
        button = desk.get_by_role("button", name=name, exact=True)
        button.focus()
        button.press("Enter")

    up = desk.get_by_role("button", name=f"上移 {willows}", exact=True)
    up.focus()
    up.press("Enter")

    first = desk.locator(".pin-row").first
    expect(first).to_contain_text(willows)
    # The focus follows the moved story, which is at the top now.
    expect(desk.get_by_role("button", name=f"下移 {willows}", exact=True)).to_be_focused()
    desk.get_by_role("searchbox").fill("夜校")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("button", name="头条 夜校添了木工班", exact=True)).to_be_visible()
    expect(first).to_contain_text(willows)

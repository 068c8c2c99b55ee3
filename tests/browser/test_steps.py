"""Steps back in the browser: 放弃修改, 不登报, and an emergency withdrawal that nobody does by mistake."""

import os
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from newsroom.core.models import User
from newsroom.desk.models import Story
from newsroom.press.models import Version
from tests.browser.conftest import ready
from tests.browser.story_steps import (
    FIRST,
    HEADLINE,
    file_story,
    press,
    proofread,
    review,
    submit_step,
)
from tests.browser.widths import PHONE, WIDE, journey
from tests.factories import ArticleFactory, published

SHOTS = os.environ.get("SHOTS")
WIDTHS = pytest.mark.parametrize("width", [1400, 390])
MISTAKE = "误改的标题"


def shoot(page, name):
    if SHOTS:
        page.wait_for_timeout(300)
        page.screenshot(path=f"{SHOTS}/{name}-{page.viewport_size['width']}.png")


def abandon(page):
    page.get_by_role("link", name="放弃修改", exact=True).click()
    shoot(page, "abandon")
    press(page, "放弃修改")


@journey(PHONE, WIDE)
def test_story_is_amended_by_mistake_corrected_and_withdrawn(visit, desk, width):
    reporter = visit("/admin/articles/article/add/", "reporter", width=width)
    story = file_story(reporter, "要闻")
    review(desk, story)
    proofread(desk, story, "第一天", "头一天")
    press(desk("head", story), "发布")
    reader = visit("/", width=width)
    reader.get_by_role("link", name=HEADLINE).first.click()
    address = reader.url

    reporter = desk("reporter", story)
    press(reporter, "修改")
    expect(reporter.get_by_text("草稿").first).to_be_visible()
    reporter.locator("[name=headline]").fill(MISTAKE)
    press(reporter, "保存")
    shoot(reporter, "amended")
    abandon(reporter)
    expect(reporter.get_by_text("读者看到的就是这一版").first).to_be_visible()
    expect(reporter.get_by_text("有效").first).to_be_visible()
    expect(reporter.get_by_text(MISTAKE)).to_have_count(0)
    expect(reporter.get_by_role("button", name="修改", exact=True)).to_be_visible()
    reader.reload()
    expect(reader.get_by_role("article")).to_contain_text(FIRST.replace("第一天", "头一天"))

    reporter.locator("summary", has_text="更正").click()
    for field, text in {
        "wrong": "二十个名额",
        "right": "三十个名额",
        "ending": "特此更正，并向读者致歉。",
    }.items():
        reporter.locator(f"[name=_correct-{field}]").fill(text)
    shoot(reporter, "correct")
    reporter.locator("details[open]").get_by_role("button", name="更正").click()
    expect(reporter.get_by_text("草稿").first).to_be_visible()
    press(reporter, "送审")
    review(desk, story)
    press(desk("proofreader", story, "proof"), "签一校")
    press(desk("head", story), "发布")
    reader.reload()
    expect(reader.get_by_text("特此更正，并向读者致歉。")).to_be_visible()

    chief = desk("chief", story)
    chief.goto("/admin/")
    expect(chief.get_by_text("待见报的更正")).to_be_visible()
    shoot(chief, "chief-desk")
    desk("chief", story)
    submit_step(chief, "不登报", **{"理由": "只在网上登过"})
    chief.goto("/admin/")
    expect(chief.get_by_text("待见报的更正")).to_have_count(0)

    desk("chief", story)
    chief.locator("summary", has_text="撤稿").click()
    chief.locator("details[open]").get_by_label("理由", exact=True).select_option(label="失实")
    chief.locator("details[open]").get_by_role("button", name="撤稿").click()
    expect(chief.get_by_text("已撤稿").first).to_be_visible()
    assert reader.goto(address).status == 410


# --- 紧急撤稿 ---------------------------------------------------------------------------------------


@pytest.fixture
def live(newsroom):
    """A published story that a reporter is amending, so that its fields are on the same page."""
    story = published(ArticleFactory(filed_by=User.objects.get(username="reporter")))
    Story.objects.filter(pk=story.pk).update(status="draft")
    return story


def address(story):
    return f"/admin/articles/article/{story.pk}/change/"


def button(page):
    return page.get_by_role("button", name="紧急撤稿", exact=True)


def is_live():
    return Version.objects.live().filter(story_id=Story.objects.latest("pk").pk).exists()


def gap(one, other):
    """The distance of two boxes in pixels: the larger of the horizontal and the vertical one."""
    across = max(one["x"], other["x"]) - min(one["x"] + one["width"], other["x"] + other["width"])
    down = max(one["y"], other["y"]) - min(one["y"] + one["height"], other["y"] + other["height"])
    return max(across, down)


@pytest.mark.parametrize("username", ["editor", "chief"])
def test_two_taps_on_a_phone_withdraw_without_waiting(username, visit, live):
    """The clock of the page stands still, so nothing waits for a timer; two requests are sent."""
    reader = visit(f"/articles/{live.pk}/", width=390)
    phone = visit(address(live), username, width=390, has_touch=True, is_mobile=True)
    phone.clock.pause_at(datetime.now() + timedelta(minutes=1))
    sent = []
    phone.on("request", lambda request: sent.append(request))

    button(phone).tap()
    shoot(phone, "emergency-armed")
    button(phone).tap()
    phone.get_by_text("已撤稿").first.wait_for()
    status = reader.reload().status

    assert status == 410
    assert [
        (request.resource_type, request.method)
        for request in sent
        if request.resource_type in ("fetch", "document") and not request.redirected_from
    ] == [("fetch", "POST"), ("document", "GET")]


def test_held_press_withdraws(visit, live):
    phone = visit(address(live), "head", width=390)
    shoot(phone, "emergency")

    button(phone).hover()
    phone.mouse.down()
    phone.get_by_text("已撤稿").first.wait_for()

    assert not is_live()


def test_one_tap_withdraws_nothing_and_is_forgotten_after_five_seconds(visit, live):
    phone = visit("/admin/", "chief", width=390)
    phone.clock.install()
    phone.goto(address(live))
    ready(phone)

    button(phone).click()
    expect(phone.locator(".desk-held[data-state=armed]")).to_be_visible()
    phone.clock.run_for(5100)
    expect(phone.locator(".desk-held[data-state=waits]")).to_be_visible()
    button(phone).click()

    expect(phone.locator(".desk-held[data-state=armed]")).to_be_visible()
    assert is_live()


@pytest.mark.parametrize("key", ["Enter", " "])
def test_keyboard_withdraws_with_two_presses(key, visit, live):
    page = visit(address(live), "head")
    button(page).focus()

    page.keyboard.press(key)
    expect(page.get_by_role("status").filter(has_text="再按一次")).to_be_visible()
    assert is_live()
    page.keyboard.press(key)
    page.get_by_text("已撤稿").first.wait_for()

    assert not is_live()


def test_without_its_script_the_button_opens_a_page_with_the_same_button(visit, live):
    page = visit(address(live), "editor", width=390, java_script_enabled=False)

    button(page).click()
    assert is_live()
    shoot(page, "emergency-page")
    button(page).click()

    assert not is_live()


def test_text_that_is_not_saved_stops_no_withdrawal(visit, live):
    page = visit(address(live), "chief", width=390)
    page.locator("[name=headline]").fill("还没有保存的标题")
    page.on("dialog", lambda dialog: dialog.dismiss())  # stay, and keep the text

    button(page).click()
    with page.expect_response(lambda response: "/emergency_withdraw/" in response.url):
        button(page).click()

    assert not is_live()
    expect(page.locator("[name=headline]")).to_have_value("还没有保存的标题")


@WIDTHS
def test_button_stands_apart_and_does_not_move(width, visit, live):
    page = visit(address(live), "chief", width=width)
    box = button(page).bounding_box()
    others = page.locator(
        "#content .desk-button, #content input:visible, .tiptap, #submit-row a, #submit-row button"
    ).filter(visible=True)
    gaps = [gap(box, other.bounding_box()) for other in others.all() if other.bounding_box() != box]

    button(page).click()

    assert gaps
    assert min(gaps) >= 48
    assert button(page).bounding_box() == box

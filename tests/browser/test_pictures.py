"""Pictures on the public site: their `sizes` match the layout, and the viewer enlarges them."""

import pytest
from playwright.sync_api import expect

from demo.management.commands.load_demo import PHOTOS

# For each visible picture: the width that its `sizes` give, and its width on screen.
WIDTHS = """() => [...document.querySelectorAll("main picture")].map((picture) => {
  const holds = (source) => !source.media || matchMedia(source.media).matches;
  const source = [...picture.querySelectorAll("source")].find(holds);
  const said = source.sizes.split(", ").map((part) => part.match(/^(\\(.*?\\) )?(.*)$/));
  const probe = document.createElement("div");
  probe.style.width = said.find((part) => !part[1] || matchMedia(part[1]).matches)[2];
  document.body.append(probe);
  const image = picture.querySelector("img").getBoundingClientRect();
  return [probe.getBoundingClientRect().width, image.width, image.height];
})"""


@pytest.fixture
def demo_photos():
    return PHOTOS


@pytest.fixture
def open_sample(visit):
    """A function that opens the public page of the sample story: `open_sample(width=390)`."""

    def open_sample(**options):
        page = visit("/", **options)
        page.get_by_role("link", name="年关将至 温暖先达").first.click()
        expect(page.locator("figure.shown")).to_have_count(3)
        return page

    return open_sample


def figure(page, number):
    return page.locator("figure.shown a").nth(number)


def test_pictures_are_as_wide_as_the_page_says_and_take_their_place_at_once(visit):
    front = visit("/")
    story = front.get_by_role("link", name="年关将至 温暖先达").first.get_attribute("href")
    for width in (1400, 1000, 768, 390):
        front.set_viewport_size({"width": width, "height": 900})
        for path in ("/", "/sections/yaowen/", story):
            front.goto(path)
            shown = front.evaluate(WIDTHS)
            assert shown, path
            for said, stands, high in shown:
                assert abs(said - stands) <= 1, (path, width)
                assert high > 50  # pictures that are not loaded yet take their place, too
    assert front.evaluate("document.images[0].currentSrc").endswith(".avif")


def test_pictures_are_leafed_through_with_the_keyboard(open_sample):
    page = open_sample()
    gallery = page.get_by_role("dialog", name="本文图片")
    figure(page, 1).focus()
    page.keyboard.press("Enter")

    expect(gallery).to_be_visible()
    expect(gallery.get_by_role("status")).to_have_text("2 / 3")
    expect(gallery.get_by_text("爱心义诊")).to_be_in_viewport()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(gallery.get_by_role("status")).to_have_text("3 / 3")
    expect(gallery.get_by_role("button", name="下一张图片")).to_have_attribute(
        "aria-disabled", "true"
    )
    expect(gallery.get_by_text("春联送祝福")).to_be_in_viewport()
    page.keyboard.press("Home")
    expect(gallery.get_by_text("暖心慰问")).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('dialog') !== null")

    page.keyboard.press("Escape")
    expect(gallery).to_be_hidden()
    expect(figure(page, 0)).to_be_focused()


def test_pictures_are_leafed_through_with_the_finger(open_sample):
    page = open_sample(width=390)
    gallery = page.get_by_role("dialog", name="本文图片")
    figure(page, 0).click()

    expect(gallery.get_by_role("status")).to_have_text("1 / 3")
    page.mouse.move(195, 400)
    page.mouse.wheel(390, 0)
    expect(gallery.get_by_role("status")).to_have_text("2 / 3")
    gallery.get_by_role("button", name="下一张图片").click()
    expect(gallery.get_by_role("status")).to_have_text("3 / 3")
    gallery.get_by_role("button", name="上一张图片").click()
    expect(gallery.get_by_text("爱心义诊")).to_be_in_viewport()

    gallery.get_by_role("button", name="关闭").click()
    expect(gallery).to_be_hidden()
    expect(figure(page, 1)).to_be_focused()


def test_without_script_a_picture_is_a_link_to_its_file(browser, newsroom):
    context = browser.new_context(base_url=newsroom, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("link", name="年关将至 温暖先达").first.click()
    expect(page.get_by_role("dialog")).to_have_count(0)

    figure(page, 0).click()

    page.wait_for_url("**/photos/*.jpg")
    assert page.request.get(page.url).headers["content-type"] == "image/jpeg"
    context.close()

"""The paper's name and logo: an administrator sets them on the screen, readers see them in the head."""

import re
from io import BytesIO

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import expect

SCREEN = "/admin/newsroom/siteinformation/"
TRANSPARENT = (0, 0, 0, 0)
RED = (163, 23, 31, 255)


def logo(size, ground=TRANSPARENT):
    """A logo as Playwright uploads it: discs side by side, as many as fit."""
    width, height = size
    image = Image.new("RGBA", size, ground)
    for left in range(0, width, height):
        box = (left + height // 10, height // 10, left + height * 9 // 10, height * 9 // 10)
        ImageDraw.Draw(image).ellipse(box, fill=RED)
    png = BytesIO()
    image.save(png, "PNG")
    return {"name": "标志.png", "mimeType": "image/png", "buffer": png.getvalue()}


def edge(element):
    """Where the element ends on the right, in pixels."""
    box = element.bounding_box()
    return box["x"] + box["width"]


def save(page):
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("成功").first).to_be_visible()


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("size", [(800, 200), (300, 300)])
def test_name_and_logo_stand_in_the_head_of_every_page(visit, width, size):
    admin = visit(SCREEN, "admin", width=width)
    admin.get_by_label("报名", exact=True).fill("临川晚报")
    admin.locator("input[name=logo]").set_input_files(logo(size))
    save(admin)
    admin.goto(SCREEN)
    assert edge(admin.get_by_role("link", name="图片预览")) <= width
    assert edge(admin.locator(".field-logo label").last) <= width

    for scheme in ("light", "dark"):
        reader = visit("/", width=width, color_scheme=scheme)
        head = reader.get_by_role("heading", name="临川晚报", level=1)
        expect(head).to_be_visible()
        image = head.locator("img")
        assert image.evaluate("image => image.complete && image.naturalWidth") == size[0]
        assert 24 <= image.bounding_box()["height"] <= 100
        assert edge(image) <= width
    expect(reader).to_have_title("首页 - 临川晚报")
    expect(admin).to_have_title(re.compile("临川晚报 · 采编"))


def test_a_logo_is_removed_on_the_screen(visit):
    admin = visit(SCREEN, "admin")
    admin.locator("input[name=logo]").set_input_files(logo((300, 300)))
    save(admin)
    admin.goto(SCREEN)
    admin.get_by_label("清除").check()
    save(admin)

    expect(visit("/").get_by_role("heading", level=1).locator("img")).to_have_count(0)

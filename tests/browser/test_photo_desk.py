"""The photo desk in a browser: uploading pictures, captions, focal points, replacing files."""

import base64

import pytest
from playwright.sync_api import expect

from media.intake.photo_files import get_or_create_photo
from media.models import Photo
from media.sizes.shapes import SHAPES
from newsroom.core.models import User
from newsroom.desk.models import StoryPhoto
from tests.factories import ArticleFactory, StoryPhotoFactory
from tests.media.photo_desk import BOARD, GRID, make_photo, new_image, photo_url
from tests.media.pictures import drawn, encoded, upload

DROP = """files => {
  const data = new DataTransfer()
  for (const [name, content] of Object.entries(files)) {
    const bytes = Uint8Array.from(atob(content), (c) => c.charCodeAt(0))
    data.items.add(new File([bytes], name))
  }
  return data
}"""
ROWS = ".photo-upload__files li"


def drop(page, onto, files):
    """Drop files, {name: bytes}, on the element `onto` (a selector)."""
    sent = {name: base64.b64encode(content).decode() for name, content in files.items()}
    data = page.evaluate_handle(DROP, sent)
    page.locator(onto).first.dispatch_event("dragover", {"dataTransfer": data})
    expect(page.locator(".photo-upload.is-over")).to_have_count(1)
    page.locator(onto).first.dispatch_event("drop", {"dataTransfer": data})


def shoot(page, name):
    """Does nothing; a script that wants screenshots replaces it."""


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


@pytest.fixture(params=[1400, 390])
def photographer(request, visit):
    """A function that opens a URL as the photo editor, on a desktop or a phone."""
    return lambda path: visit(path, "photo", width=request.param)


def test_pictures_come_in_and_get_their_words_and_focal_point(photographer, run_jobs):
    page = photographer(GRID)
    drop(
        page,
        ".photo-desk",  # files may be dropped anywhere on it
        {"渡口.jpg": new_image(), "夜校.jpg": new_image((800, 1200)), "坏.jpg": b"<svg>"},
    )
    expect(page.locator(ROWS)).to_have_count(3)
    expect(page.locator(".is-taken")).to_have_count(2)
    expect(page.locator(".is-refused")).to_contain_text(["坏.jpg"])
    expect(page.locator(".is-refused")).to_contain_text("无法识别这个文件")
    photo = Photo.objects.get(file_name="渡口.jpg")
    run_jobs()

    page.get_by_role("link", name="不管未收的，继续").click()
    expect(page.locator(".photo-tile img")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]

    page.locator(f".photo-tile a[href='{photo_url(photo)}']").click()
    page.locator("[name=caption]").fill("清晨第一班渡船")
    page.locator("[name=credit]").fill("何一 摄")
    large = page.locator(".photo-focus__frame img")
    assert large.evaluate("img => img.decode().then(() => img.naturalWidth)") == 1200
    box = large.bounding_box()
    large.click(position={"x": box["width"] * 0.45, "y": box["height"] * 0.5}, force=True)
    marker = page.locator(".photo-focus__marker")
    expect(marker).to_be_focused()
    assert [round(value, -1) for value in point(page)] == [450, 500]

    before, crops = point(page), views(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    assert point(page) == [before[0] + 10, before[1] + 50]
    assert views(page) != crops
    page.locator("[name=focus_x]").fill("0")
    assert views(page)[0].startswith("0 ")
    press(page, "保存")

    expect(page.locator("[name=focus_x]")).to_have_value("0")
    photo.refresh_from_db()
    assert (photo.caption, photo.focus) == ("清晨第一班渡船", (0, before[1] + 50))
    run_jobs()
    assert {r.shape for r in photo.renditions()} == {"whole", "16x9", "4x3", "1x1"}
    assert views(page) == [
        f"{left} {top} {right - left} {bottom - top}"
        for left, top, right, bottom in (
            shape.box(1200, 800, photo.focus) for shape in reversed(SHAPES[1:])
        )
    ]

    page.goto(GRID)
    page.locator("[name=q]").fill("渡船 何一")
    page.keyboard.press("Enter")
    expect(page.locator(".photo-tile")).to_have_count(1)
    expect(page.locator(".photo-tile")).to_contain_text("清晨第一班渡船")
    page.get_by_role("link", name="已使用").click()
    expect(page.get_by_text("没有符合条件的图片")).to_be_visible()


def point(page):
    return [int(page.locator(f"[name={name}]").input_value()) for name in ("focus_x", "focus_y")]


def views(page):
    """The crop that each of the three previews shows."""
    return page.locator("svg[data-ratio]").evaluate_all(
        "all => all.map((svg) => svg.getAttribute('viewBox'))"
    )


def test_waiting_captions_get_their_pictures(photographer, run_jobs):
    first, second, third = StoryPhoto.objects.filter(photo__original="").order_by("-pk")
    page = photographer(BOARD)
    expect(page.locator(".photo-card")).to_have_count(3)

    drop(page, f"#caption-{first.pk} .photo-card__words", {"DSC_0001.jpg": new_image()})
    expect(page.locator(f"#caption-{first.pk} .is-taken")).to_have_count(1)
    assert Photo.objects.get(pk=first.photo_id).file_name == "DSC_0001.jpg"

    drop(
        page,
        ".photo-desk__hint",
        {f"{second.caption}.jpg": new_image(), "IMG_2.jpg": new_image()},
    )
    guess = page.locator(f"#caption-{second.pk} .photo-suggestions li")
    expect(guess).to_have_count(1)
    expect(guess).to_contain_text("文件名相近")
    expect(page.locator(".photo-suggestions li")).to_have_count(1)
    assert not Photo.objects.get(pk=second.photo_id).original
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]
    guess.get_by_role("button", name="就是这张").click()

    expect(page.locator(".photo-card")).to_have_count(1)
    expect(page.locator(f"#caption-{third.pk}")).to_be_visible()
    second.refresh_from_db()  # it shows the photo itself; its own was only a caption
    assert Photo.objects.get(pk=second.photo_id).file_name == f"{second.caption}.jpg"
    run_jobs()
    for story_photo in (first, second):
        assert Photo.objects.get(pk=story_photo.photo_id).renditions().exists()

    page.goto(photo_url(first.photo))
    expect(page.get_by_text("篇已签发的稿件在用这张图片")).to_be_visible()


def test_known_pictures_are_chosen_or_sent_for_waiting_captions(photographer):
    """They are in the library already, and another story shows one of them."""
    first, second, third = StoryPhoto.objects.filter(photo__original="").order_by("-pk")
    content = new_image()
    sent, _new = get_or_create_photo(upload(content), user=None)
    chosen = make_photo(caption="临川渡口的早班船", credit="何一 摄")
    for photo in (sent, chosen):
        StoryPhotoFactory(story=ArticleFactory(), photo=photo)
    page = photographer(BOARD)

    page.locator(f"#caption-{first.pk}").get_by_role("button", name="从图片库选用").click()
    tiles = page.locator(".desk-chooser__photos button")
    expect(tiles).to_have_count(2)
    expect(page.locator(".desk-chooser__for")).to_have_text(first.caption)
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]
    shoot(page, "chooser")
    page.locator(".desk-chooser [type=search]").fill("早班船")
    expect(tiles).to_have_count(1)
    tiles.click()
    expect(page.locator(".photo-card")).to_have_count(2)
    first.refresh_from_db()
    assert first.photo == chosen

    drop(page, f"#caption-{second.pk} .photo-card__words", {"DSC_1.jpg": content})
    taken = page.locator(f"#caption-{second.pk} .is-taken")
    expect(taken).to_contain_text("库中已有这张图片，已直接使用")
    expect(taken).to_contain_text("没有注明授权")
    shoot(page, "known")
    second.refresh_from_db()
    assert second.photo == sent

    content = new_image()
    sent, _new = get_or_create_photo(upload(content), user=None)
    page.goto(photo_url(third.photo))
    drop(page, ".photo-page__replace .photo-upload", {"DSC_1.jpg": content})
    page.wait_for_url(f"**{photo_url(sent)}")


def test_uploaded_pictures_are_changed_together(photographer):
    page = photographer(GRID)
    page.locator("[data-photo-files][multiple]").set_input_files(
        [
            {"name": f"{name}.jpg", "mimeType": "image/jpeg", "buffer": new_image()}
            for name in ("渡口", "夜校", "菜场")
        ]
    )
    boxes = page.locator(".photo-tile [name=chosen]")
    expect(boxes).to_have_count(3)
    bar = page.locator(".photo-chosen__bar")
    expect(bar).to_contain_text("已选 3 张")
    shoot(page, "uploaded")
    boxes.nth(0).uncheck()
    expect(bar).to_contain_text("已选 2 张")
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]

    press(page, "一起修改")
    page.get_by_label("图片说明").fill("临川渡口（林晓禾 摄）")
    page.get_by_label("添加关键词").fill("春游")
    page.get_by_label("本报自采").check()
    shoot(page, "batch")
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]
    press(page, "修改")
    expect(page.locator(".desk-bulk__counts")).to_contain_text("2")
    shoot(page, "results")
    changed = Photo.objects.filter(caption="临川渡口", credit="林晓禾 摄", licence="own")
    assert [photo.keywords for photo in changed] == [["春游"]] * 2

    page.goto(GRID)
    expect(bar).to_be_hidden()
    page.locator(".photo-tile [name=chosen]").nth(0).check()
    press(page, "本报自采")
    expect(page.get_by_text("批量修改的结果").first).to_be_visible()


def test_offers_of_a_photo_are_taken_with_one_tap(photographer):
    photo = make_photo(user=User.objects.get(username="reporter"))
    StoryPhotoFactory(story=ArticleFactory(), photo=photo, caption="临川渡口的早班船")
    page = photographer(photo_url(photo))
    shoot(page, "offers")

    press(page, "本报自采")
    expect(page.get_by_text("已注明为本报自采")).to_be_visible()
    press(page, "图片库也用这条说明")

    expect(page.locator("[name=caption]")).to_have_value("临川渡口的早班船")
    expect(page.locator(".photo-offer")).to_have_count(0)
    assert Photo.objects.get(pk=photo.pk).licence == "own"


def test_picture_that_did_not_arrive_is_sent_again(visit):
    page = visit(GRID, "reporter", width=390)
    page.route("**/upload/", lambda route: route.fulfill(status=200, body="?"), times=1)
    content = new_image()
    page.locator("[data-photo-files][multiple]").set_input_files(
        {"name": "渡口.jpg", "mimeType": "image/jpeg", "buffer": content}
    )

    press(page, "重试")

    expect(page.locator(".photo-tile img")).to_have_count(1)
    assert Photo.objects.filter(file_name="渡口.jpg", created_by__username="reporter").exists()


def test_too_large_a_picture_is_refused_before_it_is_sent(visit, settings):
    settings.PHOTO_MAX_BYTES = 2**20
    page = visit(GRID, "photo")
    page.route("**/upload/", lambda route: route.abort())

    drop(page, ".photo-desk", {"大.jpg": b"x" * (2**20 + 1)})

    expect(page.locator(".is-refused")).to_contain_text("1 MB")


def test_replaced_file_is_seen_at_once(visit, newsroom):
    photo = make_photo(name="旧.jpg", caption="渡口")
    page = visit(photo_url(photo), "photo")
    old = page.locator(".photo-focus__frame img").get_attribute("src")

    drop(page, ".photo-page__replace .photo-upload", {"新.png": encoded(drawn(), format="PNG")})

    expect(page.locator(".desk-facts")).to_contain_text("新.png")
    assert page.locator(".photo-focus__frame img").get_attribute("src") != old
    expect(page.locator("[name=caption]")).to_have_value("渡口")


def test_all_of_it_works_without_a_script(browser, newsroom):
    context = browser.new_context(base_url=newsroom, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/admin/login/?next={GRID}")
    page.locator("[name=username]").fill("photo")
    page.locator("[name=password]").fill("newsroom")
    page.locator("[type=submit]").click()

    page.locator("[name=file]").set_input_files(
        {"name": "渡口.jpg", "mimeType": "image/jpeg", "buffer": new_image()}
    )
    page.get_by_role("button", name="上传").click()
    page.locator("[name=focus_x]").fill("130")
    page.get_by_role("button", name="保存", exact=True).click()

    expect(page.locator("[name=focus_x]")).to_have_value("130")
    assert Photo.objects.get(file_name="渡口.jpg").focus == (130, 500)
    context.close()

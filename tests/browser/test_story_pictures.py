"""Pictures in a story: uploaded, placed, published, replaced, withdrawn."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article
from media.intake.photo_files import get_or_create_photo
from media.models import Photo
from media.sizes.renditions import prepare
from newsroom.core.models import User
from newsroom.desk import workflow
from newsroom.press.models import Version
from tests.browser.test_editor import EDITOR
from tests.browser.test_journey import press, write
from tests.browser.widths import PHONE, WIDE, journey
from tests.media.pictures import drawn, encoded, upload

HEADLINE = "渡口石阶铺好了 居民不再绕行"
TEXT = "临川渡口的石阶昨天铺好了最后一级。"
CARDS = ".desk-pictures__rows > li"
NODES = f"{EDITOR} .desk-photo"


def file(name, colour, size=(1200, 800)):
    """A picture as Playwright's set_input_files takes it."""
    buffer = encoded(drawn(size, colour=colour))
    return {"name": name, "mimeType": "image/jpeg", "buffer": buffer}


def shoot(page, name):
    """Does nothing; a script that wants screenshots replaces it."""


def captions(page):
    return page.locator(f"{NODES} figcaption")


def exchange(page, by_keyboard):
    """Swap the two pictures in the text, with the keyboard or the buttons."""
    first, second = page.locator(NODES).nth(0), page.locator(NODES).nth(1)
    if not by_keyboard:
        return second.get_by_role("button", name="上移").click()
    page.locator(f"{EDITOR} p").first.click()
    page.keyboard.press("End")
    page.keyboard.press("ArrowDown")
    expect(first).to_have_class(re.compile("ProseMirror-selectednode"))
    page.keyboard.press("Alt+ArrowDown")


def submit(page, headline=HEADLINE):
    page.locator("[name=headline]").fill(headline)
    page.locator("[name=section]").select_option(label="民生")


def save(page):
    """Save, and wait until every picture card is saved."""
    page.locator("[name=_continue]").click()
    expect(page.locator(f"{CARDS}[data-place^=new]")).to_have_count(0)


@pytest.mark.parametrize("width", [1400, 390])
def test_known_file_credit_and_own_picture_in_the_form_of_a_story(visit, width):
    """The photo desk has the reporter's file already: he uses it all the same."""
    known = file("石阶.jpg", "steelblue")
    photo, _new = get_or_create_photo(
        upload(known["buffer"]), user=User.objects.get(username="photo")
    )
    page = visit("/admin/articles/article/add/", "reporter", width=width)
    submit(page)
    write(page, TEXT)
    page.locator("[data-anywhere] [data-photo-files][multiple]").set_input_files(
        [known, file("渡船.jpg", "tomato")]
    )
    cards = page.locator(CARDS)
    expect(cards).to_have_count(2)
    known_card, own_card = cards.nth(0), cards.nth(1)
    expect(known_card.get_by_text("库中已有这张图片，已直接使用")).to_be_visible()
    expect(own_card.get_by_text("库中已有这张图片，已直接使用")).to_be_hidden()
    assert known_card.get_attribute("data-photo") == str(photo.pk)

    own_card.get_by_label("图片说明").fill("清晨的渡船（林晓禾 摄）")
    own_card.get_by_label("图片说明").blur()
    expect(own_card.get_by_label("图片说明")).to_have_value("清晨的渡船")
    expect(own_card.get_by_label("摄影／供图")).to_have_value("林晓禾 摄")

    # Only who brought a picture in may state that it is the paper's own.
    expect(known_card.get_by_role("button", name="本报自采")).to_be_hidden()
    shoot(page, f"own-{width}")
    own_card.get_by_role("button", name="本报自采").click()
    expect(own_card.get_by_text("已注明为本报自采")).to_be_visible()
    assert Photo.objects.get(file_name="渡船.jpg").licence == "own"

    save(page)
    own_card = page.locator(f"{CARDS}[data-photo='{Photo.objects.get(file_name='渡船.jpg').pk}']")
    shoot(page, f"library-caption-{width}")
    own_card.get_by_role("button", name="图片库也用这条说明").click()
    expect(own_card.get_by_text("图片库已用上这条说明")).to_be_visible()
    assert Photo.objects.get(file_name="渡船.jpg").caption == "清晨的渡船"


@pytest.fixture
def prepared():
    """A function that makes the missing sizes of every picture, as the worker would."""

    def work():
        for photo in Photo.objects.exclude(original=""):
            prepare(photo, photo.focus)

    return work


@journey(WIDE, PHONE)
def test_pictures_from_the_reporters_desk_to_the_readers_and_away(visit, prepared, width):
    page = visit("/admin/articles/article/add/", "reporter", width=width)
    submit(page)
    write(page, TEXT)
    page.locator("[data-anywhere] [data-photo-files][multiple]").set_input_files(
        [file("石阶.jpg", "steelblue"), file("渡船.jpg", "tomato", (800, 1000))]
    )
    cards = page.locator(CARDS)
    expect(cards).to_have_count(2)
    expect(captions(page)).to_have_count(2)
    cards.nth(0).get_by_label("图片说明").fill("新铺的石阶")
    cards.nth(0).get_by_label("摄影／供图").fill("何一 摄")
    cards.nth(1).get_by_label("图片说明").fill("清晨的渡船")
    expect(captions(page)).to_have_text(["▲ 新铺的石阶", "▲ 清晨的渡船"])
    shoot(page, f"filled-{width}")

    # After a move within the text, the cards have the same order.
    exchange(page, by_keyboard=width > 1000)
    expect(captions(page)).to_have_text(["▲ 清晨的渡船", "▲ 新铺的石阶"])
    page.locator("[name=headline]").click()
    expect(cards.nth(0).get_by_label("图片说明")).to_have_value("清晨的渡船")
    cards.nth(1).get_by_label("头图").check()
    expect(page.locator(f"{NODES}.is-lead figcaption")).to_have_text("▲ 新铺的石阶")
    shoot(page, f"moved-{width}")

    # Without alt text the story is refused, and the form keeps its content.
    press(page, "送审")
    expect(page.get_by_text("还没有替代文字").first).to_be_visible()
    expect(captions(page)).to_have_text(["▲ 清晨的渡船", "▲ 新铺的石阶"])
    shoot(page, f"asked-{width}")
    page.get_by_role("button", name="全部用图片说明").click()
    press(page, "送审")
    expect(page.get_by_text("待终审").first).to_be_visible()
    expect(page.get_by_text("没有注明授权").first).to_be_visible()
    shoot(page, f"submitted-{width}")
    story = Article.objects.get(headline=HEADLINE)

    prepared()
    chief = visit(story.get_admin_url(), "chief", width=width)
    press(chief, "签发")
    press(chief, "发布")
    expect(chief.get_by_text("已发布").first).to_be_visible()
    old = Version.objects.get(story_id=story.pk)
    lead = old.snapshot.lead_picture
    assert lead.caption == lead.alt == "新铺的石阶"
    reader = visit(old.get_absolute_url(), width=width)
    assert statuses(reader, old) == {200}

    # After the desk replaces a file, the public site shows the old one until the new one is signed.
    desk = visit(place_of("石阶.jpg"), "photo", width=width)
    desk.locator("[name=focus_x]").fill("130")
    press(desk, "保存")
    expect(desk.locator("[name=focus_x]")).to_have_value("130")
    replacing = desk.locator(".photo-page__replace input[type=file]").first
    replacing.set_input_files(file("新.jpg", "gold"))
    expect(desk.locator(".desk-facts")).to_contain_text("新.jpg")
    prepared()
    assert statuses(reader, old) == {200}
    chief.reload()
    press(chief, "修改")
    press(chief, "送审")
    chief.locator("#submit-row").get_by_role("button", name="签发").wait_for()
    press(chief, "签发")
    assert statuses(reader, old) == {200}
    press(chief, "发布")
    expect(chief.get_by_text("读者看到的就是这一版。")).to_be_visible()
    new = Version.objects.filter(story_id=story.pk).last()
    assert statuses(reader, new) == {200}
    gone = old.snapshot.file_names - new.snapshot.file_names
    assert gone
    assert {reader.request.get(f"/photos/{name}").status for name in gone} <= {404, 410}

    chief.get_by_text("撤稿", exact=True).first.click()
    chief.locator("details[open]").get_by_label("理由").select_option(label="失实")
    chief.locator("details[open]").get_by_role("button", name="撤稿").click()
    expect(chief.get_by_text("已撤稿").first).to_be_visible()
    assert statuses(reader, old) | statuses(reader, new) <= {404, 410}


def place_of(file_name):
    photo = Photo.objects.get(file_name=file_name)
    return reverse("admin:media_photo_change", args=[photo.pk])


def statuses(page, version):
    return {page.request.get(f"/photos/{name}").status for name in version.snapshot.file_names}


@pytest.fixture
def sample(newsroom):
    article = Article.objects.get(headline__startswith="年关将至")
    workflow.apply("amend", article, user=User.objects.get(username="editor"))
    return article


def test_a_picture_is_dragged_to_another_place_in_the_text(visit, sample):
    page = visit(sample.get_admin_url(), "editor")
    expect(captions(page)).to_have_text(["▲ 暖心慰问", "▲ 爱心义诊", "▲ 春联送祝福"])

    above, dragged = (page.locator(NODES).nth(number) for number in (1, 2))
    above.scroll_into_view_if_needed()
    start, goal = dragged.bounding_box(), above.bounding_box()
    page.mouse.move(start["x"] + 12, start["y"] + 12)
    page.mouse.down()
    page.mouse.move(goal["x"] + 12, goal["y"] + 4, steps=8)
    page.mouse.up()

    expect(captions(page)).to_have_text(["▲ 暖心慰问", "▲ 春联送祝福", "▲ 爱心义诊"])


def test_a_caption_that_waited_hands_its_words_and_its_place_to_the_picture(visit, sample):
    page = visit(sample.get_admin_url(), "editor")
    cards = page.locator(CARDS)
    body = page.locator("#id_body").input_value()

    cards.nth(1).locator("[data-photo-files]").first.set_input_files(file("义诊.jpg", "gold"))
    expect(page.locator(f"{CARDS}.is-removed")).to_have_count(1)

    photo = Photo.objects.get(file_name="义诊.jpg")
    waited = sample.story_photos.get(caption="爱心义诊").pk
    expect(page.locator("#id_body")).to_have_value(
        body.replace(f'data-photo="{waited}"', f'data-photo="new-{photo.pk}"')
    )
    save(page)
    expect(captions(page)).to_have_text(["▲ 暖心慰问", "▲ 爱心义诊", "▲ 春联送祝福"])
    assert sample.story_photos.get(photo=photo).caption == "爱心义诊"


@pytest.mark.parametrize("width", [1400, 390])
def test_a_picture_of_the_photo_desk_is_found_by_its_words_and_placed(visit, sample, width):
    editor = User.objects.get(username="editor")
    for name, colour in (("渡口", "gold"), ("书屋", "tomato"), ("夜校", "seagreen")):
        photo, _new = get_or_create_photo(
            upload(encoded(drawn(colour=colour)), f"{name}.jpg"), user=editor
        )
        Photo.objects.filter(pk=photo.pk).update(
            caption=f"{name}的灯亮了", credit="何一 摄", one_use=True, needs_masking=name == "夜校"
        )
    page = visit(sample.get_admin_url(), "editor", width=width)

    page.locator("[data-name=photoChoice]").click()
    expect(page.locator(".desk-chooser__photos button")).to_have_count(3)
    shoot(page, f"chooser-{width}")
    page.get_by_role("searchbox", name="在图片说明和署名中查找").fill("书屋")
    expect(page.locator(".desk-chooser__photos button")).to_have_count(1)
    page.locator(".desk-chooser__photos button").click()
    page.locator("[data-close]").click()

    expect(captions(page).last).to_have_text("▲ 书屋的灯亮了")
    expect(page.locator(CARDS)).to_have_count(4)
    save(page)
    expect(captions(page)).to_have_count(4)
    story_photo = sample.story_photos.get(photo__file_name="书屋.jpg")
    assert (story_photo.caption, story_photo.credit) == ("书屋的灯亮了", "何一 摄")
    shoot(page, f"placed-{width}")

"""The rich text editor in a browser: it saves the sample story unchanged."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from newsroom.core.models import User
from newsroom.desk import workflow
from newsroom.desk.models import Revision

EDITOR = ".ProseMirror[contenteditable]"


@pytest.fixture
def sample(newsroom):
    article = Article.objects.get(headline__startswith="年关将至")
    workflow.apply("amend", article, user=User.objects.get(username="editor"))
    return article


@pytest.mark.parametrize("width", [1400, 390])
def test_an_edit_that_is_undone_leaves_every_letter_in_place(visit, sample, width):
    page = visit(sample.get_admin_url(), "editor", width=width)
    text = page.locator("#id_body")
    before = text.input_value()
    revisions = Revision.objects.filter(story=sample)
    recorded = revisions.count()

    page.locator(EDITOR).locator("p").first.click()
    page.keyboard.type("字")
    assert text.input_value() != before
    page.keyboard.press("Backspace")

    assert text.input_value() == before
    page.locator("[name=_continue]").click()
    expect(page.locator(EDITOR)).to_be_visible()
    assert revisions.count() == recorded


def test_photos_stand_in_the_text_under_their_captions(visit, sample):
    page = visit(sample.get_admin_url(), "editor")
    photos = page.locator(".desk-photo")

    expect(photos.locator("figcaption")).to_have_text(["▲ 暖心慰问", "▲ 爱心义诊", "▲ 春联送祝福"])
    page.locator("#id_story_photos-1-caption").fill("义诊现场")
    expect(photos.nth(1).locator("figcaption")).to_have_text("▲ 义诊现场")


def test_a_photo_taken_out_of_the_text_can_be_put_back(visit, sample):
    page = visit(sample.get_admin_url(), "editor")
    text = page.locator("#id_body")
    number = page.locator("#id_story_photos-0-id").input_value()
    node = f'<figure data-photo="{number}"></figure>'

    page.locator(".desk-photo").first.click()
    page.keyboard.press("Backspace")
    assert node not in text.input_value()

    page.locator(EDITOR).locator("h2").first.click()
    page.locator("[data-name=photoPlace]").click()
    assert node in text.input_value()


def test_a_form_that_is_tapped_twice_files_one_story(visit):
    page = visit("/admin/briefs/brief/add/", "reporter", width=390)
    page.locator("#id_headline").fill("新书屋开门")
    page.locator("#id_section").select_option(index=1)
    page.locator(EDITOR).click()
    page.keyboard.type("昨天开门。")

    page.locator("[name=_step]").dblclick()

    expect(page.locator(".desk-reading")).to_contain_text("新书屋开门")
    assert Revision.objects.filter(content__contains="昨天开门。").count() == 1

"""整版签发 after a late edit: the chief's screen, a reporter's sentence, and what readers get."""

from playwright.sync_api import expect

from newsroom.core.models import Section
from newsroom.desk.models import Story
from pages.importing.filing import file_page
from pages.importing.page_files import read_page_bytes
from tests.browser.test_journey import press
from tests.pages.uploaded_pages import TEXT

SENTENCE = "据说渡口明年还要加宽。"


def file_sample():
    """An imported page, whose section asks for three reviews and a proof."""
    Section.objects.filter(slug="minsheng").update(reviews_required=3, proofs_required=1)
    page = file_page(read_page_bytes(TEXT.encode(), "0306.txt")).page
    story = page.places.select_related("story").first().story
    return page, story


def add_sentence(visit, story):
    """A colleague adds a sentence in the story's form."""
    editor = visit(f"/admin/{story.kind}s/{story.kind}/{story.pk}/change/", "editor")
    editor.locator(".tiptap").click()
    editor.keyboard.press("Control+End")
    editor.keyboard.insert_text(SENTENCE)
    press(editor, "保存")
    expect(editor.locator(".tiptap")).to_contain_text(SENTENCE)


def public_url(story):
    return f"/{story.kind}s/{story.pk}/"


def test_sentence_added_after_the_page_was_opened_stays_with_the_desk(visit):
    page, story = file_sample()
    chief = visit(f"/admin/pages/page/{page.pk}/change/", "chief", width=390)
    expect(chief.locator(f"#story-{story.pk}")).to_contain_text(story.headline)
    add_sentence(visit, story)

    press(chief, "整版签发")

    expect(chief.get_by_text("入库以后有改动，请先看差异。").first).to_be_visible()
    reader = visit("/")
    assert reader.goto(public_url(story)).status == 404

    changed = chief.locator(f"#story-{story.pk}")
    expect(changed.get_by_text("入库后有改动")).to_be_visible()
    expect(changed.locator("ins:visible", has_text=SENTENCE)).to_have_count(1)
    changed.get_by_role("button", name="恢复见报文").click()
    expect(chief.get_by_text("已恢复见报文").first).to_be_visible()
    press(chief, "整版签发")
    expect(
        chief.get_by_text("已签发并发布").or_(chief.get_by_text("签发并发布")).first
    ).to_be_visible()
    assert reader.goto(public_url(story)).status == 200
    expect(reader.get_by_role("article")).not_to_contain_text(SENTENCE)
    assert SENTENCE not in Story.objects.get(pk=story.pk).body


def test_difference_is_read_and_signed(visit):
    page, story = file_sample()
    add_sentence(visit, story)
    chief = visit(f"/admin/pages/page/{page.pk}/change/", "chief")

    chief.locator(f"#story-{story.pk}").get_by_role("button", name="看差异后签发").click()

    expect(chief.get_by_text("已签发并发布：").first).to_be_visible()
    reader = visit(public_url(story), width=390)
    expect(reader.get_by_role("article")).to_contain_text(SENTENCE)

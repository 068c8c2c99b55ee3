"""Two people edit one story, in two browsers."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from newsroom.core.models import Section, User
from newsroom.desk.revisions.content import record_revision

FIRST, SECOND = "书屋昨天开门，居民很高兴。", "河边的石阶也修好了，老人散步不再绕路。"


@pytest.fixture
def draft(newsroom):
    article = Article.objects.create(
        section=Section.objects.first(),
        headline="书屋开门",
        body=f"<p>{FIRST}</p><p>{SECOND}</p>",
        filed_by=User.objects.get(username="reporter"),
    )
    record_revision(article)
    return article


def write(page, paragraph, text):
    page.locator(".ProseMirror[contenteditable] p").nth(paragraph).click()
    page.keyboard.press("End")
    page.keyboard.insert_text(text)


@pytest.mark.parametrize("width", [1400, 390])
def test_what_both_changed_is_chosen_and_the_rest_is_merged(visit, draft, width):
    editor = visit(draft.get_admin_url(), "editor")
    reporter = visit(draft.get_admin_url(), "reporter", width=width)
    write(editor, 0, "编辑加的话。")
    write(editor, 1, "编辑的第二句。")
    editor.locator("[name=_continue]").click()
    expect(editor.get_by_text("成功").first).to_be_visible()

    write(reporter, 0, "记者加的话。")
    reporter.locator("#id_deck").fill("步行十分钟")
    reporter.locator("[name=_continue]").click()

    question = reporter.locator(".merge__question")
    expect(question).to_have_count(1)
    assert reporter.evaluate("document.documentElement.scrollWidth <= innerWidth")
    question.get_by_label("我的").first.check()
    reporter.locator("[name=_continue]").click()
    expect(reporter.locator(".merge")).to_have_count(0)

    story = Article.objects.get(pk=draft.pk)
    assert "记者加的话。" in story.body
    assert "编辑加的话。" not in story.body
    assert "编辑的第二句。" in story.body
    assert story.deck == "步行十分钟"

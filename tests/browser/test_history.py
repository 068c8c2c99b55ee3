"""The history of a story on desktop and phone: differences, signing again, restoring."""

import re

import pytest
from playwright.sync_api import expect

from newsroom.core.models import User
from newsroom.desk.revisions.content import record_revision
from newsroom.desk.workflow import apply
from tests.factories import ArticleFactory, SectionFactory

WIDTHS = pytest.mark.parametrize("width", [1400, 390])
PARAGRAPHS = "".join(f"<p>第{n}段说夜校有书法、茶艺等十二门课。</p>" for n in range(1, 9))
FIRST = f"<p>夜校昨天开班，首批三百名学员报到。</p>{PARAGRAPHS}"


@pytest.fixture
def people(newsroom):
    names = ("reporter", "editor", "head", "chief")
    return {name: User.objects.get(username=name) for name in names}


@pytest.fixture
def story(people):
    """A story that passed its first review, after which the head changed headline and body."""
    section = SectionFactory(reviews_required=3)
    story = ArticleFactory(
        filed_by=people["reporter"], section=section, headline="夜校开到家门口", body=FIRST
    )
    apply("submit", story, user=people["reporter"])
    apply("first_review", story, user=people["editor"])
    story.headline = "夜校开到家门口 下班去上课"
    story.body = FIRST.replace("三百名", "三百二十名")
    story.save()
    record_revision(story, user=people["head"])
    return story


def place(story, name="change"):
    return f"/admin/articles/article/{story.pk}/{name}/"


def fits(page):
    """Whether the page is no wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@WIDTHS
def test_reviewer_sees_what_changed_and_signs_again_in_one_tap(visit, story, width):
    editor = visit(place(story), "editor", width=width)
    expect(editor.get_by_text("签后有改动")).to_be_visible()
    editor.get_by_role("link", name="看改动").click()

    shown = ".diff__new" if width == 1400 else ".diff__inline"
    hidden = ".diff__inline" if width == 1400 else ".diff__new"
    change = editor.locator(f"{shown} ins", has_text="二十")
    expect(change).to_be_visible()
    expect(editor.locator(f"{hidden} ins", has_text="二十")).to_be_hidden()
    folded = editor.get_by_text("第5段说夜校")
    expect(folded).to_be_hidden()
    editor.locator("summary", has_text="段未改").click()
    expect(folded).to_be_visible()
    assert fits(editor)

    editor.get_by_role("button", name="重签改后文字").click()
    expect(editor.get_by_text("签后有改动")).to_have_count(0)
    expect(editor.get_by_text("有效", exact=True)).to_be_visible()


def test_difference_is_shown_in_one_column_by_choice(visit, story):
    editor = visit(place(story, "history/1/2"), "editor")
    inline = editor.locator(".diff__inline", has_text="下班去上课")
    expect(inline).to_be_hidden()

    editor.get_by_label("合为一栏").press("Space")

    expect(inline).to_be_visible()
    expect(editor.locator(".diff__old").first).to_be_hidden()


@WIDTHS
def test_old_text_is_restored_from_the_history(visit, story, width):
    head = visit(place(story, "history"), "head", width=width)
    assert fits(head)
    first = head.locator(".history__entry", has_text="第 1 次修改")
    first.locator("summary", has_text="恢复").click()
    first.get_by_role("button", name="恢复第 1 次修改").click()

    expect(head.get_by_text("已恢复第 1 次修改的内容。")).to_be_visible()
    expect(head.locator("[name=headline]")).to_have_value("夜校开到家门口")
    expect(head.locator(".tiptap")).to_contain_text("首批三百名学员")
    assert story.revisions.count() == 3
    # The text is again the one that the editor signed.
    expect(head.get_by_text("有效", exact=True)).to_be_visible()


@WIDTHS
def test_any_two_revisions_are_compared(visit, story, width):
    head = visit(place(story, "history"), "head", width=width)
    head.get_by_role("button", name="比较").click()

    expect(head).to_have_url(re.compile(r"/history/1/2/$"))


@WIDTHS
def test_chief_redacts_a_revision_and_every_page_says_so(visit, story, width):
    chief = visit(place(story, "history"), "chief", width=width)
    first = chief.locator(".history__entry", has_text="第 1 次修改")
    first.locator("summary", has_text="清空内容").click()
    first.get_by_label("理由").fill("当事人要求")
    first.get_by_role("button", name="永久清空").click()

    expect(first.get_by_text("已清空")).to_be_visible()
    expect(first).to_contain_text("当事人要求")
    assert story.revisions.get(number=1).content == ""
    chief.goto(place(story, "record"))
    expect(chief.locator("tr", has_text="清空内容")).to_contain_text("当事人要求")


@WIDTHS
def test_page_of_a_moment_is_found_and_the_record_is_printed(visit, story, people, width):
    apply("second_review", story, user=people["head"])
    apply("sign_off", story, user=people["chief"])
    story.section.proofs_required = 0
    story.section.save()
    apply("publish", story, user=people["chief"])

    chief = visit(place(story, "history/readers"), "chief", width=width)
    chief.get_by_role("link", name="看当时的页面").click()
    expect(chief.get_by_role("heading", level=1)).to_have_text("夜校开到家门口 下班去上课")
    banner = chief.locator(".seen")
    for name in ("editor", "head", "chief"):
        expect(banner).to_contain_text(people[name].name)
    assert fits(chief)
    banner.get_by_role("button", name="看读者所见").click()
    expect(banner).to_contain_text("读者所见")

    chief.goto(place(story, "record"))
    expect(chief.get_by_role("button", name="打印")).to_be_visible()
    expect(chief.locator("tr", has_text="初审通过")).to_contain_text("责任编辑")
    assert fits(chief)
    chief.emulate_media(media="print")
    expect(chief.locator(".ways")).to_be_hidden()

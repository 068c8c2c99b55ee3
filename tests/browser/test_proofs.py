"""A proof with suggestions, made by a proofreader and settled by an editor, on desktop and phone."""

import os

import pytest
from playwright.sync_api import expect

from articles.models import Article
from newsroom.core.body import photo_node
from newsroom.core.models import Section, User
from newsroom.desk import workflow
from newsroom.desk.revisions.content import record_revision
from tests.factories import PhotoFactory, StoryPhotoFactory

SHOTS = os.environ.get("SHOTS")


def shoot(page, name):
    if SHOTS:
        page.wait_for_timeout(300)
        page.screenshot(path=f"{SHOTS}/{name}-{page.viewport_size['width']}.png", full_page=True)


@pytest.fixture
def story(newsroom):
    """A story under review in a section that requires one proof."""
    section = Section.objects.first()
    section.proofs_required = 1
    section.save()
    reporter, editor = (User.objects.get(username=name) for name in ("reporter", "editor"))
    story = Article.objects.create(
        kind="article",
        section=section,
        filed_by=reporter,
        responsible_editor=editor,
        kicker="临川区夜校招生",
        headline="夜校周一开课，三百人报名",
        dateline="本报讯",
        body="",
    )
    photo = StoryPhotoFactory(
        story=story, photo=PhotoFactory(), caption="学员在领新书。", credit="高望 摄"
    )
    story.body = (
        "<p>临川区夜校昨天开始报名，第一天就有三百人报了名，报名的人里有教师、护士和快递员。"
        "课程从晚上七点上到八点半，<strong>全部免费</strong>，教室设在区图书馆。</p>"
        f"{photo_node(photo.pk)}<h2>想学什么开什么</h2>"
        "<p>夜校的课程表由学员投票选出，书法、摄影和方言的报名人数最多。图书馆馆长介绍说，"
        "教室不够用的时侯，阅览室也会打开。</p>"
        "<p>下一期夜校将在明年三月开课。</p>"
    )
    story.save()
    record_revision(story, user=reporter)
    workflow.apply("submit", story, user=reporter)
    return story


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()


def change(page, label, old, new):
    """Replace `old` by `new` in the only text box of that label that contains `old`."""
    box = page.get_by_label(label, exact=True).filter(has_text=old)
    box.fill(box.input_value().replace(old, new))


@pytest.mark.parametrize("width", [1400, 390])
def test_proof_goes_from_the_proofreader_to_the_editor_and_back(width, visit, story):
    proofreader = visit("/admin/", "proofreader", width)
    shoot(proofreader, "proofreader-desk")
    proofreader.get_by_role("link", name=story.headline).click()
    change(proofreader, "主题", "周一", "周三")
    change(proofreader, "图片说明", "学员在领", "学员领")
    change(proofreader, "正文", "选出，书法", "选出：书法")
    change(proofreader, "正文", "时侯", "时候")
    expect(proofreader.locator(".desk-galley__changed")).to_have_count(3)
    press(proofreader, "查看校改")
    expect(proofreader.locator("#changed").locator("..")).to_contain_text("4 处校改")
    proofreader.get_by_label("给编辑的说明").fill("开课日期请向夜校核实。")
    shoot(proofreader, "galley")
    press(proofreader, "签一校")
    expect(proofreader.get_by_text("4 处待处理")).to_be_visible()
    expect(proofreader.get_by_role("textbox")).to_have_count(0)
    shoot(proofreader, "signed")

    editor = visit("/admin/", "editor", width)
    shoot(editor, "editor-desk")
    editor.get_by_role("link", name=story.headline).first.click()
    expect(editor.get_by_text("开课日期请向夜校核实。")).to_be_visible()
    marks = editor.locator("#marks li")
    shoot(editor, "marks")
    marks.filter(has_text="夜校周").get_by_role("button", name="不采纳").click()
    expect(marks.filter(has_text="不采纳 · 周砚之")).to_have_count(1)
    marks.filter(has_text="图书馆馆长").get_by_role("button", name="采纳", exact=True).click()
    expect(marks.filter(has_text="采纳 · 周砚之")).to_have_count(2)
    shoot(editor, "marks-half")
    press(editor, "全部采纳")
    expect(editor.get_by_text("待核红").first).to_be_visible()
    expect(marks.get_by_role("button")).to_have_count(0)
    editor.get_by_role("link", name="打开稿件").click()
    expect(editor.locator(".tiptap")).to_contain_text("不够用的时候")
    shoot(editor, "story")

    proofreader.reload()
    changed = proofreader.locator(".desk-difference")
    expect(changed.locator("ins", has_text="候")).to_be_visible()
    expect(changed.locator("del", has_text="一")).to_have_count(0)
    shoot(proofreader, "check")
    press(proofreader, "核红")
    proofreader.goto(f"/admin/articles/article/{story.pk}/proof/")
    expect(proofreader.get_by_text("核红 许知字")).to_be_visible()
    shoot(proofreader, "checked")


@pytest.mark.parametrize("width", [1400, 390])
def test_what_a_proofreader_wrote_stands_on_the_text_that_changed_meanwhile(width, visit, story):
    proofreader = visit(f"/admin/articles/article/{story.pk}/proof/", "proofreader", width)
    change(proofreader, "主题", "周一", "周三")
    change(proofreader, "正文", "时侯", "时候")
    story.headline = "夜校下周一开课，报名三百人"
    story.body = story.body.replace("时侯", "时间")
    story.save()
    record_revision(story)

    press(proofreader, "签一校")

    expect(proofreader.get_by_text("您的校改已移到新稿上")).to_be_visible()
    expect(proofreader.get_by_label("主题")).to_have_value("夜校下周三开课，报名三百人")
    lost = proofreader.locator("section", has=proofreader.get_by_text("无法定位"))
    expect(lost.locator("ins")).to_have_text("候")
    shoot(proofreader, "carried-over")
    proofreader.get_by_label("主题").fill("夜校下周三开课\n报名三百人")
    press(proofreader, "签一校")
    expect(proofreader.get_by_text("这里不能分段").first).to_be_visible()
    expect(proofreader.get_by_label("主题")).to_have_value("夜校下周三开课\n报名三百人")
    shoot(proofreader, "complaint")

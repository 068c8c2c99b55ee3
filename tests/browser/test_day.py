"""The workflow in the browser: reviews, a proof, a correction, scheduling and withdrawing."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Article
from newsroom.desk.models import Story

HEADLINE = "夜校添了木工班 报名第一天满员"
FIRST = "临川夜校今年添了木工班，二十个名额第一天就报满了。"
SECOND = "学员说，下班以后能亲手做一张凳子。"
PROOFED = SECOND.replace("一张凳子", "一只凳子")
WRONG, RIGHT = "二十个名额", "三十个名额"

WIDTHS = pytest.mark.parametrize("width", [1400, 390])


@pytest.fixture
def desk(visit, width):
    """Open a story for a user: `desk("editor", story)`. Each user keeps one browser window."""
    pages = {}

    def desk(username, story, screen="change"):
        address = f"/admin/articles/article/{story.pk}/{screen}/"
        if username not in pages:
            pages[username] = visit(address, username, width=width)
        else:
            pages[username].goto(address)
        return pages[username]

    return desk


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def submit_step(page, step, **fields):
    """Open the form of a workflow step, fill in its fields by their labels, and submit it."""
    page.locator("summary", has_text=step).click()
    form = page.locator("details[open]")
    for label, text in fields.items():
        form.get_by_label(label, exact=True).fill(text)
    form.get_by_role("button", name=step, exact=True).click()


def write(page, text):
    page.locator(".tiptap").click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(text)


def file_story(page, section):
    page.locator("[name=headline]").fill(HEADLINE)
    page.locator("[name=section]").select_option(label=section)
    write(page, FIRST)
    press(page, "送审")
    expect(page.get_by_text(HEADLINE).first).to_be_visible()
    return Article.objects.get(headline=HEADLINE)


def review(desk, story):
    """Three reviews by three people."""
    for username, step, after in (
        ("editor", "初审通过", "待复审"),
        ("head", "复审通过", "待终审"),
        ("chief", "签发", "已签发"),
    ):
        page = desk(username, story)
        press(page, step)
        expect(page.get_by_text(after).first).to_be_visible()


def proofread(desk, story, old, new):
    """A proof with one suggestion; the editor accepts it, the chief signs, 核红 completes it."""
    proofreader = desk("proofreader", story, "proof")
    box = proofreader.get_by_label("正文", exact=True)
    box.fill(box.input_value().replace(old, new))
    press(proofreader, "签一校")
    expect(proofreader.get_by_text("1 处待处理")).to_be_visible()
    editor = desk("editor", story, "proof")
    press(editor, "全部采纳")
    expect(editor.get_by_text("待核红").first).to_be_visible()
    chief = desk("chief", story)
    expect(chief.get_by_text("签后有改动").first).to_be_visible()
    press(chief, "重签改后文字")
    press(desk("proofreader", story, "proof"), "核红")


@WIDTHS
def test_three_reviews_a_proof_and_a_correction(visit, desk, width):
    reporter = visit("/admin/articles/article/add/", "reporter", width=width)
    story = file_story(reporter, "要闻")
    editor = desk("editor", story)
    submit_step(editor, "退回修改", 理由="请补一句学员的话")
    expect(editor.get_by_text("请补一句学员的话").first).to_be_visible()
    write(reporter := desk("reporter", story), SECOND)
    press(reporter, "送审")
    expect(reporter.get_by_text("待初审").first).to_be_visible()

    review(desk, story)
    chief = desk("chief", story)
    expect(chief.get_by_role("button", name="发布", exact=True)).to_have_count(0)
    expect(chief.get_by_text("现已签字0个").first).to_be_visible()
    proofread(desk, story, "一张凳子", "一只凳子")
    press(desk("head", story), "发布")
    reader = visit("/", width=width)
    reader.get_by_role("link", name=HEADLINE).first.click()
    expect(reader.get_by_role("article")).to_contain_text(FIRST + PROOFED)

    reporter = desk("reporter", story)
    submit_step(reporter, "更正", **{"原文（有误之处）": WRONG, "应为": RIGHT})
    expect(reporter.get_by_text("草稿").first).to_be_visible()
    reporter.locator(".tiptap").click()
    reporter.keyboard.press("Control+A")
    reporter.keyboard.insert_text((FIRST + PROOFED).replace(WRONG, RIGHT))
    press(reporter, "送审")
    review(desk, story)
    proofread(desk, story, "下班以后", "下班后")
    reader.reload()
    expect(reader.get_by_role("article")).to_contain_text(WRONG)
    press(desk("head", story), "发布")
    reader.reload()
    expect(reader.get_by_role("article")).to_contain_text(RIGHT)
    expect(reader.get_by_text(f"“{WRONG}”应为“{RIGHT}”，特此更正。")).to_be_visible()
    expect(desk("editor", story).get_by_text("下一期").first).to_be_visible()


@WIDTHS
def test_schedule_cancel_publish_and_withdraw_at_once(visit, desk, width):
    reporter = visit("/admin/articles/article/add/", "reporter", width=width)
    story = file_story(reporter, "民生")
    chief = desk("chief", story)
    press(chief, "签发")
    tomorrow = timezone.localtime() + timedelta(days=1)
    submit_step(chief, "定时发布", **{"时间（北京时间）": f"{tomorrow:%Y-%m-%dT%H:%M}"})
    expect(chief.get_by_text(f"{tomorrow:%Y-%m-%d %H:%M}").first).to_be_visible()
    expect(chief.get_by_text("北京时间").first).to_be_visible()
    reader = visit("/", width=width)
    expect(reader.get_by_role("link", name=HEADLINE)).to_have_count(0)

    press(chief, "取消定时")
    press(chief, "发布")
    reader.reload()
    reader.get_by_role("link", name=HEADLINE).first.click()
    address = reader.url

    press(desk("head", story), "紧急撤稿")
    assert reader.goto(address).status == 410
    expect(reader.get_by_text("该稿件已撤下").first).to_be_visible()
    chief.goto("/admin/")
    expect(chief.get_by_text("紧急撤稿").first).to_be_visible()
    desk("chief", story)
    chief.locator("summary", has_text="补审紧急撤稿").click()
    chief.locator("details[open]").get_by_label("理由", exact=True).select_option(label="失实")
    press(chief, "补审紧急撤稿")
    expect(chief.locator("summary", has_text="补审紧急撤稿")).to_have_count(0)
    assert Story.objects.get(pk=story.pk).decisions.last().transition == "review_withdrawal"

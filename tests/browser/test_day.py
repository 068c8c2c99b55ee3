"""The workflow in the browser: reviews, a proof, a correction, scheduling and withdrawing."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from newsroom.desk.models import Story
from tests.browser.story_steps import (
    FIRST,
    HEADLINE,
    SECOND,
    file_story,
    press,
    press_twice,
    proofread,
    review,
    submit_step,
    write,
)
from tests.browser.widths import PHONE, WIDE, journey

PROOFED = SECOND.replace("一张凳子", "一只凳子")
WRONG, RIGHT = "二十个名额", "三十个名额"


@journey(PHONE, WIDE)
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


@journey(WIDE, PHONE)
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

    press_twice(desk("head", story), "紧急撤稿")
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

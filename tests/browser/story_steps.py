"""Steps of a story as people take them in the browser. `desk` is the fixture of that name."""

from playwright.sync_api import expect

from articles.models import Article

HEADLINE = "夜校添了木工班 报名第一天满员"
FIRST = "临川夜校今年添了木工班，二十个名额第一天就报满了。"
SECOND = "学员说，下班以后能亲手做一张凳子。"


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def press_twice(page, name):
    """Take the step whose button is held or pressed twice, and wait until the page is new."""
    press(page, name)
    with page.expect_navigation():
        press(page, name)


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

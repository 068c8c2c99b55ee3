"""Pasting into the text of a story: what is kept, what is named, and that readers get the same."""

from base64 import b64encode

import pytest
from playwright.sync_api import expect

from articles.models import Article
from newsroom.core.body import clean
from newsroom.desk.admin.story_screen import preview_snapshot
from newsroom.press.models import Version
from newsroom.press.publishing import publish
from tests.browser.test_editor import EDITOR
from tests.browser.test_journey import write
from tests.browser.test_story_pictures import CARDS, NODES, save, submit
from tests.media.pictures import drawn, encoded

TABLE = (
    "<table><tbody><tr><th>名次</th><th>姓名</th><th>成绩</th></tr>"
    "<tr><td>1</td><td>何安</td><td>10秒32</td></tr><tr><td>2</td><td>苏禾</td><td>10秒41</td></tr>"
    "</tbody></table>"
)
EVERYTHING = (
    '<p>导语<strong>粗</strong><em>重</em><a href="https://lin.example/">链接</a><br>'
    "m<sup>2</sup>，H<sub>2</sub>O</p><h2>小标题</h2><blockquote><p>引一</p><p>引二</p></blockquote>"
    '<ul><li><p>甲</p><ol start="4"><li><p>乙</p></li><li><p>丙</p></li></ol></li></ul>'
    "<ol><li><p>丁</p></li></ol>"
    '<table><tr><th colspan="2">成绩</th></tr><tr><td rowspan="2">1<br>并列</td><td>何安</td></tr>'
    "<tr><td></td></tr></table><p>末段</p>"
)
# Of each element: its name and what a reader sees of it, such as the number before a list item.
SHOWN = """(root) => [...root.querySelectorAll("p,h2,blockquote,ul,ol,li,table,tr,th,td,strong,em,a,sup,sub,br")]
  .filter((e) => !(e.matches("p") && e.closest("td,th")) && !e.classList.contains("ProseMirror-trailingBreak"))
  .map((e) => {
    const style = getComputedStyle(e)
    const bold = Number(getComputedStyle(e).fontWeight) >= 600
    const list = e.matches("ul,ol") ? [e.start || 1, style.listStyleType] : []
    const cell = e.matches("th,td") ? [e.colSpan, e.rowSpan] : []
    const raised = e.matches("sup,sub") ? [style.verticalAlign] : []
    if (e.matches("em")) raised.push(style.fontStyle, style.textEmphasisStyle)
    return [e.localName, e.textContent, ...list, ...cell, ...raised, ...(e.matches("strong,th") ? [bold] : [])]
  })"""
PASTE = """(editor, {html, text, file}) => {
  const data = new DataTransfer()
  if (html) data.setData("text/html", html)
  if (text) data.setData("text/plain", text)
  if (file) {
    const bytes = Uint8Array.from(atob(file), (c) => c.charCodeAt(0))
    data.items.add(new File([bytes], "image.jpg", {type: "image/jpeg"}))
  }
  editor.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}))
}"""


def paste(page, **data):
    page.locator(EDITOR).evaluate(PASTE, data)


@pytest.fixture
def form(visit):
    """The form of a new article."""
    page = visit("/admin/articles/article/add/", "reporter")
    page.locator(EDITOR).click()
    return page


def test_a_pasted_table_stays_a_table(form):
    paste(form, html=TABLE, text="名次\t姓名")

    expect(form.locator(f"{EDITOR} td").nth(2)).to_have_text("10秒32")
    submit(form, "短跑赛成绩公布")
    save(form)
    body = Article.objects.get(headline="短跑赛成绩公布").body
    assert body == TABLE.replace("<tbody>", "").replace("</tbody>", "")


def test_what_cannot_be_kept_is_named(form):
    paste(
        form,
        html="<h3>标题</h3><p><del>五月</del><ins>六月</ins>开工，<s>三</s>两公里，5m<sup>2</sup></p>"
        '<p><img src="a.png"><img src="b.png"><iframe src="https://lin.example/"></iframe></p>'
        "<p>甲<span style='display:none;mso-hide:all'>暗</span>乙&#x202e;</p>",
    )

    expect(form.locator(f"{EDITOR} h2")).to_have_text("标题")
    expect(form.locator(EDITOR)).to_contain_text("六月开工，两公里，5m2")
    assert form.locator("#id_body").input_value() == (
        "<h2>标题</h2><p>六月开工，两公里，5m<sup>2</sup></p><p>甲乙</p>"
    )
    notice = form.locator(".desk-pasted")
    for words in ("2 张图片没有粘贴进来", "1 个视频", "2 处删除线文字", "1 个看不见的控制字符"):
        expect(notice).to_contain_text(words)


def test_pasted_words_join_the_line_with_the_cursor(form):
    form.keyboard.type("渡口")

    paste(form, html="<meta charset='utf-8'><span style='font-weight:700'>修好了</span>")

    expect(form.locator("#id_body")).to_have_value("<p>渡口<strong>修好了</strong></p>")


def test_without_the_server_the_text_is_pasted_with_a_notice(form):
    form.route("**/pasted/", lambda route: route.fulfill(status=204))

    paste(form, html=TABLE, text="名次\t姓名")

    expect(form.locator(EDITOR)).to_contain_text("名次")
    expect(form.locator(".desk-pasted")).to_contain_text("只粘贴了文字")


def test_a_pasted_picture_is_uploaded_to_where_the_cursor_is(form):
    write(form, "第一段。")
    form.keyboard.press("Enter")
    form.keyboard.type("第二段。")
    form.locator(f"{EDITOR} p").first.click()
    file = b64encode(encoded(drawn((400, 300)))).decode()

    paste(form, file=file, html='<img src="https://lin.example/a.png">')

    expect(form.locator(CARDS)).to_have_count(1)
    expect(form.locator(f"{EDITOR} p + .desk-photo + p")).to_have_text("第二段。")
    expect(form.locator(NODES)).to_have_count(1)


def test_what_is_copied_in_the_text_is_pasted_as_it_was(form):
    paste(form, html=TABLE)
    expect(form.locator(f"{EDITOR} td").nth(2)).to_have_text("10秒32")
    form.locator(f"{EDITOR} th").first.click()

    form.evaluate("navigator.clipboard")  # a secure context has one; the keys below use it
    form.keyboard.press("Control+a")
    form.keyboard.press("Control+c")
    form.keyboard.press("Delete")
    form.keyboard.press("Control+v")

    expect(form.locator(f"{EDITOR} td").nth(2)).to_have_text("10秒32")


@pytest.mark.parametrize("width", [1400, 390])
def test_readers_get_what_the_editor_showed(visit, newsroom, width):
    assert clean(EVERYTHING) == EVERYTHING
    page = visit("/admin/articles/article/add/", "reporter")
    page.locator(EDITOR).click()
    paste(page, html=EVERYTHING)
    expect(page.locator(f"{EDITOR} td").first).to_contain_text("并列")
    shown = page.locator(EDITOR).evaluate(SHOWN)
    assert clean(page.locator("#id_body").input_value()) == EVERYTHING
    submit(page, "样样都有")
    save(page)
    story = Article.objects.get(headline="样样都有")
    assert story.body == EVERYTHING
    version = publish(preview_snapshot(story))

    public = visit(version.get_absolute_url(), width=width)

    assert public.locator(".story .body").evaluate(SHOWN) == shown
    assert Version.objects.live().filter(story_id=story.pk).exists()


def test_a_wide_table_scrolls_in_its_own_box_on_a_phone(visit, newsroom):
    story = Article.objects.filter(status="approved").first() or Article.objects.first()
    row = "".join(f"<td>第{number}栏的数据</td>" for number in range(12))
    story.body = f"<p>导语</p><table><tr>{row}</tr><tr>{row}</tr></table>"
    story.save()
    version = publish(preview_snapshot(story))

    page = visit(version.get_absolute_url(), width=390)

    box = page.locator(".body .table")
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

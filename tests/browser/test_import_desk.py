"""The import desk in a browser: uploading, marking a misread line, filing, signing off."""

from playwright.sync_api import expect

from pages.models import Page, Upload
from tests.browser.conftest import ready

TEXT = """临川晚报 2024年3月15日 星期五 第06版 民生

渡口修缮完工

□本报记者 苏禾

临川渡口的石阶昨天铺好了最后一级，往来的居民不必再绕行北岸的土路，清晨的第一班船坐满了人。

◆菜场修伞铺重开张

停了三年的修伞铺昨天重新挂出招牌，铺主顾阿婆说闲不住，街坊一早就送来七把伞，有的已补过三回。

责编 周砚之 校对 许知字
"""
MISREAD_LINE = 9  # the headline of a second story, which the reader takes for a crosshead
FIRST, SECOND = "渡口修缮完工", "菜场修伞铺重开张"
DROP = """text => {
  const data = new DataTransfer()
  for (const [name, content] of Object.entries(text)) data.items.add(new File([content], name))
  return data
}"""


def drop(browser, **files):
    """Drop text files, {name without .txt: text}, on the upload form."""
    data = browser.evaluate_handle(DROP, {f"{name}.txt": text for name, text in files.items()})
    browser.dispatch_event("#import-drop", "drop", {"dataTransfer": data})


def headlines(page):
    return page.locator("#bench-reading h3")


def test_misread_page_is_corrected_filed_signed_off_and_published(visit):
    editor = visit("/admin/pages/upload/", "editor")
    drop(editor, page=TEXT)
    expect(headlines(editor)).to_have_text([FIRST])
    expect(editor.locator("#bench-reading h4")).to_have_text([SECOND])
    ready(editor)
    editor.evaluate("window.isStillHere = true")

    label = editor.locator(f"#line-{MISREAD_LINE} .line__kind")
    label.focus()
    editor.keyboard.press("Enter")
    editor.locator(f"#line-{MISREAD_LINE} select").select_option("headline")
    expect(headlines(editor)).to_have_text([FIRST, SECOND])
    expect(label).to_be_focused()

    editor.locator("[name=section]").select_option(label="教育")
    editor.locator("[name=date]").fill("2024-03-16")
    editor.locator("[name=number]").fill("０７")
    editor.keyboard.press("Enter")
    expect(editor.locator(".reading__page")).to_contain_text("2024-03-16")
    expect(editor.locator(".reading__page")).to_contain_text("07")
    assert editor.evaluate("window.isStillHere")

    editor.locator("button[data-files]").click()
    for headline in (FIRST, SECOND):
        expect(editor.get_by_role("link", name=headline)).to_be_visible()
    filed = editor.url

    reader = visit("/sections/jiaoyu/")
    expect(reader.get_by_text(SECOND)).to_have_count(0)

    chief = visit(filed, "chief")
    chief.get_by_role("button", name="整版签发").click()
    expect(chief.get_by_text("已发布").first).to_be_visible()

    reader.reload()
    reader.get_by_role("link", name=SECOND).first.click()
    expect(reader.get_by_role("article")).to_contain_text("街坊一早就送来七把伞")


def test_mark_is_removed_and_escape_changes_nothing(visit):
    editor = visit("/admin/pages/upload/", "editor", width=390)
    drop(editor, page=TEXT)
    line = editor.locator(f"#line-{MISREAD_LINE}")
    line.locator(".line__kind").click()
    editor.keyboard.press("Escape")
    editor.keyboard.press("Escape")  # the first closes the list of options, the second the menu
    expect(line.locator(".line__kind")).to_be_visible()

    for kind, read in (("headline", [FIRST, SECOND]), ("", [FIRST])):
        line.locator(".line__kind").click()
        line.locator("select").select_option(kind)
        expect(headlines(editor)).to_have_text(read)
    assert Upload.objects.get().marks == {}
    assert editor.evaluate("document.documentElement.scrollWidth") == 390


def test_problem_links_to_its_line(visit):
    editor = visit("/admin/pages/upload/", "editor")
    drop(editor, page=TEXT.replace("闲不住，", "闲不住 and "))

    editor.locator(".reading__problems a").first.click()

    expect(editor.locator("#line-11")).to_be_in_viewport()
    assert editor.url.endswith("#line-11")


def test_many_files_are_uploaded_one_by_one_and_bad_ones_are_named(visit):
    editor = visit("/admin/pages/upload/", "editor")
    pages = {f"page{n}": TEXT.replace("第06版", f"第{n:02}版") for n in range(10, 16)}

    drop(editor, **pages, empty="", large="长" * 2_000_000)

    progress = editor.locator(".import-progress__files li")
    expect(progress).to_have_count(8)
    expect(editor.locator(".is-accepted")).to_have_count(6)
    expect(editor.locator(".is-refused")).to_contain_text(["empty.txt", "large.txt"])
    editor.locator(".import-progress__done").click()
    expect(editor.locator("#result_list tbody tr")).to_have_count(6)


def test_failed_upload_can_be_retried(visit):
    editor = visit("/admin/pages/upload/", "editor")
    editor.route("**/receive/", lambda route: route.fulfill(status=200, body="?"), times=1)
    drop(editor, page=TEXT)

    editor.locator(".is-refused button").click()

    expect(headlines(editor)).to_have_text([FIRST])


def test_import_desk_works_without_scripts(browser, newsroom):
    context = browser.new_context(base_url=newsroom, java_script_enabled=False)
    page = context.new_page()
    page.goto("/admin/login/?next=/admin/pages/upload/")
    page.locator("[name=username]").fill("editor")
    page.locator("[name=password]").fill("newsroom")
    page.locator("[type=submit]").click()
    page.locator("[name=files]").set_input_files(
        {"name": "page.txt", "mimeType": "text/plain", "buffer": TEXT.encode()}
    )
    page.locator(".import-drop__send").click()

    page.locator("[name=kind]").select_option("headline")
    page.locator(f"#line-{MISREAD_LINE} .line__kind").click()
    expect(headlines(page)).to_have_text([FIRST, SECOND])
    page.locator("button[data-files]").click()

    expect(page.locator("#page-stories")).to_be_visible()
    assert Page.objects.filter(number="06").exists()
    context.close()

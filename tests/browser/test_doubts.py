"""The doubts of a page in a browser: settled with the keyboard, by touch, and without scripts."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from pages.models import Page, Upload
from pages.reading import reader
from pages.reading.records import Problem
from tests.browser.conftest import ready, session_cookie
from tests.browser.test_import_desk import drop, headlines

# Five stories: lines 13 and 33 are crossheads of the stories above, line 23 is a headline.
TEXT = """临川晚报 2024年3月15日 星期五 第06版 民生

渡口修缮完工

□本报记者 苏禾

临川渡口的石阶昨天铺好了最后一级，往来的居民不必再绕行北岸的土路，清晨的第一班船坐满了人。

河堤两岸的柳树也补种了一百多棵，养护工人每天傍晚提水浇灌，等到夏天就能遮住大半条步道。

摆渡人老纪说，他在这里撑了三十年船，头一回见到夜里也亮着灯的码头，心里踏实多了。

往后还要添凉棚

码头管理站打算入夏以前在候船处搭两座凉棚，再放几条长凳，让等船的人有地方歇脚。

菜场修伞铺重开张

□本报记者 顾念

停了三年的修伞铺昨天重新挂出招牌，铺主说闲不住，街坊一早就送来七把伞，有的已补过三回。

夜校开班教裁剪

南门夜校新开的裁剪班昨晚上了第一课，二十张桌子坐得满满当当，最年长的学员今年七十一岁。

旧仓库改成阅览室

□本报记者 陆一舟

棉纺厂的旧仓库经过半年改建，昨天成了能坐八十个人的阅览室，第一天就来了三百多名读者。

开放到夜里九点

阅览室每天从早上八点开到夜里九点，周末另有志愿者给孩子讲故事，报名的家长已经排到了下个月。

公交新线绕行医院

□本报记者 苏禾

从下周一起，十二路公交车改道经过市立医院东门，看病的老人下车走几步就能到门诊大厅。

责编 周砚之 校对 许知字
"""

AS_PRINTED = [
    "渡口修缮完工",
    "菜场修伞铺重开张",
    "夜校开班教裁剪",
    "旧仓库改成阅览室",
    "公交新线绕行医院",
]
SETTLED = {"13": "crosshead", "23": "headline", "33": "crosshead"}


RUN = """
axe.run("#bench-doubts, #bench-text", {resultTypes: ["violations"]})
   .then(found => found.violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.target}`)))
"""


@pytest.fixture(autouse=True)
def asked(monkeypatch):
    """The reader asks about the three lines of SETTLED, whatever its weights make of them."""

    def doubts(lines, made, least, said):
        for line in lines:
            where = line.passage.first_line
            if str(where) in SETTLED and where not in said:
                yield Problem(where, "doubt", line.printed, "请核对", "headline", "crosshead")

    monkeypatch.setattr(reader, "doubts", doubts)


@pytest.fixture
def uploaded(visit, asked):
    """Open the page with its doubts on the workbench: `uploaded(width=390)`."""

    def uploaded(**options):
        editor = visit("/admin/pages/upload/", "editor", **options)
        drop(editor, page=TEXT)
        expect(editor.locator(".doubt")).to_have_count(len(SETTLED))
        ready(editor)
        return editor

    return uploaded


def first_choice(line):
    return f".doubt[data-line='{line}'] .doubt__first"


def test_keyboard_alone_settles_the_doubts_and_files_the_page(uploaded):
    editor = uploaded()
    editor.evaluate("window.isStillHere = true")
    expect(editor.locator(first_choice(13))).to_be_focused()
    expect(editor.locator("#line-13")).to_be_in_viewport()

    editor.keyboard.press("ArrowDown")
    editor.keyboard.press("ArrowDown")
    expect(editor.locator(first_choice(33))).to_be_focused()
    expect(editor.locator("#line-33")).to_be_in_viewport()
    editor.keyboard.press("ArrowUp")
    editor.keyboard.press("ArrowUp")
    expect(editor.locator(first_choice(13))).to_be_focused()

    editor.keyboard.press("2")
    expect(editor.locator(first_choice(23))).to_be_focused()
    editor.keyboard.press("Enter")
    expect(editor.locator(first_choice(33))).to_be_focused()
    expect(editor.locator("#doubts-count")).to_have_text("1 行存疑")
    editor.keyboard.press("2")

    expect(editor.locator("#doubts-count")).to_have_text("没有存疑的行。")
    expect(headlines(editor)).to_have_text(AS_PRINTED)
    expect(editor.locator("button[data-files]")).to_be_focused()
    assert editor.evaluate("window.isStillHere")
    assert Upload.objects.get().marks == SETTLED

    editor.keyboard.press("Enter")
    expect(editor.locator("#page-stories")).to_be_visible()
    assert Page.objects.get(sha256=Upload.objects.get().sha256).places.count() == 5


def test_third_key_opens_the_menu_of_the_line(uploaded):
    editor = uploaded()

    editor.keyboard.press("3")
    expect(editor.locator("#line-13 select")).to_be_focused()
    editor.keyboard.press("Escape")
    editor.keyboard.press("Escape")  # the first closes the list of options, the second the menu
    expect(editor.locator(first_choice(13))).to_be_focused()

    editor.keyboard.press("3")
    editor.locator("#line-13 select").select_option("kicker")
    expect(editor.locator(first_choice(23))).to_be_focused()
    assert Upload.objects.get().marks == {"13": "kicker"}


def test_key_held_down_decides_once(uploaded):
    editor = uploaded()
    editor.evaluate("window.decisions = 0")
    editor.evaluate("document.addEventListener('click', () => (window.decisions += 1), true)")

    editor.keyboard.down("Enter")
    expect(editor.locator(first_choice(23))).to_be_focused()
    for _ in range(5):
        editor.keyboard.down("Enter")  # repeats until it is released
    editor.keyboard.up("Enter")

    assert editor.evaluate("window.decisions") == 1
    assert Upload.objects.get().marks == {"13": "headline"}


def test_decision_that_is_not_stored_stays_open(uploaded):
    editor = uploaded()
    editor.route("**/change/", lambda route: route.fulfill(status=200, body="?"), times=1)

    editor.keyboard.press("2")

    expect(editor.locator("#bench-status")).to_contain_text("没有保存成功")
    expect(editor.locator(first_choice(13))).to_be_focused()
    assert Upload.objects.get().marks == {}


def test_doubts_are_settled_by_touch(uploaded):
    editor = uploaded(width=390, has_touch=True)

    heights = "buttons => buttons.map(button => button.getBoundingClientRect().height)"
    assert min(editor.locator(".doubt__choices > *").evaluate_all(heights)) >= 44

    for line, kind in SETTLED.items():
        editor.locator(f".doubt [value='{line}:{kind}']").tap()
        expect(editor.locator(f".doubt[data-line='{line}']")).to_have_count(0)
        assert editor.evaluate("window.scrollY") == 0

    expect(headlines(editor)).to_have_text(AS_PRINTED)
    assert editor.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_doubts_and_the_text(color_scheme, width, uploaded):
    editor = uploaded(width=width, color_scheme=color_scheme, bypass_csp=True)
    editor.add_script_tag(content=Axe().axe_script)
    editor.locator(".doubt__second").first.click()
    expect(editor.locator(".doubt")).to_have_count(2)

    assert editor.evaluate(RUN) == []


def test_doubts_are_settled_without_scripts(uploaded, browser, newsroom):
    address = uploaded().url
    context = browser.new_context(base_url=newsroom, java_script_enabled=False)
    context.add_cookies([session_cookie("editor", newsroom)])
    page = context.new_page()
    page.goto(address)

    for line, kind in SETTLED.items():
        page.locator(f".doubt [value='{line}:{kind}']").click()
        assert page.url.endswith("#bench-doubts")

    expect(page.locator("#doubts-count")).to_have_text("没有存疑的行。")
    expect(headlines(page)).to_have_text(AS_PRINTED)
    context.close()

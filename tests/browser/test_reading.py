"""The display settings of the public site: text size, light and dark, and copying the link."""

import datetime

import pytest
from playwright.sync_api import expect

from newsroom.press.publishing import publish
from newsroom.press.snapshot import PrintedPlace
from tests.factories import SectionFactory
from tests.newsroom.press.snapshots import make_snapshot

PHONE = {"width": 390, "height": 844}
# The background colour of the page, and the font size of the story.
PAPER = "getComputedStyle(document.body).backgroundColor"
SIZE = "parseFloat(getComputedStyle(document.querySelector('.body p')).fontSize)"
LIGHT, DARK = "rgb(253, 252, 249)", "rgb(23, 22, 20)"


@pytest.fixture
def site(transactional_db, live_server, settings):
    """The URL of a served site with two stories of one printed page; the demo would be slower."""
    settings.SITE_URL = live_server.url
    section = SectionFactory()
    for story in (1, 2):
        day = datetime.date(2024, 3, 15)
        printed = PrintedPlace(settings.NEWSROOM_PAPER, day, "06", story, "民生")
        publish(
            make_snapshot(
                section,
                story_id=story,
                headline=f"临川渡口的第{story}篇稿件",
                column="城事",
                body="<h2>三年修缮</h2>" + "<p>渡口的石阶昨天铺好了最后一级。</p>" * 12,
                tags=("渡口",),
                printed=printed,
            )
        )
    return live_server.url


@pytest.fixture
def open_story(browser, site):
    """A function that opens a story by its link on the printed page's list, on a phone."""
    contexts, errors = [], []

    def open_story(**options):
        context = browser.new_context(
            base_url=site, locale="zh-CN", **{"viewport": PHONE, **options}
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: said.type == "error" and errors.append(said.text))
        page.goto("/pages/2024-03-15/06/")
        page.get_by_role("link", name="临川渡口的第1篇稿件").first.click()
        expect(page.locator("article.story")).to_be_visible()
        return page

    yield open_story
    for context in contexts:
        context.close()
    assert not errors


def choose(page, group, name):
    page.get_by_role("group", name=group).get_by_role("radio", name=name, exact=True).check()


def settings_of(page):
    page.locator("summary").click()
    expect(page.get_by_role("radio", name="标准")).to_be_checked()
    return page


# The font sizes of all elements with a text of their own, such as a headline, in document order.
SIZES = """
[...document.querySelectorAll("body *")]
  .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
  .filter(e => e.checkVisibility() && !e.closest(".paper, .story h1"))
  .map(e => parseFloat(getComputedStyle(e).fontSize))
"""
WIDTH = "document.documentElement.scrollWidth"


def test_size_of_the_text_is_kept_and_scales_all_of_the_page(open_story):
    page = settings_of(open_story())
    standard, head = page.evaluate(SIZES), page.locator("h1").bounding_box()

    choose(page, "字号", "特大")

    assert page.evaluate(SIZES) == pytest.approx([size * 1.4 for size in standard])
    assert page.locator("h1").bounding_box()["height"] > head["height"]
    assert page.evaluate(WIDTH) == PHONE["width"]
    page.reload()
    assert page.evaluate(SIZE) == pytest.approx(1.125 * 16 * 1.4)
    page.locator("summary").click()
    expect(page.get_by_role("radio", name="特大")).to_be_checked()


@pytest.mark.parametrize("path", ["/", "/days/2024-03-15/", "/pages/2024-03-15/06/", "/search/"])
@pytest.mark.parametrize("width", [320, 1400])
def test_size_of_the_text_is_chosen_on_any_page_and_kept_on_the_next(browser, site, path, width):
    page = browser.new_page(base_url=site, viewport={"width": width, "height": 900})
    page.goto(path)
    standard = page.evaluate(SIZES)

    choose(page, "字号", "特大")

    assert page.evaluate(SIZES) == pytest.approx([size * 1.4 for size in standard])
    assert page.evaluate(WIDTH) == width
    page.goto("/articles/1/")
    assert page.evaluate(SIZE) == pytest.approx(1.125 * 16 * 1.4)
    assert page.evaluate(WIDTH) == width
    page.close()


@pytest.mark.parametrize(
    ("system", "name", "before", "after"),
    [("light", "深色", LIGHT, DARK), ("dark", "浅色", DARK, LIGHT)],
)
def test_light_or_dark_is_chosen_for_every_page(open_story, system, name, before, after):
    page = settings_of(open_story(color_scheme=system))
    assert page.evaluate(PAPER) == before

    choose(page, "外观", name)
    assert page.evaluate(PAPER) == after

    page.go_back()  # the browser may restore the page from its cache
    expect(page.locator("body")).to_have_css("background-color", after)
    choose(page, "外观", "跟随系统")
    assert page.evaluate(PAPER) == before
    page.reload()
    assert page.evaluate(PAPER) == before


def test_choice_stands_before_anything_is_painted(open_story):
    page = settings_of(open_story())
    choose(page, "外观", "深色")
    # At this moment the head is parsed, and nothing of the body is.
    page.add_init_script(
        """new MutationObserver((_, observer) => {
          if (!document.body) return;
          window.atFirst = [document.documentElement.dataset.theme, document.body.childNodes.length];
          observer.disconnect();
        }).observe(document, { childList: true, subtree: true });"""
    )

    page.reload()

    assert page.evaluate("atFirst[0]") == "dark"
    script = page.locator("head script[src*=reading]")
    assert not script.evaluate("script => script.defer || script.async")
    assert script.evaluate(
        "script => !!(script.compareDocumentPosition(document.querySelector('link[rel=stylesheet]'))"
        " & Node.DOCUMENT_POSITION_FOLLOWING)"
    )


def test_tools_are_worked_with_the_keyboard(open_story):
    page = open_story()
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("radio", name="标准")).to_be_focused()

    page.keyboard.press("ArrowRight")

    expect(page.get_by_role("radio", name="大", exact=True)).to_be_checked()
    expect(page.locator("html")).to_have_attribute("data-size", "large")


def test_link_is_copied_with_a_message(open_story):
    page = open_story()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    copy = page.get_by_role("button", name="复制链接")

    copy.click()

    expect(page.locator(".toolbar").get_by_role("status")).to_have_text("链接已复制")
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    assert page.evaluate("navigator.clipboard.readText()") == canonical
    expect(copy).to_be_focused()


@pytest.mark.parametrize(("copies", "message"), [("true", "链接已复制"), ("false", "没能复制")])
def test_link_is_copied_where_there_is_no_clipboard(open_story, copies, message):
    page = open_story()
    page.evaluate(
        f"""() => {{
          Object.defineProperty(navigator, "clipboard", {{ value: undefined }});
          document.execCommand = () => {{
            window.copied = document.activeElement.value;
            return {copies};
          }};
        }}"""
    )

    page.get_by_role("button", name="复制链接").click()

    expect(page.locator(".toolbar").get_by_role("status")).to_contain_text(message)
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    assert page.evaluate("copied") == canonical
    expect(page.locator("textarea")).to_have_count(0)


def test_without_storage_a_choice_lasts_as_long_as_the_page(open_story):
    page = open_story()
    page.context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } })"
    )
    page.reload()

    settings_of(page)
    choose(page, "外观", "深色")
    choose(page, "字号", "大")

    assert page.evaluate(PAPER) == DARK
    expect(page.get_by_role("radio", name="大", exact=True)).to_be_checked()


def test_without_script_the_story_is_whole_and_no_tool_is_shown(open_story):
    page = open_story(java_script_enabled=False, color_scheme="dark")

    expect(page.locator(".toolbar")).to_be_hidden()
    expect(page.locator(".choice, .toolbar button")).to_have_count(0)
    expect(page.locator(".body p").first).to_be_visible()
    expect(page.locator("body")).to_have_css("background-color", DARK)


def test_no_voice_reads_the_ornaments(open_story):
    read = open_story().locator("main").aria_snapshot()

    assert 'heading "三年修缮"' in read and "城事" in read
    assert "◆" not in read


def test_on_paper_a_story_is_dark_on_white_and_names_its_address(open_story):
    page = settings_of(open_story())
    choose(page, "外观", "深色")

    page.emulate_media(media="print")

    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator("body")).to_have_css("color", "rgb(0, 0, 0)")
    for part in ("h1", ".meta", ".body", ".address"):
        expect(page.locator(f"article {part}").first).to_be_visible()
    for tool in (".toolbar", ".sections", ".story .tags", ".turn", ".related"):
        expect(page.locator(tool).first).to_be_hidden()
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    expect(page.locator(".address")).to_have_text(canonical)

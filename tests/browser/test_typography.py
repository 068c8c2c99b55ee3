"""Lines of headlines and of texts, as Chromium sets them in four widths."""

import pytest
import rjieba

from newsroom.press.publishing import publish
from newsroom.press.typography.line_breaks import NOT_FIRST, NOT_LAST
from tests.factories import SectionFactory
from tests.newsroom.press.photos import make_picture, put_in_public
from tests.newsroom.press.snapshots import make_snapshot

pytestmark = pytest.mark.soak

WIDTHS = (320, 390, 768, 1400)
HEADLINES = [
    "槐浦县新建6所学校，增加学位3千个",
    "早班车提前到五点半，为的是82位环卫工",
    "营商环境怎么办？270名代表坐在一起商量",
    "“清单贴出来，就是请大家来对账的”代表坐在一起商量办法",
    "临川渡口石阶修缮三年终告完工 两岸居民昨天清晨乘上第一班船",
    "市图书馆书院巷分馆延长晚间开放时间至二十二时",
    "学会这一招，柳渡路菜市场里救回一个人",
    "临川市与Queen’s College签署合作办学协议",
]
TEXTS = [
    "“渡口的石阶昨天铺好了最后一级。”工匠沿着江岸收起了绳索，说：“从前过江要等半个时辰！”",
    "详情见https://example.org/linchuan/ferry/steps/2024/03/15/renovation?from=page&number=06，也可以"
    "写信到post.box.of.the.ferry@example.org，或者打电话给渡口管理所询问开船的时间。",
    "石匠的老师Bartholomew Featherstonehaugh，来自Llanfairpwllgwyngyllgogerychwyrndrobwllllantysilio，"
    "他在Internationalization Organisation工作了三年，说起石阶来滔滔不绝，两岸居民都喜欢他。",
    "他在Queen’s College读书，学的是水利，毕业以后回到临川渡口，一干就是三十年（至今未离开），"
    "人们都说：“这是老实人。”他听了只是笑，“老实有什么好？”；于是，又去江边看水位……",
]
# For each line of the element: [text, largest width of a Chinese character in em].
LINES = """
element => {
  const em = parseFloat(getComputedStyle(element).fontSize), lines = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let middle = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    for (let i = 0; i < node.length; i++) {
      const range = document.createRange();
      range.setStart(node, i);
      range.setEnd(node, i + 1);
      const box = range.getBoundingClientRect(), char = node.data[i];
      if (!box.width) {
        if (lines.length) lines.at(-1)[0] += char; // a space at the end of a line
        continue;
      }
      if (middle === null || Math.abs((box.top + box.bottom) / 2 - middle) > em / 2) lines.push(["", 0]);
      middle = (box.top + box.bottom) / 2;
      const line = lines.at(-1);
      line[0] += char;
      if (/[\\u4e00-\\u9fff]/.test(char)) line[1] = Math.max(line[1], box.width / em);
    }
  return lines;
}
"""
# The width of the first character that matches, in em.
WIDTH_OF = """
(element, pattern) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.search(pattern);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getBoundingClientRect().width / parseFloat(getComputedStyle(element).fontSize);
  }
}
"""


@pytest.fixture
def visit(browser, transactional_db, live_server):
    """Publish a story for each headline, all with TEXTS; open a page: `visit("/", width)`."""
    section, picture = SectionFactory(), make_picture()
    put_in_public(picture)
    body = "".join(f"<p>{text}</p>" for text in TEXTS) + f"<h2>{HEADLINES[0]}</h2>"
    for story, headline in enumerate(HEADLINES, start=1):
        pictures = (picture,) if story % 2 else ()
        texts = {"deck": HEADLINES[story - 2], "tags": ("渡口",), "pictures": pictures}
        publish(
            make_snapshot(
                section,
                story_id=story,
                headline=headline,
                body=body + picture.node * bool(pictures),
                **texts,
            )
        )
    pages = []

    def visit(path, width):
        page = browser.new_page(
            base_url=live_server.url, viewport={"width": width, "height": 900}, locale="zh-CN"
        )
        pages.append(page)
        page.goto(path)
        return page

    yield visit
    for page in pages:
        page.close()


def lines_of(page, selector):
    """The lines of each element that matches: [[[text, width], …], …]."""
    found = [element.evaluate(LINES) for element in page.locator(selector).all()]
    assert found
    return found


def ends_within_words(lines):
    """Where a line of the headline ends within a word, as texts."""
    text = "".join(line for line, _width in lines).rstrip()
    boundaries, length = set(), 0
    for word in rjieba.cut(text):
        length += len(word)
        boundaries.add(length)
    length, found = 0, []
    for line, _width in lines:
        length += len(line)
        if length < len(text) and length not in boundaries:
            found.append(f"{text[:length]}/{text[length:]}")
    return found


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["/", "/articles/8/", "/search/?q=渡口"])
def test_headlines_break_between_words(visit, path, width):
    page = visit(path, width)

    headlines = lines_of(
        page, "main :is(h1, h2.title, h3.title, .lead h2, .deck, .body h2, .related a)"
    )

    assert any(len(lines) > 1 for lines in headlines) or width == 1400
    assert [found for lines in headlines for found in ends_within_words(lines)] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_begins_or_ends_with_what_may_not(visit, width):
    page = visit("/articles/8/", width)

    for lines in lines_of(page, ".body p, .story h1"):
        for line, _width in lines[1:]:
            assert line.strip()[0] not in NOT_FIRST, line
        for line, _width in lines[:-1]:
            assert line.strip()[-1] not in NOT_LAST - {"/", "-"}, line


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_torn_by_an_address_or_a_long_name(visit, width):
    page = visit("/articles/8/", width)

    for lines in lines_of(page, ".body p"):
        for line, widest in lines[:-1]:
            assert widest < 1.25, line
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_an_opening_quote_and_an_apostrophe_take_half_a_width(visit):
    page = visit("/articles/8/", 390)

    assert page.locator(".body p").nth(0).evaluate(WIDTH_OF, "“") == pytest.approx(0.5, abs=0.05)
    assert page.locator(".body p").nth(3).evaluate(WIDTH_OF, "’") < 0.45
    assert page.locator(".story h1").evaluate(WIDTH_OF, "’") < 0.45
    assert page.locator("[lang=en]", has_text="Queen’s College").count() > 1


def test_copied_headline_is_the_headline(visit):
    page = visit("/articles/8/", 320)

    page.locator(".story h1").evaluate("element => getSelection().selectAllChildren(element)")

    assert page.evaluate("String(getSelection())") == HEADLINES[7]
    assert page.title().startswith(HEADLINES[7])

"""axe finds no violation on any kind of public web page, in two widths, light and dark."""

from itertools import product

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.newsroom.press import site

WIDTHS = (1400, 390)
SCHEMES = ("light", "dark")
# All rules that axe runs by default, best practices included, and one that it does not.
RUN = """
axe.run({resultTypes: ["violations"], rules: {"target-size": {enabled: true}}})
   .then(found => found.violations)
"""


def test_axe_finds_no_violation_on_any_kind_of_page(browser, transactional_db, live_server):
    context = browser.new_context(base_url=live_server.url, locale="zh-CN", reduced_motion="reduce")
    # Added by the browser, so the content security policy of the page need not allow it.
    context.add_init_script(Axe().axe_script)
    page = context.new_page()

    found = violations(page, site.EMPTY)
    urls = site.build()
    found += violations(page, urls)

    page.goto(urls["story with six pictures"])
    page.locator(".story a.view").first.click()
    expect(page.locator("dialog.gallery")).to_be_visible()
    found += violations_on(page, "gallery")

    assert found == []
    assert len(urls) > 30
    assert finds_what_is_wrong(page)
    context.close()


def finds_what_is_wrong(page):
    """Whether axe reports a violation that the test puts into the page."""
    page.goto("/")
    page.evaluate("document.documentElement.removeAttribute('lang')")
    return any(text.startswith("html-has-lang") for text in _as_texts(page.evaluate(RUN)))


def violations(page, urls):
    """The violations on those pages, as texts; `urls` is {kind of page: URL}."""
    found = []
    for kind, url in urls.items():
        if site.is_page(page.goto(url)):
            found += violations_on(page, kind)
    return found


def violations_on(page, kind):
    """The violations on the open page in both colour schemes and widths, as texts."""
    found = []
    for scheme, width in product(SCHEMES, WIDTHS):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{kind}, {scheme}, {width} px: {text}" for text in _as_texts(page.evaluate(RUN))]
    return found


def _as_texts(violations):
    for rule in violations:
        where = "; ".join(" ".join(map(str, node["target"])) for node in rule["nodes"])
        yield f"{rule['id']} ({rule['help']}): {where}"

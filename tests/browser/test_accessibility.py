"""axe finds nothing against any kind of public page: two widths, light and dark."""

from itertools import product

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.newsroom.press import site

WIDTHS = (1400, 390)
SCHEMES = ("light", "dark")
# All rules that axe has by itself, those of good practice included, and one that it leaves out.
RUN = """
axe.run({resultTypes: ["violations"], rules: {"target-size": {enabled: true}}})
   .then(found => found.violations)
"""


def test_axe_finds_no_violation_on_any_kind_of_page(browser, transactional_db, live_server):
    context = browser.new_context(base_url=live_server.url, locale="zh-CN", reduced_motion="reduce")
    # Into every page from outside, which its policy does not concern: it stays in force.
    context.add_init_script(Axe().axe_script)
    page = context.new_page()

    found = violations(page, site.EMPTY)
    addresses = site.build()
    found += violations(page, addresses)

    page.goto(addresses["story with six pictures"])
    page.locator(".story a.view").first.click()
    expect(page.locator("dialog.gallery")).to_be_visible()
    found += sights(page, "gallery")

    assert found == []
    assert len(addresses) > 30
    assert finds_what_is_wrong(page)
    context.close()


def finds_what_is_wrong(page):
    """Whether axe would have said it."""
    page.goto("/")
    page.evaluate("document.documentElement.removeAttribute('lang')")
    return any(said.startswith("html-has-lang") for said in _said(page.evaluate(RUN)))


def violations(page, addresses):
    """What axe says against those pages, as texts; `addresses` is {kind of page: address}."""
    found = []
    for kind, address in addresses.items():
        if site.is_page(page.goto(address)):
            found += sights(page, kind)
    return found


def sights(page, kind):
    """What axe says of the page as it stands, in both schemes and widths."""
    found = []
    for scheme, width in product(SCHEMES, WIDTHS):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{kind}, {scheme}, {width} px: {said}" for said in _said(page.evaluate(RUN))]
    return found


def _said(violations):
    for rule in violations:
        where = "; ".join(" ".join(map(str, node["target"])) for node in rule["nodes"])
        yield f"{rule['id']} ({rule['help']}): {where}"

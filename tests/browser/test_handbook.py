"""The handbook on desktop and phone: it fits the screen, loads its pictures, and passes axe."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

HANDBOOK = "/admin/handbook/"
ALL_PICTURES_CAME = """
async () => {
  const pictures = [...document.querySelectorAll(".handbook img")]
  for (const picture of pictures) picture.loading = "eager"
  await Promise.all(pictures.map((picture) => picture.decode()))
  return pictures.every((picture) => picture.naturalWidth === Number(picture.getAttribute("width")))
}
"""
# Only our part of the page is checked; the frame around it is unfold's.
RUN = """
() => axe.run(".handbook", {resultTypes: ["violations"], rules: {"target-size": {enabled: true}}})
         .then(found => found.violations.map(rule => `${rule.id}: ${rule.nodes[0].target}`))
"""


@pytest.mark.parametrize("width", [1400, 390])
def test_handbook_fits_the_screen_and_axe_finds_nothing_in_it(visit, width):
    page = visit("/admin/", "proofreader", width=width)
    page.goto(HANDBOOK)

    expect(page.get_by_role("heading", level=1)).to_have_text("采编手册")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate(ALL_PICTURES_CAME)
    page.evaluate(Axe().axe_script)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate(RUN) == []


def test_contents_lead_to_a_chapter_and_the_sidebar_to_the_handbook(visit):
    page = visit("/admin/", "chief")
    page.get_by_role("link", name="采编手册").first.click()

    page.get_by_role("navigation", name="目录").get_by_role("link", name="授权代审").click()

    expect(page.get_by_role("heading", name="授权代审")).to_be_in_viewport()
    assert page.url.endswith("#授权代审") or "#%E6%8E%88" in page.url

"""Scripts that arrive late: what the user did before is not lost."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from articles.models import Article
from demo.management.commands.load_demo import PHOTOS
from newsroom.core.models import User
from pages.import_desk import uploads
from tests.browser.conftest import ready
from tests.browser.story_steps import write
from tests.browser.test_import_desk import MISREAD_LINE, TEXT
from tests.factories import ArticleFactory, published
from tests.media.photo_desk import BOARD, make_photo

# The site's content security policy forbids `wait_for_function`, which calls eval in the page.
PAINTED = """() => new Promise((painted) => {
  new PerformanceObserver(painted).observe({ type: "paint", buffered: true })
})"""


@pytest.fixture
def slow(visit):
    """Open a page whose script is late: `page, arrive = slow(path, username, "workbench.js")`.

    `arrive()` lets the script come, and waits until the page is ready.
    """

    def slow(path, username, script):
        page, held, arrived = visit("/admin/", username), [], []

        def hold(route):
            # On a busy machine the request comes to this function after the test has gone on.
            if arrived:
                route.continue_()
            else:
                held.append(route)

        def arrive():
            arrived.append(True)
            for route in held:
                route.continue_()
            ready(page)

        page.route(f"**/{script}*", hold)
        page.goto(path, wait_until="commit")
        # Nobody presses what is not painted yet, and nothing takes the focus before.
        page.evaluate(PAINTED)
        return page, arrive

    return slow


def test_enter_on_a_line_before_the_script_opens_its_menu(slow, newsroom):
    upload, _new = uploads.receive(
        TEXT.encode(), "page.txt", user=User.objects.get(username="editor")
    )
    page, arrive = slow(f"/admin/pages/upload/{upload.pk}/change/", "editor", "workbench.js")
    label = page.locator(f"#line-{MISREAD_LINE} .line__kind")
    label.focus()
    expect(label).to_be_focused()
    page.keyboard.press("Enter")
    arrive()

    expect(page.locator(f"#line-{MISREAD_LINE} select")).to_be_visible()


def test_a_button_of_the_pictures_before_the_script_is_not_lost(slow, newsroom):
    page, arrive = slow("/admin/articles/article/add/", "reporter", "story-pictures.js")
    page.locator("[data-caption-only]").click()
    arrive()

    expect(page.locator(".desk-picture")).to_have_count(1)


def test_a_held_step_before_the_script_is_not_opened_as_a_page(slow, newsroom):
    story = published(ArticleFactory())
    page, arrive = slow(f"/admin/articles/article/{story.pk}/change/", "chief", "held-step.js")
    page.get_by_role("button", name="紧急撤稿", exact=True).click()
    arrive()

    expect(page.locator(".desk-held[data-state=armed]")).to_be_visible()


def test_the_library_of_the_board_before_the_script_is_opened(slow, newsroom):
    page, arrive = slow(BOARD, "photo", "photo-chooser.js")
    page.locator("[data-choose]").first.click()
    arrive()

    expect(page.locator("dialog.desk-chooser")).to_be_visible()


@pytest.mark.parametrize("demo_photos", [PHOTOS])
def test_a_picture_of_the_site_before_the_script_opens_the_viewer(slow, newsroom):
    story = Article.objects.get(headline="年关将至 温暖先达")
    page, arrive = slow(f"/articles/{story.pk}/", "reporter", "gallery.js")
    page.locator("figure.shown a").nth(1).focus()
    page.keyboard.press("Enter")
    arrive()

    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text("2 / 3")


def test_who_writes_before_the_editor_is_there_goes_on_in_it(slow, newsroom):
    page, arrive = slow("/admin/articles/article/add/", "reporter", "photo-place.js")
    page.wait_for_load_state()
    field = page.locator("textarea[data-served-by=editor]")
    expect(field).not_to_have_attribute("data-ready", "")
    field.focus()
    page.keyboard.insert_text("渡口的石阶")
    arrive()
    page.keyboard.insert_text("铺好了")

    expect(page.locator(".tiptap")).to_have_text("渡口的石阶铺好了")


def test_a_picture_chosen_before_the_editor_is_there_stands_in_the_text(slow, newsroom):
    make_photo(user=User.objects.get(username="reporter"), caption="早班船")
    page, arrive = slow("/admin/articles/article/add/", "reporter", "photo-place.js")
    page.wait_for_load_state()
    page.locator("button[data-choose]").click()
    page.get_by_role("dialog").get_by_role("button", name="早班船").click()
    expect(page.locator(".desk-picture")).to_have_count(1)
    arrive()

    expect(page.locator(".tiptap .desk-photo")).to_have_count(1)
    page.locator("[data-close]").click()
    write(page, "渡口的石阶")
    expect(page.locator(".tiptap")).to_contain_text("渡口的石阶")


def test_every_script_that_a_part_waits_for_says_when_it_is_ready():
    named = set()
    for template in Path(settings.BASE_DIR, "templates").rglob("*.html"):
        for names in re.findall(r'data-served-by="([^"]+)"', template.read_text()):
            named.update(names.split())
    scripts = "".join(path.read_text() for path in Path(settings.BASE_DIR, "static").rglob("*.js"))
    marking = set(re.findall(r'markReady\(\w+, "([\w-]+)"\)', scripts))

    assert named | {"editor"} == marking


def test_without_the_script_the_page_works_as_without_scripts(visit, newsroom):
    page = visit("/admin/", "reporter")
    page.route(
        "**/story-pictures.js*",
        lambda route: route.fulfill(body="", content_type="text/javascript"),
    )
    page.goto("/admin/articles/article/add/")
    ready(page)
    page.locator("[name=headline]").fill("没有脚本也能写")
    page.locator("[name=section]").select_option(label="民生")
    page.locator("[name=_continue]").click()

    expect(page.locator("#id_headline")).to_have_value("没有脚本也能写")
    assert Article.objects.filter(headline="没有脚本也能写").exists()

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client, override_settings
from playwright.sync_api import expect

from demo.management.commands import load_demo
from newsroom.core.models import User
from tests.bootstrap import launched_browser
from tests.database_copy import DatabaseCopy

TIMEOUT = 15_000  # ms, on a busy machine
expect.set_options(timeout=TIMEOUT)


@pytest.fixture(scope="package")
def browser():
    """A headless Chromium, closed after the last test of this folder.

    Playwright's event loop runs in the thread of the tests as long as the browser is open, and
    tests of other folders in the same process may call code that refuses to run next to one.
    """
    with launched_browser() as browser:
        yield browser


@pytest.fixture
def live_server(transactional_db, live_server, browser):
    """The live server of one test: before the next one, every window is closed and answered."""
    yield live_server
    for context in browser.contexts:
        context.close()
    live_server.thread.httpd.join_threads()


@pytest.fixture(scope="session")
def demo():
    """A function that puts the demo with some pictures into the empty database.

    `demo({})` or `demo(load_demo.PHOTOS)`: it is loaded once, and restored from then on.
    """
    copies = {}

    def put(photos):
        captions = tuple(photos)
        if captions in copies:
            return copies[captions].restore()
        with pytest.MonkeyPatch.context() as patch, override_settings(NEWSROOM_DEMO=True):
            patch.setattr(load_demo, "PHOTOS", photos)
            call_command(load_demo.Command(), verbosity=0)
        copies[captions] = DatabaseCopy.take()

    return put


@pytest.fixture
def demo_photos():
    """The pictures of the demo, as load_demo.PHOTOS; by default none, since they take seconds."""
    return {}


@pytest.fixture
def newsroom(transactional_db, live_server, settings, demo, demo_photos):
    """The URL of the demo, served by a live server."""
    settings.NEWSROOM_DEMO = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    demo(demo_photos)
    return live_server.url


def ready(page):
    """Wait until every script of the page is attached (`data-ready`, see static/ready.js)."""
    page.wait_for_load_state()
    expect(page.locator("[data-served-by]:not([data-ready])")).to_have_count(0)


def session_cookie(username, url):
    """The cookie of a logged-in user, as Playwright takes it; test_login.py tests the form."""
    client = Client()
    client.force_login(User.objects.get(username=username))
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    return {"name": session.key, "value": session.value, "url": url}


@pytest.fixture
def visit(browser, newsroom):
    """Open a URL in a new browser window: `visit("/", width=390)` or `visit("/admin/", "chief")`.

    Each call has its own cookies. `options` are those of Playwright's `new_context`. An error in
    the browser's console fails the test.
    """
    contexts, errors = [], []

    def visit(path, username=None, width=1400, **options):
        context = browser.new_context(
            base_url=newsroom, locale="zh-CN", viewport={"width": width, "height": 900}, **options
        )
        context.set_default_timeout(TIMEOUT)
        contexts.append(context)
        if username:
            context.add_cookies([session_cookie(username, newsroom)])
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: message.type == "error" and errors.append(message.text))
        page.goto(path)
        if options.get("java_script_enabled", True):
            ready(page)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert not [error for error in errors if "410" not in error and "404" not in error]


@pytest.fixture
def desk(visit, width):
    """Open a story for a user: `desk("editor", story)`. Each user keeps one browser window."""
    pages = {}

    def desk(username, story, screen="change"):
        address = f"/admin/articles/article/{story.pk}/{screen}/"
        if username not in pages:
            pages[username] = visit(address, username, width=width)
        else:
            pages[username].goto(address)
            ready(pages[username])
        return pages[username]

    return desk

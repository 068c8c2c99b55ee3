import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from tests.bootstrap import launched_browser


@pytest.fixture(scope="session")
def browser():
    with launched_browser() as browser:
        yield browser


@pytest.fixture
def demo_photos():
    """None: to prepare them would cost every test seconds, and captions may wait."""
    return {}


@pytest.fixture
def newsroom(transactional_db, live_server, settings, monkeypatch, demo_photos):
    """The demo newsroom, served: its address. Its passwords are quick to check."""
    settings.NEWSROOM_DEMO = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr("demo.management.commands.load_demo.PHOTOS", demo_photos)
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    call_command("load_demo", verbosity=0)
    return live_server.url


@pytest.fixture
def visit(browser, newsroom):
    """Open the newsroom for one person: `visit("/", width=390)` or `visit("/admin/", "chief")`.

    Every person has a browser of their own; whatever the console calls an error fails the test.
    """
    contexts, errors = [], []

    def visit(path, username=None, width=1400):
        context = browser.new_context(
            base_url=newsroom, locale="zh-CN", viewport={"width": width, "height": 900}
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: said.type == "error" and errors.append(said.text))
        if username:
            page.goto("/admin/login/")
            page.locator("[name=username]").fill(username)
            page.locator("[name=password]").fill("newsroom")
            page.locator("[type=submit]").click()
            expect(page.locator("[name=password]")).to_have_count(0)
        page.goto(path)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert not [error for error in errors if "410" not in error and "404" not in error]

"""Start the database and install the browser that the tests need, so that none is skipped.

`make test` runs this module before pytest; fixtures call it, too, so pytest alone works as well.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

import devserver
from devserver.locks import locked

# The first has no code for windows and takes half the time for each test.
CHROMIUM_NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
CHROMIUM_PACKAGES = ("chromium-headless-shell", "fonts-noto-cjk")
CHROMIUM_FLAGS = [
    "--headless=new",
    "--no-sandbox",  # tests may run as root in CI, and load only our own pages
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def ensure_database() -> None:
    """Start the embedded server unless DATABASE_URL names another; it needs no Django."""
    devserver.set_environment()


def chromium() -> str:
    """The path of a Chromium: $CHROMIUM, one on PATH, or Debian's, installed now if we are root."""
    found = os.environ.get("CHROMIUM") or find_chromium()
    if found:
        return found
    if os.geteuid() or not shutil.which("apt-get"):
        sys.exit(
            "The browser tests need Chromium or Chrome. On Debian: "
            f"apt-get install {' '.join(CHROMIUM_PACKAGES)}; elsewhere install one and, unless it "
            "is on PATH, name it: CHROMIUM=/path/to/chrome make test"
        )
    with locked(Path(tempfile.gettempdir()) / "newsroom-chromium.lock"):
        return find_chromium() or install_chromium()


def find_chromium() -> str | None:
    """The first Chromium or Chrome on PATH."""
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def install_chromium() -> str:
    """Install Debian's Chromium, with a font that has Chinese characters."""
    apt = ["apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=600"]
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    print("Installing", *CHROMIUM_PACKAGES, "for the browser tests …", flush=True)
    for command in (["update"], ["install", "--no-install-recommends", *CHROMIUM_PACKAGES]):
        done = subprocess.run([*apt, *command], env=environment, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"apt-get {command[0]} failed:\n{done.stderr}")
    return find_chromium() or sys.exit(
        "Debian's chromium-headless-shell is installed but not on PATH."
    )


@contextmanager
def launched_browser() -> Iterator[Browser]:
    """A headless Chromium, for a fixture.

    Playwright's synchronous API runs an event loop in the test's thread, where Django refuses to
    touch the database unless told otherwise; the tests touch it between two steps of the browser,
    never during one.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


if __name__ == "__main__":
    ensure_database()
    chromium()

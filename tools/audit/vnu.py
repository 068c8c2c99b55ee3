"""vnu, the checker of HTML: no error and no warning on any kind of page."""

import json
import subprocess
from pathlib import Path

from tools.audit.programs import FOLDER, VNU

PAGES = FOLDER / "pages"
SHEETS = (Path("static/press/site.css"), Path("static/press/favicon.svg"))
COUNTED = {"error", "warning"}


def check(pages):
    """What vnu has against those pages, as texts; `pages` is {kind of page: HTML as bytes}."""
    for old in PAGES.glob("*"):
        old.unlink()
    PAGES.mkdir(parents=True, exist_ok=True)
    names = {f"{number:03}.html": kind for number, kind in enumerate(pages)}
    for name, kind in names.items():
        (PAGES / name).write_bytes(pages[kind])
    found = _messages("--html", *(PAGES / name for name in names))
    for sheet in SHEETS:
        found += _messages(f"--{sheet.suffix[1:]}", sheet)
    return [_written(message, names) for message in found if _grade(message) in COUNTED]


def _messages(*arguments):
    """All that it says; its exit status says no more than that."""
    command = ["java", "-jar", VNU, "--stdout", "--format", "json", "--exit-zero-always"]
    done = subprocess.run([*command, *arguments], check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)["messages"]


def _grade(message):
    """error, warning or info; it calls a warning an info of that subtype."""
    return "error" if message["type"] != "info" else message.get("subType", "info")


def _written(message, names):
    name = message.get("url", "").rpartition("/")[2]
    where = f"{names.get(name, name)} ({name}:{message.get('lastLine', '?')})"
    extract = " ".join(message.get("extract", "").split())
    return f"{_grade(message)}: {where}: {message['message']}  {extract}"

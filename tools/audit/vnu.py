"""Run vnu, the HTML checker of the W3C, on web pages."""

import json
import subprocess
from pathlib import Path

from tools.audit.programs import FOLDER, VNU

PAGES = FOLDER / "pages"
STATIC_FILES = (Path("static/press/site.css"), Path("static/press/favicon.svg"))
COUNTED = {"error", "warning"}


def check(pages):
    """The errors and warnings of vnu, as texts; `pages` is {kind of page: HTML as bytes}."""
    for old in PAGES.glob("*"):
        old.unlink()
    PAGES.mkdir(parents=True, exist_ok=True)
    names = {f"{number:03}.html": kind for number, kind in enumerate(pages)}
    for name, kind in names.items():
        (PAGES / name).write_bytes(pages[kind])
    found = _messages("--html", *(PAGES / name for name in names))
    for file in STATIC_FILES:
        found += _messages(f"--{file.suffix[1:]}", file)
    return [_format(message, names) for message in found if _severity(message) in COUNTED]


def _messages(*arguments):
    """The messages of one run of vnu, as dicts. Its exit status is ignored."""
    command = ["java", "-jar", VNU, "--stdout", "--format", "json", "--exit-zero-always"]
    done = subprocess.run([*command, *arguments], check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)["messages"]


def _severity(message):
    """error, warning or info. vnu marks a warning as an info with the subtype `warning`."""
    return "error" if message["type"] != "info" else message.get("subType", "info")


def _format(message, names):
    name = message.get("url", "").rpartition("/")[2]
    where = f"{names.get(name, name)} ({name}:{message.get('lastLine', '?')})"
    extract = " ".join(message.get("extract", "").split())
    return f"{_severity(message)}: {where}: {message['message']}  {extract}"

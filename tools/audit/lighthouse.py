"""Run Lighthouse as on a phone, several times, because a busy machine distorts a single run."""

import json
import os
import statistics
import subprocess
import sys

from tests.bootstrap import CHROMIUM_FLAGS, chromium
from tools.audit.programs import FOLDER, LIGHTHOUSE

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
ENOUGH = 95
ROUNDS = 3
ATTEMPTS = 3


def measure(url):
    """{category: median points of 100} of that URL, and the audits that cost points, as texts."""
    runs = [_run(url) for _ in range(ROUNDS)]
    points = {
        name: round(100 * statistics.median(run["categories"][name]["score"] for run in runs))
        for name in CATEGORIES
    }
    return points, sorted({lost for run in runs for lost in _lost(run)})


def _run(url):
    """The report of one run, tried again if the browser starts too late on a busy machine."""
    report = FOLDER / "lighthouse.json"
    command = [
        LIGHTHOUSE,
        url,
        "--quiet",
        "--output=json",
        f"--output-path={report}",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={' '.join(CHROMIUM_FLAGS)}",
    ]
    environment = os.environ | {"CHROME_PATH": chromium()}
    for _attempt in range(ATTEMPTS):
        done = subprocess.run(command, env=environment, stderr=subprocess.PIPE, text=True)
        if done.returncode == 0:
            return json.loads(report.read_text())
        print("Lighthouse, once more:", done.stderr.strip().splitlines()[-1:], flush=True)
    sys.exit(f"Lighthouse failed {ATTEMPTS} times for {url}:\n{done.stderr}")


def _lost(run):
    """Yield the audits that cost points, each with its category and title."""
    for name in CATEGORIES:
        for reference in run["categories"][name]["auditRefs"]:
            audit = run["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                yield f"{name}: {audit['id']} ({audit['title']}) {audit.get('displayValue', '')}"

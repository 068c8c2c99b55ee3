"""Check the site with vnu and Lighthouse, served as in a deployment: `make audit`.

vnu must find no error and no warning on any kind of public web page: those of
tests/newsroom/press/site.py, the same while the site is empty, and those of the demo. Lighthouse
must give the front page, a section and a story of the demo at least 95 points in each category.
Prints the results; exits with status 1 if one of these fails.
"""

import os
import re
import sys

from tools.audit import lighthouse, programs, vnu
from tools.audit.serving import newsroom

PER_FOLDER = 4  # URLs of the demo with the same first part of the path, for vnu
LINK = re.compile(r'href="(/[^"#]*)"')
PICTURE_TAG = b"<picture>"


def main():
    programs.ensure()
    with newsroom() as site:
        found = audit(site)
    for line in found:
        print("✗", line)
    print("Nothing is wrong." if not found else f"{len(found)} things are wrong.")
    return bool(found)


def audit(site):
    """All failures, as texts."""
    empty = read(site, site.kinds("site.EMPTY"))
    fill(site)
    demo = walk(site)
    too_low = run_lighthouse(site, demo)
    kinds = read(site, site.kinds("site.build()"))
    pages = {**empty, **demo, **kinds}
    complaints = vnu.check({kind: answer.body for kind, answer in pages.items() if answer.is_html})
    print(f"vnu: {len(complaints)} errors and warnings on {len(pages)} pages")
    return complaints + too_low


def fill(site):
    """Load the demo and generated stories. The commands require NEWSROOM_DEMO."""
    site.manage("load_demo", "--verbosity=0", NEWSROOM_DEMO="1")
    generate = ("generate_newsroom", "--stories=120", "--seed=1", "--verbosity=0")
    site.manage(*generate, NEWSROOM_DEMO="1")


def read(site, urls):
    """{kind: Answer} of {kind: URL}."""
    return {kind: site.get(url) for kind, url in urls.items()}


def walk(site):
    """{URL: Answer} of the pages that links lead to, PER_FOLDER of each first part of the path."""
    answers, waiting, counts = {}, ["/"], {}
    while waiting:
        url = waiting.pop(0)
        folder = url.split("/")[1]
        if url in answers or counts.get(folder, 0) >= PER_FOLDER or folder in ("static", "photos"):
            continue
        answers[url] = site.get(url)
        counts[folder] = counts.get(folder, 0) + 1
        if answers[url].is_html:
            waiting += LINK.findall(answers[url].body.decode())
    return answers


def run_lighthouse(site, demo):
    """Measure front page, section and story; returns those with too few points, as texts."""
    found = []
    if (load := os.getloadavg()[0]) > (cores := os.cpu_count()):
        print(f"Load {load:.1f} on {cores} cores: performance is measured lower than it is.")
    folders = ("/sections/", "/articles/")
    for url in ["/", *(first_with_picture(demo, folder) for folder in folders)]:
        points, lost = lighthouse.measure(site.url + url)
        figures = ", ".join(f"{name} {number}" for name, number in points.items())
        print(f"Lighthouse, median of {lighthouse.ROUNDS}: {url}: {figures}", flush=True)
        for line in lost:
            print("   ", line)
        if min(points.values()) < lighthouse.ENOUGH:
            found.append(f"{url}: {figures}, {lighthouse.ENOUGH} at the least")
    return found


def first_with_picture(demo, folder):
    """The first URL below that folder whose page has a picture."""
    return next(a for a, page in demo.items() if a.startswith(folder) and PICTURE_TAG in page.body)


if __name__ == "__main__":
    sys.exit(main())

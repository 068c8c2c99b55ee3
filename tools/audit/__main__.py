"""`make audit`: what vnu and Lighthouse say of the site, served as a deployment serves it.

vnu finds no error and no warning on any kind of page: those of
tests/newsroom/press/site.py, of the same
site while it is empty, and of the demo. Lighthouse gives front, section and story of the demo 95
points or more in each category. Figures are printed; status 1 if that is not so.
"""

import os
import re
import sys

from tools.audit import lighthouse, programs, vnu
from tools.audit.serving import newsroom

OF_A_SORT = 4  # pages of the demo that begin with the same word, for vnu
LINK = re.compile(r'href="(/[^"#]*)"')
PICTURED = b"<picture>"


def main():
    programs.ensure()
    with newsroom() as site:
        found = audit(site)
    for line in found:
        print("✗", line)
    print("Nothing is wrong." if not found else f"{len(found)} things are wrong.")
    return bool(found)


def audit(site):
    """All that is wrong with the site, as texts."""
    empty = read(site, site.kinds("site.EMPTY"))
    fill(site)
    demo = walk(site)
    found = judge(site, demo)
    kinds = read(site, site.kinds("site.build()"))
    pages = {**empty, **demo, **kinds}
    said = vnu.check({kind: answer.body for kind, answer in pages.items() if answer.is_html})
    print(f"vnu: {len(said)} errors and warnings on {len(pages)} pages")
    return said + found


def fill(site):
    """The demo and invented stories, which the commands give to a demo alone."""
    site.manage("load_demo", "--verbosity=0", NEWSROOM_DEMO="1")
    generate = ("generate_newsroom", "--stories=120", "--seed=1", "--verbosity=0")
    site.manage(*generate, NEWSROOM_DEMO="1")


def read(site, addresses):
    """{kind: Answer} at those addresses, {kind: address}."""
    return {kind: site.get(address) for kind, address in addresses.items()}


def walk(site):
    """{address: Answer} of what the front page leads to, a few of every sort."""
    answers, waiting, sorts = {}, ["/"], {}
    while waiting:
        address = waiting.pop(0)
        sort = address.split("/")[1]
        if address in answers or sorts.get(sort, 0) >= OF_A_SORT or sort in ("static", "photos"):
            continue
        answers[address] = site.get(address)
        sorts[sort] = sorts.get(sort, 0) + 1
        if answers[address].is_html:
            waiting += LINK.findall(answers[address].body.decode())
    return answers


def judge(site, demo):
    """What Lighthouse has against front, section and story, as texts."""
    found = []
    if (load := os.getloadavg()[0]) > (cores := os.cpu_count()):
        print(f"Load {load:.1f} on {cores} cores: performance is measured lower than it is.")
    for address in ["/", *(pictured(demo, folder) for folder in ("/sections/", "/articles/"))]:
        points, lost = lighthouse.measure(site.url + address)
        figures = ", ".join(f"{name} {number}" for name, number in points.items())
        print(f"Lighthouse, median of {lighthouse.ROUNDS}: {address}: {figures}", flush=True)
        for line in lost:
            print("   ", line)
        if min(points.values()) < lighthouse.ENOUGH:
            found.append(f"{address}: {figures}, {lighthouse.ENOUGH} at the least")
    return found


def pictured(demo, folder):
    """The first page of that folder with a picture."""
    return next(a for a, page in demo.items() if a.startswith(folder) and PICTURED in page.body)


if __name__ == "__main__":
    sys.exit(main())

"""The front page and a section's page leave no hole, whatever the newest stories are."""

import datetime

import pytest
from django.conf import settings

from newsroom.press.publishing import publish
from newsroom.press.snapshot import PrintedPlace
from tests.factories import SectionFactory
from tests.newsroom.press.photos import make_picture, put_in_public
from tests.newsroom.press.snapshots import make_snapshot

pytestmark = pytest.mark.soak

WIDTHS = (768, 1000, 1400)
MOST = 220  # px: about an entry with a picture and a headline of two lines
TEXT = "渡口的石阶昨天铺好了最后一级，两岸居民清晨乘上第一班船，老船工说从前过江要等半个时辰。"

# The largest distance between one part of the page and the next below it, at any place across.
HOLE = """
() => {
  const boxes = [...document.querySelectorAll("main :is(.lead, .entry, .label, .issue-card, .paging, h1)")]
    .map(element => element.getBoundingClientRect()).filter(box => box.height);
  const main = document.querySelector("main").getBoundingClientRect();
  const end = Math.max(...boxes.map(box => box.bottom));
  const left = Math.min(...boxes.map(box => box.left)), right = Math.max(...boxes.map(box => box.right));
  let most = 0;
  for (let x = left + 4; x < right; x += 8) {
    const column = boxes.filter(box => box.left - 48 <= x && x <= box.right + 48);
    let done = main.top;
    for (const box of column.sort((a, b) => a.top - b.top)) {
      most = Math.max(most, box.top - done);
      done = Math.max(done, box.bottom);
    }
    most = Math.max(most, end - done);
  }
  return most;
}
"""


def story(number, picture=None, **changes):
    pictured = {"pictures": (picture,), "body": f"<p>{TEXT}</p>{picture.node}"} if picture else {}
    headline = f"临川渡口石阶修缮完工{number}" + "两岸居民乘上第一班船" * (number % 3)
    texts = {
        "headline": headline,
        "deck": TEXT[:20] * (number % 2),
        "body": f"<p>{TEXT * (number % 4)}</p>",
    }
    return {"story_id": number, **texts, **pictured, **changes}


def brief(number, **changes):
    return {**story(number, **changes), "deck": "", "kind": "brief"}


def printed(number):
    day = datetime.date.today()
    return PrintedPlace(settings.NEWSROOM_PAPER, day, f"0{number % 4 + 1}", number, "城事")


MIXES = {
    "no pictures": lambda picture: [story(n) for n in range(1, 15)],
    "only briefs": lambda picture: [brief(n) for n in range(1, 12)],
    "one brief": lambda picture: [brief(1)],
    "one story": lambda picture: [story(1)],
    "one story with a picture": lambda picture: [story(1, picture)],
    "two stories and four briefs": lambda picture: [
        *(story(n, picture) for n in (1, 2)),
        *(brief(n) for n in (3, 4, 5, 6)),
    ],
    "a lead and seven briefs in print": lambda picture: [
        *(brief(n, printed=printed(n)) for n in range(1, 8)),
        story(8),
    ],
    "newest without a picture": lambda picture: [
        *(brief(n) for n in range(1, 7)),
        *(story(n, picture, printed=printed(n)) for n in range(7, 21)),
        story(21),
    ],
    "pictures everywhere": lambda picture: [story(n, picture) for n in range(1, 30)],
    "every third with a picture": lambda picture: [
        (brief if n % 4 == 0 else story)(n, picture=picture if n % 3 == 0 else None)
        for n in range(1, 60)
    ],
}


@pytest.mark.parametrize("mix", MIXES.values(), ids=MIXES)
def test_no_hole_is_left(browser, transactional_db, live_server, mix):
    picture = make_picture()
    put_in_public(picture)
    sections = SectionFactory.create_batch(5)
    for snapshot in mix(picture):
        publish(make_snapshot(sections[snapshot["story_id"] % 5 % 3], **snapshot))
    page = browser.new_page(base_url=live_server.url)

    holes = {}
    for path in ("/", sections[1].get_absolute_url()):
        page.goto(path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            holes[path, width] = page.evaluate(HOLE)
            assert page.evaluate("document.documentElement.scrollWidth") == width

    page.close()
    assert {where: size for where, size in holes.items() if size > MOST} == {}

"""A small published site with every kind of public page, and the list of their URLs.

Tests and audits of all pages (cache, queries, axe, vnu) use this list. Add a line to `build` for a
new kind of page, or to `STORIES` for a new kind of story; test_public_pages.py fails while a URL
pattern of the press has no line.
"""

import datetime
from itertools import count, islice
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve, reverse

from newsroom.core.models import Organization, Reporter, Section
from newsroom.press.models import Facet, Listing, story_url
from newsroom.press.paging import PAGE_SIZE, cursor_of
from newsroom.press.publishing import publish, withdraw
from newsroom.press.snapshot import BylineName, CorrectionNote, PrintedPlace, Reprint
from newsroom.press.syndication.sitemaps import BLOCK_SIZE
from tests.factories import SiteInformationFactory
from tests.newsroom.press.photos import make_picture, put_in_public
from tests.newsroom.press.snapshots import make_snapshot

FIRST = 9001  # id of the first story; a demo may be in the same database
DAY, MONTH_BEFORE = datetime.date(2024, 3, 15), datetime.date(2024, 2, 29)
TAG, ODD_TAG = "渡口", "江/岸 50%"
LONG = "临川渡口石阶修缮三年终告完工 两岸居民昨天清晨乘上第一班船 老船工说从前过江要等半个时辰如今一刻钟就到"
BODY = """
<p>渡口的石阶昨天铺好了最后一级，工匠<strong>沿着江岸</strong>收起了绳索。</p>
<h2>三年修缮</h2>
<p>石料取自上游的旧采石场，每一级都由两名石匠凿成。</p>
<p>“从前过江要等半个时辰。”船工说。</p>
""".strip()

# Pages whose status is not 200.
STATUS = {
    "story under another kind": 301,
    "merged organization": 301,
    "unknown page": 404,
    "withdrawn story": 410,
    "logo that was replaced": 404,
}


def pictures(number):
    """The fields of a Snapshot with that number of pictures, and a body that contains them."""
    made = tuple(
        make_picture(
            place,
            f"第{place}级石阶",
            "苏禾",
            alt=f"江岸边的第{place}级石阶",
            ratio=(2, 3) if place % 2 else (3, 2),
        )
        for place in range(1, number + 1)
    )
    for picture in made:
        put_in_public(picture)
    return {"pictures": made, "body": BODY + "".join(picture.node for picture in made)}


def printed(day=DAY, number="A07", position=1):
    return {"printed": PrintedPlace(settings.NEWSROOM_PAPER, day, number, position, "城事")}


STORIES = {
    "story without a picture": lambda: {},
    "story with a picture": lambda: pictures(1),
    "story with six pictures": lambda: pictures(6),
    "brief": lambda: {"kind": "brief", "column": "播报", "kicker": "夜校"},
    "brief without a headline": lambda: {"kind": "brief", "headline": ""},
    "brief with a picture": lambda: {"kind": "brief", **pictures(1)},
    "reprint": lambda: {"reprint": Reprint("石阶铺好以后", "何一", "https://example.org/steps")},
    "corrected story": lambda: {
        "corrections": (CorrectionNote("标题中“两年”应为“三年”，特此更正。", DAY),)
    },
    "printed story": printed,
    "story of another page": lambda: printed(number="A08"),
    "story of an earlier issue": lambda: printed(MONTH_BEFORE),
    "story with a long headline": lambda: {"headline": LONG, "kicker": LONG, "deck": LONG},
    "story with a short headline": lambda: {"headline": "通车"},
    "story of latin words": lambda: {"headline": "Lincheng & <Ferry> \"Steps\" 'open'"},
}


def build():
    """Publish the site; returns {kind of page: its URL}."""
    section, empty = (
        Section.objects.create(name=name, slug=slug, description=description, order=90)
        for name, slug, description in (
            ("渡口", "harbour", "江边的新闻"),
            ("空栏", "nothing-yet", ""),
        )
    )
    reporter = Reporter.objects.create(name="苏禾", affiliation="临川晚报")
    organization = Organization.objects.create(name="临川渡口管理所", place="临川", confirmed=True)
    merged = Organization.objects.create(name="临川渡管所", merged_into=organization)
    stories = _publish(section, reporter, organization)
    SiteInformationFactory()
    return {
        "front page": "/",
        "older stories": f"/?after={_cursor(Facet.NEWEST)}",
        "section": "/sections/harbour/",
        "older stories of a section": f"/sections/harbour/?after={_cursor(Facet.SECTION, section.pk)}",
        "empty section": empty.get_absolute_url(),
        **{kind: version.get_absolute_url() for kind, version in stories.items()},
        "story under another kind": story_url("brief", FIRST),
        "unknown page": "/no-such-page/",
        "briefs": "/briefs/",
        "reporter": reporter.get_absolute_url(),
        "organization": organization.get_absolute_url(),
        "merged organization": merged.get_absolute_url(),
        "tag": reverse("press:tag", args=[TAG]),
        "odd tag": reverse("press:tag", args=[ODD_TAG]),
        "day": f"/days/{DAY}/",
        "month": f"/months/{DAY:%Y-%m}/",
        "about": "/about/",
        "contact": "/contact/",
        "privacy": "/privacy/",
        "search": "/search/",
        "search that finds": "/search/?q=%E6%B8%A1%E5%8F%A3&section=harbour",
        "search that finds nothing": "/search/?q=zzzzzz",
        "calendar": "/pages/",
        "calendar of an earlier month": f"/pages/?month={MONTH_BEFORE:%Y-%m}",
        "issue": f"/pages/{DAY}/",
        "page": f"/pages/{DAY}/A07/",
        **{f"{form} feed": f"/feeds/latest.{form}" for form in ("rss", "atom", "json")},
        "feed of a section": "/feeds/sections/harbour.rss",
        "sitemaps": "/sitemap.xml",
        "sitemap of sections": "/sitemaps/sections.xml",
        "sitemap of stories": f"/sitemaps/stories-{FIRST // BLOCK_SIZE}.xml",
        "sitemap of issues": f"/sitemaps/issues-{DAY:%Y-%m}.xml",
        "logo that was replaced": f"/logo/{'0' * 64}.png",
        "manifest": "/site.webmanifest",
        "sitemap of news": "/news-sitemap.xml",
        "robots": "/robots.txt",
        "health": "/healthz",
        "picture": f"/photos/{stories['story with a picture'].snapshot.lead_picture.files[0].name}",
    }


def _publish(section, reporter, organization):
    """{kind: Version} of STORIES and of a withdrawn story; more stories fill a page of each list."""
    common = {
        "body": BODY,
        "dateline": "本报临川讯",
        "responsible_editor": "周砚",
        "tags": (TAG, ODD_TAG),
        "bylines": (BylineName("苏禾", "记者", reporter.pk), BylineName("何一", "通讯员")),
        "organizations": (organization.pk,),
    }
    numbers = count(FIRST)
    versions = {
        kind: publish(make_snapshot(section, **{**common, "story_id": next(numbers), **changes()}))
        for kind, changes in STORIES.items()
    }
    for story in islice(numbers, PAGE_SIZE):
        last = publish(make_snapshot(section, story_id=story, headline=f"第{story}班船", **common))
    withdraw(last.story_id, public_text="该稿件已撤下")
    return {**versions, "withdrawn story": last}


EMPTY = {
    "front page without stories": "/",
    "briefs without stories": "/briefs/",
    "calendar without issues": "/pages/",
}


def pattern(url):
    """The name of the URL pattern that matches, or None."""
    try:
        return resolve(unquote(urlsplit(url).path)).url_name
    except Resolver404:
        return None


def is_page(response):
    """Whether the response is HTML."""
    return response.headers.get("Content-Type", "").startswith("text/html")


def _cursor(facet, key=""):
    return cursor_of(Listing.objects.in_list(facet, key)[PAGE_SIZE - 1])

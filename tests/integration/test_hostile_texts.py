"""Hostile text in every field of a story, of core models and of the footer stays plain text."""

import json
import re
from html.parser import HTMLParser
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from django.conf import settings as django_settings

from newsroom.core.models import Organization, Reporter, Section, SiteInformation
from newsroom.core.story_kind import story_kinds
from newsroom.press import pins
from newsroom.press.pins import PinnedStory
from newsroom.press.publishing import publish, withdraw
from newsroom.press.snapshot import BylineName, CorrectionNote, PrintedPlace, Reprint
from tests.crawling import crawl
from tests.newsroom.press.photos import make_picture, put_in_public
from tests.newsroom.press.site import DAY
from tests.newsroom.press.snapshots import make_snapshot

pytestmark = pytest.mark.django_db

HOSTILE = "\"'><script>x()</script><img src=x onerror=x()>]]>&lt;b&gt;&#0;{{7*7}}{% now %}\x0b\u2028\u202e"
ADDRESS = re.compile(r"/(?!/)|[#?]|https?:|mailto:[^?]*$|tel:")


class Reader(HTMLParser):
    """Collects the scripts, handlers, styles and links of a page that are not ours."""

    def __init__(self):
        super().__init__()
        self.found = []
        self.in_data = False

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.in_data = values.get("type") == "application/ld+json"
        self.found += [(tag, name) for name in values if name.startswith("on") or name == "style"]
        urls = [values[name] for name in ("src", "href", "action") if name in values]
        self.found += [(tag, url) for url in urls if not ADDRESS.match(url)]
        ours = self.in_data or values.get("src", "").startswith("/static/")
        if tag in ("style", "iframe") or (tag == "script" and not ours):
            self.found.append((tag, values))

    def handle_data(self, data):
        if self.in_data:
            json.loads(data)

    def handle_endtag(self, tag):
        self.in_data = False


@pytest.fixture
def urls(chief):
    """Hostile stories of both kinds: live, pinned, printed, corrected and withdrawn."""
    section = Section.objects.create(name=HOSTILE[:20], slug="x", description=HOSTILE)
    reporter = Reporter.objects.create(name=HOSTILE[:50], affiliation=HOSTILE)
    organization = Organization.objects.create(
        name=HOSTILE, aliases=[HOSTILE + "2"], place=HOSTILE[:50], confirmed=True
    )
    picture = make_picture(7, HOSTILE, HOSTILE, alt=HOSTILE, lead=True)
    put_in_public(picture)
    texts = ("kicker", "headline", "deck", "column", "dateline", "source", "responsible_editor")
    hostile = {
        **dict.fromkeys(texts, HOSTILE),
        "body": f'<p onclick="x()">{HOSTILE}<a href="javascript:x()">a</a><style>b</style></p>'
        f"{picture.node}<svg onload=x()><iframe src=//x.example></iframe>",
        "bylines": (BylineName(HOSTILE, HOSTILE, reporter.pk), BylineName(HOSTILE, HOSTILE)),
        "pictures": (picture,),
        "reprint": Reprint(HOSTILE, HOSTILE, "javascript:x()"),
        "tags": (HOSTILE[:100], "..", "a/b", "\r\nX: y"),
        "organizations": (organization.pk,),
        "printed": PrintedPlace(django_settings.NEWSROOM_PAPER, DAY, HOSTILE[:10], 1, HOSTILE),
        "corrections": (CorrectionNote(HOSTILE, DAY),),
    }
    for story, kind in enumerate([*story_kinds(), *story_kinds()], start=1):
        fresh = {"printed": None} if story > 2 else {}
        publish(
            make_snapshot(section, **{**hostile, "story_id": story, "kind": kind.value, **fresh})
        )
    publish(make_snapshot(section, **{**hostile, "story_id": 9}))
    withdraw(9, public_text=HOSTILE)
    for place in (None, section):
        pins.arrange(place, [PinnedStory(3, 1), PinnedStory(4, 2)], user=chief)
    names = ("supervisor", "sponsor", "publisher", "address", "copyright", "about", "contact")
    SiteInformation.objects.create(
        pk=1, **dict.fromkeys(names, HOSTILE), report_phone="1;x=<>\"'", report_email="\"'><b@x"
    )
    query = quote(HOSTILE)
    days = [f"/days/{DAY}/", f"/months/{DAY:%Y-%m}/"]
    return [f"/search/?q={query}&since={query}&reporter=1&section=x", *days, "/articles/9/"]


def test_hostile_words_are_words(client, urls):
    pages = crawl(client, urls)

    kinds = {page.headers["Content-Type"].partition(";")[0] for page in pages.values()}
    assert {"text/html", "application/rss+xml", "application/xml"} <= kinds
    for url, page in pages.items():
        kind, text = page.headers.get("Content-Type", ""), page.content
        assert page.status_code in (200, 301, 404, 410), url
        assert "X" not in page.headers
        if "html" in kind:
            reader = Reader()
            reader.feed(text.decode())
            assert reader.found == [], url
            assert "script-src 'self'" in page.headers["Content-Security-Policy"], url
        elif "xml" in kind:
            ElementTree.fromstring(text)
        elif "json" in kind:
            json.loads(text)

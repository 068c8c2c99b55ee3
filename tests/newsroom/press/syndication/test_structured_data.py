"""schema.org's NewsArticle on the page of a story, field by field."""

import datetime
import json
import re

import pytest

from newsroom.press.models import story_url
from newsroom.press.picture_sizes import FORMATS
from newsroom.press.publishing import publish
from newsroom.press.snapshot import (
    BylineName,
    CorrectionNote,
    PictureFile,
    PrintedPlace,
    Reprint,
)
from tests.factories import OrganizationFactory, ReporterFactory, SectionFactory
from tests.newsroom.press.photos import make_picture
from tests.newsroom.press.snapshots import make_snapshot

pytestmark = pytest.mark.django_db

SITE = "https://linchuan.example"
HOUR = datetime.timedelta(hours=1)
PAPER = {"@type": "Organization", "name": "临川晚报", "url": f"{SITE}/"}
LOGO = {
    "@type": "ImageObject",
    "url": f"{SITE}/static/press/icon-512.png",
    "width": 512,
    "height": 512,
}
BLOCK = re.compile(r'<script type="application/ld\+json">([^<]*)</script>')


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = SITE
    settings.NEWSROOM_PAPER = "临川晚报"


@pytest.fixture
def section(db):
    return SectionFactory(name="城事")


@pytest.fixture
def article(client, section, clock):
    """Publish a story and read the JSON-LD of its page: `article(headline="…")`."""

    def article(kind="article", **changes):
        publish(make_snapshot(section, kind=kind, **changes))
        [block, _breadcrumbs] = BLOCK.findall(client.get(story_url(kind, 1)).content.decode())
        return json.loads(block)

    return article


def test_plain_story_says_what_every_story_says_and_nothing_empty(article):
    assert article() == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "url": f"{SITE}/articles/1/",
        "mainEntityOfPage": {"@type": "WebPage", "@id": f"{SITE}/articles/1/"},
        "inLanguage": "zh-Hans",
        "isAccessibleForFree": True,
        "headline": "临川渡口修缮完工",
        "description": "渡口的石阶昨天铺好了最后一级。",
        "datePublished": "2026-11-25T10:30:00+08:00",
        "dateModified": "2026-11-25T10:30:00+08:00",
        "author": [PAPER],
        "publisher": {**PAPER, "logo": LOGO},
        "articleSection": "城事",
    }


def test_full_story_says_all_of_it(article):
    organization = OrganizationFactory(name="临川市渡运公司", confirmed=True)
    unconfirmed = OrganizationFactory()
    data = article(
        deck="两岸居民过河更方便",
        dateline="本报临川电",
        tags=("交通", "渡口"),
        organizations=(organization.pk, unconfirmed.pk),
        responsible_editor="何安",
        printed=PrintedPlace("临川晚报", datetime.date(2024, 3, 15), "06", 1, "民生"),
        reprint=Reprint("渡口新生", "季明", "https://example.org/ferry"),
        corrections=(CorrectionNote("“六级”应为“七级”，特此更正。"),),
    )

    assert data["alternativeHeadline"] == "两岸居民过河更方便"
    assert data["dateline"] == "本报临川电"
    assert data["keywords"] == ["交通", "渡口"]
    assert data["about"] == [
        {
            "@type": "Organization",
            "name": "临川市渡运公司",
            "url": f"{SITE}/organizations/{organization.pk}/",
        }
    ]
    assert data["editor"] == {"@type": "Person", "name": "何安"}
    assert data["printEdition"] == "临川晚报 2024-03-15"
    assert (data["printPage"], data["printSection"]) == ("06", "民生")
    assert data["isBasedOn"] == {
        "@type": "CreativeWork",
        "name": "渡口新生",
        "url": "https://example.org/ferry",
        "author": {"@type": "Person", "name": "季明"},
    }
    assert data["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "“六级”应为“七级”，特此更正。",
            "datePublished": "2026-11-25",
        }
    ]


def test_brief_is_headed_by_its_kicker_and_headline(article):
    data = article("brief", kicker="市图书馆", headline="延长开放时间")

    assert data["headline"] == "市图书馆\u3000延长开放时间"
    assert data["url"] == f"{SITE}/briefs/1/"


def test_printed_story_is_dated_by_its_paper_and_never_changed_before(article, clock):
    printed = PrintedPlace("临川晚报", datetime.date(2026, 11, 26), "06", 1)  # tomorrow's paper
    article(printed=printed)
    clock.move(HOUR)

    data = article(printed=printed, revision_sha256="b" * 64)

    assert data["datePublished"] == "2026-11-26T00:00:00+08:00"
    assert data["dateModified"] == "2026-11-26T00:00:00+08:00"


def test_changed_text_is_dated_to_the_second_with_its_offset(article, clock):
    clock.move(datetime.timedelta(microseconds=123_456))
    article()
    clock.move(HOUR)

    data = article(revision_sha256="b" * 64)

    assert data["datePublished"] == "2026-11-25T10:30:00+08:00"
    assert data["dateModified"] == "2026-11-25T11:30:00+08:00"


def test_authors_have_their_roles_and_the_addresses_of_their_pages(article):
    reporter = ReporterFactory()
    bylines = (BylineName("苏禾", "记者", reporter.pk), BylineName("方舟", "", None))

    assert article(bylines=bylines)["author"] == [
        {
            "@type": "Person",
            "name": "苏禾",
            "jobTitle": "记者",
            "url": f"{SITE}/reporters/{reporter.pk}/",
        },
        {"@type": "Person", "name": "方舟"},
    ]


@pytest.mark.parametrize(
    ("changes", "author"),
    [
        ({"source": "汾水日报"}, {"@type": "Organization", "name": "汾水日报"}),
        ({"source": ""}, PAPER),
        (
            {"source": "汾水日报", "reprint": Reprint("", "季明", "")},
            {"@type": "Person", "name": "季明"},
        ),
    ],
)
def test_unsigned_story_is_by_whoever_it_came_from(article, changes, author):
    assert article(**changes)["author"] == [author]


def test_picture_is_there_in_three_ratios_with_its_sizes(article):
    picture = make_picture(7, "新铺的石阶", "苏禾")
    images = article(body=f"<p>文</p>{picture.node}", pictures=(picture,))["image"]

    sizes = [(image["width"], image["height"]) for image in images]
    assert sizes == [(1440, 810), (1080, 810), (240, 240)]
    names = {file.name for file in picture.files if file.format == "jpg"}
    for image in images:
        assert image["@type"] == "ImageObject"
        assert image["caption"] == "新铺的石阶"
        assert image["creditText"] == "苏禾"
        at, name = image["url"].rsplit("/", 1)
        assert at == f"{SITE}/photos"
        assert name in names


def test_small_picture_is_named_in_the_sizes_that_it_has(article):
    files = tuple(
        PictureFile(f"{'e' * 64}.{format}", "4x3", format, 200, 150) for format in FORMATS
    )
    picture = make_picture(7, files=files)

    [image] = article(pictures=(picture,))["image"]

    assert (image["width"], image["height"]) == (200, 150)
    assert image["url"].endswith(".jpg")


def test_picture_that_nobody_has_is_not_named(article):
    assert "image" not in article(pictures=(make_picture(7, files=()),))


def test_long_opening_is_cut_for_the_description(article):
    data = article(body=f"<p>{'渡' * 300}</p>")["description"]

    assert len(data) == 120
    assert data.startswith("渡" * 100)

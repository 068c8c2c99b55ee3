"""What search engines and other sites are told of the pages that are no story."""

import json
import re
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from PIL import Image

from newsroom.press.publishing import publish
from newsroom.press.site_info.logo import site_logo
from tests.newsroom.press import site
from tests.newsroom.press.photos import make_picture
from tests.newsroom.press.snapshots import make_snapshot

pytestmark = pytest.mark.django_db

SITE = "https://linchuan.example"
BLOCK = re.compile(r'<script type="application/ld\+json">([^<]*)</script>')
# Pages that are not to be found or shared: they have no URL of their own.
WITHOUT_URL = {"calendar of an earlier month"}


@pytest.fixture(autouse=True)
def _site_url(settings):
    settings.SITE_URL = SITE
    settings.NEWSROOM_PAPER = "临川晚报"


def html(client, url):
    return client.get(url).content.decode()


def data(client, url):
    """The JSON-LD of a page: {type: dict}."""
    found = [json.loads(block) for block in BLOCK.findall(html(client, url))]
    return {each["@type"]: each for each in found}


def shared(client, url):
    """The Open Graph properties of a page."""
    found = re.findall(r'<meta property="(og:\w+)"\s+content="([^"]*)">', html(client, url))
    return {name: unescape(value) for name, value in found}


def static_picture(url):
    return Image.open(settings.BASE_DIR / urlsplit(url).path.lstrip("/"))


def test_every_page_that_may_be_found_is_shared_with_title_url_and_type(client):
    for kind, url in site.build().items():
        response = client.get(url)
        if (
            response.status_code != 200
            or not site.is_page(response)
            or kind in WITHOUT_URL
            or kind.startswith("search")
        ):
            continue
        found = shared(client, url)
        assert {"og:title", "og:url", "og:type", "og:site_name"} <= found.keys(), kind
        assert f'<link rel="canonical" href="{found["og:url"]}">' in unescape(html(client, url))
        assert ("og:image" in found) or "story" in kind or "brief" in kind or kind == "reprint", (
            kind
        )


def test_front_page_and_section_are_shared_with_the_picture_of_their_lead(client, section):
    logo = f"{SITE}/static/press/icon-512.png"
    publish(make_snapshot(section, story_id=1))
    assert shared(client, "/") == {
        "og:type": "website",
        "og:url": f"{SITE}/",
        "og:site_name": "临川晚报",
        "og:locale": "zh_CN",
        "og:title": "临川晚报",
        "og:image": logo,
    }
    assert shared(client, section.get_absolute_url())["og:title"] == section.name

    publish(make_snapshot(section, story_id=2, pictures=(make_picture(),)))

    for url in ("/", section.get_absolute_url()):
        assert shared(client, url)["og:image"].startswith(f"{SITE}/photos/")


def test_front_page_says_what_the_site_is_and_how_to_search_it(client, section):
    found = data(client, "/")["WebSite"]

    assert (found["name"], found["url"]) == ("临川晚报", f"{SITE}/")
    assert found["publisher"]["logo"]["url"] == site_logo().url
    target = found["potentialAction"]["target"]["urlTemplate"]
    assert target == f"{SITE}/search/?q={{search_term_string}}"


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("story without a picture", ["渡口", "临川渡口修缮完工"]),
        ("section", ["渡口"]),
        ("older stories of a section", ["渡口"]),
        ("tag", [site.TAG]),
        ("reporter", ["苏禾"]),
        ("issue", ["版面", "2024年3月15日"]),
        ("page", ["版面", "2024年3月15日", "第A07版：城事"]),
    ],
)
def test_breadcrumbs_lead_from_the_front_page_to_the_page(client, kind, names):
    url = site.build()[kind]

    steps = data(client, url)["BreadcrumbList"]["itemListElement"]

    assert [step["name"] for step in steps] == ["临川晚报", *names]
    assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
    assert steps[0]["item"] == f"{SITE}/"
    assert steps[-1]["item"] == SITE + url.partition("?")[0]


def test_logo_has_the_size_that_it_says(client):
    logo = site_logo()

    assert static_picture(logo.url).size == (logo.width, logo.height)
    assert logo.url.startswith(SITE)


def test_every_page_names_its_icons_and_they_exist(client):
    page = html(client, "/")
    icons = re.findall(r'<link rel="(icon|apple-touch-icon|manifest)"\s+href="([^"]*)"', page)

    assert [rel for rel, _url in icons] == ["icon", "icon", "apple-touch-icon", "manifest"]
    for _rel, url in icons[:-1]:
        assert (settings.BASE_DIR / url.lstrip("/")).is_file()
    response = client.get(icons[-1][1])
    manifest = json.loads(response.content)
    assert response["Content-Type"] == "application/manifest+json"
    assert "manifest-src 'self'" in response["Content-Security-Policy"]
    assert (manifest["name"], manifest["start_url"]) == ("临川晚报", "/")
    for icon in manifest["icons"]:
        width, height = map(int, icon["sizes"].split("x"))
        assert static_picture(icon["src"]).size == (width, height)


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/favicon.ico", "image/"), ("/apple-touch-icon.png", "image/png")],
)
def test_icons_are_where_browsers_look_for_them_without_a_link(client, path, kind):
    response = client.get(path)

    assert response.status_code == 200
    assert response["Content-Type"].startswith(kind)


def test_issues_and_their_pages_are_in_a_sitemap(client):
    urls = site.build()
    index = html(client, "/sitemap.xml")
    listed = re.findall("<loc>(.*?)</loc>", index)
    of_issues = [url for url in listed if "/issues-" in url]
    assert of_issues == [
        f"{SITE}/sitemaps/issues-2024-03.xml",
        f"{SITE}/sitemaps/issues-2024-02.xml",
    ]

    found = re.findall("<loc>(.*?)</loc>", html(client, of_issues[0].removeprefix(SITE)))

    assert found == [SITE + path for path in (urls["issue"], urls["page"], f"{urls['issue']}A08/")]
    assert client.get("/sitemaps/issues-2023-01.xml").status_code == 404

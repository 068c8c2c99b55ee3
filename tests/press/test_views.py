import datetime
from urllib.request import urlopen

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from newsroom.masthead.kinds import Kind
from newsroom.press.paging import SIZE
from newsroom.press.publishing import publish, withdraw
from newsroom.press.snapshot import PrintedPlace, Signature
from tests.factories import OrganizationFactory, ReporterFactory, SectionFactory
from tests.press.snapshots import make_snapshot

pytestmark = pytest.mark.django_db

LONG_AGO = datetime.timedelta(days=400)


def text(response):
    return response.content.decode()


# --- the front page ---------------------------------------------------------------------------


def test_front_page_of_an_empty_site_is_friendly(client, section):
    response = client.get("/")

    assert response.status_code == 200
    assert section.name in text(response)


def test_front_page_leads_with_the_newest_article_and_keeps_briefs_in_their_column(client, section):
    publish(make_snapshot(section, story=1, headline="老桥通车", deck="——两岸步行只要五分钟"))
    publish(make_snapshot(section, story=2, headline="河堤种下新柳"))
    brief = {"kind": Kind.BRIEF, "kicker": "市图书馆", "headline": "延长开放时间"}
    publish(make_snapshot(section, story=3, **brief))

    context = client.get("/").context

    assert context["lead"].version.story == 2
    assert [entry.version.story for entry in context["following"]] == [1]
    assert [entry.version.story for entry in context["briefs"]] == [3]


def test_front_page_shows_kicker_and_headline_of_a_brief_in_one(client, section):
    brief = {"kind": Kind.BRIEF, "kicker": "市图书馆", "headline": "延长开放时间"}
    publish(make_snapshot(section, **brief))

    assert "市图书馆\u3000延长开放时间" in text(client.get("/"))


def test_front_page_of_briefs_alone_has_no_lead_and_shows_each_once(client, section):
    publish(make_snapshot(section, kind=Kind.BRIEF, headline="独此一条"))

    response = client.get("/")

    assert response.context["lead"] is None
    assert text(response).count("独此一条") == 1


def test_front_page_keeps_a_lead_when_briefs_fill_the_newest(client, section):
    publish(make_snapshot(section, story=1, headline="老桥通车"))
    for story in range(2, 24):
        publish(make_snapshot(section, story=story, kind=Kind.BRIEF))

    assert client.get("/").context["lead"].version.story == 1


def test_front_page_has_something_of_every_section_that_is_not_shown_above(client):
    busy, quiet, _empty = SectionFactory.create_batch(3)
    for story in (1, 2):
        publish(make_snapshot(quiet, story=story))
    for story in range(3, 3 + SIZE):
        publish(make_snapshot(busy, story=story))

    strips = client.get("/").context["strips"]

    assert [(section, [e.version.story for e in entries]) for section, entries in strips] == [
        (quiet, [2, 1])
    ]


def test_back_issue_never_stands_on_the_front_page(client, section):
    printed = PrintedPlace("临川晚报", timezone.localdate() - LONG_AGO, "06", 1)
    for story, kind in enumerate(Kind, start=1):
        publish(make_snapshot(section, story=story, kind=kind, headline="旧闻", printed=printed))

    assert "旧闻" not in text(client.get("/"))
    assert "旧闻" in text(client.get(section.get_absolute_url()))


# --- errors -----------------------------------------------------------------------------------


def test_page_of_an_error_needs_nothing_that_may_be_broken(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert 'href="/"' in render_to_string("500.html")


def test_who_is_locked_out_is_told_so(client, db, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        log_in = {"username": "suhe", "password": "wrong"}
        response = client.post(reverse("admin:login"), log_in)

    assert response.status_code == 429
    assert "locked_out.html" in {template.name for template in response.templates}


# --- lists ------------------------------------------------------------------------------------


def test_section_page_lists_its_stories_and_may_be_empty(client):
    busy, empty = SectionFactory.create_batch(2)
    publish(make_snapshot(busy, headline="这里有事"))

    assert "这里有事" in text(client.get(busy.get_absolute_url()))
    assert "这里有事" not in text(client.get(empty.get_absolute_url()))
    assert client.get("/sections/nowhere/").status_code == 404


def test_briefs_page_lists_briefs_alone(client, section):
    publish(make_snapshot(section, story=1, headline="一篇文章"))
    publish(make_snapshot(section, story=2, kind=Kind.BRIEF, headline="一条简讯"))

    page = text(client.get("/briefs/"))

    assert "一条简讯" in page
    assert "一篇文章" not in page


def test_reporter_page_lasts_as_long_as_the_reporter_has_live_stories(client, section):
    reporter = ReporterFactory()
    address = reporter.get_absolute_url()
    assert client.get(address).status_code == 404

    publish(make_snapshot(section, bylines=(Signature("苏禾", "记者", reporter.pk),)))
    assert "临川渡口修缮完工" in text(client.get(address))

    withdraw(1, public_text="该稿件已撤下")
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(("confirmed", "status"), [(True, 200), (False, 404)])
def test_organization_page_is_for_confirmed_ones(client, section, confirmed, status):
    organization = OrganizationFactory(confirmed=confirmed)
    publish(make_snapshot(section, organizations=(organization.pk,)))

    assert client.get(organization.get_absolute_url()).status_code == status


def test_organization_without_live_stories_has_no_page(client, db):
    organization = OrganizationFactory(confirmed=True)

    assert client.get(organization.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    "tag", ["民生", "A/B", "50%", "a?b#c", "..", ".", "%2F", "春节 走访", "/", 'C"<&>']
)
def test_tag_of_any_name_has_a_page(client, section, tag):
    publish(make_snapshot(section, tags=(tag,)))

    response = client.get(reverse("press:tag", args=[tag]))

    assert response.status_code == 200
    assert response.context["tag"] == tag


@pytest.mark.parametrize("address", ["/tags/没有/", "/tags/a%00b/", "/tags/a%2500b/", "/tags/%FF/"])
def test_tag_without_live_stories_has_no_page(client, db, address):
    assert client.get(address).status_code == 404


# --- machines ---------------------------------------------------------------------------------


def test_robots_are_kept_from_the_admin_and_shown_the_sitemap(client, db, settings):
    settings.SITE_URL = "https://linchuan.example"

    lines = text(client.get("/robots.txt")).splitlines()

    assert "Disallow: /admin/" in lines
    assert "Sitemap: https://linchuan.example/sitemap.xml" in lines


def test_health_says_that_the_database_answers(live_server):
    # Through a server: its checks run in an event loop, and this thread may have the browser's.
    with urlopen(f"{live_server.url}/healthz") as response:
        assert response.status == 200
        assert response.read().decode().strip().endswith("OK")
        assert "no-store" in response.headers["Cache-Control"]

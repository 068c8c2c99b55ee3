import datetime
from urllib.request import urlopen

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from newsroom.core.story_kind import story_kinds
from newsroom.press.publishing import publish, withdraw
from newsroom.press.snapshot import BylineName
from tests.factories import OrganizationFactory, ReporterFactory
from tests.newsroom.press.snapshots import make_snapshot

pytestmark = pytest.mark.django_db

LONG_AGO = datetime.timedelta(days=400)


def text(response):
    return response.content.decode()


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


def test_briefs_page_lists_briefs_alone(client, section):
    publish(make_snapshot(section, story_id=1, headline="一篇文章"))
    publish(make_snapshot(section, story_id=2, kind="brief", headline="一条简讯"))

    page = text(client.get("/briefs/"))

    assert "一条简讯" in page
    assert "一篇文章" not in page


def test_reporter_page_lasts_as_long_as_the_reporter_has_live_stories(client, section):
    reporter = ReporterFactory()
    url = reporter.get_absolute_url()
    assert client.get(url).status_code == 404

    publish(make_snapshot(section, bylines=(BylineName("苏禾", "记者", reporter.pk),)))
    assert "临川渡口修缮完工" in text(client.get(url))

    withdraw(1, public_text="该稿件已撤下")
    assert client.get(url).status_code == 404


@pytest.mark.parametrize(("confirmed", "status"), [(True, 200), (False, 404)])
def test_organization_page_is_for_confirmed_ones(client, section, confirmed, status):
    organization = OrganizationFactory(confirmed=confirmed)
    publish(make_snapshot(section, organizations=(organization.pk,)))

    assert client.get(organization.get_absolute_url()).status_code == status


@pytest.mark.parametrize(("confirmed", "status"), [(True, 301), (False, 404)])
def test_address_of_a_duplicate_leads_only_to_what_readers_know(client, db, confirmed, status):
    duplicate = OrganizationFactory(merged_into=OrganizationFactory(confirmed=confirmed))

    assert client.get(duplicate.get_absolute_url()).status_code == status


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


@pytest.mark.parametrize("typed", ["ＡＰＥＣ二○二四", "APEC二◯二四"])
def test_other_spelling_of_a_tag_leads_to_its_page(client, section, typed):
    publish(make_snapshot(section, tags=("APEC二○二四",)))

    response = client.get(reverse("press:tag", args=[typed]), follow=True)

    assert response.redirect_chain == [(reverse("press:tag", args=["APEC二〇二四"]), 301)]
    assert len(response.context["page"].entries) == 1


@pytest.mark.parametrize("url", ["/tags/没有/", "/tags/a%00b/", "/tags/a%2500b/", "/tags/%FF/"])
def test_tag_without_live_stories_has_no_page(client, db, url):
    assert client.get(url).status_code == 404


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


@pytest.mark.parametrize("kind", [kind for kind in story_kinds() if kind.list_title], ids=str)
def test_the_list_of_a_kind_is_linked_from_every_page_and_from_404(client, section, kind):
    link = f'<a href="{kind.list_url()}"'

    assert link in text(client.get(section.get_absolute_url()))
    assert text(client.get("/no-such-page/")).count(link) == 2
    assert f'{link} aria-current="page">{kind.list_title}</a>' in text(client.get(kind.list_url()))

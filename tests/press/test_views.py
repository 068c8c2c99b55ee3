import datetime
from urllib.request import urlopen

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from newsroom.masthead.kinds import Kind
from newsroom.press.models import Version
from newsroom.press.publishing import publish, withdraw
from newsroom.press.snapshot import Picture, PrintedPlace, Reprint, Signature
from newsroom.press.views import render_story
from tests.factories import OrganizationFactory, ReporterFactory
from tests.press.snapshots import make_snapshot

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


# --- a story ----------------------------------------------------------------------------------


def test_story_page_shows_all_that_was_printed(client, section):
    reporter = ReporterFactory(name="苏禾")
    organization = OrganizationFactory(name="临川市渡运公司", confirmed=True)
    publish(
        make_snapshot(
            section,
            kicker="冬修水利见成效",
            headline="临川渡口修缮完工",
            deck="——两岸居民过河更方便",
            column="身边事",
            dateline="本报临川电",
            source="临川晚报",
            body='<p>石阶铺好了。</p><figure data-photo="7"></figure><h2>过河只要三分钟</h2>',
            bylines=(
                Signature("苏禾", "记者", reporter.pk),
                Signature("方舟", "记者", None),
                Signature("渡运处", "通讯员", None),
            ),
            pictures=(Picture(7, "新铺的石阶", "苏禾"),),
            reprint=Reprint("渡口新生", "季明", "https://example.org/ferry"),
            tags=("交通",),
            organizations=(organization.pk,),
            responsible_editor="何安",
            printed=PrintedPlace("临川晚报", datetime.date(2024, 3, 15), "06", 1),
        )
    )

    page = text(client.get("/articles/1/"))

    for printed in [
        section.name,
        "身边事",
        "冬修水利见成效",
        "<h1>临川渡口修缮完工</h1>",
        "——两岸居民过河更方便",
        "本报临川电",
        "<p>石阶铺好了。</p>",
        "<h2>过河只要三分钟</h2>",
        "新铺的石阶",
        f'<a href="{reporter.get_absolute_url()}" rel="author">苏禾</a>',
        "方舟",
        "渡运处",
        "何安",
        "渡口新生",
        "季明",
        "https://example.org/ferry",
        f'<a href="{reverse("press:tag", args=["交通"])}" rel="tag">交通</a>',
        f'<a href="{organization.get_absolute_url()}">临川市渡运公司</a>',
        '<time datetime="2024-03-15">2024年3月15日</time>',
        "06",
    ]:
        assert printed in page
    assert "<img" not in page


@pytest.mark.parametrize("deck", ["两岸居民过河更方便", "——两岸居民过河更方便"])
def test_deck_stands_behind_one_dash(client, section, deck):
    publish(make_snapshot(section, deck=deck))

    assert ">——两岸居民过河更方便<" in text(client.get("/articles/1/"))
    assert ">——两岸居民过河更方便<" in text(client.get("/"))


def test_moment_of_publishing_is_told_to_the_second_with_its_offset(client, section):
    version = publish(make_snapshot(section))

    moment = timezone.localtime(version.published_at).strftime("%Y-%m-%dT%H:%M:%S+08:00")

    assert f'<time datetime="{moment}">' in text(client.get("/articles/1/"))


def test_only_confirmed_organizations_are_named(client, section):
    organization = OrganizationFactory(confirmed=False)
    publish(make_snapshot(section, organizations=(organization.pk,)))

    assert organization.name not in text(client.get("/articles/1/"))


def test_reporter_who_left_the_masthead_is_named_without_a_link(client, section):
    publish(make_snapshot(section, bylines=(Signature("苏禾", "记者", 99),)))

    page = text(client.get("/articles/1/"))

    assert "苏禾" in page
    assert "/reporters/" not in page


def test_markup_beyond_the_known_subset_is_cleaned_on_the_way_out(client, section):
    body = '<p onclick="x()">一<script>alert(1)</script><a href="javascript:x()">二</a></p>'
    publish(make_snapshot(section, headline="<b>题</b>", body=body))

    page = text(client.get("/articles/1/"))

    for danger in ("onclick", "alert", "javascript:", "<b>题"):
        assert danger not in page


def test_wrong_kind_in_the_address_leads_to_the_right_one(client, section):
    publish(make_snapshot(section, kind=Kind.BRIEF))

    response = client.get("/articles/1/")

    assert (response.status_code, response.url) == (301, "/briefs/1/")


@pytest.mark.parametrize("address", ["/articles/1/", "/briefs/1/"])
def test_withdrawn_story_is_gone_and_says_only_why(client, section, address):
    publish(make_snapshot(section, headline="本不该登", body="<p>错误的话。</p>", tags=("误",)))
    withdraw(1, public_text="该稿件已撤下")

    response = client.get(address)

    assert response.status_code == 410
    assert "该稿件已撤下" in text(response)
    assert "本不该登" not in text(response)
    assert "错误的话" not in text(response)


def test_story_that_came_back_is_read_again(client, section):
    publish(make_snapshot(section))
    withdraw(1, public_text="该稿件已撤下")
    publish(make_snapshot(section, headline="更正后重登"))

    assert "更正后重登" in text(client.get("/articles/1/"))


def test_story_that_was_superseded_and_nothing_follows_yet_is_not_found(client, section):
    version = publish(make_snapshot(section))
    now = timezone.now()
    Version.objects.update(during=(version.during.lower, now), ended_as=Version.Ended.SUPERSEDED)

    assert client.get("/articles/1/").status_code == 404


def test_scheduled_story_is_not_found_before_its_time(client, section):
    publish(make_snapshot(section))
    Version.objects.update(during=(timezone.now() + datetime.timedelta(hours=1), None))

    assert client.get("/articles/1/").status_code == 404


@pytest.mark.parametrize("address", ["/articles/1/", "/briefs/99999999999999999999999/", "/x"])
def test_unknown_address_is_a_helpful_404(client, section, address):
    response = client.get(address)

    assert response.status_code == 404
    assert section.get_absolute_url() in text(response)
    assert 'href="/"' in text(response)


def test_preview_is_the_same_page_marked_as_one_and_kept_by_nobody(section):
    request = RequestFactory().get("/anywhere/")

    response = render_story(request, make_snapshot(section), preview=True)

    assert "临川渡口修缮完工" in text(response)
    assert '<meta name="robots" content="noindex">' in text(response)
    assert 'class="preview"' in text(response)
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.headers["Cache-Control"] == "private, no-store"


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

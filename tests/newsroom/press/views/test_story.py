"""The page of a story, the error pages in its place, and its metadata for machines."""

import datetime
import json
import re
from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone

from newsroom.press.models import Version
from newsroom.press.publishing import publish, withdraw
from newsroom.press.snapshot import BylineName, CorrectionNote, Picture, PrintedPlace, Reprint
from newsroom.press.views.story import render_story
from tests.factories import OrganizationFactory, ReporterFactory
from tests.newsroom.press.as_read import as_read
from tests.newsroom.press.costs import queries
from tests.newsroom.press.photos import make_picture
from tests.newsroom.press.snapshots import make_snapshot
from tests.triggers import triggers_disabled

pytestmark = pytest.mark.django_db

DAY = datetime.date(2024, 3, 15)


def text(response):
    return as_read(response)


# --- what was printed -------------------------------------------------------------------------


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
                BylineName("苏禾", "记者", reporter.pk),
                BylineName("方舟", "记者", None),
                BylineName("渡运处", "通讯员", None),
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


@pytest.mark.parametrize("dash", ["", "——", "—— ", "──", "――", "－－", "--", "–", "—"])
def test_deck_stands_behind_one_dash(client, section, dash):
    publish(make_snapshot(section, deck=f"{dash}两岸居民过河更方便"))

    assert ">——两岸居民过河更方便<" in text(client.get("/articles/1/"))
    assert ">——两岸居民过河更方便<" in text(client.get("/"))


def test_minus_of_a_deck_is_no_dash(client, section):
    publish(make_snapshot(section, deck="-5℃的清晨"))

    assert ">——-5℃的清晨<" in text(client.get("/articles/1/"))


def test_moment_of_publishing_is_told_to_the_second_with_its_offset(client, section):
    version = publish(make_snapshot(section))

    moment = timezone.localtime(version.published_at).strftime("%Y-%m-%dT%H:%M:%S+08:00")

    assert f'<time datetime="{moment}">' in text(client.get("/articles/1/"))


def test_only_confirmed_organizations_are_named(client, section):
    organization = OrganizationFactory(confirmed=False)
    publish(make_snapshot(section, organizations=(organization.pk,)))

    assert organization.name not in text(client.get("/articles/1/"))


def test_reporter_who_left_the_newsroom_is_named_without_a_link(client, section):
    publish(make_snapshot(section, bylines=(BylineName("苏禾", "记者", 99),)))

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
    publish(make_snapshot(section, kind="brief"))

    response = client.get("/articles/1/")

    assert (response.status_code, response.url) == (301, "/briefs/1/")


@pytest.mark.parametrize("url", ["/articles/1/", "/briefs/1/"])
def test_withdrawn_story_is_gone_and_says_only_why(client, section, url):
    publish(make_snapshot(section, headline="本不该登", body="<p>错误的话。</p>", tags=("误",)))
    withdraw(1, public_text="该稿件已撤下")

    response = client.get(url)

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
    with triggers_disabled():
        Version.objects.update(during=(timezone.now() + datetime.timedelta(hours=1), None))

    assert client.get("/articles/1/").status_code == 404


# --- when it came out and changed -------------------------------------------------------------


def shown_times(client):
    """The dates in the header of the story, as plain text."""
    meta = re.search(r'<p class="meta">(.*?)</p>', text(client.get("/articles/1/")), re.DOTALL)[1]
    return " ".join(re.sub("<[^>]+>", "", meta).split())


def test_first_text_tells_when_it_came_out(client, section, clock):
    publish(make_snapshot(section, source=""))

    assert shown_times(client) == "2026年11月25日 10:30"


def test_changed_text_tells_when_it_was_changed(client, section, clock):
    publish(make_snapshot(section, source=""))
    clock.move(datetime.timedelta(hours=1))
    publish(make_snapshot(section, source="", revision_sha256="b" * 64))

    assert shown_times(client) == "2026年11月25日 10:30 更新于 2026年11月25日 11:30"


def test_corrected_text_tells_when_it_was_corrected(client, section, clock):
    printed = PrintedPlace("临川晚报", DAY, "06", 1)
    publish(make_snapshot(section, source="", printed=printed))
    clock.move(datetime.timedelta(hours=1))
    correction = CorrectionNote("“六级”应为“七级”，特此更正。")
    publish(
        make_snapshot(
            section,
            source="",
            printed=printed,
            corrections=(correction,),
            revision_sha256="b" * 64,
        )
    )

    assert shown_times(client) == "2024年3月15日 更正于 2026年11月25日 11:30"
    page = text(client.get("/articles/1/"))
    assert correction.note in page
    assert '<time datetime="2026-11-25">2026年11月25日</time>' in page


# --- adjacent and related stories -------------------------------------------------------------


def test_related_stories_and_neighbours_are_right_at_once_after_a_withdrawal(
    client, section, settings
):
    for story in (1, 2, 3):
        printed = PrintedPlace(settings.NEWSROOM_PAPER, DAY, "06", story, "民生")
        publish(
            make_snapshot(
                section, story_id=story, headline=f"第{story}篇", tags=("渡口",), printed=printed
            )
        )
    page = text(client.get("/articles/2/"))
    for url, rel in (("/articles/1/", "prev"), ("/articles/3/", "next")):
        assert re.search(rf'href="{url}"\s+rel="{rel}"', page)
    assert page.count("第3篇") == page.count("第1篇") == 2  # adjacent to it, and related to it

    withdraw(3, public_text="该稿件已撤下")

    page = text(client.get("/articles/2/"))
    assert "第3篇" not in page
    assert page.count("第1篇") == 2


def test_full_page_needs_as_few_queries_among_forty_stories_as_among_two(client, section, settings):
    common = {
        "tags": ("渡口", "石阶"),
        "organizations": (OrganizationFactory(confirmed=True).pk,),
        "bylines": (BylineName("苏禾", "记者", ReporterFactory().pk),),
    }
    counts = []
    for stories in (range(1, 3), range(3, 41)):
        for story in stories:
            printed = PrintedPlace(settings.NEWSROOM_PAPER, DAY, "06", story, "民生")
            publish(make_snapshot(section, story_id=story, printed=printed, **common))
        counts.append(len(queries(client, "/articles/1/")))

    assert counts[0] == counts[1] <= 8


def test_story_that_shares_nothing_has_nothing_beside_it(client, section):
    publish(make_snapshot(section))

    page = text(client.get("/articles/1/"))

    assert "相关报道" not in page
    assert "本版" not in page


def test_preview_asks_nothing_of_other_stories(rf, section, settings):
    printed = PrintedPlace(settings.NEWSROOM_PAPER, DAY, "06", 1)
    publish(
        make_snapshot(section, story_id=2, headline="别的稿件", tags=("渡口",), printed=printed)
    )

    response = render_story(
        rf.get("/"), make_snapshot(section, tags=("渡口",), printed=printed), preview=True
    )

    assert "别的稿件" not in text(response)


# --- what machines read -----------------------------------------------------------------------


def properties(page):
    """The Open Graph metadata of the page: {property: [content, …]}."""
    found = {}
    for name, content in re.findall(r'<meta property="([^"]+)"\s+content="([^"]*)"', page):
        found.setdefault(name, []).append(content)
    return found


def test_open_graph_says_what_a_shared_story_shows(client, section, settings, clock):
    picture = make_picture(7, "新铺的石阶", alt="石阶直通水边")
    snapshot = make_snapshot(
        section,
        kicker="市图书馆",
        headline='开到"九点"',
        kind="brief",
        body=f"<p>今晚起&amp;明晚。</p>{picture.node}",
        pictures=(picture,),
        tags=("阅读", "夜市"),
        bylines=(BylineName("苏禾", "记者"), BylineName("方舟", "通讯员")),
    )
    publish(snapshot)
    clock.move(datetime.timedelta(hours=1))
    publish(replace(snapshot, revision_sha256="b" * 64))

    page = text(client.get("/briefs/1/"))

    image = f"{settings.SITE_URL}/photos/"
    found = properties(page)
    assert found.pop("og:image")[0].startswith(image)
    assert found == {
        "og:site_name": [settings.NEWSROOM_PAPER],
        "og:locale": ["zh_CN"],
        "og:type": ["article"],
        "og:title": ["市图书馆\u3000开到&quot;九点&quot;"],
        "og:description": ["今晚起&amp;明晚。"],
        "og:url": [f"{settings.SITE_URL}/briefs/1/"],
        "og:image:type": ["image/jpeg"],
        "og:image:width": ["1440"],
        "og:image:height": ["810"],
        "og:image:alt": ["石阶直通水边"],
        "article:published_time": ["2026-11-25T10:30:00+08:00"],
        "article:modified_time": ["2026-11-25T11:30:00+08:00"],
        "article:section": [section.name],
        "article:author": ["苏禾", "方舟"],
        "article:tag": ["阅读", "夜市"],
    }
    assert re.search(r'<meta name="twitter:card"\s+content="summary_large_image">', page)
    assert f'<link rel="canonical" href="{settings.SITE_URL}/briefs/1/">' in page


def test_story_without_a_picture_is_shared_without_one(client, section):
    publish(make_snapshot(section))

    page = text(client.get("/articles/1/"))

    assert "og:image" not in page
    assert re.search(r'<meta name="twitter:card"\s+content="summary">', page)


@pytest.mark.parametrize("spell", ["</script><b>", "<!--<script>", "]]>", "\u2028", "\\u003c"])
def test_no_words_end_the_data_block(client, section, spell):
    publish(
        make_snapshot(
            section,
            headline=f"渡口{spell}",
            deck=spell,
            tags=(f"标{spell}签",),
            corrections=(CorrectionNote(spell),),
        )
    )

    page = text(client.get("/articles/1/"))
    [block, breadcrumbs] = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL
    )

    assert json.loads(block)["headline"] == f"渡口{spell}"
    assert json.loads(breadcrumbs)["itemListElement"][-1]["name"] == f"渡口{spell}"
    assert not set("<>&") & set(block + breadcrumbs)


def test_page_of_a_withdrawn_story_has_nothing_for_machines(client, section):
    publish(make_snapshot(section))
    withdraw(1, public_text="该稿件已撤下")

    page = text(client.get("/articles/1/"))

    for found in ("ld+json", "og:", "article:", "canonical", "twitter:"):
        assert found not in page
    assert '<meta name="robots" content="noindex">' in page


def test_preview_has_nothing_for_machines(rf, section):
    page = text(render_story(rf.get("/"), make_snapshot(section), preview=True))

    for found in ("ld+json", "og:type", "article:", "canonical"):
        assert found not in page


# --- error pages -----------------------------------------------------------------------------


@pytest.mark.parametrize("url", ["/articles/1/", "/briefs/99999999999999999999999/", "/x"])
def test_unknown_address_is_a_helpful_404(client, section, url):
    response = client.get(url)

    assert response.status_code == 404
    for way_on in (section.get_absolute_url(), "/", "/briefs/", "/pages/"):
        assert f'href="{way_on}"' in text(response)
    assert_search_box(response)


def test_withdrawn_story_leaves_ways_on(client, section):
    publish(make_snapshot(section))
    withdraw(1, public_text="该稿件已撤下")

    response = client.get("/articles/1/")

    assert f'href="{section.get_absolute_url()}"' in text(response)
    assert_search_box(response)


def assert_search_box(response):
    box = re.search(
        r'<form[^>]*action="/search/"[^>]*role="search".*?</form>', text(response), re.S
    )
    assert 'name="q"' in box[0]
    assert "method" not in box[0]  # searching changes nothing


# --- before it is published -------------------------------------------------------------------


def test_preview_is_the_same_page_marked_as_one_and_kept_by_nobody(rf, section):
    request = rf.get("/anywhere/")

    response = render_story(request, make_snapshot(section), preview=True)

    assert "临川渡口修缮完工" in text(response)
    assert '<meta name="robots" content="noindex">' in text(response)
    assert 'class="preview"' in text(response)
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.headers["Cache-Control"] == "private, no-store"

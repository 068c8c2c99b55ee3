"""The search page: results, suggestions, and messages without results."""

import re
from html import unescape
from itertools import chain

import pytest
from django.utils import timezone

from newsroom.press.publishing import publish
from newsroom.press.search import execute
from newsroom.press.search.snippets import SNIPPET_LENGTH
from newsroom.press.snapshot import BylineName
from tests.factories import OrganizationFactory, ReporterFactory, SectionFactory
from tests.newsroom.press.photos import make_picture
from tests.newsroom.press.searching import found, page
from tests.newsroom.press.snapshots import make_snapshot

pytestmark = pytest.mark.django_db


def marked(html):
    return re.findall("<mark>(.*?)</mark>", html)


def snippet(html):
    return re.search('<p class="summary">(.*?)</p>', html)[1]


def links(html):
    """The searches that a page links to: {text: URL}."""
    anchors = re.findall(r'<a href="(/search/[^"]*)"[^>]*>\s*(.*?)\s*</a>', html, re.DOTALL)
    return {text: unescape(url) for url, text in anchors}


@pytest.mark.parametrize(
    ("typed", "marks"),
    [
        ("渡口", {"渡口"}),
        ("臨川渡口", {"临川渡口", "渡口"}),
        ("石阶 铺好", {"石阶铺好"}),
        ("“渡口的石阶”", {"渡口的石阶"}),
        ("五g", set()),
        ("5G", {"５Ｇ"}),
        ("级", {"级"}),
    ],
)
def test_what_was_asked_for_is_marked(client, section, typed, marks):
    publish(make_snapshot(section, body="<p>渡口的石阶铺好了最后一级，５Ｇ也通了，第15G号。</p>"))

    assert set(marked(page(client, typed))) == marks


def test_other_name_of_what_was_asked_for_is_marked(client, section):
    one = OrganizationFactory(name="临川市水文站", aliases=["水文总站"], confirmed=True)
    publish(make_snapshot(section, body="<p>临川市水文站提醒。</p>", organizations=(one.pk,)))

    assert "临川市水文站" in marked(page(client, "水文总站"))


def test_snippet_is_the_part_that_says_most(client, section):
    filler = "这里说的是别的事情。" * 60
    publish(
        make_snapshot(
            section, body=f"<p>{filler}灯塔。{filler}</p><p>灯塔旁的石阶铺好了。{filler}</p>"
        )
    )

    shown_snippet = snippet(page(client, "灯塔 石阶"))

    assert "<mark>灯塔</mark>旁的<mark>石阶</mark>铺好了" in shown_snippet
    assert shown_snippet.startswith("…") and shown_snippet.endswith("…")
    assert len(re.sub("<.*?>", "", shown_snippet)) <= SNIPPET_LENGTH + 2


def test_snippet_shows_a_caption_if_only_that_says_it(client, section):
    picture = make_picture(7, "灯塔亮了", "苏禾")
    publish(make_snapshot(section, pictures=(picture,), body=f"<p>石阶。</p>{picture.node}"))

    assert "<mark>灯塔</mark>亮了　石阶。" in page(client, "灯塔")


def test_snippet_says_no_name_or_tag_alone(client, section):
    publish(make_snapshot(section, headline="灯塔亮了", tags=("灯塔", "航标")))
    body = "渡口的石阶昨天铺好了最后一级。"

    assert snippet(page(client, "灯塔")) == body
    assert snippet(page(client, "航标")) == f"<mark>航标</mark>　{body}"
    assert snippet(page(client, "灯塔 航标")) == f"<mark>航标</mark>　{body}"


def test_snippet_begins_with_a_sentence(client, section):
    publish(make_snapshot(section, body=f"<p>{'水' * 120}。</p><p>灯塔亮了。</p>"))

    assert snippet(page(client, "灯塔")) == "…<mark>灯塔</mark>亮了。"


def test_nothing_of_a_story_or_a_query_is_html(client, section):
    publish(
        make_snapshot(
            section, headline="<b>渡口</b>&amp;title", body="<p>a &lt;i&gt; 渡口 &amp;</p>"
        )
    )

    html = page(client, "渡口 <i> </title>'\"")

    assert "</title>" in html and html.count("</title>") == 1
    assert "&lt;b&gt;<mark>渡口</mark>&lt;/b&gt;&amp;amp;<mark>title</mark>" in html
    assert html.count("<script") == html.count("/press/reading.js") == 1
    assert "<i>" not in html and "<b>" not in html


def test_filters_narrow_the_search_and_can_be_taken_off(client):
    harbour, school = SectionFactory(slug="harbour"), SectionFactory(slug="school")
    reporter, one = ReporterFactory(name="苏禾"), OrganizationFactory(name="渡管所", confirmed=True)
    mine = {
        "bylines": (BylineName("苏禾", "记者", reporter.pk),),
        "organizations": (one.pk,),
    }
    publish(make_snapshot(harbour, story_id=1))
    publish(make_snapshot(school, story_id=2))
    publish(make_snapshot(school, story_id=3, **mine))

    assert found(client, "渡口", section="harbour") == [1]
    assert found(client, "渡口", reporter=reporter.pk) == [3]
    assert found(client, "渡口", organization=one.pk, section="school") == [3]
    assert found(client, "渡口", organization=one.pk, section="harbour") == []
    assert found(client, section="school", order="newest") == [3, 2]
    assert found(client, reporter=reporter.pk) == [3]
    assert set(found(client, "渡口", section="nowhere")) == {1, 2, 3}

    offered = links(page(client, "渡口", section="school"))
    assert found_at(client, offered["苏禾"]) == found_at(client, offered["渡管所"]) == [3]
    taken = links(page(client, "渡口", section="school", reporter=reporter.pk))
    assert set(found_at(client, taken["记者：苏禾 ×"])) == {2, 3}
    nothing = links(page(client, "码头", section="school", reporter=reporter.pk))
    assert nothing["取消所有筛选，在全部报道中搜索。"] == "/search/?q=%E7%A0%81%E5%A4%B4"


def found_at(client, url):
    html = client.get(url).content.decode()
    return [int(n) for n in re.findall(r'<h2 class="title">\s*<a href="/\w+/(\d+)/"', html)]


def test_name_of_who_has_no_story_is_not_told(client, section):
    reporter, one = ReporterFactory(name="王岩"), OrganizationFactory(name="渡管所", confirmed=True)
    publish(make_snapshot(section))

    for parameters in ({"reporter": reporter.pk}, {"organization": one.pk}):
        html = page(client, "渡口", **parameters)
        assert "王岩" not in html and "渡管所" not in html
        assert "没有找到相关报道" in html


def test_choices_are_kept_in_the_form(client):
    SectionFactory(slug="harbour", name="港区")
    html = page(
        client,
        "渡口",
        section="harbour",
        since="2026-03-01",
        until="2026-04-01",
        order="newest",
        reporter=7,
    )

    for text in (
        'value="渡口"',
        'value="harbour" selected',
        'value="2026-03-01"',
        'value="2026-04-01"',
        'value="newest" selected',
        'name="reporter" type="hidden" value="7"',
    ):
        assert text in html


def test_days_the_wrong_way_round_are_turned(client, section):
    publish(make_snapshot(section))
    today = timezone.localdate()

    assert found(client, "渡口", since=today, until="2020-01-01") == [1]


def test_day_that_is_none_is_left_out_and_said_to_be(client, section):
    publish(make_snapshot(section))

    html = page(client, "渡口", since="2026-02-30")

    assert "日期请写成 2026-11-26 的样子" in html
    assert "<article" in html


def test_pages_of_what_was_found(client, section):
    for story in range(1, 46):
        publish(make_snapshot(section, story_id=story))

    first = page(client, "渡口")
    assert "找到 45 条" in first and "第 1 页，共 3 页" in first
    second = client.get(links(first)["下一页"]).content.decode()
    third = client.get(links(second)["下一页"]).content.decode()
    assert "下一页" not in links(third)
    assert client.get(links(second)["上一页"]).content.decode() == first
    seen = [found(client, "渡口", page=number) for number in (1, 2, 3)]
    assert sorted(chain.from_iterable(seen)) == list(range(1, 46))
    assert found(client, "渡口", page=900) == seen[2]
    for wrong in ("0", "-1", "x", "9" * 30):
        assert found(client, "渡口", page=wrong) == seen[0]


def test_more_than_are_looked_at_are_said_to_be_more(client, section, monkeypatch):
    monkeypatch.setattr(execute, "MAX_MATCHES", 30)
    for story in range(1, 32):
        publish(make_snapshot(section, story_id=story))

    html = page(client, "渡口")

    assert "超过 30 条，以下是其中最新的 30 条" in html
    assert found(client, "渡口", page=2)[-1] == 2


@pytest.mark.parametrize("typed", ["", "   ", "\u3000", "&|!", "“”", "，。！", "<->", "\0", "'\\"])
def test_query_without_a_word_gets_advice(client, section, typed):
    publish(make_snapshot(section))

    html = page(client, typed)

    assert "加上引号，找原样出现的话" in html
    assert ("没有可以搜索的文字" in html) == bool(typed.strip())
    assert "<article" not in html


@pytest.mark.parametrize("day", [{"since": "2026-11-25"}, {"until": "2026-11-25"}])
def test_days_alone_are_said_not_to_be_enough(client, section, day):
    assert "只选日期还不够" in page(client, **day)
    assert "只选日期还不够" not in page(client)
    assert "只选日期还不够" not in page(client, section=section.slug, **day)


def test_nothing_found_gets_advice_and_ways_on(client, section):
    html = page(client, "码头")

    assert "没有找到相关报道" in html
    assert section.get_absolute_url() in html
    assert "取消所有筛选" not in html


def test_too_long_query_is_shortened_and_said_to_be(client, section):
    publish(make_snapshot(section))

    assert "输入过长" in page(client, "渡口 " + "石" * 200)
    assert "输入过长" in page(client, "渡 口 石 阶 昨 天 铺 好 了 最 后 一 级")
    assert "输入过长" not in page(client, "渡口")


def test_page_is_for_nobody_to_keep_and_for_no_search_engine(client, section, chief):
    client.force_login(chief)
    response = client.get("/search/", {"q": "渡口"})

    assert 'name="robots" content="noindex"' in response.content.decode()
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.headers["Cache-Control"] == "no-cache"
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert client.post("/search/", {"q": "渡口"}).status_code == 405
    assert client.head("/search/", {"q": "渡口"}).status_code == 200


def test_every_page_has_the_box(client, section):
    publish(make_snapshot(section))

    for url in ("/", "/articles/1/", "/pages/", section.get_absolute_url()):
        html = client.get(url).content.decode()
        assert html.count('role="search"') == 1, url
        assert 'action="/search/"' in html
    assert page(client, "渡口").count('role="search"') == 1
    assert "autofocus" not in page(client)

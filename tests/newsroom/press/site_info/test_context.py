"""The footer of every page, the pages of the legal texts, and the whole site in grey."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from newsroom.core.models import SiteInformation
from newsroom.core.models.site_information import LEGAL_TEXTS
from newsroom.press import cache
from newsroom.press.publishing import publish, withdraw
from newsroom.press.site_info.legal_texts import Block, parse_blocks
from tests.crawling import crawl
from tests.factories import OrganizationFactory, SiteInformationFactory
from tests.newsroom.press.snapshots import make_snapshot

pytestmark = pytest.mark.django_db

FOOTER = re.compile(r'<footer class="imprint">.*?</footer>', re.DOTALL)
SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def pages(section):
    """Some published stories, and URLs that answer 410 and 404."""
    publish(make_snapshot(section, tags=("渡口",)))
    publish(make_snapshot(section, story_id=2))
    withdraw(2, public_text="该稿件已撤下")
    return ["/articles/2/", "/articles/3/", "/nowhere/", "/tags/渡口/"]


def html_pages(client, guesses):
    """Every HTML page: {URL: its HTML}."""
    return {
        url: page.content.decode()
        for url, page in crawl(client, guesses).items()
        if page.headers["Content-Type"].startswith("text/html")
    }


def footer(client, url="/"):
    return FOOTER.search(client.get(url).content.decode())[0]


def test_an_address_of_mail_is_no_way_to_other_headers_of_a_mail(client, db):
    SiteInformationFactory(report_email="jubao?bcc=him@linchuan.example", report_phone='1"onx=')

    html = footer(client)

    assert 'href="mailto:jubao%3Fbcc%3Dhim@linchuan.example"' in html
    assert 'href="tel:1%22onx%3D"' in html


def test_every_page_says_what_is_filled_in(client, pages):
    site = SiteInformationFactory()
    said = [
        f"主管单位：{site.supervisor}",
        f"主办单位：{site.sponsor}",
        f"出版单位：{site.publisher}",
        f"国内统一连续出版物号：{site.serial_number}",
        f"互联网新闻信息服务许可证编号：{site.news_licence}",
        f"违法和不良信息举报电话：{site.report_phone}",
        f"举报邮箱：{site.report_email}",
        site.icp_filing,
        site.police_filing,
        site.copyright,
    ]

    read = html_pages(client, pages)

    assert {"/", "/articles/1/", "/articles/2/", "/nowhere/", "/pages/", "/about/"} <= set(read)
    for url, html in read.items():
        shown = FOOTER.search(html)[0]
        assert all(text in " ".join(shown.split()) for text in said), url


def test_the_numbers_lead_to_their_registers(client):
    site = SiteInformationFactory(police_filing="晋公网安备 14080002000001号")

    links = dict(re.findall(r'<a href="([^"]+)"\s*(rel="[^"]+")?', footer(client)))

    assert links["https://beian.miit.gov.cn/"] == 'rel="nofollow noopener"'
    register = "https://beian.mps.gov.cn/#/query/webSearch?code=14080002000001"
    assert links[register] == 'rel="nofollow noopener"'
    assert links[f"tel:{site.report_phone}"] == links[f"mailto:{site.report_email}"] == ""
    assert {f"/{name}/" for name in LEGAL_TEXTS} <= set(links)


@pytest.mark.parametrize("exists", [True, False])
def test_nothing_stands_where_nothing_is_filled_in(client, pages, exists):
    if exists:
        SiteInformation.objects.create(pk=1)

    for html in html_pages(client, pages).values():
        shown = FOOTER.search(html)[0]
        assert "：" not in shown
        assert "beian" not in shown
        assert shown.count("<ul") == 1
        assert not re.search(r"<(ul|li|a)[^>]*>\s*</", shown)
        assert not any(f"/{name}/" in shown for name in LEGAL_TEXTS)


def test_each_line_stands_without_the_others(client):
    for name in ("supervisor", "icp_filing", "report_phone", "copyright"):
        SiteInformation.objects.all().delete()
        cache.invalidate()
        value = getattr(SiteInformationFactory.build(), name)
        SiteInformation.objects.create(pk=1, **{name: value})

        shown = footer(client)

        assert value in shown
        assert shown.count("<li>") == 3  # the front page, the feed, and this line


def test_what_is_filled_in_is_text(client):
    SiteInformationFactory(
        supervisor="<b>甲</b>", about='<script>alert("甲")</script>\n\n# <i>乙</i>'
    )

    for url in ("/", "/about/"):
        html = client.get(url).content.decode()
        assert not re.search("<script>|<b>|<i>", html)
    assert "&lt;b&gt;甲" in html
    assert "<h2>&lt;i&gt;乙&lt;/i&gt;</h2>" in html


def test_a_page_reads_the_site_information_once(client, section):
    SiteInformationFactory()
    publish(make_snapshot(section))

    for url in ("/", "/articles/1/", "/nowhere/", "/about/"):
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        asked = [query for query in captured if 'FROM "newsroom_siteinfo' in query["sql"]]
        assert len(asked) == 1, url


# --- legal texts ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "title"), [("about", "关于我们"), ("contact", "联系我们"), ("privacy", "隐私政策")]
)
def test_a_text_has_its_page_while_there_is_one(client, name, title):
    site = SiteInformationFactory()
    response = client.get(f"/{name}/")

    assert response.status_code == 200
    html = response.content.decode()
    assert f"<h1>{title}</h1>" in html
    assert f"<p>{getattr(site, name)}</p>" in html
    assert f'<link rel="canonical" href="http://127.0.0.1:8000/{name}/">' in html

    SiteInformation.objects.update(**{name: ""})
    cache.invalidate()

    assert client.get(f"/{name}/").status_code == 404
    assert f'href="/{name}/"' not in client.get("/").content.decode()


def test_there_is_no_page_before_anything_is_filled_in(client, db):
    for name in LEGAL_TEXTS:
        assert client.get(reverse(f"press:{name}")).status_code == 404


def test_a_text_is_paragraphs_and_subheads():
    text = "第一段\r\n第二行\r\n\r\n \r\n# 小标题\r\n第二段\n\n＃另一个\n\n第三段 # 不是小标题\n#\n"

    assert parse_blocks(text) == [
        Block("第一段\n第二行"),
        Block("小标题", is_subhead=True),
        Block("第二段"),
        Block("另一个", is_subhead=True),
        Block("第三段 # 不是小标题\n#"),
    ]
    assert parse_blocks(" \r\n") == []


# --- grey -----------------------------------------------------------------------------------------


def is_grey(html):
    """Whether the html element has the class that the style sheet uses."""
    return '<html lang="zh-Hans" class="grey">' in html


def test_every_page_is_grey_while_the_switch_is_on(client, pages):
    SiteInformationFactory()
    OrganizationFactory(confirmed=True)
    colour = html_pages(client, pages)
    assert not any(map(is_grey, colour.values()))

    SiteInformation.objects.update(grey=True)
    cache.invalidate()

    grey = html_pages(client, pages)
    assert set(grey) == set(colour)
    assert all(map(is_grey, grey.values()))


def test_kept_pages_turn_to_colour_at_the_end_that_was_set(client, clock):
    end = clock.now + 30 * SECOND
    SiteInformation.objects.create(pk=1, grey=True, grey_until=end)

    def shown(at):
        clock.now = at
        return is_grey(client.get("/").content.decode())

    assert shown(end - 30 * SECOND)
    assert shown(end - SECOND)
    assert not shown(end)
    assert not shown(end + SECOND)


def test_the_end_is_a_boundary_only_while_it_lies_ahead(db):
    now = timezone.now()
    assert cache.current(now).expires_at == cache.NEVER

    SiteInformation.objects.create(pk=1, grey=True, grey_until=now + SECOND)

    assert cache.current(now).expires_at == now + SECOND
    assert cache.current(now + SECOND).expires_at == cache.NEVER


def test_the_boundary_is_the_nearest_of_all(section):
    now = timezone.now()
    publish(make_snapshot(section), at=now + 5 * SECOND)
    SiteInformation.objects.create(pk=1, grey=True, grey_until=now + 9 * SECOND)

    assert cache.current(now).expires_at == now + 5 * SECOND
    SiteInformation.objects.update(grey_until=now + 3 * SECOND)
    assert cache.current(now).expires_at == now + 3 * SECOND


def test_the_sheet_makes_root_and_dialogs_grey(settings):
    sheet = (settings.BASE_DIR / "static/press/site.css").read_text()

    assert re.search(r"\.grey,\s+\.grey dialog \{\s+filter: grayscale\(1\);\s+\}", sheet)

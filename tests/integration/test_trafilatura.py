"""trafilatura, a library of web archives and reading apps, extracts a story from its page."""

import datetime
import html
import re
from io import StringIO

import lxml.html
import pytest
import trafilatura
from django.core.management import call_command
from django.utils import timezone
from django.utils.html import strip_tags

from newsroom.press.models import Version
from newsroom.press.publishing import publish
from newsroom.press.snapshot import BylineName, CorrectionNote, PrintedPlace, Reprint
from tests.factories import OrganizationFactory, ReporterFactory, SectionFactory
from tests.newsroom.press.photos import make_picture
from tests.newsroom.press.snapshots import make_snapshot

pytestmark = pytest.mark.django_db

DAY = datetime.date(2024, 3, 15)
SUBJECTS = (
    "石阶 候船厅 护栏 缆绳 渡船 老桥 河堤 新柳 码头 船工 雾灯 铁锚 票亭 茶摊 早市 救生衣".split()
)


def paragraphs(count):
    """That number of different paragraphs."""
    return [
        f"第{number}天的清晨，{SUBJECTS[number % len(SUBJECTS)]}旁来了{number + 3}位居民，"
        f"他们说“过河只要{number + 1}分钟”，比绕行老路近了{number + 2}公里。"
        for number in range(1, count + 1)
    ]


@pytest.fixture
def section(db):
    return SectionFactory()


@pytest.fixture
def read(client, section):
    """Publish a story and extract it from its page: `read(headline="…")`."""

    def read(**changes):
        publish(make_snapshot(section, **changes))
        page = client.get("/articles/1/").content.decode()
        address = "https://linchuan.example/articles/1/"
        return trafilatura.bare_extraction(page, url=address, with_metadata=True)

    return read


@pytest.fixture
def related(section):
    """Stories that the page lists as related."""
    for story in range(2, 9):
        publish(
            make_snapshot(section, story_id=story, headline=f"别处的{story}号稿", tags=("渡口",))
        )


def assert_whole(document, texts):
    """Assert that the extracted body contains every text, in order."""
    said = squeezed(document.text)
    found = [said.find(squeezed(text)) for text in texts]
    assert -1 not in found, [t for t, place in zip(texts, found, strict=True) if place < 0]
    assert found == sorted(found)


def squeezed(text):
    return re.sub(r"\s", "", html.unescape(text))


@pytest.mark.parametrize("count", [1, 2, 40])
def test_headline_author_date_and_body_are_read(read, related, count):
    texts = paragraphs(count)
    bylines = (BylineName("苏禾", "记者", ReporterFactory().pk), BylineName("方舟", "通讯员"))

    document = read(
        headline="临川渡口修缮完工",
        kicker="冬修水利见成效",
        deck="——两岸居民过河更方便",
        tags=("渡口",),
        bylines=bylines,
        body="".join(f"<p>{text}</p>" for text in texts),
        printed=PrintedPlace("临川晚报", DAY, "06", 1, "民生"),
    )

    assert document.title == "临川渡口修缮完工"
    assert document.author == "苏禾; 方舟"
    assert document.date == "2024-03-15"
    assert_whole(document, texts)
    assert "别处的" not in document.text


def test_crossheads_pictures_lists_and_corrections_do_not_break_the_body(read, related):
    texts = paragraphs(12)
    pictures = tuple(make_picture(place, f"第{place}张图") for place in range(1, 7))
    parts = [f"<p>{text}</p>" for text in texts]
    for index, picture in enumerate(pictures):
        parts[index * 2] += picture.node
    parts[3] += "<h2>过河只要三分钟</h2>"
    parts[7] += "<h2>石阶下的茶摊</h2><ul><li>茶水两元</li><li>渡票一元</li></ul>"
    parts[9] = f"<blockquote>{parts[9]}</blockquote>"

    document = read(
        tags=("渡口",),
        body="".join(parts),
        pictures=pictures,
        dateline="本报临川电",
        responsible_editor="何安",
        organizations=(OrganizationFactory(confirmed=True).pk,),
        corrections=(CorrectionNote("“六级”应为“七级”，特此更正。"),),
    )

    heads = [*texts[:4], "过河只要三分钟", *texts[4:8], "石阶下的茶摊", "茶水两元", "渡票一元"]
    assert_whole(document, [*heads, *texts[8:]])
    assert document.title == "临川渡口修缮完工"
    for tool in ("阅读设置", "复制链接", "跟随系统", "别处的"):
        assert tool not in document.text


def test_a_table_is_read_cell_by_cell(read, related):
    texts = paragraphs(6)
    rows = "<tr><th>名次</th><th>成绩</th></tr><tr><td>1</td><td>10秒32</td></tr>"
    body = "".join(f"<p>{text}</p>" for text in texts) + f"<table>{rows}</table><p>{texts[0]}</p>"

    document = read(body=body)

    assert_whole(document, texts)
    assert "10秒32" in document.text
    assert "110秒32" not in squeezed(document.text.replace("|", "/"))


def test_day_of_publishing_is_read_of_a_story_that_was_never_printed(read, clock):
    document = read(body="".join(f"<p>{text}</p>" for text in paragraphs(3)))

    assert document.date == "2026-11-25"


def test_author_of_a_reprint_is_read(read):
    document = read(
        source="汾水日报",
        reprint=Reprint("渡口新生", "季明", "https://example.org/ferry"),
        body="".join(f"<p>{text}</p>" for text in paragraphs(3)),
    )

    assert document.author == "季明"
    assert_whole(document, paragraphs(3))


SHORT = {
    "brief": {"kind": "brief", "kicker": "市渡口管理所", "column": "播报"},
    "brief without a headline": {"kind": "brief", "headline": ""},
    "article": {"kicker": "冬修水利", "deck": "两岸居民过河更方便"},
    "brief with a picture": {"kind": "brief", "pictures": (make_picture(3, "新铺的石阶", "苏禾"),)},
}
TOOLS = "复制链接 阅读设置 字号 标准 特大 外观 浅色 深色 跟随系统".split()


@pytest.fixture
def short(section, clock):
    """Publish a short story with all that may stand around it; returns its Version."""

    def short(body, **changes):
        around = {
            "bylines": (BylineName("苏禾", "记者"),),
            "tags": ("渡口",),
            "responsible_editor": "周砚",
            "organizations": (OrganizationFactory(confirmed=True).pk,),
        }
        return publish(make_snapshot(section, body=body, **around, **changes))

    return short


@pytest.mark.parametrize("changes", SHORT.values(), ids=SHORT)
def test_nothing_but_the_story_is_read_of_a_short_one(client, related, short, changes):
    texts = paragraphs(3)
    body = "".join(f"<p>{text}</p>" for text in texts)
    version = short(body, **changes)

    said = squeezed(trafilatura.extract(client.get(version.get_absolute_url()).content))

    parts = [*texts, version.snapshot.title, "冬修水利", "——两岸居民过河更方便"]
    parts += ["记者", "苏禾", "来源：临川晚报", "2026年11月25日 10:30", "▲新铺的石阶", "苏禾 摄"]
    assert all(squeezed(text) in said for text in texts)
    for part in sorted(map(squeezed, parts), key=len, reverse=True):
        said = said.replace(part, "")
    assert said == ""


@pytest.mark.parametrize("changes", SHORT.values(), ids=SHORT)
def test_no_tool_is_read_of_a_story_of_one_sentence(client, short, changes):
    version = short("<p>渡口的石阶昨天铺好了最后一级。</p>", **changes)

    said = trafilatura.extract(client.get(version.get_absolute_url()).content)

    assert "渡口的石阶昨天铺好了最后一级。" in said
    assert not [tool for tool in TOOLS if tool in said]


def test_tools_are_no_text_of_any_page(client, section):
    publish(make_snapshot(section, pictures=(make_picture(),)))
    for url in ("/", section.get_absolute_url(), "/articles/1/"):
        page = lxml.html.fromstring(client.get(url).content)
        for template in page.xpath("//template"):
            template.drop_tree()
        assert not [tool for tool in (*TOOLS, "×", "›") if tool in page.text_content()]


@pytest.fixture
def longest(db, settings, monkeypatch):
    """The longest story of the sample page, imported, signed and published."""
    settings.NEWSROOM_DEMO = True
    monkeypatch.setattr("demo.management.commands.load_demo.PHOTOS", {})
    call_command("load_demo", verbosity=0, stdout=StringIO())
    return max(Version.objects.live(), key=lambda version: len(version.snapshot.body))


def test_longest_story_of_the_sample_page_is_read_whole(client, longest):
    page = client.get(longest.get_absolute_url()).content.decode()

    document = trafilatura.bare_extraction(page, with_metadata=True)

    story = longest.snapshot
    texts = re.findall("<(?:p|h2)>(.*?)</(?:p|h2)>", story.body)
    assert len(texts) > 5
    assert_whole(document, [strip_tags(text) for text in texts])
    assert document.title == story.title
    assert document.date == timezone.localdate(longest.published_at).isoformat()
    assert document.author == "; ".join(signature.name for signature in story.bylines)

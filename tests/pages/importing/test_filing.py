"""import_pages: from the files of pages to drafts of the desk."""

import datetime
import json
import os
import subprocess
import sys
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection

from articles.models import Article
from briefs.models import Brief
from newsroom.core.body import story_photo_ids
from newsroom.core.models import Organization, Reporter
from newsroom.desk.models import Byline, Decision, Revision, Story, StoryPhoto
from newsroom.desk.snapshots import of_revision
from newsroom.press.models import Version
from pages.models import Page, PageStory
from tests.factories import ReporterFactory, SectionFactory

SAMPLE = settings.BASE_DIR / "fixtures" / "pages" / "000_bb03dd64cff1b8ee.txt"

PAGE = """临川晚报 2024年3月15日 星期五 第06版 民生

渡口修缮完工

本报讯（记者 苏禾）临川渡口的石阶昨天铺好了最后一级，往来的居民不必再绕行北岸的土路，清晨的第一班船坐满了人。

船工说，新石阶每级都比原来宽一掌，老人挑着菜也走得稳当。
"""


@pytest.fixture
def sections(db):
    call_command("loaddata", "sections", verbosity=0)


@pytest.fixture
def write(tmp_path):
    def write(name, text=PAGE, encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path

    return write


def run_import(capsys, *arguments, **options):
    """Run import_pages; returns its output and whether it failed."""
    try:
        call_command("import_pages", *map(str, arguments), **options)
        failed = False
    except CommandError:
        failed = True
    return capsys.readouterr().out, failed


def all_rows():
    """The values of every row that an import may write, by model."""
    models = [Page, PageStory, Story, Byline, StoryPhoto, Revision, Reporter, Organization]
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_sample_becomes_drafts_that_know_their_page_and_lines(sections):
    call_command("import_pages", str(SAMPLE))

    article = Article.objects.get()
    assert article.headline == "年关将至 温暖先达"
    assert article.deck == "我市积极开展春节走访慰问活动"
    assert article.status == Story.Status.DRAFT
    assert article.filed_by is None
    assert article.section.name == "要闻"
    assert article.body.count("<h2>") == 3
    assert "空巢独居老年人等群体发放慰问物品" in article.body
    assert [brief.title for brief in Brief.objects.order_by("pk")] == [
        "市民政局\u3000开展社会组织安全工作培训",
        "盐湖区\u3000入企走访助发展",
        "万荣县\u3000多措并举促进残疾人就业",
    ]
    page = Page.objects.get()
    lines = page.text.split("\n")
    for place in page.places.select_related("story"):
        printed = "\n".join(lines[place.first_line - 1 : place.last_line])
        assert place.story.headline in printed
    assert [place.position for place in page.places.all()] == [1, 2, 3, 4]


def test_photos_of_the_sample_have_their_place_caption_and_credit(sections):
    call_command("import_pages", str(SAMPLE))

    article = Article.objects.get()
    story_photos = {p.pk: p for p in article.story_photos.all()}
    placed = [story_photos[number] for number in story_photo_ids(article.body)]
    assert [(p.caption, p.credit, p.photo.original.name) for p in placed] == [
        ("暖心慰问", "陶登肖", ""),
        ("爱心义诊", "陶登肖", ""),
        ("春联送祝福", "陶登肖", ""),
    ]


def test_imported_story_has_a_revision_without_an_author_and_is_nowhere_public(sections):
    call_command("import_pages", str(SAMPLE))

    assert [r.author for r in Revision.objects.all()] == [None] * 4
    assert not Decision.objects.exists()
    assert not Version.objects.exists()


def test_page_without_a_date_gets_none(sections, capsys):
    output, failed = run_import(capsys, SAMPLE)

    assert "日期待补" in output
    assert not failed
    assert Page.objects.get().date is None
    assert set(Story.objects.values_list("printed_on", flat=True)) == {None}


def test_same_text_twice_changes_nothing(sections, capsys):
    run_import(capsys, SAMPLE)
    before = all_rows()

    output, failed = run_import(capsys, SAMPLE)

    assert all_rows() == before
    assert not failed


def test_same_text_with_other_newlines_and_a_mark_is_the_same_page(sections, write):
    call_command("import_pages", str(write("a.txt")))

    call_command("import_pages", str(write("b.txt", PAGE.replace("\n", "\r\n"), "utf-8-sig")))

    assert Page.objects.count() == 1


def test_page_never_touches_an_editors_work(sections, write):
    page = write("a.txt")
    call_command("import_pages", str(page))
    Story.objects.update(headline="编辑改过的标题")

    call_command("import_pages", str(page))

    assert Story.objects.get().headline == "编辑改过的标题"


def test_printed_page_line_gives_date_number_paper_and_section(sections, write):
    call_command("import_pages", str(write("a.txt")))

    page, story = Page.objects.get(), Story.objects.get()
    assert (page.paper, page.date, page.number) == ("临川晚报", datetime.date(2024, 3, 15), "06")
    assert (story.printed_paper, story.printed_on) == (page.paper, page.date)
    assert (story.printed_number, story.printed_section) == (page.number, "民生")
    assert story.section.name == "民生"


def test_options_override_the_printed_section_date_number_and_paper(sections, write):
    call_command(
        "import_pages",
        str(write("a.txt", PAGE.split("\n", 1)[1])),
        "--section=jiaoyu",
        "--date=2024-04-01",
        "--number=02",
        "--paper=临川日报",
    )

    page = Page.objects.get()
    assert (page.paper, str(page.date), page.number) == ("临川日报", "2024-04-01", "02")
    assert Story.objects.get().section.slug == "jiaoyu"


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ([], "运城市图书馆"),
        (["--paper=临川日报"], "临川市图书馆"),
        (["--paper=临川日报", "--city=河阳市"], "河阳市图书馆"),
    ],
)
def test_offices_of_the_city_belong_to_the_papers_home_or_the_city_given(
    sections, write, given, name
):
    text = PAGE.split("\n", 1)[1].replace("船工说", "市图书馆说")

    call_command("import_pages", str(write("a.txt", text)), *given)

    assert [organization.name for organization in Organization.objects.all()] == [name]


def test_another_text_for_the_same_page_is_a_conflict(sections, write, capsys):
    run_import(capsys, write("a.txt"))
    before = all_rows()

    output, failed = run_import(capsys, write("b.txt", PAGE.replace("船工", "摆渡人")))

    assert failed
    assert "b.txt" in output
    assert "a.txt" in output
    assert all_rows() == before


def test_two_files_given_one_date_and_number_are_a_conflict(sections, write, tmp_path, capsys):
    body = PAGE.split("\n", 1)[1]
    write("a.txt", body)
    write("b.txt", body.replace("船工", "摆渡人"))

    output, failed = run_import(capsys, tmp_path, "--date=2024-04-01", "--number=02")

    assert failed
    assert Page.objects.count() == 1


def test_pages_without_a_date_never_conflict(sections, write, tmp_path):
    body = PAGE.split("\n", 1)[1]
    write("a.txt", body)
    write("b.txt", body.replace("船工", "摆渡人"))

    call_command("import_pages", str(tmp_path))

    assert Page.objects.count() == 2


BAD_FILES = {
    "empty.txt": b"",
    "blank.txt": b" \n\n\t",
    "binary.txt": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "noise.txt": bytes(range(128, 256)) * 40,
    "large.txt": "渡口".encode() * (5 * 1024 * 1024 // 6 + 1),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_bad_file_is_named_and_the_others_are_filed(sections, write, tmp_path, capsys, name):
    write(name, BAD_FILES[name])
    write("z.txt")

    output, failed = run_import(capsys, tmp_path)

    assert failed
    assert name in output
    assert Page.objects.count() == 1


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.mkdir(), os.mkfifo])
def test_missing_or_unreadable_file_is_named_and_the_others_are_filed(
    sections, write, tmp_path, capsys, make
):
    make(tmp_path / "odd.txt")

    output, failed = run_import(capsys, tmp_path / "odd.txt", write("z.txt"))

    assert failed == (not (tmp_path / "odd.txt").is_dir())
    assert Page.objects.count() == 1


@pytest.mark.parametrize("dot", "·•・‧⋅．")
def test_name_in_another_spelling_is_the_same_reporter(sections, write, dot):
    known = ReporterFactory(name="阿依古丽·买买提")

    call_command("import_pages", write("a.txt", PAGE.replace("苏禾", f"阿依古丽{dot}买买提")))

    assert [byline.reporter for byline in Byline.objects.all()] == [known]


def test_gb18030_is_decoded_and_reported(sections, write, capsys):
    output, failed = run_import(capsys, write("a.txt", encoding="gb18030"))

    assert not failed
    assert "GB18030" in output
    assert "石阶" in Story.objects.get().body


def test_bad_bytes_are_filed_as_a_problem_with_their_line(sections, write, capsys):
    euro, bad = "，".encode("gb18030") + b"\x80", b"\xff"
    data = PAGE.encode("gb18030").replace("，".encode("gb18030"), euro, 1)
    data = data.replace("老人".encode("gb18030"), "老".encode("gb18030") + bad, 1)

    output, failed = run_import(capsys, write("a.txt", data + b"\x1a"))

    assert not failed
    assert ":7: unreadable “\ufffd”" in output
    body = Story.objects.get().body
    assert "最后一级，€往来" in body
    assert "老\ufffd挑着菜" in body


def test_lines_left_out_of_a_story_are_reported(sections, write, capsys):
    output, _ = run_import(capsys, write("a.txt", PAGE.replace("\n\n船工", "\n\n广告\n\n船工")))

    assert ":7: dropped “广告”" in output


def test_page_with_an_invalid_field_is_refused_whole(sections, write, capsys, monkeypatch):
    monkeypatch.setattr(Story._meta.get_field("headline"), "validators", [too_long])

    output, failed = run_import(capsys, write("a.txt"))

    assert failed
    assert "渡口修缮完工" in output
    assert not any(all_rows())


def too_long(value):
    raise ValidationError(f"{value}：过长")


def test_problems_are_printed_with_file_and_line(sections, capsys):
    output, failed = run_import(capsys, SAMPLE)

    assert f"{SAMPLE}:75: " in output
    assert "and" in output


def test_dry_run_writes_nothing_and_prints_the_readings_as_json(sections, write, capsys):
    before = all_rows()

    output, failed = run_import(capsys, SAMPLE, write("a.txt"), dry_run=True, json=True)

    assert all_rows() == before
    readings = json.loads(output)
    assert [len(reading["articles"] + reading["briefs"]) for reading in readings] == [4, 1]
    assert readings[0]["sha256"] != readings[1]["sha256"]


def test_bad_file_is_in_the_json_too(sections, write, capsys):
    output, failed = run_import(capsys, write("a.txt", b""), dry_run=True, json=True)

    assert failed
    assert set(json.loads(output)[0]) == {"file", "error"}


def test_editors_line_of_the_page_fills_editor_and_proofreader(sections, write, editor):
    editor.name = "周砚之"
    editor.save()
    line = "责编 周砚之 美编 高望 校对 许知字\n"

    call_command("import_pages", str(write("a.txt", PAGE + line)))

    story = Story.objects.get()
    assert (story.printed_editor, story.printed_proofreader) == ("周砚之", "许知字")
    assert story.responsible_editor == editor


def test_editor_without_a_log_in_is_kept_as_printed(sections, write):
    call_command("import_pages", str(write("a.txt", PAGE + "责编 周砚之 校对 许知字\n")))

    story = Story.objects.get()
    assert story.responsible_editor is None
    assert of_revision(story, story.revision).responsible_editor == "周砚之"


def test_reporter_is_matched_by_name(sections, write):
    known = ReporterFactory(name="苏禾", affiliation="临川晚报")

    call_command("import_pages", str(write("a.txt")))

    assert Byline.objects.get().reporter == known


def test_new_organization_is_not_confirmed(sections):
    call_command("import_pages", str(SAMPLE))

    assert Organization.objects.filter(name="运城市民政局", confirmed=False).exists()
    assert not Organization.objects.confirmed().exists()


def test_missing_default_section_is_a_clear_error(db, write, capsys):
    SectionFactory(name="别的")

    output, failed = run_import(capsys, write("a.txt", PAGE.split("\n", 1)[1]))

    assert failed
    assert "要闻" in output
    assert not Page.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_killed_import_is_completed_by_the_next_one(write, tmp_path):
    call_command("loaddata", "sections", verbosity=0)
    for number in range(50):
        write(f"{number:02}.txt", PAGE.split("\n", 1)[1].replace("石阶", f"第{number}级石阶"))
    import_pages = subprocess.Popen(
        [sys.executable, "manage.py", "import_pages", str(tmp_path)],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": database_url(), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
    )
    for _line in zip(import_pages.stdout, range(10), strict=False):
        pass
    import_pages.kill()
    import_pages.communicate()
    assert 0 < Page.objects.count() < 50

    call_command("import_pages", str(tmp_path))

    assert Page.objects.count() == 50
    assert PageStory.objects.count() == Story.objects.count() == Revision.objects.count() == 50
    assert not Page.objects.filter(stories=None).exists()


def database_url():
    """The DATABASE_URL of the test database, for another process."""
    parameters = connection.get_connection_params()
    address = {key: parameters[key] for key in ("host", "port") if key in parameters}
    return f"postgres://{parameters['user']}@/{parameters['dbname']}?{urlencode(address)}"


PRINTED = [
    ("▲渡口的早班船 苏禾 摄", "渡口的早班船", "苏禾"),
    ("▲渡口的早班船 新华社记者 张三 摄", "渡口的早班船", "新华社记者 张三 摄"),
    ("▲渡口的早班船（受访者供图）", "渡口的早班船", "受访者供图"),
    ("▲渡口的早班船 通讯员 李一 摄", "渡口的早班船", "通讯员 李一 摄"),
    ("▲渡口的早班船（网络截图）", "渡口的早班船", "网络截图"),
    ("▲渡口的早班船", "渡口的早班船", ""),
]


@pytest.mark.parametrize(("printed", "caption", "credit"), PRINTED)
def test_printed_credit_of_another_is_kept_word_for_word(printed, caption, credit, sections, write):
    call_command("import_pages", str(write("page.txt", f"{PAGE}\n\n{printed}\n")))

    story_photo = StoryPhoto.objects.get()
    assert (story_photo.caption, story_photo.credit) == (caption, credit)
    assert (story_photo.photo.caption, story_photo.photo.credit) == (caption, credit)


def test_stories_of_a_page_hold_nothing_hidden(capsys, sections, write):
    page = PAGE.replace("修缮", "修\u202e缮").replace("石阶", "石\u2066阶\ufffe")

    _output, failed = run_import(capsys, write("06.txt", page))

    assert not failed
    story = Story.objects.get()
    assert story.headline == "渡口修缮完工"
    assert "渡口的石阶昨天" in story.body

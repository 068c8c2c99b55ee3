"""The doubts of a page on the workbench: which are asked, and how an answer settles them."""

import pytest

from pages.import_desk import uploads
from pages.import_desk.doubts import open_doubts, other_problems
from pages.models import Upload
from pages.reading.records import Problem, Reading
from tests.pages.uploaded_pages import ACCEPT_JSON, file_url, workbench_url

TEXT = """临川晚报 2024年3月15日 星期五 第06版 民生
渡口修缮完工
□本报记者 苏禾
临川渡口的石阶昨天铺好了最后一级，往来的居民不必再绕行北岸的土路，清晨的第一班船坐满了人。
往后还要添凉棚
码头管理站打算入夏以前在候船处搭两座凉棚 and 再放几条长凳，让等船的人有地方歇脚。
菜场修伞铺重开张
□本报记者 顾念
停了三年的修伞铺昨天重新挂出招牌，铺主说闲不住，街坊一早就送来七把伞，有的已补过三回。
"""
LINE, DOUBTED, NONE_LEFT = 5, "往后还要添凉棚", "没有存疑的行。"


@pytest.fixture
def doubted(sections, editor):
    return uploads.receive(TEXT.encode(), "0306.txt", user=editor)[0]


def of_kind_doubt(line=2, label="headline", second="kicker"):
    return Problem(line, "doubt", "渡口", f"可能是{second}，请核对", label, second)


def test_any_problem_with_a_second_reading_is_a_doubt():
    reading = Reading(problems=(of_kind_doubt(), Problem(3, "stray_latin", "and", "请核对")))
    lines = ["石阶" * 20, "渡口", " ", "船" * 30]

    (doubt,) = open_doubts("\n".join(lines), reading, {})

    assert (str(doubt.label), str(doubt.second_label)) == ("主题", "引题")
    assert (doubt.above, doubt.below) == ("…" + "石阶" * 11, "船" * 22 + "…")
    assert [problem.kind for problem in other_problems(reading)] == ["stray_latin"]


def test_a_line_is_asked_about_once_and_not_after_it_was_marked():
    reading = Reading(problems=(of_kind_doubt(1), of_kind_doubt(1, "deck"), of_kind_doubt(2)))

    assert [doubt.problem.line for doubt in open_doubts("a\nb", reading, {})] == [1, 2]
    assert [doubt.problem.line for doubt in open_doubts("a\nb", reading, {"1": "deck"})] == [2]
    assert open_doubts("a\nb", None, {}) == []


def test_workbench_asks_about_the_line_and_lists_the_other_problems(editor_client, doubted):
    response = editor_client.get(workbench_url(doubted))

    html = response.content.decode()
    assert f'value="{LINE}:headline"' in html and f'value="{LINE}:crosshead"' in html
    assert "请核对" in html
    assert [problem.kind for problem in response.context["problems"]] == ["stray_latin"]


@pytest.mark.parametrize(("kind", "stories"), [("headline", 3), ("crosshead", 2)])
def test_answer_is_a_mark_and_the_page_is_read_anew(kind, stories, editor_client, doubted):
    fragments = editor_client.post(
        workbench_url(doubted), {"settle": f"{LINE}:{kind}"}, headers=ACCEPT_JSON
    ).json()

    assert NONE_LEFT in fragments["doubts"] and DOUBTED not in fragments["doubts"]
    upload = Upload.objects.get()
    assert (upload.marks, upload.summary["stories"]) == ({str(LINE): kind}, stories)


def test_form_without_script_goes_on_with_the_doubts(editor_client, doubted):
    response = editor_client.post(
        workbench_url(doubted), {"settle": f"{LINE}:crosshead", "kind": "deck"}
    )

    assert response.url == workbench_url(doubted) + "#bench-doubts"
    assert Upload.objects.get().marks == {str(LINE): "crosshead"}


def test_page_without_doubts_says_so(editor_client, upload):
    assert NONE_LEFT in editor_client.get(workbench_url(upload)).content.decode()


def test_filed_page_is_not_asked_about(editor_client, doubted):
    editor_client.post(file_url(doubted))

    assert "bench-doubts" not in editor_client.get(workbench_url(doubted)).content.decode()

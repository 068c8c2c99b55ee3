"""The plain text of a body, and replacing text in its HTML without changing the rest."""

import pytest
from hypothesis import given

from newsroom.core.body import clean
from newsroom.desk.proofreading import body_text
from newsroom.desk.proofreading.body_text import (
    PARAGRAPH,
    PHOTO,
    clean_input,
    plain_text,
    read_paragraphs,
    replace_text,
)
from tests.newsroom.desk.texts import bodies_with_markup

CHANGES = {"夜": "日", "周一": "", "开课": "开课，", "谁": "哪些人", "名单": "公告"}
BODY = (
    "<p>夜校<strong>周一</strong>开课&amp;报名</p>"
    '<figure data-photo="7"></figure>'
    "<h2>谁来<br>上课</h2>"
    '<ul><li><p>学员见<a href="https://lin.example/a">名单</a></p></li></ul>'
)


def test_a_body_reads_as_its_paragraphs():
    assert plain_text(BODY).split(PARAGRAPH) == [
        "夜校周一开课&报名",
        PHOTO,
        "谁来\n上课",
        "学员见名单",
    ]
    assert [(p.tag, p.photo) for p in read_paragraphs(BODY)] == [
        ("p", None),
        ("figure", 7),
        ("h2", None),
        ("p", None),
    ]


def test_an_empty_paragraph_keeps_its_place():
    assert plain_text("<p>甲</p><p></p><ul><li></li></ul>\n<p>乙</p>").split(PARAGRAPH) == [
        "甲",
        "",
        "",
        "乙",
    ]


def test_words_without_a_paragraph_are_read_too():
    assert plain_text("甲<p>乙</p>丙\n<ul>\n<li>丁</li></ul>").split(PARAGRAPH) == [
        "甲",
        "乙",
        "丙\n".replace("\n", " "),
        "丁",
    ]


@pytest.mark.parametrize(
    ("old", "new", "markup"),
    [
        ("周一", "周三", "<strong>周三</strong>"),
        ("周一", "", "夜校开课"),
        ("一开", "二起", "<strong>周二起</strong>课"),
        ("&报", "<并>报", "开课&lt;并&gt;报名"),
        ("来\n上", "来上", "<h2>谁来上课</h2>"),
        ("学员", "全体\u00a0学员", "<li><p>全体&nbsp;学员见"),
    ],
)
def test_words_are_replaced_where_they_stand(old, new, markup):
    start = plain_text(BODY).index(old)

    changed = replace_text(BODY, [(start, start + len(old), new)])

    assert markup in changed
    assert plain_text(changed) == plain_text(BODY).replace(old, new)
    assert clean(changed) == changed


@pytest.mark.parametrize(
    ("after", "markup"),
    [("名单", "名单</a>。</p>"), ("周一", "</strong>。开课"), ("报名", "名。</p>")],
)
def test_new_words_stand_outside_the_link_before_them(after, markup):
    at = plain_text(BODY).index(after) + len(after)

    assert markup in replace_text(BODY, [(at, at, "。")])


def test_new_words_open_a_paragraph_outside_its_first_link():
    assert (
        replace_text('<p><a href="/a">名单</a></p>', [(0, 0, "见")])
        == '<p>见<a href="/a">名单</a></p>'
    )


def test_a_paragraph_that_lost_its_words_can_have_new_ones():
    empty = replace_text("<p><strong>甲</strong></p><p>乙</p>", [(0, 1, "")])

    assert empty == "<p></p><p>乙</p>"
    assert replace_text(empty, [(0, 0, "丙")]) == "<p>丙</p><p>乙</p>"


@pytest.mark.parametrize(
    ("old", "new"), [("名\u2029\ufffc", "名"), ("\ufffc", ""), ("课\u2029学", "课")]
)
def test_paragraphs_and_photos_cannot_be_changed(old, new):
    start = plain_text(BODY).index(old)

    with pytest.raises(ValueError, match="not within one paragraph"):
        replace_text(BODY, [(start, start + len(old), new)])


def test_several_changes_are_made_at_once():
    text = plain_text(BODY)
    changes = [(text.index(old), text.index(old) + len(old), new) for old, new in CHANGES.items()]

    changed = plain_text(replace_text(BODY, changes))

    assert changed.split(PARAGRAPH) == ["日校开课，&报名", PHOTO, "哪些人来\n上课", "学员见公告"]


def test_words_cannot_pretend_to_be_a_paragraph_or_a_photo():
    assert clean_input("甲\r\n乙\t丙\x00丁\u2029戊\ufffc") == "甲\n乙 丙 丁 戊 "


@given(bodies_with_markup())
def test_every_character_has_its_slice_of_the_html(body):
    for paragraph in read_paragraphs(body):
        pieces = [body[place] for place in paragraph.html_slices]
        assert paragraph.photo or len(pieces) == len(paragraph.text)
        for character, piece in zip(paragraph.text, pieces, strict=False):
            assert body_text.plain_text(f"<p>{piece}</p>") == character

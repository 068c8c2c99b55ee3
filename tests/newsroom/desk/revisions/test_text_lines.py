"""The lines of a body, as a comparison shows them."""

import pytest

from newsroom.desk.revisions.alignment import align
from newsroom.desk.revisions.text_lines import body_lines


def test_body_is_read_as_one_line_for_each_paragraph():
    body = (
        "<p>导语<strong>要点</strong>。</p><h2>小标题</h2><blockquote><p>引语。</p></blockquote>"
        "<ul><li><p>一项</p></li><li><p>二项</p></li></ul>"
        '<figure data-photo="7"></figure><p>上<br>下</p>'
    )
    photo = {"place": 7, "photo": 1, "file": None, "caption": "柳树", "credit": "", "alt": ""}

    assert [(line.kind, line.text) for line in body_lines(body, [photo])] == [
        ("p", "导语要点。"),
        ("h2", "小标题"),
        ("blockquote", "引语。"),
        ("li", "一项"),
        ("li", "二项"),
        ("figure", "▲ 柳树"),
        ("p", "上\n下"),
    ]


def test_a_row_of_a_table_is_one_line():
    body = "<table><tr><th>名次</th><th>姓名</th></tr><tr><td>1</td><td></td></tr></table><p>后</p>"

    assert [(line.kind, line.text) for line in body_lines(body, [])] == [
        ("tr", "名次 | 姓名"),
        ("tr", "1 | "),
        ("p", "后"),
    ]


def test_url_of_a_link_is_part_of_the_text():
    (line,) = body_lines('<p>见<a href="https://lin.example/a">公告</a>。</p>', [])

    assert line.text == "见公告〔https://lin.example/a〕。"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<p>要点</p>", "<p><strong>要点</strong></p>"),
        ("<p>要点</p>", "<h2>要点</h2>"),
        ("<p>要点</p>", "<blockquote><p>要点</p></blockquote>"),
        ("<ul><li><p>一</p></li></ul>", "<ol><li><p>一</p></li></ol>"),
        ("<p><em>要</em>点</p>", "<p>要<em>点</em></p>"),
        ("<p>m2</p>", "<p>m<sup>2</sup></p>"),
        ("<ol><li><p>一</p></li></ol>", '<ol start="5"><li><p>一</p></li></ol>'),
        (
            "<table><tr><td>1</td><td>何安</td></tr></table>",
            "<table><tr><th>1</th><td>何安</td></tr></table>",
        ),
        (
            "<table><tr><td>1</td><td></td></tr></table>",
            '<table><tr><td colspan="2">1</td><td></td></tr></table>',
        ),
    ],
)
def test_same_text_with_other_markup_is_a_change(old, new):
    (row,) = align(body_lines(old, []), body_lines(new, []))

    assert row.is_restyled

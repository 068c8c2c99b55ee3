"""Lists that are pasted out of Word."""

import pytest

from newsroom.core.body import clean


def item(text, marker, level=1, font=""):
    """A paragraph of a list as Word writes it."""
    return (
        f"<p class=MsoListParagraph style='text-indent:-21.0pt;mso-list:l0 level{level} lfo1'>"
        f"<![if !supportLists]><span style='font-family:{font};mso-list:Ignore'>{marker}"
        "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span><![endif]>"
        f"{text}<o:p></o:p></p>\n"
    )


@pytest.mark.parametrize(
    ("source", "cleaned"),
    [
        (item("甲", "1.") + item("乙", "2."), "<ol><li><p>甲</p></li><li><p>乙</p></li></ol>"),
        (item("甲", "3."), '<ol start="3"><li><p>甲</p></li></ol>'),
        (item("甲", "l", font="Wingdings"), "<ul><li><p>甲</p></li></ul>"),
        (item("甲", "·", font="Symbol"), "<ul><li><p>甲</p></li></ul>"),
        (
            item("甲", "1.") + item("乙", "o", level=2) + item("丙", "2."),
            "<ol><li><p>甲</p><ul><li><p>乙</p></li></ul></li><li><p>丙</p></li></ol>",
        ),
        (
            item("甲", "l", font="Wingdings") + item("乙", "1."),
            "<ul><li><p>甲</p></li></ul><ol><li><p>乙</p></li></ol>",
        ),
        (
            item("甲", "1.") + "<p class=MsoNormal>间</p>" + item("乙", "2."),
            '<ol><li><p>甲</p></li></ol><p>间</p><ol start="2"><li><p>乙</p></li></ol>',
        ),
        (
            item("甲", "1.") + item("乙", "1."),
            "<ol><li><p>甲</p></li></ol><ol><li><p>乙</p></li></ol>",
        ),
        (
            "<b>A</b> <b>B</b>" + item("甲", "1."),
            "<p><strong>A</strong> <strong>B</strong></p><ol><li><p>甲</p></li></ol>",
        ),
        (item("甲", "一、") + item("乙", "（二）"), "<p>一、 甲</p><p>（二） 乙</p>"),
        ("<p style='mso-list:none'>甲</p>", "<p>甲</p>"),
        ("<p style='mso-list:l0 level1 lfo1'>甲</p>", "<p>甲</p>"),
    ],
)
def test_paragraphs_with_markers_are_lists(source, cleaned):
    assert clean(source) == cleaned


def test_deleted_item_stays_out():
    deleted = item("<del>乙</del>", "2.")

    assert clean(item("甲", "1.") + deleted) == "<ol><li><p>甲</p></li></ol>"

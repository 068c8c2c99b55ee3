"""Pages that lost their line breaks."""

import pytest

from pages.reading.reader import read

LINES = [
    "安平晚报 2018年4月8日 星期日 第03版 乡村",
    "梨花节开门迎客",
    "□记者 冷 雪 文图",
    "春雨过后，柳河镇的梨园里开满了白花。四月六日，第九届梨花节在这里开幕，来自各地的游客走进园中赏花。",
    "图①：游客在梨园拍照。",
    "图②：孩子在树下写生。",
    "今年的梨花节由柳河镇主办，为期十五天，安排了民俗表演、农产品展销等活动，傍晚还有露天电影。",
    "专家义诊到村",
    "本报讯（记者 冷雪）昨日，市中医医院的六名专家到柳河镇义诊，为一百二十位老人看病送药，还教他们量血压。",
]


@pytest.mark.parametrize("gap", [" ", "　", "　　", "　　　　"])
def test_elements_are_found_between_gaps_of_any_width(gap):
    first, second = read(gap.join(LINES)).stories

    assert (first.headline, second.headline) == ("梨花节开门迎客", "专家义诊到村")
    assert [person.name for person in first.byline] == ["冷雪"]
    assert [picture.caption for picture in first.pictures] == [
        "游客在梨园拍照。",
        "孩子在树下写生。",
    ]
    assert (len(first.paragraphs), len(second.paragraphs)) == (2, 1)


def test_words_in_a_row_are_no_byline():
    reading = read(" ".join([LINES[0], "金色的田野", "银色的路", *LINES[2:]]))

    assert reading.stories[0].headline == "金色的田野 银色的路"


def test_page_on_one_line_is_unfolded_within_navigation():
    text = "\n".join(["版面导航 | PDF版", "上一版 下一版", " ".join(LINES), "上一篇 下一篇"])

    reading = read(text)

    assert [story.headline for story in reading.stories] == ["梨花节开门迎客", "专家义诊到村"]
    assert reading.page.furniture[:2] == ("版面导航 | PDF版", "上一版 下一版")

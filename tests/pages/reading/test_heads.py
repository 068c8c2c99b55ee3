"""Where stories begin: what proves it, and how the look of the page decides what nothing proves."""

from pages.reading.reader import read

BODY = "清晨六点，老街上的第一笼包子出了锅，白汽漫到了街心，来买早点的人排成了长队。"
PROVED = ["老街上的早点铺开了四十年", "□本报记者 王磊", BODY]


def stories(*lines):
    return read("\n".join(["2024年3月15日 第6版 民生", *lines])).stories


def crossheads(story):
    return [head for head, _ in story.sections if head]


def test_titles_set_apart_like_the_proved_heads_open_stories():
    signed = ["城东新添两座公园", "本报讯 " + BODY]

    books = "旧书摊摆在文庙门口，摊主把杂志按年份码成三排，来翻书的多半是退休的老师。"
    ferry = "摆渡的老人姓秦，撑了三十一年的篙，如今一天只有七八个人过江，他照旧天亮就到。"

    read_stories = stories(
        *PROVED, "", *signed, "", "旧书摊上的读书人", books, "", "江边的摆渡老人", ferry
    )

    assert [story.headline for story in read_stories] == [
        PROVED[0],
        signed[0],
        "旧书摊上的读书人",
        "江边的摆渡老人",
    ]


def test_titles_that_stand_close_are_crossheads_where_heads_stand_apart():
    signed = ["城东新添两座公园", "本报讯 " + BODY]

    first, _ = stories(*PROVED, "天不亮就排队", BODY, "", *signed)

    assert crossheads(first) == ["天不亮就排队"]


def test_indented_titles_are_crossheads_where_heads_are_not():
    body = "　　" + BODY

    first, second = stories(
        *PROVED[:2], body, "　　天不亮就排队", body, "城东新添两座公园", "　　本报讯 " + BODY
    )

    assert crossheads(first) == ["天不亮就排队"]
    assert second.headline == "城东新添两座公园"


def test_jump_from_another_page_belongs_to_the_story_below_it():
    first, second = stories(*PROVED, "（上接第一版）", "城东新添两座公园", BODY)

    assert first.jumps == ()
    assert (second.headline, second.jumps) == ("城东新添两座公园", ("（上接第一版）",))


def test_long_line_between_headline_and_byline_is_a_deck():
    deck = "全市建成86个户外劳动者服务点，饮水、充电、热饭全免费"

    (story,) = stories("外卖小哥有了“歇脚驿站”", deck, "□本报记者 王磊", BODY)

    assert (story.headline, story.deck) == ("外卖小哥有了“歇脚驿站”", deck)


def test_lines_of_a_poem_are_paragraphs():
    lines = ["站在风里", "你张开双臂", "不是为了拥抱", "是为了守住"]

    (story,) = stories("稻草人", "□ 王磊", *lines)

    assert story.paragraphs == tuple(lines)


def test_name_in_brackets_above_a_title_heads_a_column():
    (story,) = stories("【名医面对面】", *PROVED)

    assert (story.column, story.headline) == ("名医面对面", PROVED[0])


def test_name_in_brackets_above_text_is_a_crosshead():
    (story,) = stories(*PROVED, "【灯亮在夜市】", BODY, "【门开在街口】", BODY)

    assert crossheads(story) == ["灯亮在夜市", "门开在街口"]


def test_column_of_articles_heads_one_story():
    first, second = stories("新春走基层", *PROVED, "城东新添两座公园", "本报讯 " + BODY)

    assert (first.column, second.column) == ("新春走基层", None)


def test_captions_on_one_line_are_told_apart():
    (story,) = stories(*PROVED, "图①：出笼。图②：排队。", BODY)

    assert [picture.caption for picture in story.pictures] == ["出笼。", "排队。"]


def test_titles_in_a_row_are_crossheads_where_every_story_is_signed():
    signed = [line for name in "甲乙丙" for line in ("", f"城东新添公园{name}", "本报讯 " + BODY)]

    first, *others = stories(*PROVED, "", "天不亮就排队", BODY, "", "人人都认得他", BODY, *signed)

    assert crossheads(first) == ["天不亮就排队", "人人都认得他"]
    assert len(others) == 3

"""Lists of headlines and of pages that a page prints of itself."""

import pytest

from pages.reading.reader import read

PAGE_LINE = "云津晚报 2024年5月6日 星期一 第05版 城事"
STORIES = """大桥明日通车
两岸居民过江只要三分钟
□记者 王磊
云津大桥昨日通过验收，明天上午十点正式通车。
桥上设了人行道，两岸居民从此不用再等渡船。
图书馆夜间开放
本报讯（记者 李娜）从今天起，市图书馆开放到晚上十点，每周一闭馆。
老人们说，晚上看书的人比白天还多。
修伞匠老周的四十年
——一把锥子和一条街
□记者 王磊
老周的摊子摆在桥头，一摆就是四十年。
"""
HEADLINES = ["大桥明日通车", "图书馆夜间开放", "修伞匠老周的四十年"]


def headlines(*lines):
    return [story.headline for story in read("\n".join(lines)).stories]


def listed(form):
    return [form.format(n=n, headline=text) for n, text in enumerate(HEADLINES, start=1)]


@pytest.mark.parametrize(
    "form", ["{headline}", "· {headline}", "▪{headline}", "{n}. {headline}", "• {headline}"]
)
@pytest.mark.parametrize("title", ["", "本版新闻", "标题导航", "今日看点"])
def test_list_above_the_stories_is_furniture(title, form):
    assert headlines(PAGE_LINE, title, *listed(form), STORIES) == HEADLINES


@pytest.mark.parametrize("form", ["{headline}", "· {headline}", "{n}. {headline}"])
def test_list_below_the_stories_is_furniture(form):
    assert headlines(PAGE_LINE, STORIES, "标题导航", *listed(form)) == HEADLINES


def test_what_a_list_names_is_the_headline():
    lines = STORIES.split("\n")
    lines[:2] = ["大桥明日通车", "过江只要三分钟"]
    shoulder, swapped = "大桥明日通车", ["过江只要三分钟", *HEADLINES[1:]]

    reading = read("\n".join([PAGE_LINE, *swapped, "", *lines]))

    assert reading.stories[0].headline == "过江只要三分钟"
    assert reading.stories[0].kicker == shoulder


def test_list_names_a_headline_of_two_lines_as_one():
    names = ["大桥明日通车 两岸居民过江只要三分钟", *HEADLINES[1:]]

    assert headlines(PAGE_LINE, *names, "", STORIES)[0] == "大桥明日通车 两岸居民过江只要三分钟"


def test_list_may_word_a_headline_otherwise_and_go_on_behind_its_bullet():
    names = ["· 大桥明日通车", "· 夜里也能借书了", "· 修伞匠老周的四十年", "· 更多内容见客户端"]

    assert headlines(PAGE_LINE, *names, STORIES) == HEADLINES


def test_verse_that_comes_back_is_no_list():
    verse = ["山外有青山", "楼外有高楼"]
    page = [PAGE_LINE, "老街歌谣", "□王磊", "这支歌在老街唱了一百年。"]

    reading = read("\n".join([*page, *verse, "老人领唱，孩子们跟着和。", *verse, "歌声停了。"]))

    assert reading.page.furniture == ()


def test_list_of_pages_does_not_number_the_page():
    reading = read("\n".join(["A01 要闻", "A02 时政", "A05 城事", PAGE_LINE, STORIES]))

    assert (reading.page.number, reading.page.section) == ("05", "城事")
    assert reading.page.furniture[:3] == ("A01 要闻", "A02 时政", "A05 城事")


def test_list_of_pages_ends_where_the_page_numbers_itself():
    reading = read(
        "\n".join(["第1版：要闻", "第2版：时政", "第3版：城事", "第5版(国内专页(教科文))"])
    )

    assert (reading.page.number, reading.page.section) == ("5", "国内专页(教科文)")


def test_county_above_several_briefs_is_no_list():
    briefs = [
        f"【双河县】\n●{head}\n本报讯（记者 王磊）双河县昨日{head}，群众都说好。"
        for head in ("新增公交", "开放场馆")
    ]

    reading = read("\n".join([PAGE_LINE, "◆ 县域速递 ◆", *briefs]))

    assert reading.page.furniture == ()
    assert [story.kicker for story in reading.stories] == ["双河县", "双河县"]

"""What a person says a line is wins over every rule, and the reading around it follows."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages.import_desk.labels import MARK_LABELS
from pages.reading.reader import MARK_KINDS, read
from pages.reading.records import Crosshead, Paragraph, Person, Picture

from .test_reader import INK, PAGES, assert_every_character_is_claimed_once

PAGE = """\
长青社区添新灯
本报记者 王磊
8月3日晚上，长青社区在广场东边装了二十盏节能新灯，路过的许多居民，
▲居民在灯下散步
都说亮堂多了。
夜里更安心
灯亮了以后，大家晚上也愿意出门散步了。
老桥换新颜
工人们昨天给城北的老桥刷了一遍漆，桥栏上的灯也换成了新的。
"""

LIT = "8月3日晚上，长青社区的二十盏新灯全部亮了，路过的居民都说亮堂多了。"


def stories(marks, page=PAGE):
    return read(page, marks=marks).stories


def test_kinds_are_those_of_the_import_desk():
    assert tuple(MARK_LABELS) == MARK_KINDS


def test_headline_begins_a_story():
    first, second = stories({6: "crosshead", 8: "headline"})

    assert (first.headline, second.headline) == ("长青社区添新灯", "老桥换新颜")
    assert [b.text for b in first.blocks if isinstance(b, Crosshead)] == ["夜里更安心"]
    assert second.paragraphs == ("工人们昨天给城北的老桥刷了一遍漆，桥栏上的灯也换成了新的。",)


def test_headline_below_a_line_of_its_head_is_stacked():
    (story, _) = stories({2: "headline", 8: "headline", 6: "crosshead"})

    assert story.headline == "长青社区添新灯 本报记者 王磊"


def test_kicker_column_and_deck_are_taken_as_said():
    page = "灯下\n长青社区\n添新灯\n居民都说亮堂多了\n本报讯 灯亮了。\n"
    (story,) = stories({1: "column", 2: "kicker", 3: "headline", 4: "deck"}, page)

    head = (story.column, story.kicker, story.headline, story.deck)
    assert head == ("灯下", "长青社区", "添新灯", "居民都说亮堂多了")


def test_byline_names_whoever_stands_there():
    (story,) = stories({2: "byline", 4: "continued"}, "添新灯\n记者 阿依努尔江\n灯亮\n了。")

    assert [person.name for person in story.byline] == ["阿依努尔江"]


def test_continued_line_joins_the_paragraph_across_captions_and_closing_marks():
    page = f"长青社区添新灯\n{LIT}\n▲灯下\n▲桥上\n晚上出门也更安心\n"
    (story,) = stories({5: "continued"}, page)

    assert story.blocks == (Paragraph(f"{LIT}晚上出门也更安心"), Picture("灯下"), Picture("桥上"))


def test_title_above_a_continued_line_is_text_as_well():
    (story,) = stories(
        {4: "continued"}, f"长青社区添新灯\n{LIT}\n一台老变压器\n前天夜里发生了故障。\n"
    )

    assert story.paragraphs == (LIT, "一台老变压器前天夜里发生了故障。")


def test_paragraph_begins_behind_one_that_broke_off():
    (story,) = stories({3: "paragraph"}, "添新灯\n灯亮了，居民，\n高兴。\n")

    assert story.paragraphs == ("灯亮了，居民，", "高兴。")


def test_wrapped_lines_run_on_below_a_marked_paragraph():
    wrapped = ["居民们晚上都到广场散步聊天乘凉", "孩子们也在灯下做游戏玩得很开心", "。"]
    page = "\n".join(["添新灯", *wrapped, *wrapped, *wrapped])
    (story,) = stories({5: "paragraph"}, page)

    assert story.paragraphs[-1].startswith("".join(wrapped[:2]))


def test_caption_keeps_its_credit():
    (story,) = stories({3: "caption"}, "添新灯\n灯亮了。\n灯下的居民。王磊 摄\n")

    assert story.pictures == (Picture("灯下的居民。", "王磊"),)


def test_who_signs_a_caption_for_text_and_picture_signs_the_story():
    (story,) = stories({2: "caption"}, "添新灯\n灯下的居民。（通讯员 王磊 文/图）\n")

    assert story.pictures == (Picture("灯下的居民。", "王磊"),)
    assert story.byline == (Person("王磊", "通讯员"),)


def test_who_signs_for_pictures_took_those_without_a_credit():
    page = "添新灯\n□记者 张萌 文 王磊 摄\n灯亮了。\n灯下的居民\n桥上的居民 李红 摄\n"
    (story,) = stories({1: "headline", 4: "caption", 5: "caption"}, page)

    assert story.pictures == (Picture("灯下的居民", "王磊"), Picture("桥上的居民", "李红"))


def test_paragraph_above_a_credit_is_no_caption():
    page = "添新灯\n社区里的灯亮了，居民都说好。\n王磊 摄\n"

    assert stories({}, page)[0].pictures == (Picture("社区里的灯亮了，居民都说好。", "王磊"),)
    assert stories({2: "paragraph"}, page)[0].paragraphs == ("社区里的灯亮了，居民都说好。",)


def test_crossheads_in_a_row_are_one():
    page = f"长青社区添新灯\n{LIT}\n反映\n五年没有路灯\n{LIT}\n"
    (story,) = stories({3: "crosshead", 4: "crosshead"}, page)

    assert [b.text for b in story.blocks if isinstance(b, Crosshead)] == ["反映 五年没有路灯"]


def test_furniture_stands_outside_every_story():
    reading = read(PAGE, marks={6: "furniture", 7: "furniture"})

    assert reading.page.furniture[:1] == ("夜里更安心",)
    assert all("散步了" not in text for story in reading.stories for text in story.paragraphs)


def test_mark_wins_on_a_page_that_lost_its_line_breaks():
    page = PAGE.replace("\n", "　") * 3
    reading = read(f"{page}\n号外", marks={2: "headline"})

    assert reading.stories[-1].headline == "号外"


def test_signature_of_a_marked_line_counts():
    (story,) = stories({3: "continued"}, "添新灯\n灯亮了，\n很好。（王磊）\n")

    assert (story.paragraphs, story.byline) == (("灯亮了，很好。",), (Person("王磊", "作者"),))


def test_mark_of_another_kind_is_refused():
    with pytest.raises(ValueError, match="poem"):
        read(PAGE, marks={1: "poem"})


@pytest.mark.parametrize("line", [0, -1, 10, 99])
def test_mark_on_no_ink_changes_nothing(line):
    assert read(PAGE, marks={line: "headline"}) == read(PAGE)


MARKED = st.dictionaries(st.integers(0, 30), st.sampled_from(MARK_KINDS), max_size=12)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(alphabet=INK, max_size=60), max_size=20).map("\n".join), MARKED)
def test_marked_print_is_claimed(text, marks):
    assert_every_character_is_claimed_once(text, marks)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), MARKED)
def test_any_marked_text_is_claimed(text, marks):
    assert_every_character_is_claimed_once(text, marks)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PAGES), st.integers().map(random.Random))
def test_marked_page_is_claimed(page, chance):
    lines = range(1, page.count("\n") + 2)
    marks = {line: chance.choice(MARK_KINDS) for line in lines if chance.random() < 0.3}
    assert_every_character_is_claimed_once(page, marks)

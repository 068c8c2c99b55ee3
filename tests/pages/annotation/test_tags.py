"""The tags within a line of an annotated page."""

import pytest

from pages.annotation import tags
from pages.annotation.tags import Unreadable, read_tags, written
from pages.reading.records import OrganizationName, Person

TEXT = "青禾晚报讯(记者 郝 丽)市民政局昨天搬了家。②6"
DATELINE = tags.element("d", 0, 13, "青禾晚报")
NAME = tags.person(9, 12, "记者")
OFFICE = tags.organization(13, 17, OrganizationName("市民政局", "青禾市民政局"))
CODE = tags.element("s", 23, 25)
LINE = (
    "<d 青禾晚报>青禾晚报讯(记者 {记者:郝 丽})</d>[[市民政局=>青禾市民政局]]昨天搬了家。<s>②6</s>"
)


def test_tags_are_written_into_the_text_whatever_their_order():
    assert written(TEXT, [OFFICE, CODE, DATELINE, NAME]) == LINE


def test_tags_say_the_same_when_they_are_read():
    line = read_tags(LINE)

    assert line.text == TEXT
    assert line.people == (Person("郝丽", "记者"),)
    assert line.organizations == (OrganizationName("市民政局", "青禾市民政局"),)
    assert line.inside("d") == ("青禾晚报讯(记者 郝 丽)", "青禾晚报")
    assert line.without("ds") == "市民政局昨天搬了家。"


def test_two_tags_around_the_same_words_are_closed_in_turn():
    whole = [
        tags.element("t", 0, 4),
        tags.organization(0, 4, OrganizationName("市民政局", "市民政局")),
    ]

    assert written("市民政局", whole) == "<t>[[市民政局]]</t>"
    assert read_tags("<t>[[市民政局]]</t>").inside("t") == ("市民政局", None)


def test_empty_element_stands_behind_what_ends_there():
    line = written("▲晨渡", [tags.element("k", 3, 3, "苏禾"), tags.element("c", 1, 3)])

    assert line == "▲<c>晨渡</c><k 苏禾></k>"


@pytest.mark.parametrize(
    "line",
    ["<d>没有收", "没有开</d>", "<d>乱<s>了</d></s>", ">>>3版", "{记者}", "[[单位", "<b>粗</b>"],
)
def test_what_is_no_tag_is_unreadable(line):
    with pytest.raises(Unreadable):
        read_tags(line)

import datetime
import random

import pytest

from demo.patterns import PatternFiller, slot_names

DAY = datetime.date(2026, 11, 25)
SLOTS = {
    "town": ("柳溪镇", "槐坡镇", "荷埠镇"),
    "share": ("三成", "四成", "近半", "六成"),
    "place": ("{town}渡口",),
}


@pytest.fixture
def filler():
    return PatternFiller(random.Random(1), DAY, SLOTS)


def test_a_named_slot_and_a_range_keep_their_value(filler):
    first = filler.fill("{town}{12-40}")

    assert {filler.fill("{town}{12-40}") for _ in range(20)} == {first}
    assert filler.fill("{place}") == f"{filler.fill('{town}')}渡口"


def test_shares_and_choices_change(filler):
    assert len({filler.fill("{share}") for _ in range(40)}) == 4
    assert {filler.fill("{柳树|水杉}") for _ in range(40)} == {"柳树", "水杉"}


def test_days_are_written_as_newspapers_do(filler):
    assert filler.fill("{date}{weekday}") == "11月25日周三"


@pytest.mark.parametrize(("pattern", "value"), [("{97-97}", "97"), ("{437-437}", "430")])
def test_large_numbers_are_rounded(filler, pattern, value):
    assert filler.fill(pattern) == value


def test_patterns_are_chosen(filler):
    assert filler.fill_one(["{town}"]) == filler.fill("{town}")
    assert filler.fill_one([]) == ""
    assert sorted(filler.fill_some(["甲", "乙"], 3, 5)) == ["乙", "甲"]


def test_names_of_slots_are_neither_ranges_nor_choices():
    assert slot_names("{town}{12-40}{柳树|水杉}{date}") == {"town", "date"}

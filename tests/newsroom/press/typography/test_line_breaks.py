"""Headlines break between words, where a line may end and the next one begin."""

import pytest
import rjieba
from hypothesis import given
from hypothesis import strategies as st

from newsroom.press.typography.line_breaks import NOT_FIRST, NOT_LAST, line_breaks


def broken(text):
    """The text with a bar at each place where a line may begin."""
    return "".join("|" * (index in line_breaks(text)) + char for index, char in enumerate(text))


@pytest.mark.parametrize(
    "headline",
    [
        "槐浦县|新建|6所|学校，|增加|学位|3千个",
        "早班车|提前|到|五点|半，|为的是|82位|环卫工",
        "柳溪镇　稻田|音乐会|周末|开场",
        "年关|将至 温暖|先达",
        "“清单|贴出来，|就是|请|大家|来|对账的”",
        "2024年|残疾人|就业|援助|月",
        "27路|公交车|通车|三年",
        "临川市|Queen’s College|代表团|来访",
        "见|https://example.org/steps，|上线",
        "新建六所学校",
        "",
    ],
)
def test_breaks(headline):
    found = broken(headline.replace("|", ""))

    # Single words may differ with the segmenter's dictionary; these headlines do not.
    assert found == headline


@given(
    st.text(
        alphabet="临川渡口修缮完工“”《》（），。、6月’s a—…・\u3000·的不", min_size=9, max_size=30
    )
)
def test_no_word_is_broken_and_no_line_begins_or_ends_with_what_may_not(text):
    boundaries, length = set(), 0
    for word in rjieba.cut(text):
        length += len(word)
        boundaries.add(length)

    for index in line_breaks(text):
        assert index in boundaries and 0 < index < len(text)
        assert text[index] not in NOT_FIRST and text[index - 1] not in NOT_LAST

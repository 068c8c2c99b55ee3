import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.words import MIDDLE_DOTS, plain, unify

DOTS = [*MIDDLE_DOTS, "·", ".", "．"]


@pytest.mark.parametrize("dot", [*DOTS, " · ", "\u3000•\u3000", "・ "])
def test_dot_of_a_name_has_one_spelling(dot):
    assert plain(f"阿依古丽{dot}买买提") == "阿依古丽·买买提"


@pytest.mark.parametrize(
    "year", ["二○二四", "二◯二四", "二O二四", "二Ｏ二四", "二0二四", "二〇二四"]
)
def test_zero_of_chinese_numbers_has_one_spelling(year):
    assert plain(year) == unify(year) == "二〇二四"


def test_row_of_zeros():
    assert unify("二○○○年") == "二〇〇〇年"
    assert unify("○八一部队") == "〇八一部队"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ＡＰＥＣ", "APEC"),
        ("　春 节\u3000联 欢 ", "春 节 联 欢"),
        ("春\u200b节\ufeff", "春节"),
        ("１００％", "100%"),
        ("Café", "Café"),
        ("问：为什么？（上）", "问：为什么？（上）"),
    ],
)
def test_other_spellings(text, expected):
    assert plain(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "○春耕备耕",
        "●要闻",
        "3.5公里",
        "news@example.com",
        "一零一中学",
        "A.B公司",
        "👨‍👩‍👧",
        "零售",
    ],
)
def test_what_stays(text):
    assert plain(text) == text


@given(st.text(alphabet="二○Oo0〇·•．. 古丽aＡ\u3000e\u0301"))
def test_plain_is_stable_and_unify_keeps_places(text):
    assert plain(plain(text)) == plain(text)
    assert len(unify(text)) == len(text)

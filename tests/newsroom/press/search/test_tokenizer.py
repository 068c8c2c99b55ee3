"""Folding and splitting: spellings are equal after folding, and every part of a text is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.press.search.tokenizer import (
    MAX_WORD_LENGTH,
    fold,
    grams,
    long_words,
    numbers_with_units,
    phrase_terms,
    query_words,
)

TEXT = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("临川渡口圖書館，。 　“”\u200b\u0301ＡＢ５iİß\0\n'\\&|!:*🎉𠮷"),
    )
)


def texts(terms):
    return [term.text for term in terms]


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("臨川市圖書館", "临川市图书馆"),
        ("後臺 后台", "后台后台"),
        ("著名 看著 瞭解 藉口", "着名看着了解借口"),
        ("ＡＢＣ１２３", "abc123"),
        ("Ｇ５高速①", "g5高速1"),
        ("苏　禾", "苏禾"),
        ("５Ｇ 网络", "5g网络"),
        ("  Hello \n World ", "hello world"),
        ("cafe\u0301 café", "cafe cafe"),
        ("渡\u200b口\ufeff\xad修\0好", "渡口修好"),
        ("Straße", "strasse"),
        ("", ""),
        (" \t\u3000", ""),
    ],
)
def test_spellings_meet(typed, folded):
    assert fold(typed).text == folded


def test_place_in_the_original_is_known():
    text = "在 Ⅷ 號　渡\u200b口"
    folded = fold(text)
    begin = folded.text.index("渡")

    first, last = folded.original_span(begin, begin + 2)

    assert text[first:last] == "渡\u200b口"
    assert text[slice(*folded.original_span(1, 5))] == "Ⅷ"


@given(TEXT)
def test_folding_again_changes_nothing_and_no_text_has_capitals(text):
    folded = fold(text)

    assert fold(folded.text).text == folded.text
    assert len(folded.origins) == len(folded.text)
    assert list(folded.origins) == sorted(folded.origins)
    assert not any("A" <= char <= "Z" for char in folded.text)


@given(TEXT, TEXT)
def test_part_of_a_text_folds_to_a_part_of_it(before, after):
    assert fold(before + "渡口" + after).text == fold(before + "渡").text + fold("口" + after).text


@given(TEXT)
def test_terms_stand_where_they_say(text):
    folded = fold(text).text

    for term in [
        *grams(folded),
        *long_words(folded),
        *numbers_with_units(folded),
        *phrase_terms(folded),
    ]:
        assert folded.startswith(term.text, term.position)
        assert 0 < len(term.text) <= max(MAX_WORD_LENGTH, len(folded))


@given(TEXT)
def test_whatever_is_indexed_is_asked_for(text):
    folded = fold(text).text

    assert (
        bool(query_words(folded)) == bool(list(grams(folded))) == bool(list(phrase_terms(folded)))
    )
    for piece in query_words(folded):
        assert piece[:MAX_WORD_LENGTH] in folded


def test_grams_are_characters_pairs_and_words():
    assert texts(grams("渡口5g站,a")) == ["渡", "口", "渡口", "5g", "站", "a"]
    assert texts(grams("🎉渡★ +-")) == ["🎉", "渡", "★"]
    assert texts(grams("x" * 100)) == ["x" * MAX_WORD_LENGTH]


def test_units_hold_a_text_together():
    assert [tuple(unit) for unit in phrase_terms("在渡口,5g站")] == [
        ("在渡", 0),
        ("渡口", 1),
        ("5g", 4),
        ("站", 6),
    ]


def test_numbers_stand_beside_them_with_what_they_count():
    assert list(numbers_with_units("乘27路到a3版，11月25日")) == [
        ("27路", 1),
        ("a3版", 5),
        ("11月", 9),
        ("25日", 12),
    ]


def test_long_words_stand_beside_those_within():
    assert set(texts(long_words("在中国科学院图书馆"))) >= {"科学院", "图书馆"}


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("临川夜校木工班的学员", ["临川", "夜校", "木工", "学员"]),
        ("苏禾", ["苏禾"]),
        ("老桥通车", ["老桥", "通车"]),
        ("去渡口", ["渡口"]),
        ("的", ["的"]),
        ("我的", ["我的"]),
        ("5g网络", ["5g", "网络"]),
        ("27路公交车", ["27路", "公交车"]),
        ("12345热线", ["12345", "热线"]),
        ("11月25日", ["11月25日"]),
        ("2026年11月渡口", ["2026年11月", "渡口"]),
        ("a3版", ["a3版"]),
        ("5的", ["5", "的"]),
        ("1" * 64 + "路", ["1" * 64, "路"]),
        ("，。", []),
    ],
)
def test_pieces_are_what_was_meant(typed, wanted):
    assert query_words(fold(typed).text) == wanted

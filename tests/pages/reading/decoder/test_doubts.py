"""Which narrow decisions a person is asked about."""

from pages.reading.decoder.chain import Decision
from pages.reading.decoder.doubts import NAMES, doubts
from pages.reading.decoder.labels import KINDS
from pages.reading.decoder.lines import evident_lines
from pages.reading.elements.elements import Known
from pages.reading.page_lines import passages_of
from pages.reading.reader import MARK_KINDS

TEXT = """渡口修缮完工
石阶铺到了水边
□记者 韩晓东
清晨的第一班船坐满了人，挑担的、推车的都比往日早到了一刻钟。
往后还要添凉棚
"""
SURE = Decision("P", "A", 9.0)


def asked(made, least=1.0, said=()):
    lines = evident_lines(passages_of(TEXT, Known()), Known())
    return [(p.line, p.label, p.second) for p in doubts(lines, made, least, said)]


def test_narrow_decision_is_a_doubt_with_both_readings():
    made = [SURE, SURE, SURE, SURE, Decision("X", "H1", 0.5)]

    assert asked(made) == [(5, "crosshead", "headline")]
    assert asked(made, least=0.4) == []


def test_of_neighbours_only_the_narrowest_is_asked_about():
    made = [Decision("K1", "H1", 0.8), Decision("H", "D", 0.2), SURE, SURE, SURE]

    assert asked(made) == [(2, "headline", "deck")]


def test_what_a_person_said_is_not_asked_again():
    made = [SURE, SURE, SURE, SURE, Decision("X", "H1", 0.5)]

    assert asked(made, said={5: "crosshead"}) == []


def test_every_kind_has_a_name_and_can_be_set_by_a_person():
    assert set(NAMES) == set(KINDS.values()) == set(MARK_KINDS)

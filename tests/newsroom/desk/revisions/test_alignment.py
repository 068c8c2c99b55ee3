"""Aligning the lines of two texts: edited lines are paired, unchanged ones folded."""

from time import monotonic

from hypothesis import given
from hypothesis import strategies as st

from newsroom.desk.revisions.alignment import MAX_PAIRS, align, fold
from newsroom.desk.revisions.text_diff import Change
from newsroom.desk.revisions.text_lines import Line

texts = st.lists(st.text(alphabet="夜校开课报名，。", min_size=1, max_size=12), max_size=8)


def lines(*paragraphs):
    return [Line(text, "p") for text in paragraphs]


def changes(rows):
    return [row.change for row in rows]


@given(texts, texts)
def test_rows_hold_both_texts_in_order(old, new):
    rows = align(lines(*old), lines(*new))

    assert [row.old.text for row in rows if row.old] == old
    assert [row.new.text for row in rows if row.new] == new
    assert ["".join(run.text for run in row.before) for row in rows if row.old] == old
    assert ["".join(run.text for run in row.after) for row in rows if row.new] == new


def test_edited_paragraph_is_paired_with_its_old_text():
    old = lines("夜校周一在文化馆开课。", "报名从周二开始。", "学费全免。")
    new = lines("夜校周三在文化馆开课。", "记者到现场看了看。", "报名从周二开始。", "学费全免。")

    rows = align(old, new)

    assert changes(rows) == ["changed", "added", "kept", "kept"]
    assert [run.text for run in rows[0].runs if run.change != Change.KEPT] == ["一", "三"]


def test_replaced_paragraph_is_removed_and_another_added():
    rows = align(lines("夜校周一开课。", "末段。"), lines("河堤已经加固。", "末段。"))

    assert changes(rows) == ["removed", "added", "kept"]


def test_rewriting_everything_takes_a_bounded_time():
    old = [Line(f"第{n}段" + "旧" * 300, "p") for n in range(150)]
    new = [Line(f"段{n}的" + "新" * 300, "p") for n in range(150)]
    assert len(old) * len(new) > MAX_PAIRS
    began = monotonic()

    rows = align(old, new, deadline=monotonic() + 0.5)

    assert len(rows) >= 150
    assert monotonic() - began < 10


def test_long_unchanged_stretches_are_folded_except_next_to_a_change():
    old = lines(*(f"第{n}段说了一些话。" for n in range(9)))
    new = [*old[:5], Line("第5段说了另一些话。", "p"), *old[6:]]

    stretches = fold(align(old, new))

    assert [(s.is_folded, len(s.rows)) for s in stretches] == [(True, 4), (False, 3), (True, 2)]


def test_fold_that_would_hide_one_line_shows_it():
    old = lines("一。", "二。", "三。")

    stretches = fold(align(old, [*old[:2], Line("三个。", "p")]))

    assert not any(s.is_folded for s in stretches)

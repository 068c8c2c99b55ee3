"""The diff of two texts holds both of them, and changes whole words."""

from hypothesis import given
from hypothesis import strategies as st

from newsroom.desk.revisions.text_diff import Change, Run, diff

words = st.text(alphabet="全市夜校开课，报名。学员A1\n", max_size=40)


@given(words, words)
def test_runs_hold_both_texts(old, new):
    found = diff(old, new)

    assert "".join(run.text for run in found if run.change != Change.ADDED) == old
    assert "".join(run.text for run in found if run.change != Change.REMOVED) == new


def test_a_changed_word_is_one_removal_and_one_addition():
    assert diff("夜校周一开课", "夜校周三开课") == [
        Run(Change.KEPT, "夜校周"),
        Run(Change.REMOVED, "一"),
        Run(Change.ADDED, "三"),
        Run(Change.KEPT, "开课"),
    ]


def test_equal_texts_are_kept_whole():
    assert diff("夜校", "夜校") == [Run(Change.KEPT, "夜校")]
    assert diff("", "") == []

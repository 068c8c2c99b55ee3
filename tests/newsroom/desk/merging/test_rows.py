"""Two people change the rows of a form, such as its pictures."""

import pytest

from newsroom.desk.merging.rows import RowRules, merge_rows
from newsroom.desk.merging.three_way import MINE, THEIRS

RULES = RowRules(identity="photo")
ROW = {"caption": "书屋的窗", "credit": "林禾", "photo": "5"}
MINE_ROW = {**ROW, "caption": "书屋的新窗"}
THEIR_ROW = {**ROW, "credit": "苏禾"}


def merged(base, mine, theirs, added=(), choose=lambda key: None):
    return merge_rows("story_photos", base, mine, list(added), theirs, choose, RULES)


def chosen(conflict, choice):
    return {conflict.key: choice}.get


def test_each_changed_another_field_of_a_row():
    rows = merged({"1": ROW}, {"1": MINE_ROW}, {"1": THEIR_ROW})

    assert rows.saved == {"1": {**MINE_ROW, "credit": "苏禾"}}
    assert (rows.conflicts, rows.is_changed) == ([], True)


def test_both_changed_the_same_field():
    rows = merged({"1": ROW}, {"1": MINE_ROW}, {"1": {**ROW, "caption": "窗"}})

    assert [conflict.name for conflict in rows.conflicts] == ["story_photos-1-caption"]
    assert rows.saved["1"]["caption"] == "书屋的新窗"


def test_a_row_that_the_other_added_stays():
    rows = merged({}, {}, {"2": ROW})

    assert (rows.saved, rows.is_changed) == ({"2": ROW}, True)


def test_a_row_that_the_other_removed_is_gone():
    rows = merged({"1": ROW}, {"1": ROW}, {})

    assert (rows.saved, rows.new, rows.conflicts) == ({}, [], [])


def test_my_words_in_a_row_that_the_other_removed_are_kept_until_i_choose():
    rows = merged({"1": ROW}, {"1": MINE_ROW}, {})

    [conflict] = rows.conflicts
    assert rows.new == [MINE_ROW]
    gone = merged({"1": ROW}, {"1": MINE_ROW}, {}, choose=chosen(conflict, THEIRS))
    assert (gone.new, gone.conflicts) == ([], [])


def test_the_question_is_the_same_when_my_row_comes_as_a_new_one():
    [conflict] = merged({"1": ROW}, {"1": MINE_ROW}, {}).conflicts

    rows = merged({"1": ROW}, {}, {}, added=[MINE_ROW], choose=chosen(conflict, THEIRS))

    assert (rows.new, rows.conflicts) == ([], [])


def test_i_remove_a_row_that_nobody_changed():
    assert merged({"1": ROW}, {"1": None}, {"1": ROW}).deleted == {"1"}


def test_i_remove_a_row_that_the_other_changed():
    rows = merged({"1": ROW}, {"1": None}, {"1": THEIR_ROW})

    [conflict] = rows.conflicts
    assert (rows.saved, rows.deleted) == ({"1": THEIR_ROW}, set())
    mine = merged({"1": ROW}, {"1": None}, {"1": THEIR_ROW}, choose=chosen(conflict, MINE))
    assert mine.deleted == {"1"}


@pytest.mark.parametrize("theirs", [{"1": ROW}, {}])
def test_both_removed_a_row(theirs):
    rows = merged({"1": ROW}, {"1": None}, theirs)

    assert not rows.conflicts
    assert not rows.new


def test_what_both_added_is_one_row():
    rows = merged({}, {}, {"2": ROW}, added=[ROW])

    assert (rows.saved, rows.new, rows.same) == ({"2": ROW}, [], {0: "2"})


def test_different_words_for_what_both_added_are_asked_about():
    rows = merged({}, {}, {"2": ROW}, added=[MINE_ROW])

    assert [conflict.name for conflict in rows.conflicts] == ["story_photos-2-caption"]


def test_the_order_is_never_asked_about():
    base, mine, theirs = ({"order": number, "reporter": "1"} for number in ("0", "1", "2"))

    rows = merge_rows(
        "bylines",
        {"1": base},
        {"1": mine},
        [],
        {"1": theirs},
        lambda key: None,
        RowRules("reporter"),
    )

    assert (rows.saved, rows.conflicts) == ({"1": mine}, [])

"""One value, or one set, that two people may have changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.desk.merging.three_way import MINE, THEIRS, Conflict, merge_set, merge_text

WORDS = st.sampled_from(["", "书屋", "石阶", "渡口"])
TAGS = st.lists(st.sampled_from("甲乙丙丁"), unique=True)


def nobody_chose(key):
    return None


@given(WORDS, WORDS)
def test_what_one_person_changed_stays(base, changed):
    assert merge_text("deck", base, changed, base, nobody_chose).value == changed
    assert merge_text("deck", base, base, changed, nobody_chose).value == changed
    assert merge_text("deck", base, changed, changed, nobody_chose).conflicts == ()


def test_both_changed_it_differently():
    merged = merge_text("deck", "书屋", "石阶", "渡口", nobody_chose)

    assert (merged.value, merged.is_changed) == ("石阶", False)
    assert list(merged.conflicts) == [Conflict("deck", "书屋", "石阶", "渡口")]


@pytest.mark.parametrize(("choice", "value"), [(MINE, "石阶"), (THEIRS, "渡口")])
def test_a_choice_settles_it(choice, value):
    [conflict] = merge_text("deck", "书屋", "石阶", "渡口", nobody_chose).conflicts

    merged = merge_text("deck", "书屋", "石阶", "渡口", {conflict.key: choice}.get)

    assert (merged.value, merged.conflicts) == (value, ())


def test_a_choice_is_for_the_text_that_was_seen():
    [seen] = merge_text("deck", "书屋", "石阶", "渡口", nobody_chose).conflicts

    merged = merge_text("deck", "书屋", "石阶", "又一稿", {seen.key: MINE}.get)

    assert merged.conflicts


def test_without_a_base_every_difference_is_asked_about():
    assert merge_text("deck", None, "石阶", "渡口", nobody_chose).conflicts
    assert not merge_text("deck", None, "石阶", "石阶", nobody_chose).conflicts


@given(TAGS, TAGS, TAGS)
def test_a_set_keeps_what_anybody_added_and_drops_what_anybody_removed(base, mine, theirs):
    merged = set(merge_set(base, mine, theirs).value)

    removed = (set(base) - set(mine)) | (set(base) - set(theirs))
    assert merged == (set(base) | set(mine) | set(theirs)) - removed

"""Two people edit the same body."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.core.body import clean, photo_node
from newsroom.desk.merging.passages import merge_body, passages
from newsroom.desk.merging.three_way import BOTH, MINE, THEIRS

FIRST, SECOND, THIRD = (
    "<p>书屋昨天开门，附近居民步行十分钟便可借到书。</p>",
    "<p>河边的石阶修好了，老人散步不再绕路。</p>",
    "<p>渡口的灯亮到深夜，晚归的人不再摸黑。</p>",
)
BASE = FIRST + SECOND + THIRD
FIRST_MINE = FIRST.replace("昨天", "十二月一日")
FIRST_THEIRS = FIRST.replace("十分钟", "五分钟")
SECOND_THEIRS = SECOND.replace("老人", "附近的老人")
NEW, OTHER_NEW = "<p>记者在现场看到，队伍排到了街角。</p>", "<p>馆长说，周末还会加开一小时。</p>"
LIST = "<ul><li><p>周一闭馆</p></li><li><p>周二开放</p></li></ul>"

BLOCKS = st.lists(
    st.sampled_from(
        [
            FIRST,
            FIRST_MINE,
            FIRST_THEIRS,
            SECOND,
            SECOND_THEIRS,
            THIRD,
            NEW,
            OTHER_NEW,
            LIST,
            "<h2>读者</h2>",
            photo_node(3),
            photo_node(4),
        ]
    ),
    max_size=6,
)


def nobody_chose(key):
    return None


def test_each_edited_another_paragraph():
    merged = merge_body(
        BASE, FIRST_MINE + SECOND + THIRD, FIRST + SECOND_THEIRS + THIRD, nobody_chose
    )

    assert merged.value == FIRST_MINE + SECOND_THEIRS + THIRD
    assert (list(merged.conflicts), merged.is_changed) == ([], True)


def test_one_added_where_the_other_removed():
    merged = merge_body(BASE, BASE + NEW, FIRST + THIRD, nobody_chose)

    assert merged.value == FIRST + THIRD + NEW


def test_both_edited_the_same_paragraph():
    merged = merge_body(
        BASE, FIRST_MINE + SECOND + THIRD, FIRST_THEIRS + SECOND + THIRD, nobody_chose
    )

    [conflict] = merged.conflicts
    assert (conflict.base, conflict.mine, conflict.theirs) == (FIRST, FIRST_MINE, FIRST_THEIRS)
    assert merged.value == FIRST_MINE + SECOND + THIRD


@pytest.mark.parametrize(
    ("choice", "value"), [(MINE, NEW), (THEIRS, OTHER_NEW), (BOTH, NEW + OTHER_NEW)]
)
def test_two_additions_at_one_place(choice, value):
    mine, theirs = FIRST + NEW, FIRST + OTHER_NEW
    [conflict] = merge_body(FIRST, mine, theirs, nobody_chose).conflicts

    merged = merge_body(FIRST, mine, theirs, {conflict.key: choice}.get)

    assert conflict.offers_both
    assert (merged.value, list(merged.conflicts)) == (FIRST + value, [])


def test_a_list_is_one_passage():
    assert [passage.html for passage in passages(FIRST + LIST)] == [FIRST, LIST]


@given(BLOCKS, BLOCKS)
def test_what_one_person_changed_stays(base, changed):
    base, changed = "".join(base), "".join(changed)

    assert merge_body(base, changed, base, nobody_chose).value == changed
    merged = merge_body(base, base, changed, nobody_chose)
    assert (merged.value, list(merged.conflicts)) == (changed, [])
    assert merge_body(base, changed, changed, nobody_chose).value == changed


@given(BLOCKS, BLOCKS, BLOCKS)
def test_nothing_that_i_wrote_is_lost(base, mine, theirs):
    merged = merge_body(*map("".join, (base, mine, theirs)), nobody_chose)

    written = [part for part in mine if part not in base]
    assert all(part in merged.value for part in written)


@given(BLOCKS, BLOCKS, BLOCKS)
def test_nothing_that_the_other_wrote_is_lost_without_a_question(base, mine, theirs):
    merged = merge_body(*map("".join, (base, mine, theirs)), nobody_chose)

    found = merged.value + "".join(conflict.theirs for conflict in merged.conflicts)
    assert all(part in found for part in theirs if part not in base)


@given(BLOCKS, BLOCKS, BLOCKS)
def test_a_choice_for_all_leaves_no_question(base, mine, theirs):
    merged = merge_body(*map("".join, (base, mine, theirs)), lambda key: THEIRS)

    assert not merged.conflicts
    assert clean(merged.value) == merged.value

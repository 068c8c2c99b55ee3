"""The stories of a printed page are laid out in their order: lead, columns, boxes of briefs."""

import pytest

from newsroom.press.models import Version
from newsroom.press.views.sheet import blocks
from tests.newsroom.press.snapshots import make_snapshot


class Section:
    pk = 1


def version(number, kind="article", column=""):
    snapshot = make_snapshot(Section, story_id=number, kind=kind, column=column)
    return Version(story_id=number, kind=kind, content=snapshot.as_content())


def laid_out(*versions):
    return [
        (block.is_lead, block.is_box, block.label, [v.story_id for v in block.versions])
        for block in blocks(versions)
    ]


def test_first_story_leads_and_others_follow_in_order():
    assert laid_out(version(3), version(1), version(2)) == [
        (True, False, "", [3]),
        (False, False, "", [1]),
        (False, False, "", [2]),
    ]


def test_briefs_of_a_column_stand_in_one_box_where_they_were_printed():
    assert laid_out(
        version(1),
        version(2, "brief", "播报"),
        version(3, "brief", "播报"),
        version(4),
        version(5, "brief", "服务台"),
    ) == [
        (True, False, "", [1]),
        (False, True, "播报", [2, 3]),
        (False, False, "", [4]),
        (False, True, "服务台", [5]),
    ]


def test_page_of_briefs_has_no_lead():
    assert laid_out(version(1, "brief"), version(2)) == [
        (False, True, "", [1]),
        (False, False, "", [2]),
    ]


def test_column_is_named_once_for_stories_that_follow_each_other():
    found = laid_out(version(1, column="深读"), version(2, column="深读"), version(3))

    assert [label for _lead, _box, label, _stories in found] == ["深读", "", ""]


@pytest.mark.parametrize("versions", [()])
def test_empty_page_has_no_blocks(versions):
    assert blocks(versions) == []

"""Lay out the stories of a printed page on its web page: the lead, columns, boxes of briefs."""

from dataclasses import dataclass
from itertools import groupby

from newsroom.press.models import Version


@dataclass(frozen=True)
class Block:
    """Stories that stand together: the lead, one story, or a box of briefs.

    `label` is the column (栏目) above them; empty if it is the same as that of the block before.
    """

    versions: tuple[Version, ...]
    label: str = ""
    is_lead: bool = False
    is_box: bool = False


def blocks(versions):
    """The Blocks of a printed page, whose Versions come in reading order.

    The first story leads if its kind may. Briefs that follow each other under the same column
    stand in one box.
    """
    found: list[Block] = []
    column = ""
    for (is_small, name), group in groupby(versions, key=_place):
        label = name if name != column else ""
        column = name
        if is_small:
            found.append(Block(tuple(group), label, is_box=True))
            continue
        for version in group:
            found.append(Block((version,), label, is_lead=not found))
            label = ""
    return found


def _place(version):
    return not version.story_kind.may_lead, version.snapshot.column

"""Which groups that nothing proves open a story, once the whole page is known."""

from dataclasses import replace

from .context import squeezed
from .page_style import look_of, settings_of, signs_heads
from .title_groups import LONGEST_HALF, Group


def settled(groups: list[Group], waiting: list[list[int]]) -> list[Group]:
    """Of the groups that nothing proves, those that look like the heads of the page open stories,
    else pairs of titles and titles that stand alone; several in a row are crossheads. `waiting`
    has the places of those between one proved head and the next."""
    settings = settings_of(groups)
    look, signs = look_of(groups, settings), signs_heads(groups)
    for stretch in waiting:
        in_row = signs and sum(_may_be_crosshead(groups[index]) for index in stretch) > 1
        lone: list[int] = []
        for index in stretch:
            is_head = _is_head(groups[index], look.is_head(settings[index]), in_row)
            if is_head:
                _open_lone(lone, groups)
                lone = []
                groups[index] = replace(groups[index], opens=True)
            elif is_head is None:
                lone.append(index)
        _open_lone(lone, groups)
    return groups


def _is_head(group: Group, looks_like_one: bool | None, in_row: bool) -> bool | None:
    """None when nothing tells: where every story is signed, crossheads `in_row` may look like
    heads."""
    if looks_like_one and in_row and _may_be_crosshead(group):
        return None
    if looks_like_one is None and len(group.titles) > 1:
        return not _is_crosshead_of_two_lines(group) or None
    return looks_like_one


def _open_lone(stretch: list[int], decided: list[Group]) -> None:
    if len(stretch) == 1:
        group = decided[stretch[0]]
        question = group.elements[-1].passage.text.rstrip()[-1] in "？?"
        decided[stretch[0]] = replace(group, opens=not question)


def _may_be_crosshead(group: Group) -> bool:
    return len(group.titles) == 1 or _is_crosshead_of_two_lines(group)


def _is_crosshead_of_two_lines(group: Group) -> bool:
    short = all(len(squeezed(e)) <= LONGEST_HALF for e in group.titles)
    return len(group.titles) == 2 and short

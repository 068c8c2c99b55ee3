"""Where stories begin: which short lines are headlines, kickers, decks, columns or crossheads.

Short lines that stand together are a group. A group opens a story when something proves it (a
byline, a deck, a dateline behind it, a story that has ended above it …: see PROOFS); what nothing
proves is a crosshead, unless it stands alone, since crossheads come in twos and more.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace

from .elements import Element
from .lines import BRIEFS, MARKS, column_of
from .titles import ASIDE, SHORT_LINES, TITLES, Group, arranged

BULLETS = "●△A○■◆N◇"


@dataclass
class State:
    """What stands above a group: of the current story and its column."""

    begun: bool = False
    closed: bool = False
    text: bool = False
    pictures: bool = False
    dateline: bool = False
    briefs: bool = False
    signed: bool = False  # the briefs of this column have bylines of their own
    marks: str = ""
    note: bool = False


@dataclass(frozen=True)
class Below:
    """What stands below a group, pictures skipped."""

    kinds: tuple[str, ...] = ()
    dateline: bool = False
    picture: bool = False


def resolve(elements: list[Element]) -> list[Group]:
    """Group the elements of a page and say which groups open a story."""
    groups = _decided(_grouped(_with_captions(_without_navigation(elements))))
    return [replace(g, elements=arranged(g)) if g.short else g for g in groups]


def _without_navigation(elements: list[Element]) -> list[Element]:
    """Titles that are printed twice, side by side with others like them, are a navigation list."""
    named = [e.kind in TITLES | {"column"} and not e.said for e in elements]
    counts = Counter(_squeezed(e) for e, listed in zip(elements, named, strict=True) if listed)
    repeated = [n and counts[_squeezed(e)] > 1 for e, n in zip(elements, named, strict=True)]
    printed = [e.kind not in ASIDE for e in elements]
    beside = [
        here and (below or (above and not followed))
        for here, above, below, followed in zip(
            repeated,
            [False, *repeated],
            [*repeated[1:], False],
            [*printed[1:], False],
            strict=False,
        )
    ]
    return [
        replace(e, kind="furniture", parts=tuple(replace(p, kind="furniture") for p in e.parts))
        if listed
        else e
        for e, listed in zip(elements, beside, strict=True)
    ]


def _with_captions(elements: list[Element]) -> list[Element]:
    """A title in the running text, right above a credit on a line of its own, is a caption."""
    around = zip([None, *elements], elements, [*elements[1:], None], strict=False)
    return [
        replace(e.renamed("caption"), kind="picture")
        if e.kind == "title" and _in_text(above) and _is_credit(below)
        else e
        for above, e, below in around
    ]


def _in_text(element: Element | None) -> bool:
    return element is not None and element.kind in ("text", "picture")


def _is_credit(element: Element | None) -> bool:
    alone = element is not None and bool(element.credit) and not element.has("caption")
    return alone and not element.for_group


def _squeezed(element: Element) -> str:
    return re.sub(r"\s", "", element.text(element.kind))


def _grouped(elements: list[Element]) -> list[Group]:
    groups: list[Group] = []
    pending: list[Element] = []
    for element in elements:
        short = element.kind in SHORT_LINES and element.said != "crosshead"
        if pending and _begins_another_head(element, pending[-1]):
            groups.append(Group(tuple(pending), short=True))
            pending = []
        if short:
            pending.append(element)
            continue
        if element.kind not in ASIDE and pending:
            groups.append(Group(tuple(pending), short=True))
            pending = []
        groups.append(Group((element,), short=False))
    return [*groups, Group(tuple(pending), short=True)] if pending else groups


def _begins_another_head(element: Element, above: Element) -> bool:
    """A headline that a person marks begins a story, unless the line above is of the same head."""
    return element.said == "headline" and above.kind not in TITLES | {"column"}


def _decided(groups: list[Group]) -> list[Group]:
    """Walk down the page once; undecided groups wait until the next one that is proved."""
    below = _below(groups)
    state, decided, waiting = State(), [], []
    for index, group in enumerate(groups):
        if group.short:
            group = _without_signoff(group, state, below[index], decided)
            opens = any(proof(group, state, below[index]) for proof in PROOFS)
            if opens:
                _settle(waiting, decided)
                briefs = _briefs(group, state)
                group = replace(group, leaves_column=state.briefs and not briefs)
                state = State(begun=True, briefs=briefs, signed=_signed(group, state))
            elif group.titles and not _all_marked(group):
                waiting.append(len(decided))
            else:
                state.marks += "".join(e.mark for e in group.titles)
            group = replace(group, opens=opens)
        elif group.elements[0].kind == "text" and _is_new_item(group.elements[0], state):
            _settle(waiting, decided)
            state = State(begun=True, briefs=state.briefs, signed=state.signed)
            group = replace(group, opens=True)
        _advance(state, group)
        decided.append(group)
    _settle(waiting, decided)
    return decided


def _below(groups: list[Group]) -> list[Below]:
    result, below = [], Below()
    for group in reversed(groups):
        result.append(below)
        first = group.elements[0]
        if group.short:
            below = Below(tuple(e.kind for e in group.elements))
        elif first.kind == "picture":
            below = replace(below, picture=True)
        elif first.kind not in ASIDE:
            below = Below((first.kind,), first.has("dateline"))
    return result[::-1]


def _without_signoff(group: Group, state: State, below: Below, decided: list[Group]) -> Group:
    """A byline that ends the story above leaves the group and becomes a sign-off."""
    first = group.elements[0]
    last = len(group.elements) == 1 and "text" in below.kinds
    if first.kind != "byline" or not state.text or last:
        return group
    signoff = Group((first.renamed("signoff"),), short=False)
    decided.append(signoff)
    _advance(state, signoff)
    return replace(group, elements=group.elements[1:])


def _advance(state: State, group: Group) -> None:
    for element in group.elements:
        if element.kind == "text":
            state.text = state.text or element.has("paragraph")
            state.dateline = state.dateline or element.has("dateline")
            state.closed = element.has("signoff")
        state.note = state.note or element.kind == "note"
        state.pictures = state.pictures or element.kind == "picture"
        state.closed = state.closed or element.kind == "signoff"


def _settle(waiting: list[int], decided: list[Group]) -> None:
    """Of the groups that nothing proves, pairs of titles and titles that stand alone open stories;
    several in a row are crossheads."""
    stretch: list[int] = []
    for index in waiting:
        if len(decided[index].titles) > 1 and not _is_crosshead_of_two_lines(decided[index]):
            _open_lone(stretch, decided)
            decided[index] = replace(decided[index], opens=True)
            stretch = []
        else:
            stretch.append(index)
    _open_lone(stretch, decided)
    waiting.clear()


def _open_lone(stretch: list[int], decided: list[Group]) -> None:
    if len(stretch) == 1:
        group = decided[stretch[0]]
        question = group.elements[-1].passage.text.rstrip()[-1] in "？?"
        decided[stretch[0]] = replace(group, opens=not question)


def _is_crosshead_of_two_lines(group: Group) -> bool:
    return len(group.titles) == 2 and all(len(_squeezed(e)) <= 12 for e in group.titles)


def _is_new_item(element: Element, state: State) -> bool:
    """A paragraph that opens an item of its own, without any headline."""
    if not state.begun:
        return not state.note
    if element.said:
        return False
    dateline = element.has("dateline") and element.has("paragraph") and state.dateline
    bullet = state.briefs and element.mark and element.mark in BULLETS
    return state.text and bool(dateline or bullet)


def _briefs(group: Group, state: State) -> bool:
    columns = [e for e in group.elements if e.kind == "column"]
    if columns:
        return column_of(columns[-1]) == BRIEFS
    heads_articles = group.has("deck") or (group.has("byline") and len(group.elements) > 1)
    return state.briefs and (not heads_articles or state.signed)


def _signed(group: Group, state: State) -> bool:
    return group.has("byline") if group.has("column") else state.signed


def _all_marked(group: Group) -> bool:
    return all(e.kind == "marked" for e in group.titles)


def _said_headline(group: Group, state: State, below: Below) -> bool:
    return group.has("headline")


def _first_of_page(group: Group, state: State, below: Below) -> bool:
    """An editor's note above every headline belongs to the story below it."""
    return not state.begun and not all(e.kind == "note" for e in group.elements)


def _column_above(group: Group, state: State, below: Below) -> bool:
    return group.has("column")


def _marked_over_title(group: Group, state: State, below: Below) -> bool:
    """A marked line over a plain title heads a column, unless that mark opens crossheads here."""
    first, second = [*group.titles, None, None][:2]
    if first is None or second is None or first.kind != "marked" or second.kind != "title":
        return False
    framed_together = second.passage.text.rstrip()[-1] in MARKS
    return first.mark not in "●○" and first.mark not in state.marks and not framed_together


def _kicker_above(group: Group, state: State, below: Below) -> bool:
    return group.has("kicker")


def _signed_title(group: Group, state: State, below: Below) -> bool:
    return bool(group.titles) and (group.has("deck") or group.has("byline"))


def _signed_below(group: Group, state: State, below: Below) -> bool:
    behind_pictures = below.picture and below.kinds[:1] in (("byline",), ("deck",))
    return bool(group.titles) and (below.dateline or behind_pictures)


def _after_closed_story(group: Group, state: State, below: Below) -> bool:
    return state.closed and bool(group.titles)


def _after_picture_story(group: Group, state: State, below: Below) -> bool:
    return state.pictures and not state.text and bool(group.titles)


def _in_column_of_briefs(group: Group, state: State, below: Below) -> bool:
    return state.briefs and any(e.kind == "title" or e.mark in "●○" for e in group.titles)


PROOFS = (
    _said_headline,
    _first_of_page,
    _column_above,
    _marked_over_title,
    _kicker_above,
    _signed_title,
    _signed_below,
    _after_closed_story,
    _after_picture_story,
    _in_column_of_briefs,
)

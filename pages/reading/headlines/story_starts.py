"""Where stories begin: which short lines are headlines, kickers, decks, columns or crossheads.

Short lines that stand together are a group. A group opens a story when something proves it (a
byline, a deck, a dateline behind it, a story that has ended above it …: see PROOFS); what nothing
proves is a crosshead, unless it stands alone, since crossheads come in twos and more.
"""

from dataclasses import replace

from ..elements.classify import BRIEFS, column_of
from ..elements.elements import Element, Known
from .context import corrected
from .evidence import Below, State, proves
from .title_groups import ASIDE, SHORT_LINES, TITLES, Group, arranged
from .undecided import settled

BULLETS = "●△A○■◆N◇"


def resolve(elements: list[Element], known: Known) -> list[Group]:
    """Group the elements of a page and say which groups open a story."""
    groups = _decided(_grouped(corrected(elements, known)))
    return [replace(g, elements=arranged(g)) if g.short else g for g in groups]


def _grouped(elements: list[Element]) -> list[Group]:
    groups: list[Group] = []
    pending: list[Element] = []
    for element in elements:
        short = element.kind in SHORT_LINES and element.said != "crosshead"
        if pending and _begins_another_head(element, pending):
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


def _begins_another_head(element: Element, pending: list[Element]) -> bool:
    """A column below a byline begins a story, and so does a headline that a person marks, unless
    the line above is of the same head."""
    above = pending[-1]
    column = element.kind == "column" or element.mark == "【"
    if column and any(e.kind == "byline" for e in pending):
        return True
    return element.said == "headline" and above.kind not in TITLES | {"column"}


def _decided(groups: list[Group]) -> list[Group]:
    """Walk down the page once; what nothing proves waits until the look of the page is known."""
    below = _below(groups)
    state = State()
    decided: list[Group] = []
    waiting: list[list[int]] = [[]]
    for index, group in enumerate(groups):
        if group.short:
            group = _without_signoff(group, state, below[index], decided)
            if not group.elements:
                continue
            group = group if state.briefs else _without_false_kickers(group)
            if proves(group, state, below[index]):
                waiting.append([])
                group = _opened(group, state)
                state = State(begun=True, briefs=group.briefs, signed=_signed(group, state))
            elif group.titles and not _all_marked(group):
                waiting[-1].append(len(decided))
            else:
                state.marks += "".join(e.mark for e in group.titles)
        elif group.elements[0].kind == "text" and _is_new_item(group.elements[0], state):
            waiting.append([])
            state = State(begun=True, briefs=state.briefs, signed=state.signed)
            group = replace(group, opens=True)
        _advance(state, group)
        decided.append(group)
    return settled(decided, waiting)


def _opened(group: Group, state: State) -> Group:
    briefs = _briefs(group, state)
    leaves_column = state.briefs and not briefs
    return replace(group, opens=True, briefs=briefs, leaves_column=leaves_column)


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


def _without_false_kickers(group: Group) -> Group:
    """A name in brackets with nothing but text below it is no kicker but a crosshead."""
    bare = [e for e in group.elements if e.kind == "kicker" and not e.has("headline")]
    if len(bare) < len(group.titles) or group.has("column"):
        return group
    elements = (e.renamed("marked" if e in bare else e.kind) for e in group.elements)
    return replace(group, elements=tuple(elements))


def _advance(state: State, group: Group) -> None:
    for element in group.elements:
        if element.kind == "text":
            state.text = state.text or element.has("paragraph")
            state.dateline = state.dateline or element.has("dateline")
            state.closed = element.has("signoff")
        state.note = state.note or element.kind == "note"
        state.pictures = state.pictures or element.kind == "picture"
        jump = element.text("jump")
        state.resumes = "接" in jump and element.kind == "jump"
        state.closed = state.closed or element.kind == "signoff" or "转" in jump


def _is_new_item(element: Element, state: State) -> bool:
    """A paragraph that opens an item of its own, without any headline."""
    if not state.begun:
        return not state.note
    if element.said:
        return False
    sourced = bool(element.house) and not state.note
    known = state.dateline or state.closed or sourced
    dateline = element.has("dateline") and element.has("paragraph") and known
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

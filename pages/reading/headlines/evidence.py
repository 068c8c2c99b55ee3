"""What proves that a group of short lines opens a story: PROOFS, any of which is enough."""

from dataclasses import dataclass

from ..lexicon.signs import MARKS
from .title_groups import Group


@dataclass
class State:
    """What stands above a group: of the current story and its column."""

    begun: bool = False
    closed: bool = False
    resumes: bool = False  # a jump from another page stands right above
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


def proves(group: Group, state: State, below: Below) -> bool:
    return any(proof(group, state, below) for proof in PROOFS)


def _said_headline(group: Group, state: State, below: Below) -> bool:
    return group.has("headline")


def _listed(group: Group, state: State, below: Below) -> bool:
    return any(e.listed for e in group.titles)


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


def _resumed(group: Group, state: State, below: Below) -> bool:
    return state.resumes and bool(group.titles)


def _after_picture_story(group: Group, state: State, below: Below) -> bool:
    return state.pictures and not state.text and bool(group.titles)


def _in_column_of_briefs(group: Group, state: State, below: Below) -> bool:
    return state.briefs and any(e.kind == "title" or e.mark in "●○" for e in group.titles)


PROOFS = (
    _said_headline,
    _listed,
    _first_of_page,
    _column_above,
    _marked_over_title,
    _kicker_above,
    _signed_title,
    _signed_below,
    _after_closed_story,
    _resumed,
    _after_picture_story,
    _in_column_of_briefs,
)

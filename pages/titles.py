"""What the short lines of one group are: column, kicker, headline, deck or crosshead."""

from dataclasses import dataclass

from .elements import Element
from .lexicon.columns import ARTICLE_COLUMN_ENDINGS
from .lines import SUBJECT

ASIDE = frozenset(["page", "editors", "furniture", "jump", "residue"])
SHORT_LINES = frozenset(
    ["title", "marked", "crosshead", "note", "deck", "byline", "kicker", "column", "headline"]
)
# Only a person calls a line a headline before the groups are arranged.
HEADS = frozenset(["title", "marked", "headline"])
TITLES = HEADS | {"kicker"}


@dataclass(frozen=True)
class Group:
    """Short lines that stand together (`opens` a story), or one other element."""

    elements: tuple[Element, ...]
    short: bool
    opens: bool = False

    @property
    def titles(self) -> list[Element]:
        return [e for e in self.elements if e.kind in TITLES]

    def has(self, kind: str) -> bool:
        return any(e.kind == kind for e in self.elements)


LONGER = 1.35
SHORTEST_DECK = 15


def arranged(group: Group) -> tuple[Element, ...]:
    """Give each short line of a group its part in the head, or make it a crosshead."""
    if not group.opens:
        return tuple(e.renamed("crosshead") if e.kind in TITLES else e for e in group.elements)
    elements = [_as_column(e, group.elements[i + 1 :]) for i, e in enumerate(group.elements)]
    head_end = next(
        (i for i, e in enumerate(elements) if e.kind in ("deck", "byline", "note", "crosshead")),
        len(elements),
    )
    titles = [e for e in elements[:head_end] if e.kind in HEADS]
    roles = dict(zip(map(id, titles), _title_roles(titles, group), strict=True))
    return tuple(
        e.renamed(roles.get(id(e), "crosshead")) if e.kind in HEADS and not e.said else e
        for e in elements
    )


def _as_column(element: Element, following: tuple[Element, ...]) -> Element:
    """Over another title, a marked line or one that ends like a column heads a column."""
    over_title = any(e.kind in TITLES for e in following)
    marked = element.kind == "marked" and element.mark not in "●○"
    named = element.kind == "title" and element.text("title").endswith(ARTICLE_COLUMN_ENDINGS)
    return element.renamed("column") if over_title and (marked or named) else element


def _title_roles(titles: list[Element], group: Group) -> list[str]:
    """Kicker, headline and deck, told by length: a shoulder is longer than its headline."""
    texts = [e.text(e.kind) for e in titles]
    sizes = [len(text) for text in texts]
    roles = ["headline"] * len(titles)
    if len(titles) > 1 and (_shoulder(sizes[0], sizes[1]) or _names_a_place(texts[0])):
        roles[0] = "kicker"
    headline = [size for size, role in zip(sizes, roles, strict=True) if role == "headline"]
    may_end_in_deck = len(headline) > 1 and headline[-1] >= SHORTEST_DECK and not group.has("deck")
    if may_end_in_deck and _longer(headline[-1], max(headline[:-1])):
        roles[-1] = "deck"
    return roles


def _shoulder(size: int, other: int) -> bool:
    """Stacked lines of one headline are nearly even, or grow; a shoulder is longer."""
    return size >= other * 1.25 and size - other >= 3


def _longer(size: int, other: int) -> bool:
    return size >= other * LONGER and size - other >= 4


def _names_a_place(text: str) -> bool:
    return len(text) <= 12 and bool(SUBJECT.fullmatch(text))

"""What the short lines of one group are: column, kicker, headline, deck or crosshead."""

import re
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
    leaves_column: bool = False  # an article below a column of briefs stands outside it

    @property
    def titles(self) -> list[Element]:
        return [e for e in self.elements if e.kind in TITLES]

    def has(self, kind: str) -> bool:
        return any(e.kind == kind for e in self.elements)


# A line of two clauses, or one that opens with a figure, tells details of a whole headline.
CLAUSES = re.compile(r"\S[\s\u3000，]+\S")
COUPLET = re.compile(r"(?P<one>\S{4,12})[\s\u3000]+(?P<two>\S{4,12})")
FIGURE = re.compile(r"[首近逾超]?[\d一二两三四五六七八九十百千万](?!旬)|首[批次个艘家座]")
OWN_REPORT = re.compile(r"本报|回应|回音|追踪|后续")
# What kind of piece it is: 见闻, 纪实 end a deck even without its dash.
GENRE = re.compile(
    r"(?:速写|纪实|见闻|侧记|纪略|综述|走笔|札记|掠影|小记|纪事|闻思录|启示录|走红记|诞生记)$|^(?:记|写在)"
)
SHORTEST_WHOLE = 8
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
    if len(titles) > 1 and (main := _couplet(texts)) is not None:
        return ["kicker"] * main + ["headline"] + ["deck"] * (len(titles) - main - 1)
    if len(titles) == 2 and _details(*texts) and not group.has("deck"):
        return ["headline", "deck"]
    if len(titles) > 1 and _is_kicker(*texts[:2]):
        roles[0] = "kicker"
    headline = [size for size, role in zip(sizes, roles, strict=True) if role == "headline"]
    may_end_in_deck = len(headline) > 1 and headline[-1] >= SHORTEST_DECK and not group.has("deck")
    if may_end_in_deck and _longer(headline[-1], max(headline[:-1])):
        roles[-1] = "deck"
    return roles


def _couplet(texts: list[str]) -> int | None:
    """Which line is two clauses of one length, as only headlines are: `开年就奔跑 起步即冲刺`."""
    pairs = [COUPLET.fullmatch(text) for text in texts]
    even = [i for i, pair in enumerate(pairs) if pair and len(pair["one"]) == len(pair["two"])]
    return even[0] if len(even) == 1 else None


def _details(headline: str, below: str) -> bool:
    """A deck without a dash: what makes two clauses, or a figure, of what one line has said."""
    if GENRE.search(below):
        return True
    if len(headline) < SHORTEST_WHOLE or CLAUSES.search(headline) or OWN_REPORT.search(headline):
        return False
    return bool(CLAUSES.search(below) or (FIGURE.match(below) and not FIGURE.match(headline)))


def _is_kicker(text: str, below: str) -> bool:
    return (
        _shoulder(len(text), len(below))
        or _names_a_place(text)
        or bool(OWN_REPORT.search(text))
        or bool(CLAUSES.search(text) and not CLAUSES.search(below) and len(text) > len(below))
    )


def _shoulder(size: int, other: int) -> bool:
    """Stacked lines of one headline are nearly even, or grow; a shoulder is longer."""
    return size >= other * 1.25 and size - other >= 3


def _longer(size: int, other: int) -> bool:
    return size >= other * LONGER and size - other >= 4


def _names_a_place(text: str) -> bool:
    return len(text) <= 12 and bool(SUBJECT.fullmatch(text))

"""What the short lines of one group are: column, kicker, headline, deck or crosshead."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from ..elements.elements import Element, Part
from ..lexicon.columns import (
    ARTICLE_COLUMN_ENDINGS,
    ARTICLE_COLUMN_OPENINGS,
    SHORT_COLUMN_ENDINGS,
)
from ..source.passages import join
from .headline_parts import roles_of

ASIDE = frozenset(["page", "editors", "furniture", "jump", "residue"])
SHORT_LINES = frozenset(
    ["title", "marked", "crosshead", "note", "deck", "byline", "kicker", "column", "headline"]
)
# Only a person calls a line a headline before the groups are arranged.
HEADS = frozenset(["title", "marked", "headline"])
LONGEST_HALF = 12
COLUMN_LENGTH = 4
LONGEST_COLUMN = 5
SHORTEST_VERSE = 3
INSTALMENT = re.compile(r"(?:[①-⑳]|[（(]?之?[一二三四五六七八九十\d上中下]{1,2}[）)]?)$")
TITLES = HEADS | {"kicker"}


@dataclass(frozen=True)
class Group:
    """Short lines that stand together (`opens` a story), or one other element."""

    elements: tuple[Element, ...]
    short: bool
    opens: bool = False
    briefs: bool = False  # stands in a column of briefs
    leaves_column: bool = False  # an article below a column of briefs stands outside it

    @property
    def titles(self) -> list[Element]:
        return [e for e in self.elements if e.kind in TITLES]

    def has(self, kind: str) -> bool:
        return any(e.kind == kind for e in self.elements)


def arranged(group: Group) -> tuple[Element, ...]:
    """Give each short line of a group its part in the head, or make it a crosshead."""
    if not group.opens:
        joined = _joined(_with_verse(group.elements))
        return tuple(e.renamed("crosshead") if e.kind in TITLES else e for e in joined)
    elements = [_as_column(e, group.elements[i + 1 :]) for i, e in enumerate(group.elements)]
    head_end = next(
        (i for i, e in enumerate(elements) if e.kind in ("deck", "byline", "note", "crosshead")),
        len(elements),
    )
    titles = [e for e in elements[:head_end] if e.kind in HEADS and not e.said]
    roles = dict(zip(map(id, titles), _roles(titles, group), strict=True))
    body = _with_verse(tuple(elements[head_end:]))
    return tuple(
        e.renamed(roles.get(id(e), "crosshead")) if e.kind in HEADS and not e.said else e
        for e in (*elements[:head_end], *body)
    )


def _with_verse(elements: tuple[Element, ...]) -> tuple[Element, ...]:
    """Several plain titles in a row are no crossheads but the lines of a poem."""
    plain = groupby(elements, lambda e: e.kind == "title" and not e.said)
    rows = [len(list(row)) for is_plain, row in plain if is_plain]
    if max(rows, default=0) < SHORTEST_VERSE:
        return elements
    return tuple(_as_paragraph(e) if e.kind == "title" else e for e in elements)


def _as_paragraph(element: Element) -> Element:
    """A paragraph of its own, as if a person had said so: no line of a poem runs on."""
    parts = tuple(replace(part, kind="paragraph") for part in element.parts)
    return replace(element, kind="text", parts=parts, said="paragraph")


def _as_column(element: Element, following: tuple[Element, ...]) -> Element:
    """Over another title, a marked line or one that ends like a column heads a column."""
    over_title = any(e.kind in TITLES for e in following)
    marked = element.kind == "marked" and element.mark not in "●○"
    named = element.kind == "title" and _names_a_column(element.text("title"))
    return element.renamed("column") if over_title and (marked or named) else element


def _names_a_column(text: str) -> bool:
    opens = len(text) == COLUMN_LENGTH and text.startswith(ARTICLE_COLUMN_OPENINGS)
    short = len(text) <= LONGEST_COLUMN and text.endswith(SHORT_COLUMN_ENDINGS)
    return opens or short or INSTALMENT.sub("", text).endswith(ARTICLE_COLUMN_ENDINGS)


def _roles(titles: list[Element], group: Group) -> list[str]:
    texts, listed = [e.text(e.kind) for e in titles], tuple(e.listed for e in titles)
    return roles_of(texts, deck=group.has("deck"), briefs=group.briefs, listed=listed)


def _joined(elements: tuple[Element, ...]) -> Iterator[Element]:
    """A short title right below a marked one is the second line of its crosshead, and so is one
    below a plain title: no crosshead stands right below another."""
    above = None
    for element in elements:
        if above is not None and _goes_on(above, element):
            above = _one_crosshead(above, element)
            continue
        if above is not None:
            yield above
        above = element
    if above is not None:
        yield above


def _goes_on(above: Element, element: Element) -> bool:
    short = all(len(e.passage.text.strip()) <= LONGEST_HALF for e in (above, element))
    return above.kind in ("marked", "title") and element.kind == "title" and short


def _one_crosshead(above: Element, below: Element) -> Element:
    start, end = above.parts[0].start, len(above.passage.text) + below.parts[-1].end
    passage = join([above.passage, below.passage])
    return replace(above, passage=passage, parts=(Part(above.kind, start, end),))

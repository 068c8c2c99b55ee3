"""Decide a page: the label of every line, by two looks at the page as a whole."""

import re
from collections.abc import Iterator, Mapping, Sequence

from ..elements.elements import Element
from .chain import Decision, Row, best_labels, decisions
from .contents_lists import contents_of
from .labels import FORBIDDEN, LABELS, LETTERS
from .lines import EvidentLine
from .model import Model
from .page_habits import Habits
from .surroundings import Surroundings

# Rules that are right about nearly every line of the annotated pages, and the labels they give.
CERTAIN = {
    "jump": "jump",
    "editors": "editors",
    "furniture": "furniture",
    "residue": "furniture",
}
# Behind text, `记者 … 摄影报道` signs the story, not a picture.
REPORTED = re.compile(r"摄影报道[）)]?$")


def decide(
    lines: Sequence[EvidentLine], model: Model, said: Mapping[int, str] | None = None
) -> list[Decision]:
    """One decision for each line; `said` is what a person calls printed lines (from 1), one of
    labels.KINDS each."""
    if not lines:
        return []
    page = Surroundings(list(lines))
    barred = _barred(lines, said or {})
    edges = model.first.edges(page.edges)
    labels = best_labels(_kept(model.first.states(page.features), barred), edges)
    habits = Habits(page.lines, labels).features()
    features = [[*one, *two] for one, two in zip(page.features, habits, strict=True)]
    states = _kept(model.second.states(features), barred)
    return decisions(states, model.second.edges(page.edges))


def _barred(lines: Sequence[EvidentLine], said: Mapping[int, str]) -> list[Row | None]:
    """What speaks against the labels that can't be right, for each line with any: a person's word
    is certain, and so is what CERTAIN rules and the lists of the page say."""
    contents, resumed = contents_of([line.element for line in lines]), set(_resumed(lines))
    return [
        _but(said[line.passage.first_line])
        if line.passage.first_line in said
        else _but("continued")
        if i in resumed
        else _by_rule(line, contents.says(i))
        for i, line in enumerate(lines)
    ]


def _resumed(lines: Sequence[EvidentLine]) -> Iterator[int]:
    """A paragraph without a closing mark goes on with the text below the captions under it."""
    broken, captions = False, False
    for i, line in enumerate(lines):
        if line.element.kind == "picture":
            captions = True
            continue
        if broken and captions and line.is_text and not line.element.has("dateline"):
            yield i
        broken, captions = line.is_text and not line.closed, False


def _by_rule(line: EvidentLine, listed: str) -> Row | None:
    """A printed dateline opens a paragraph. `listed` is what the lists of the page say."""
    element = line.element
    if element.has("dateline"):
        return _but("paragraph")
    if listed == "unnamed":
        return _not("headline")
    if element.kind == "picture" and not element.mark and REPORTED.search(line.text):
        return _not("caption")
    certain = listed or ("page" if _heads_page(element) else CERTAIN.get(element.kind))
    return _but(certain) if certain else None


def _heads_page(element: Element) -> bool:
    return element.kind == "page" and element.has("number") and element.has("section")


def _not(kind: str) -> Row:
    return [FORBIDDEN * 10 if label[0] == LETTERS[kind] else 0.0 for label in LABELS]


def _but(kind: str) -> Row:
    """Against every label but those of one kind of line."""
    return [0.0 if label[0] == LETTERS[kind] else FORBIDDEN * 10 for label in LABELS]


def _kept(states: list[Row], barred: Sequence[Row | None]) -> list[Row]:
    return [
        [a + b for a, b in zip(state, against, strict=True)] if against else state
        for state, against in zip(states, barred, strict=True)
    ]

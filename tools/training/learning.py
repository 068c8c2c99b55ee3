"""From annotated pages to a Model: two looks at a page, and what tells briefs from articles."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import optimize, sparse

from pages.reading.decoder.chain import best_labels
from pages.reading.decoder.labels import kind_of
from pages.reading.decoder.model import Model, Weights
from pages.reading.decoder.page_habits import Habits
from pages.reading.decoder.surroundings import Surroundings
from pages.reading.elements.elements import Known
from pages.reading.elements.labelled import as_labelled
from pages.reading.organizations.canonical import Place
from pages.reading.story_drafts import drafts_of
from pages.reading.story_kinds import kind_facts

from .corpus import AnnotatedPage, Printed
from .crf import LabelledPage, averaged, fitted
from .mixtures import Lines, mixtures

FOLDS = 3
LEARNT_LAYOUTS = 5  # of LAYOUTS, the first ones
RIDGE = 0.1
SHORTENED = "# Shortened"


@dataclass(frozen=True)
class Plan:
    """How much is learnt: mixed pages, and times that each page is gone through."""

    mixtures: int = 1200
    epochs: int = 10
    seed: int = 1
    doubt: float = 2.0  # the margin below which a decision is doubted


class Sample:
    """A printed page with the features of the first look."""

    def __init__(self, page: Printed):
        look = Surroundings(page.lines)
        self.page, self.lines, self.pairs = page, look.features, look.edges

    def first(self) -> LabelledPage:
        return LabelledPage(self.lines, self.pairs, self.page.labels)

    def second(self, weights: Weights) -> LabelledPage:
        """The features of the second look, after a first one with these weights."""
        labels = best_labels(weights.states(self.lines), weights.edges(self.pairs))
        habits = Habits(self.page.lines, labels).features()
        lines = [[*one, *two] for one, two in zip(self.lines, habits, strict=True)]
        return LabelledPage(lines, self.pairs, self.page.labels)


@dataclass
class Lot:
    """Some pages, printed in several layouts, and mixtures of their stories."""

    pages: list[AnnotatedPage]
    samples: list[Sample]


def lot_of(pages: Sequence[AnnotatedPage], lines: Lines, count: int, seed: int) -> Lot:
    """The mixtures are `count` pages of the stories of `pages`."""
    samples = [Sample(p) for page in pages for p in page.printed[:LEARNT_LAYOUTS]]
    mixed = mixtures([page.source for page in pages], lines, count, seed) if pages else ()
    return Lot(list(pages), samples + [Sample(page) for page in mixed])


def lots_of(pages: Sequence[AnnotatedPage], lines: Lines, plan: Plan) -> list[Lot]:
    """The pages in FOLDS lots that have neither a page nor a line in common."""
    return [
        lot_of(pages[k::FOLDS], lines.part(k, FOLDS), plan.mixtures // FOLDS, plan.seed * 100 + k)
        for k in range(FOLDS)
    ]


def learnt(lots: Sequence[Lot], plan: Plan) -> Model:
    """The second look learns from what the first says of pages that it has not learnt from, as
    it will be with pages that nobody has seen."""
    folds = [[s for lot in lots[k::FOLDS] for s in lot.samples] for k in range(FOLDS)]
    firsts, deeper = [], []
    for k, fold in enumerate(folds):
        others = [s.first() for j, other in enumerate(folds) if j != k for s in other]
        firsts.append(fitted(others, epochs=plan.epochs, seed=plan.seed))
        deeper += [sample.second(firsts[-1]) for sample in fold]
    second = fitted(deeper, epochs=plan.epochs, seed=plan.seed)
    pages = [page for lot in lots for page in lot.pages]
    return Model(averaged(firsts), second, brief_weights(pages), plan.doubt)


def brief_weights(pages: Sequence[AnnotatedPage]) -> dict[str, float]:
    """Logistic regression over the stories of the pages as they are labelled."""
    rows: list[list[str]] = []
    kinds: list[bool] = []
    for page in pages:
        if page.source.startswith(SHORTENED):
            continue
        known = [line == "brief" for line in _kinds(page.source)]
        facts = kind_facts(_stories(page))
        if len(facts) == len(known):
            rows, kinds = rows + facts, kinds + known
    return _logistic(rows, kinds)


def _kinds(source: str) -> list[str]:
    return [line[3:].split()[0] for line in source.split("\n") if line.startswith("== ")]


def _stories(page: AnnotatedPage):
    known, place = Known(), Place("", "")
    printed = page.printed[0]
    labelled = [
        (as_labelled(line.passage, kind_of(label), known), label)
        for line, label in zip(printed.lines, printed.labels, strict=True)
    ]
    return [draft.record(place, known) for draft in drafts_of(labelled, page.paper)]


def _logistic(rows: Sequence[list[str]], kinds: Sequence[bool]) -> dict[str, float]:
    names = {name: i for i, name in enumerate(dict.fromkeys(f for row in rows for f in row))}
    places = [(r, names[f]) for r, row in enumerate(rows) for f in row]
    X = sparse.csr_matrix(
        (np.ones(len(places)), tuple(zip(*places, strict=True))), shape=(len(rows), len(names))
    )
    signs = np.where(kinds, 1.0, -1.0)

    def loss(weights):
        scores = signs * (X @ weights)
        chance = 1 / (1 + np.exp(scores))
        gradient = RIDGE * weights - X.T @ (signs * chance)
        return np.logaddexp(0, -scores).sum() + RIDGE / 2 * weights @ weights, gradient

    found = optimize.minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return {name: float(found[i]) for name, i in names.items()}

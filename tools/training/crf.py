"""Fit the weights of a linear chain (a conditional random field) to labelled pages.

Maximum likelihood by AdaGrad over batches of pages, with features left out at random so that no
line hangs on a few of them. Deterministic for a seed.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from pages.reading.decoder.chain import PENALTIES
from pages.reading.decoder.labels import LABELS, NUMBERS
from pages.reading.decoder.model import Sparse, Weights

SIZE = len(LABELS)
BATCH = 32  # pages
RATE, DROP = 0.15, 0.5
LINE_DECAY, PAIR_DECAY = 2e-3, 5e-4
FEWEST_PAGES = 8  # a feature that fewer printed pages have teaches nothing


@dataclass(frozen=True)
class LabelledPage:
    """The features of the lines of a page and of each pair of neighbours, and the right labels."""

    lines: Sequence[list[str]]
    pairs: Sequence[list[str]]
    labels: Sequence[str]


def fitted(pages: Sequence[LabelledPage], *, epochs: int = 12, seed: int = 1) -> Weights:
    fit = _Fit(pages, seed)
    for epoch in range(epochs):
        fit.run(averaged=epoch >= epochs // 2)
    return fit.weights()


def averaged(several: Sequence[Weights]) -> Weights:
    """The mean of weights that were learnt from different pages."""
    return Weights(
        _mean([weights.lines for weights in several]), _mean([weights.pairs for weights in several])
    )


def _mean(tables: Sequence[Mapping[str, Sparse]]) -> dict[str, Sparse]:
    sums: dict[str, Counter[int]] = {}
    for table in tables:
        for name, row in table.items():
            sums.setdefault(name, Counter()).update(dict(row))
    return {name: [(y, w / len(tables)) for y, w in row.items()] for name, row in sums.items()}


class _Fit:
    def __init__(self, pages: Sequence[LabelledPage], seed: int):
        self.random = np.random.default_rng(seed)
        self.names = _frequent(page.lines for page in pages)
        self.pair_names = _frequent(page.pairs for page in pages)
        self.pages = [self._prepared(page) for page in pages if page.labels]
        self.W = np.zeros((len(self.names), SIZE), np.float32)
        self.V = np.zeros((len(self.pair_names), SIZE * SIZE), np.float32)
        self.GW, self.GV = np.full_like(self.W, 0.05), np.full_like(self.V, 0.05)
        self.sums, self.count = [np.zeros_like(self.W), np.zeros_like(self.V)], 0
        self.penalties = np.array(PENALTIES, np.float32)

    def _prepared(self, page):
        labels = np.array([NUMBERS[label] for label in page.labels])
        return _numbered(page.lines, self.names), _numbered(page.pairs, self.pair_names), labels

    def run(self, averaged: bool) -> None:
        order = self.random.permutation(len(self.pages))
        # Pages of about the same length share a batch, so that little of it is padding.
        blocks = np.array_split(order, max(len(order) // (BATCH * 6), 1))
        for block in blocks:
            block = sorted(block, key=lambda i: len(self.pages[i][2]))
            batches = [block[k : k + BATCH] for k in range(0, len(block), BATCH)]
            for k in self.random.permutation(len(batches)):
                self._learn([self.pages[i] for i in batches[k]])
        if averaged:
            self.sums[0] += self.W
            self.sums[1] += self.V
            self.count += 1

    def _learn(self, pages) -> None:
        count, longest = len(pages), max(len(p[2]) for p in pages)
        lengths = np.array([len(p[2]) for p in pages])
        X = _matrix([p[0] for p in pages], len(self.names), self.random)
        Y = _matrix([p[1] for p in pages], len(self.pair_names), None)
        where = np.array([b * longest + t for b, p in enumerate(pages) for t in range(len(p[2]))])
        between = np.array(
            [b * (longest - 1) + t for b, p in enumerate(pages) for t in range(len(p[2]) - 1)], int
        )
        S = np.zeros((count * longest, SIZE), np.float32)
        S[where] = X @ self.W
        E = np.zeros((count * (longest - 1), SIZE * SIZE), np.float32)
        if len(between):
            E[between] = Y @ self.V
        S = S.reshape(count, longest, SIZE)
        E = E.reshape(count, longest - 1, SIZE, SIZE) + self.penalties
        dS, dE = _gradients(S, E, lengths, [p[2] for p in pages])
        gW = X.T @ dS.reshape(-1, SIZE)[where]
        self._step(self.W, self.GW, gW, LINE_DECAY)
        if len(between):
            gV = Y.T @ dE.reshape(-1, SIZE * SIZE)[between]
            self._step(self.V, self.GV, gV, PAIR_DECAY)

    @staticmethod
    def _step(weights, squares, gradient, decay) -> None:
        gradient -= decay * weights
        squares += gradient * gradient
        weights += RATE * gradient / np.sqrt(squares)

    def weights(self) -> Weights:
        W, V = (total / max(self.count, 1) for total in self.sums)
        return Weights(_sparse(self.names, W), _sparse(self.pair_names, V))


def _frequent(pages) -> dict[str, int]:
    counts = Counter()
    for lines in pages:
        counts.update({feature for row in lines for feature in row})
    return {f: i for i, f in enumerate(f for f, n in counts.items() if n >= FEWEST_PAGES)}


def _numbered(rows, names) -> tuple[np.ndarray, np.ndarray]:
    """The numbers of all features in a row, and how many each line has."""
    found = [[names[f] for f in row if f in names] for row in rows]
    return np.array([n for row in found for n in row], np.int32), np.array(
        [*map(len, found)], np.int32
    )


def _matrix(parts, width, random):
    columns = np.concatenate([columns for columns, _ in parts])
    sizes = np.concatenate([sizes for _, sizes in parts])
    ends = np.concatenate([[0], np.cumsum(sizes)])
    if random is None:
        data = np.ones(len(columns), np.float32)
    else:
        data = (random.random(len(columns), np.float32) > DROP).astype(np.float32) / (1 - DROP)
    return sparse.csr_matrix((data, columns, ends), shape=(len(sizes), width))


def _gradients(S, E, lengths, gold):
    """Of the log likelihood by each score: what the page has less what the model expects."""
    count, longest, _ = S.shape
    alpha, beta = np.zeros_like(S), np.zeros_like(S)
    alpha[:, 0] = S[:, 0]
    for t in range(1, longest):
        m = alpha[:, t - 1, :, None] + E[:, t - 1]
        top = m.max(1)
        alpha[:, t] = np.log(np.exp(m - top[:, None]).sum(1)) + top + S[:, t]
    for t in range(longest - 2, -1, -1):
        m = E[:, t] + (S[:, t + 1] + beta[:, t + 1])[:, None, :]
        top = m.max(2)
        step = np.log(np.exp(m - top[:, :, None]).sum(2)) + top
        beta[:, t] = np.where((t < lengths - 1)[:, None], step, 0)
    last = alpha[np.arange(count), lengths - 1]
    top = last.max(1)
    z = np.log(np.exp(last - top[:, None]).sum(1)) + top
    dS = -np.exp(np.minimum(alpha + beta - z[:, None, None], 0))
    ahead = (S[:, 1:] + beta[:, 1:] - z[:, None, None])[:, :, None, :]
    dE = -np.exp(np.minimum(alpha[:, :-1, :, None] + E[:, : longest - 1] + ahead, 0))
    for b, labels in enumerate(gold):
        n = lengths[b]
        dS[b, n:] = 0
        dE[b, n - 1 :] = 0
        dS[b, np.arange(n), labels] += 1
        dE[b, np.arange(n - 1), labels[:-1], labels[1:]] += 1
    return dS, dE


def _sparse(names, weights):
    table = {}
    for name, i in names.items():
        row = [(int(y), float(weights[i, y])) for y in np.flatnonzero(np.abs(weights[i]) > 0.02)]
        if row:
            table[name] = row
    return table

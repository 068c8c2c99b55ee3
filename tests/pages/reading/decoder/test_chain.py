"""The best labels of a page, against trying them all."""

import random
from itertools import product

import pytest

from pages.reading.decoder.chain import PENALTIES, SIZE, best_labels, decisions
from pages.reading.decoder.labels import FORBIDDEN, LABELS, allowed

SOME = ("H1", "H", "D", "P", "X")


def scores(seed, count=4):
    """Scores that leave only SOME labels a chance."""
    dice = random.Random(seed)
    states = [
        [dice.uniform(-3, 3) if label in SOME else FORBIDDEN * 9 for label in LABELS]
        for _ in range(count)
    ]
    edges = [
        [[p + dice.uniform(-1, 1) for p in row] for row in PENALTIES] for _ in range(count - 1)
    ]
    return states, edges


def total(states, edges, labels):
    numbers = [LABELS.index(label) for label in labels]
    pairs = zip(edges, numbers, numbers[1:], strict=False)
    return sum(s[n] for s, n in zip(states, numbers, strict=True)) + sum(
        e[a][b] for e, a, b in pairs
    )


@pytest.mark.parametrize("seed", range(5))
def test_no_other_labels_have_a_higher_sum(seed):
    states, edges = scores(seed)

    best = max(product(SOME, repeat=len(states)), key=lambda y: total(states, edges, y))

    assert best_labels(states, edges) == list(best)


@pytest.mark.parametrize("seed", range(5))
def test_margin_is_over_the_best_labels_with_another_kind_of_line(seed):
    states, edges = scores(seed)
    every = list(product(SOME, repeat=len(states)))

    made = decisions(states, edges)

    best = [d.label for d in made]
    for i, decision in enumerate(made):
        others = [y for y in every if y[i][0] != decision.label[0]]
        second = max(others, key=lambda y: total(states, edges, y))
        assert decision.second == second[i]
        expected = total(states, edges, best) - total(states, edges, second)
        assert decision.margin == pytest.approx(expected)


def test_one_line_is_decided_by_its_own_scores():
    (decision,) = decisions([[float(n) for n in range(SIZE)]], [])

    assert decision.label == LABELS[-1]


@pytest.mark.parametrize(
    ("above", "below"),
    [("K1", "P"), ("H1", "Q"), ("P", "H"), ("D", "K"), ("H1", "H1"), ("F", "P1"), ("C", "X")],
)
def test_impossible_neighbours_are_ruled_out(above, below):
    assert not allowed(above, below)

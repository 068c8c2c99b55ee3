"""What holds for the reading of any text at all, and of pages that were damaged on the way."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages.reader import read
from pages.text import normalise

PAGES = [
    path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parent / "cases").glob("*.txt"))
]
INK = "市县区记者讯电◆▲□●【】（）()，。：——、《》“”报日1月０ A\u3000 摄版图张王一二"


def assert_every_character_is_claimed_once(text):
    reading = read(text)
    lines = normalise(text).split("\n")
    claimed = [[0] * len(line) for line in lines]
    for span in reading.spans:
        for column in range(span.start, span.end):
            claimed[span.line - 1][column] += 1
    for line, counts in zip(lines, claimed, strict=True):
        unclaimed = [c for c, n in zip(line, counts, strict=True) if not c.isspace() and n != 1]
        assert not unclaimed, line
    return reading


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_claimed(text):
    assert_every_character_is_claimed_once(text)


@settings(max_examples=250, deadline=None)
@given(st.lists(st.text(alphabet=INK, max_size=60), max_size=20).map("\n".join))
def test_any_text_made_of_print_is_claimed(text):
    assert_every_character_is_claimed_once(text)


def drop(lines, chance):
    return [line for line in lines if chance.random() > 0.2]


def double(lines, chance):
    return [line for line in lines for _ in range(2 if chance.random() < 0.2 else 1)]


def swap(lines, chance):
    lines = list(lines)
    for _ in range(5):
        i, j = (chance.randrange(len(lines)) for _ in range(2))
        lines[i], lines[j] = lines[j], lines[i]
    return lines


def rewrap(lines, chance):
    return [line[i : i + 20] for line in lines for i in range(0, max(len(line), 1), 20)]


def glue(lines, chance):
    return ["".join(lines)]


def noise(lines, chance):
    return [
        "".join(chance.choice(INK) if chance.random() < 0.05 else c for c in line) for line in lines
    ]


@settings(max_examples=60, deadline=None)
@given(
    page=st.sampled_from(PAGES),
    mutation=st.sampled_from([drop, double, swap, rewrap, glue, noise]),
    chance=st.integers().map(random.Random),
)
def test_damaged_page_is_claimed(page, mutation, chance):
    assert_every_character_is_claimed_once("\n".join(mutation(page.split("\n"), chance)))


@pytest.mark.parametrize("page", PAGES)
def test_page_leaves_no_residue(page):
    reading = read(page)

    assert not [problem for problem in reading.problems if problem.kind == "residue"]
    assert {span.kind for span in reading.spans} >= {"headline"}

#!/usr/bin/env python3
"""Fit the weights of the clues that distinguish kicker, headline and deck.

    python tools/fit_heads.py [--check]

Learns from the heads in tests/pages/heads.txt (one a line: `引 … / 主 … / 副 …`) and from the heads
of the case pages, by maximum likelihood over the possible readings of each head. Writes
pages/reading/lexicon/head_weights.py. --check writes nothing: it cross-validates in eight folds
and prints the share of heads that are read correctly by weights learnt from the other folds.
"""

import json
import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pages.reading.decoder import headline_parts

HEADS = ROOT / "tests/pages/heads.txt"
CASES = ROOT / "tests/pages/cases"
WEIGHTS = ROOT / "pages/reading/lexicon/head_weights.py"
ROLES = {"引": "kicker", "主": "headline", "副": "deck"}
FIELDS = ("kicker", "headline", "deck")
MARKED = re.compile(r"^[●■◆○△【]|[：:]$")
DASHED = re.compile(r"^(?:—|－|--|―|─)+")
ROUNDS, LEARNING_RATE, REGULARIZATION = 300, 0.5, 0.5
PAGE_HEAD_WEIGHT = 3  # how often a head of a case page counts; a head of heads.txt counts once
FOLDS = 8

Head = tuple[tuple[str, ...], tuple[str, ...], bool]  # lines, their roles, a dashed deck below


def listed_heads() -> Iterator[Head]:
    """The heads of heads.txt."""
    for line in HEADS.read_text(encoding="utf-8").splitlines():
        roles, texts = zip(*(part.split(" ", 1) for part in line.split(" / ")), strict=True)
        yield texts, tuple(ROLES[role] for role in roles), False


def heads_of_pages() -> Iterator[Head]:
    """The heads of several lines in the case pages."""
    for gold in sorted(CASES.glob("*.json")):
        page = json.loads(gold.read_text(encoding="utf-8"))
        lines = gold.with_suffix(".txt").read_text(encoding="utf-8").split("\n")
        lines = [line.strip() for line in lines if line.strip()]
        for story in page.get("articles", []) + page.get("briefs", []):
            yield from _head_of(story, lines)


def _head_of(story: dict, lines: list[str]) -> Iterator[Head]:
    """Yield the head of a story, found where consecutive lines contain all of its text; or none."""
    wanted = [(field, _squeezed(story.get(field) or "")) for field in FIELDS]
    for start in range(len(lines)):
        roles = _roles_from(lines[start : start + 8], [w for w in wanted if w[1]])
        if roles:
            pairs = list(zip(lines[start:], roles, strict=False))
            plain = [(text, role) for text, role in pairs if not DASHED.match(text)]
            if len(plain) > 1 and not any(MARKED.search(text) for text, _ in plain):
                texts, kept = zip(*plain, strict=True)
                yield texts, kept, len(plain) < len(pairs)
            return


def _roles_from(lines: list[str], wanted: list[tuple[str, str]]) -> list[str] | None:
    """The role of each line if the lines contain the wanted (role, text) in order, or None."""
    roles: list[str] = []
    for field, text in wanted:
        spelt = ""
        while spelt != text:
            line = _squeezed(DASHED.sub("", lines[len(roles)])) if len(roles) < len(lines) else ""
            if not line or not text.startswith(spelt + line):
                return None
            spelt += line
            roles.append(field)
    return roles


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


class Example:
    """The clues of every possible reading of a head; `right` is the index of the correct one."""

    def __init__(self, head: Head):
        texts, roles, deck = head
        readings = list(headline_parts.readings(len(texts), deck))
        self.clues = [list(headline_parts.clues(list(texts), reading)) for reading in readings]
        self.right = readings.index(roles)

    def scores(self, weights: dict[str, float]) -> list[float]:
        return [sum(weights.get(clue, 0) for clue in clues) for clues in self.clues]

    def is_read_correctly(self, weights: dict[str, float]) -> bool:
        scores = self.scores(weights)
        return scores.index(max(scores)) == self.right

    def gradient(self, weights: dict[str, float]) -> Iterator[tuple[str, float]]:
        """(clue, derivative of the log likelihood), several of them for one clue."""
        scores = self.scores(weights)
        shares = [math.exp(score - max(scores)) for score in scores]
        for index, clues in enumerate(self.clues):
            derivative = (index == self.right) - shares[index] / sum(shares)
            yield from ((clue, derivative) for clue in clues)


def fit(examples: list[Example]) -> dict[str, float]:
    """The weights that maximize the likelihood of the examples, by AdaGrad."""
    weights: dict[str, float] = defaultdict(float)
    moved: dict[str, float] = defaultdict(float)
    for _ in range(ROUNDS):
        slopes: dict[str, float] = defaultdict(float)
        for example in examples:
            for clue, derivative in example.gradient(weights):
                slopes[clue] += derivative
        for clue, slope in slopes.items():
            slope -= REGULARIZATION * weights[clue]
            moved[clue] += slope * slope
            weights[clue] += LEARNING_RATE * slope / (math.sqrt(moved[clue]) + 1e-6)
    return dict(weights)


def write(weights: dict[str, float]) -> None:
    """Write the weights, in tenths, in one table for each role or pair of roles."""
    tables: dict[str, dict[str, int]] = defaultdict(dict)
    for clue, weight in sorted(weights.items()):
        role, _, name = clue.partition(" ")
        if round(weight * 10):
            tables[role][name] = round(weight * 10)
    lines = [
        '"""Weights, in tenths, of the clues of headline_parts: by tools/fit_heads.py."""',
        "",
    ]
    lines.append("WEIGHTS = {")
    for role, table in tables.items():
        lines.append(f'    "{role}": {{')
        lines += [f'        "{name}": {weight},' for name, weight in table.items()]
        lines.append("    },")
    WEIGHTS.write_text("\n".join([*lines, "}", ""]), encoding="utf-8")


def check(heads: list[Head]) -> float:
    """The share of distinct heads that are read correctly in cross-validation."""
    distinct = sorted(set(heads))
    read = 0
    for fold in range(FOLDS):
        held = set(distinct[fold::FOLDS])
        weights = fit([Example(head) for head in heads if head not in held])
        read += sum(Example(head).is_read_correctly(weights) for head in held)
    return read / len(distinct)


def main() -> None:
    heads = [*listed_heads(), *PAGE_HEAD_WEIGHT * list(heads_of_pages())]
    heads = [h for h in heads if 1 < len(h[0]) <= headline_parts.MOST_LINES]
    if "--check" in sys.argv:
        print(f"{len(set(heads))} heads, {check(heads):.3f} read correctly in cross-validation")
        return
    weights = fit([Example(head) for head in heads])
    read = [Example(head).is_read_correctly(weights) for head in set(heads)]
    print(f"{len(read)} heads learnt, {sum(read) / len(read):.3f} of them read correctly")
    write(weights)


if __name__ == "__main__":
    main()

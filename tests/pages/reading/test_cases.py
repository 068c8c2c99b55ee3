"""Whole pages against their gold readings: every pair in cases/ is found and scored."""

import json
import re
from functools import cache
from pathlib import Path

import pytest

from pages.reading.reader import read
from tests.pages.score_reading import f1, page_score, score

CASES = sorted((Path(__file__).parent.parent / "cases").glob("*.txt"))
ENOUGH = 0.97
ENOUGH_NAMES = 0.9


# What exports do to a page without changing what it says.
DISGUISES = {
    "trailing spaces": lambda text: text.replace("\n", "  \n"),
    "hard spaces": lambda text: text.replace("\u3000", "\u00a0"),
    "□ as ◎": lambda text: text.replace("□", "◎"),
    "▲ as ▼": lambda text: text.replace("▲", "▼"),
    "◆ as ■": lambda text: text.replace("◆", "■"),
    "no indents": lambda text: "\n".join(line.strip() for line in text.split("\n")),
    "no blank lines": lambda text: "\n".join(filter(str.strip, text.split("\n"))),
    "margin": lambda text: "".join(f"  {line}" for line in text.splitlines(keepends=True)),
    "navigation": lambda text: f"版面导航 | PDF版\n上一篇 下一篇\n{text}\n放大 缩小 默认\n",
    "list of pages": lambda text: f"A01 要闻\nA02 时政\nA03 城事\n{text}",
    "long dashes": lambda text: re.sub(r"(?m)^(\s*)——", r"\1———", text),
}


@cache
def rows_of(path, disguise=str):
    gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    home = {"paper": gold.get("paper"), "city": gold.get("home_city")}
    text = disguise(path.read_text(encoding="utf-8"))
    reading = read(text, **{k: v for k, v in home.items() if v})
    return score(reading.as_json(path.name, "0" * 64), gold)


def wrong_in(rows):
    """What was missed and what is too much, in each row that is not perfect."""
    return {name: row[3:] for name, row in rows.items() if f1(*row[:3]) not in (None, 1)}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_page_is_read_like_its_gold(path):
    rows = rows_of(path)

    assert page_score(rows) >= ENOUGH, wrong_in(rows)


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES)
def test_pages_in_disguise_are_read_like_their_gold(disguise):
    for path in CASES:
        rows = rows_of(path, disguise)
        assert page_score(rows) >= 0.9, (path.stem, wrong_in(rows))


@pytest.mark.parametrize("row", ["organizations", "canonical"])
def test_names_of_all_pages_together_are_precise_and_complete(row):
    """Counted over the names of every case, not page by page: long pages weigh more."""
    rows = [rows_of(path)[row] for path in CASES]
    hits, wanted, given = (sum(r[i] for r in rows) for i in range(3))

    assert wanted > 200
    assert hits / given >= ENOUGH_NAMES, "precision"
    assert hits / wanted >= ENOUGH_NAMES, "recall"


def test_sample_is_read_perfectly():
    rows = rows_of(Path(__file__).parent.parent / "cases" / "sample.txt")

    assert len(rows["paragraphs"]) > 0
    assert wrong_in(rows) == {}

"""Teaching the page reader: what is learnt from a few pages, the same each time."""

from pathlib import Path

import pytest

from pages.reading.decoder.model import load
from pages.reading.reader import read
from tools.training.corpus import LAYOUTS, blocks_of, read_page
from tools.training.evaluation import evaluated, rows_of
from tools.training.learning import Plan, learnt, lots_of
from tools.training.mixtures import mixtures, read_lines

PAGES = Path(__file__).parents[2] / "pages"
SOME = ["ew01", "ew02", "cd01", "cd02", "mt01", "sp01"]


@pytest.fixture(scope="module")
def pages():
    return [read_page(PAGES / "annotated" / f"{name}.page") for name in SOME]


@pytest.fixture(scope="module")
def model(pages):
    return learnt(lots_of(pages, read_lines(PAGES / "lines"), Plan(12, 6)), Plan(12, 6))


def test_pages_that_were_learnt_are_read_better_than_by_chance(pages, model):
    rows = rows_of(evaluated(pages, model).alone)

    assert rows["paragraphs"] > 0.8 and rows["headlines"] > 0.5


def test_the_same_pages_teach_the_same(pages, model):
    plan = Plan(12, 6)
    again = learnt(lots_of(pages, read_lines(PAGES / "lines"), plan), plan)

    assert again == model


def test_saved_weights_read_a_page_the_same(pages, model, tmp_path):
    path = tmp_path / "weights.json.xz"
    model.save(path)

    text = pages[0].printed[0].text
    stories = read(text, model=load(path)).stories
    assert [story.headline for story in stories]
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_every_line_of_a_layout_has_its_label(layout):
    page = read_page(PAGES / "annotated" / "ew05.page", [layout])

    (printed,) = page.printed
    assert len(printed.labels) == len(printed.lines)
    starts = [label for label in printed.labels if label.endswith("1")]
    assert len(starts) == page.source.count("\n== ")


def test_mixed_pages_have_a_label_for_each_line_and_a_story():
    sources = [(PAGES / "annotated" / f"{n}.page").read_text(encoding="utf-8") for n in SOME]

    for page in mixtures(sources, read_lines(PAGES / "lines"), 20, seed=4):
        assert len(page.labels) == len(page.lines)
        assert any(label.endswith("1") for label in page.labels)


def test_every_annotated_page_can_be_read():
    for path in (PAGES / "annotated").glob("*.page"):
        assert blocks_of(path.read_text(encoding="utf-8")), path.name

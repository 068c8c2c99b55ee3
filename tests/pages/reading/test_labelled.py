"""The parts of a line whose label is known."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages.reading.elements.elements import Known
from pages.reading.elements.labelled import LABELS, as_labelled
from pages.reading.elements.page_header import page_number
from pages.reading.source.passages import Passage, Run

from .test_forms import forms
from .test_reader import INK, PAGES

LINES = sorted({line for page in PAGES for line in page.split("\n") if line.strip()})


def labelled(line, label):
    return as_labelled(Passage((Run(1, 0, line),)), label, Known())


@pytest.mark.parametrize("label", ["headline", "kicker", "deck", "crosshead", "column"])
def test_digits_and_letters_at_the_ends_are_kept(label):
    assert labelled("3条夜班公交今起恢复运营30", label).text(label) == "3条夜班公交今起恢复运营30"


@pytest.mark.parametrize(
    ("printed", "headline"),
    [
        ("◆夜班公交恢复运营◆", "夜班公交恢复运营"),
        ("【夜班公交恢复运营】", "夜班公交恢复运营"),
        ("【快评】夜班公交恢复了", "【快评】夜班公交恢复了"),
        ("■ 夜班公交恢复【图】", "夜班公交恢复【图】"),
    ],
)
def test_frame_of_a_headline(printed, headline):
    assert labelled(printed, "headline").text("headline") == headline


def claims(element):
    """How often each character of a line is in a part."""
    return [
        sum(part.start <= index < part.end for part in element.parts)
        for index in range(len(element.passage.text))
    ]


@pytest.mark.parametrize("label", LABELS)
@settings(max_examples=100, deadline=None)
@given(st.sampled_from(LINES) | st.text(alphabet=INK, min_size=1, max_size=60))
def test_every_character_is_in_one_part_or_mark(label, line):
    element = labelled(line, label)

    assert max(claims(element)) <= 1
    assert all(0 <= part.start < part.end <= len(line) for part in element.parts)
    assert element.said == label


@pytest.mark.parametrize("label", LABELS)
def test_words_are_no_marks(label):
    """A sentence is in the parts of its element, whatever it is said to be."""
    line = "老街上的第一笼包子出了锅"

    found = labelled(line, label)
    assert label == "page" or all(claims(found))


def people(persons):
    return " ".join(f"{person.role}:{person.name}" for person in persons) or "-"


def signers(element):
    return people(element.signature.people if element.signature else ())


@pytest.mark.parametrize("label", ["byline", "signoff"])
@pytest.mark.parametrize(("printed", "expected"), forms("labelled people"))
def test_people(label, printed, expected):
    assert signers(labelled(printed, label)) == expected


@pytest.mark.parametrize(("printed", "expected"), forms("labelled notices"))
def test_nobody_signs_a_notice(printed, expected):
    assert signers(labelled(printed, "signoff")) == expected


@pytest.mark.parametrize(("printed", "expected"), forms("labelled captions"))
def test_caption(printed, expected):
    found = labelled(printed, "caption")

    fields = (found.text("caption") or "-", found.credit or "-", signers(found))
    assert " | ".join(fields) == expected


@pytest.mark.parametrize(("printed", "expected"), forms("labelled editors"))
def test_editors(printed, expected):
    assert people(labelled(printed, "editors").editors) == expected


@pytest.mark.parametrize(("printed", "expected"), forms("labelled page lines"))
def test_page_line(printed, expected):
    found = labelled(printed, "page")

    number = page_number(found.text("number")) if found.has("number") else "-"
    assert f"{number} {found.text('section') or '-'}" == expected


def test_dateline_on_the_line_of_the_byline():
    found = labelled("本报讯（记者 王小明）", "byline")

    assert (found.kind, found.text("dateline")) == ("text", "本报讯（记者 王小明）")


def test_credit_on_the_line_of_the_byline():
    found = labelled("本报记者 王小明 摄", "byline")

    assert (found.kind, found.credit, found.signature) == ("picture", "王小明", None)

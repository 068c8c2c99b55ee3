"""Words in Latin letters and web addresses are found in a Chinese text."""

import pytest

from newsroom.press.typography.latin import latin_runs


def runs(text):
    return [text[run.begin : run.end] for run in latin_runs(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("临川渡口", []),
        ("A4纸和5G手机共11月25日用了300张", []),
        ("他在Queen’s College读书", ["Queen’s College"]),
        ("来自O’Brien、D'Arcy的信", ["O’Brien", "D'Arcy"]),
        ("Xi’an和students’ union都来了", ["Xi’an", "students’ union"]),
        ("他说‘Hello’，又说“Good morning”。", ["Hello", "Good morning"]),
        ("看4K HDR节目", ["4K HDR"]),
        ("café与Zürich", ["café", "Zürich"]),
        ("见https://example.org/a?b=1&c=2，再见", ["https://example.org/a?b=1&c=2"]),
        ("见www.example.org。", ["www.example.org"]),
        ("写信到post.box@example.org。", ["post.box@example.org"]),
        ("（example.org/steps）", ["example.org/steps"]),
        ("渡口WiFi已开通", ["WiFi"]),
    ],
)
def test_runs(text, found):
    assert runs(text) == found


@pytest.mark.parametrize(
    ("text", "css_class"),
    [
        ("Queen’s College", ""),
        ("the International Court", "long-word"),
        ("Llanfairpwllgwyngyll", "long-word"),
        ("https://example.org/steps", "web-address"),
        ("post@example.org", "web-address"),
    ],
)
def test_what_needs_care_in_a_line_has_a_class(text, css_class):
    [run] = latin_runs(text)

    assert run.css_class == css_class


def test_any_text_is_read_in_short_time():
    for text in (
        "a" * 20_000,
        "a." * 10_000,
        "a@" * 10_000,
        "’a" * 10_000,
        "-_" * 10_000 + "é",
        "_.-" * 7_000,
    ):
        assert all(found and found in text for found in runs(text))

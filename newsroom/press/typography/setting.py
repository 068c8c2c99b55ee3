"""Texts as HTML that browsers set well: runs of Latin words are marked, lines break between words.

The text itself stays as it is, also for who copies it from the page: only elements are added.
"""

from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from newsroom.core.body import Text, parse
from newsroom.press.typography.latin import latin_runs
from newsroom.press.typography.line_breaks import line_breaks

BREAK = mark_safe("<wbr>")


def set_text(text, breaks=frozenset()):
    """A plain text as HTML; a line may begin before each index of `breaks`."""
    parts, done = [], 0
    for run in latin_runs(text):
        words = text[run.begin : run.end]
        parts += [_with_breaks(text, done, run.begin, breaks), _marked(words, run.css_class)]
        done = run.end
    return mark_safe("".join([*parts, _with_breaks(text, done, len(text), breaks)]))


def set_headline(text):
    """A headline as HTML, which breaks between words only."""
    return set_text(text, line_breaks(text))


def set_slice(text, begin, end):
    """`text[begin:end]` of a headline as HTML, with the breaks that the whole headline has."""
    breaks = {index - begin for index in line_breaks(text) if begin <= index < end}
    return set_text(text[begin:end], breaks)


def set_body(html):
    """A cleaned body as HTML; its crossheads are set as headlines."""
    parts, done = [], 0
    for block in parse(html):
        set_part = set_headline if block.tag == "h2" else set_text
        for part in block.inline:
            if isinstance(part, Text):
                parts += [html[done : part.start], set_part(part.text)]
                done = part.stop
    return mark_safe("".join([*parts, html[done:]]))


def _marked(words, css_class):
    if css_class:
        return format_html('<span lang="en" class="{}">{}</span>', css_class, words)
    return format_html('<span lang="en">{}</span>', words)


def _with_breaks(text, begin, end, breaks):
    """`text[begin:end]`, with the breaks before, in and after it."""
    places = [begin, *sorted(index for index in breaks if begin <= index <= end), end]
    return format_html_join(BREAK, "{}", ((text[a:b],) for a, b in pairwise(places)))

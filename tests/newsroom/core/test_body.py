"""What a body may hold, and that parsing it loses nothing."""

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.core.body import (
    HtmlTag,
    Text,
    clean,
    escape_text,
    keep_photos,
    parse,
    photo_node,
    split_at_photos,
    story_photo_ids,
)

CLEAN = (
    '<p>一段<strong>粗</strong>、<em>斜</em>和<a href="https://example.org/">链接</a></p>'
    '<figure data-photo="12"></figure><h2>小标题</h2><blockquote><p>引</p></blockquote>'
    "<ul><li><p>甲</p></li></ul><ol><li><p>乙</p></li></ol>"
    '<ol start="3"><li><p>丙</p><ul><li><p>丁</p></li></ul></li></ol><p>m<sup>2</sup>，H<sub>2</sub>O</p>'
    '<table><tr><th colspan="2">名次</th></tr><tr><td>1<br>并列</td><td></td></tr></table>'
)

# Raw HTML as a clipboard may bring it.
TEXTS = st.one_of(
    st.text("全市夜校，A1 &\u00a0\u3000１Ａ𠮷😀\u2029\ufffc\n\t\"'", max_size=8),
    st.sampled_from(
        [
            "&lt;",
            "&amp;lt;",
            "&nbsp;",
            "&gt;",
            "&quot;",
            "&copy",
            "&",
            " < ",
            "<br>",
            "&#13;",
            "&#x202e;",
            "\u000b",
        ]
    ),
)
FIGURES = st.sampled_from(
    [
        '<figure data-photo="7"></figure>',
        '<figure class="wide" data-photo=8></figure>',
        '<figure data-photo="new-17"></figure>',
        '<figure data-photo="9">\n</figure>',
        '<figure data-photo="4"><figure data-photo="5"></figure></figure>',
        "<figure><img src='/x'></figure>",
    ]
)
INLINE = [
    "strong",
    "em",
    'a href="https://lin.example/?a=1&b=&quot;<2>"',
    "a href",
    "span",
    "sup",
    "sub",
    "del",
]
INLINE += ["span style='font-weight:bold;vertical-align:super'", "b style='font-weight:normal'"]
BLOCKS = ["p", "p class='x'", "h2", "blockquote", "ul", "ol", "li", "div", "script", "section"]
BLOCKS += ["h1", "figure", "ol start=5", "table", "tr", "td rowspan=2 colspan=3", "th", "caption"]


def _within(tags, content):
    def written(tag, parts):
        return f"<{tag}>{''.join(parts)}</{tag.split()[0]}>"

    return st.builds(written, st.sampled_from(tags), st.lists(content, max_size=4))


RUNS = st.recursive(TEXTS, lambda content: _within(INLINE, content), max_leaves=6)
RAW = st.lists(
    st.recursive(st.one_of(RUNS, FIGURES), lambda content: _within(BLOCKS, content), max_leaves=12),
    max_size=4,
).map("".join)


def tokens(html):
    """All tags and texts of all Blocks, in order."""
    blocks = parse(html)
    return [part for block in blocks for part in (*block.opening, *block.inline, *block.closing)]


def written(token):
    """A tag or a text as HTML, from its values alone."""
    if isinstance(token, Text):
        return escape_text(token.text)
    if token.is_end:
        return f"</{token.name}>"
    values = [(name, escape_text(v).replace('"', "&quot;")) for name, v in token.attributes]
    attributes = "".join(f' {name}="{value}"' for name, value in values)
    return f"<{token.name}{attributes}>"


# --- cleaning -------------------------------------------------------------------------------------


def test_what_the_editor_writes_passes_unchanged():
    assert clean(CLEAN) == CLEAN


@pytest.mark.parametrize(
    ("dirty", "cleaned"),
    [
        ("<p>甲<script>alert(1)</script></p>", "<p>甲</p>"),
        ('<p onclick="x()" style="color:red" class="a">甲</p>', "<p>甲</p>"),
        ('<p><a href="javascript:alert(1)">甲</a></p>', "<p>甲</p>"),
        ("<h1>甲</h1><p>乙</p>", "<h2>甲</h2><p>乙</p>"),
        ('<p>甲</p><figure data-photo="x"></figure>', "<p>甲</p>"),
        ('<figure data-photo="1"><img src="/x"></figure>', '<figure data-photo="1"></figure>'),
        ('<p>甲</p><figure data-photo="1">乙</figure>', "<p>甲</p>"),
        ("<p></p>", ""),
        ("<p>\u3000 </p>", ""),
        ("", ""),
    ],
)
def test_everything_else_is_taken_out(dirty, cleaned):
    assert clean(dirty) == cleaned


def test_a_paragraph_with_a_no_break_space_is_empty():
    assert clean("<p>\u00a0</p>") == ""


@given(RAW)
def test_cleaning_twice_changes_nothing(raw):
    assert clean(clean(raw)) == clean(raw)


@given(st.text())
def test_text_is_escaped_as_cleaning_escapes_it(text):
    once = clean(f"<p>甲{escape_text(text)}</p>")  # which takes out what HTML cannot hold

    [block] = parse(once)
    assert f"<p>{escape_text(block.text())}</p>" == once


# --- parsing --------------------------------------------------------------------------------------


def test_a_body_reads_as_blocks():
    body = (
        '<p>甲<strong>乙</strong><br>A&amp;B</p><figure data-photo="7"></figure>'
        "<ul><li><p>丙</p></li></ul>丁"
    )

    found = [
        (
            [tag.name for tag in b.opening],
            b.text(),
            [tag.name for tag in b.closing],
            b.story_photo_id,
        )
        for b in parse(body)
    ]

    assert found == [
        (["p"], "甲乙\nA&B", ["p"], None),
        (["figure"], "", ["figure"], 7),
        (["ul", "li", "p"], "丙", ["p", "li", "ul"], None),
        ([], "丁", [], None),
    ]


def test_the_end_of_a_link_repeats_its_address():
    [block] = parse('<p><a href="/?a=1&amp;b=&quot;">名单</a></p>')

    start, _text, end = block.inline
    assert (start.value, end.value) == ('/?a=1&b="', '/?a=1&b="')


@given(RAW)
def test_a_body_can_be_written_from_what_was_read(raw):
    body = clean(raw)

    assert "".join(map(written, tokens(body))) == body


@given(st.one_of(RAW, st.text("<>/=\"'p a&;", max_size=30)))
def test_nothing_of_any_html_is_lost(raw):
    assert "".join(raw[token.start : token.stop] for token in tokens(raw)) == raw
    assert "".join(html for html, _story_photo_id in split_at_photos(raw)) == raw


@given(RAW)
def test_each_character_knows_its_place_and_each_place_its_character(raw):
    body = clean(raw)
    places = [
        (character, place) for block in parse(body) for character, place in block.characters()
    ]
    tags = [token for token in tokens(body) if isinstance(token, HtmlTag) and token.name != "br"]

    for character, place in places:
        assert unescape(body[place]).replace("\n", " ").replace("<br>", "\n") == character
    spans = sorted([(p.start, p.stop) for _c, p in places] + [(t.start, t.stop) for t in tags])
    ends = [0, *(stop for _start, stop in spans)]
    assert [start for start, _stop in spans] == ends[:-1]
    assert ends[-1] == len(body)


@given(RAW)
def test_the_content_of_a_block_stands_between_its_tags(raw):
    body = clean(raw)

    for block in parse(body):
        assert body[block.inner] == "".join(map(written, block.inline))


# --- photos ---------------------------------------------------------------------------------------


def test_only_placed_photos_keep_their_node_and_each_once():
    body = "".join(map(photo_node, [1, 2, 1, 3]))

    assert story_photo_ids(keep_photos(body, {1, 3})) == [1, 3]


@given(RAW)
def test_a_body_is_cut_at_its_photos_without_losing_anything(raw):
    body = clean(raw)
    parts = list(split_at_photos(body))

    assert "".join(html for html, _story_photo_id in parts) == body
    assert all(html == photo_node(found) for html, found in parts if found is not None)
    assert [found for _html, found in parts[1::2]] == story_photo_ids(body)
    assert keep_photos(body, []) == "".join(html for html, _story_photo_id in parts[::2])

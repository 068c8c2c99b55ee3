"""What becomes of HTML from Word, spreadsheets and web pages."""

from time import monotonic

import pytest

from newsroom.core.body import clean, clean_to_store, clean_with_losses, first_words
from newsroom.core.body.tables import MOST_COLUMNS, MOST_ROWS

ROW = "<tr><td>1</td><td>张三</td></tr>"


@pytest.mark.parametrize(
    ("source", "cleaned"),
    [
        ("<div>甲<div>乙</div>丙</div>", "<p>甲</p><p>乙</p><p>丙</p>"),
        ("<dl><dt>名</dt><dd>义</dd></dl>", "<p>名</p><p>义</p>"),
        ("甲<hr>乙", "<p>甲</p><p>乙</p>"),
        ("<b><p>甲</p><p>乙</p></b>", "<p><strong>甲</strong></p><p><strong>乙</strong></p>"),
        ("<b style='font-weight:normal'><p>甲</p></b>", "<p>甲</p>"),
        ("<span style='font-weight: 700'>甲</span>", "<p><strong>甲</strong></p>"),
        ("m<span style='vertical-align: super'>2</span>", "<p>m<sup>2</sup></p>"),
        ("<ruby>汉<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>", "<p>汉（hàn）</p>"),
        ("<h5>甲</h5><h1>乙<br>丙</h1>", "<h2>甲</h2><h2>乙<br>丙</h2>"),
        ("<ul><li>甲<li><h3>乙</h3></ul>", "<ul><li><p>甲</p></li><li><p>乙</p></li></ul>"),
        ("<ul><li><ul><li>甲</ul></ul>", "<ul><li><p>甲</p></li></ul>"),
        ("<ol start=3><li>丙</ol>", '<ol start="3"><li><p>丙</p></li></ol>'),
        ("<ol type=a><li>甲</ol>", "<ol><li><p>甲</p></li></ol>"),
        ("<figure><img src=a><figcaption>图为渡口</figcaption></figure>", "<p>图为渡口</p>"),
        (
            "<span style='display:table-cell'>甲</span><b style='display: block'>乙</b>丙",
            "<p>甲</p><p><strong>乙</strong></p><p>丙</p>",
        ),
        ("<pre>诗一\n诗二</pre>", "<p>诗一<br>诗二</p>"),
        (
            "<p><span style='white-space: pre-wrap'>诗一\n诗二</span>\n尾</p>",
            "<p>诗一<br>诗二\n尾</p>",
        ),
        ("<p><q>好</q>，他说</p>", "<p>“好”，他说</p>"),
        ("<p><a name='_Toc1'>书签</a></p>", "<p>书签</p>"),
    ],
)
def test_what_cannot_be_kept_falls_apart_and_is_never_glued(source, cleaned):
    assert clean(source) == cleaned


@pytest.mark.parametrize(
    ("source", "cleaned"),
    [
        ("<p><del>五月</del><ins>六月</ins></p>", "<p>六月</p>"),
        ("<p>票价<s>10元</s>8元<strike>起</strike></p>", "<p>票价8元</p>"),
        ("<span style='text-decoration:line-through'>旧</span>新", "<p>新</p>"),
        ("<p class=MsoNormal>甲<span class=msoDel>乙</span><o:p>&nbsp;</o:p></p>", "<p>甲</p>"),
        ("<p>甲<span style='display:none;mso-hide:all'>暗</span></p>", "<p>甲</p>"),
        ("<p>甲<a class=msocomanchor href='#x'>[U1]</a></p>", "<p>甲</p>"),
        ("<p hidden>暗</p><p>明</p>", "<p>明</p>"),
        ("<p>明<span style='font-size:0px'>暗</span></p>", "<p>明</p>"),
        ("<p style='font-size:0'><span style='font-size:16px'>明</span></p>", "<p>明</p>"),
        ("<p>明<span style='opacity: 0'>暗</span></p>", "<p>明</p>"),
        ("<style>p{}</style><!--[if x]>y<![endif]--><p>甲</p>", "<p>甲</p>"),
    ],
)
def test_deleted_and_hidden_words_stay_out(source, cleaned):
    assert clean(source) == cleaned
    assert clean_to_store(source) == cleaned


@pytest.mark.parametrize(
    "edge", ["\u3000\u3000", " ", "&nbsp;", "\ufeff", "\u2003", "\u200b", "<br>", "<b> <br></b>"]
)
def test_edges_and_empty_paragraphs_are_trimmed(edge):
    assert clean(f"<p>{edge}</p><p>{edge}甲{edge}</p><p></p>") == "<p>甲</p>"
    assert clean(f"<h2>{edge}甲</h2><p>乙</p>") == "<h2>甲</h2><p>乙</p>"


# --- tables ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "cleaned"),
    [
        (f"<table>{ROW}</table>", f"<table>{ROW}</table>"),
        (ROW, f"<table>{ROW}</table>"),  # a part of a table, without its element
        (
            "<table><thead><tr><td>名次<td>姓名</thead><tbody><tr><td><p>1</p><p>并列</p><td></table>",
            "<table><tr><th>名次</th><th>姓名</th></tr><tr><td>1<br>并列</td><td></td></tr></table>",
        ),
        (
            "<table><tr><td colspan=9>成绩</td></tr><tr><td rowspan=9>1</td><td>何安</td></tr></table>",
            '<table><tr><td colspan="9">成绩</td></tr>'
            f"<tr><td>1</td><td>何安</td>{'<td></td>' * 7}</tr></table>",
        ),
        ("<table><caption>成绩</caption>" + ROW + "</table>", f"<p>成绩</p><table>{ROW}</table>"),
        (
            f"<table><tr><td>甲</td><td><table>{ROW}</table></td></tr></table>",
            f"<p>甲</p><table>{ROW}</table>",
        ),
        ("<table><tr><td><h1>甲</h1>乙</td></tr></table>", "<h2>甲</h2><p>乙</p>"),
        ("<table><tr><td> </td><td></td></tr></table>", ""),
        (  # a spreadsheet's hidden rows and columns
            f"<table>{ROW}<tr style='display:none'><td>2</td><td>暗</td></tr>"
            "<tr><td>3</td><td style='display: none'>暗</td><td>明</td></tr></table>",
            f"<table>{ROW}<tr><td>3</td><td>明</td></tr></table>",
        ),
        (
            '<table><tr><td>甲<figure data-photo="7"></figure></td><td>乙</td></tr></table>',
            '<table><tr><td>甲</td><td>乙</td></tr></table><figure data-photo="7"></figure>',
        ),
    ],
)
def test_a_table_keeps_its_rows_and_cells(source, cleaned):
    assert clean(source) == cleaned
    assert clean(cleaned) == cleaned
    assert clean_to_store(cleaned) == cleaned


@pytest.mark.parametrize(("rows", "columns"), [(MOST_ROWS + 1, 2), (2, MOST_COLUMNS + 1)])
def test_a_table_beyond_the_bounds_becomes_lines(rows, columns):
    row = f"<tr>{''.join(f'<td>{number}</td>' for number in range(columns))}</tr>"

    cleaned = clean_with_losses(f"<table>{row * rows}</table>")

    line = "\u3000".join(map(str, range(columns)))
    assert cleaned.html == f"<p>{line}</p>" * rows
    assert cleaned.losses["tables"] == 1


def test_losses_are_counted():
    losses = clean_with_losses(
        "<p>甲<img><img><video></video><s>乙</s>\x1b&#x202e;</p><iframe></iframe>"
        "<p><math><mi>x</mi></math><mpvoice></mpvoice><mp-common-videosnap></mp-common-videosnap></p>"
        "<table><tr hidden><td>丙</td></tr><tr><td>丁</td><td>戊</td></tr></table><p hidden> </p>"
    ).losses

    assert losses == {
        **{"pictures": 3, "videos": 4, "deletions": 1, "characters": 2},
        **{"hidden": 1},
    }


# --- what is stored -------------------------------------------------------------------------------


def test_a_body_of_the_first_vocabulary_is_stored_byte_for_byte():
    signed = "<p>\u3000\u3000首段</p>\n<p></p><ul><li>项</li></ul>"

    assert clean_to_store(signed) == signed


# --- cost -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["blockquote", "div", "ul", "b", "table"])
def test_deep_html_costs_little(tag):
    number = 20_000
    source = f"<{tag}>" * number + "<p>甲</p>" + f"</{tag}>" * number

    begun = monotonic()
    cleaned = clean(source)

    assert monotonic() - begun < 1.5
    assert "甲" in cleaned
    assert cleaned.count("<blockquote>") <= 6


@pytest.mark.parametrize("hidden", ['<b a="</blockquote>">', "<!--</blockquote>-->"])
def test_depth_cannot_be_hidden(hidden):
    begun = monotonic()
    clean(f"<blockquote>{hidden}" * 8_000 + "<p>甲</p>")

    assert monotonic() - begun < 3


# --- the first words ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<p></p><p>甲</p>", "甲"),
        ("<p>\u3000\u3000白日依山尽，<br>黄河入海流。</p>", "白日依山尽， 黄河入海流。"),
        ("<ul><li><p>第一项</p></li><li><p>第二项</p></li></ul>", "第一项"),
        ("<h2>小标题</h2><p>首段</p>", "首段"),
        ("<h2>小标题</h2>", "小标题"),
        ('<figure data-photo="7"></figure><blockquote><p>引语</p></blockquote>', "引语"),
        ("<table><tr><th>名次</th><th>姓名</th></tr></table>", "名次 姓名"),
        ("", ""),
    ],
)
def test_first_words_are_those_of_the_first_block_with_text(body, words):
    assert first_words(body) == words

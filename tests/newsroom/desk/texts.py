"""Arbitrary texts and bodies for hypothesis, as the desk keeps them."""

from html import escape

from hypothesis import strategies as st

from newsroom.core.body import clean

CHARACTERS = "全市夜校开课，报名。A1 &<>\u00a0\"'"
line = st.text(alphabet=CHARACTERS, max_size=12)


def _runs(draw):
    return "".join(draw(st.lists(_run(), min_size=1, max_size=4)))


@st.composite
def _run(draw):
    before, after = draw(
        st.sampled_from(
            [
                ("", ""),
                ("<strong>", "</strong>"),
                ("<em>", "</em>"),
                ('<a href="https://lin.example/?a=1&amp;b=%3C">', "</a>"),
                ('<strong><a href="https://lin.example/">', "</a></strong>"),
                ("<br>", ""),
            ]
        )
    )
    text = escape(draw(st.text(alphabet=CHARACTERS, min_size=1, max_size=8)), quote=False)
    return before + text + after


@st.composite
def _block(draw):
    before, after = draw(
        st.sampled_from(
            [
                ("<p>", "</p>"),
                ("<h2>", "</h2>"),
                ("<blockquote><p>", "</p></blockquote>\n"),
                ("<ul><li><p>", "</p></li></ul>"),
                ("<ol><li>", "</li><li><p>全市</p></li></ol>"),
                ('<figure data-photo="7"></figure><p>', "</p>"),
            ]
        )
    )
    return before + _runs(draw) + after


@st.composite
def bodies_with_markup(draw):
    """Cleaned bodies of up to four blocks with bold words, links, line breaks and photos."""
    return clean("".join(draw(st.lists(_block(), max_size=4))))

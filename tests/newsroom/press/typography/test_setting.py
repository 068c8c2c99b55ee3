"""Setting a text adds elements and changes no character of it."""

from html import unescape

import pytest
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from newsroom.core.body import clean
from newsroom.press.typography.setting import set_body, set_headline, set_slice, set_text


def test_headline_breaks_between_words_and_marks_latin_ones():
    assert set_headline("Queen’s College来访渡口") == (
        '<span lang="en">Queen’s College</span><wbr>来访<wbr>渡口'
    )


def test_break_stands_before_the_mark_of_latin_words():
    assert set_headline("临川渡口的Bob’s") == '临川<wbr>渡口的<wbr><span lang="en">Bob’s</span>'


def test_slices_have_the_breaks_of_the_whole_headline():
    headline = "临川县新建六所学校"

    assert set_slice(headline, 0, 3) + set_slice(headline, 3, 9) == set_headline(headline)


def test_prose_breaks_where_browsers_break_it():
    assert set_text("渡口的石阶昨天铺好了") == "渡口的石阶昨天铺好了"


def test_body_keeps_its_elements_and_sets_crossheads_as_headlines():
    html = '<p>见<a href="https://example.org/a?b=1&amp;c=2">https://example.org/</a></p><h2>临川县新建六所学校</h2>'

    assert set_body(html) == (
        '<p>见<a href="https://example.org/a?b=1&amp;c=2">'
        '<span lang="en" class="web-address">https://example.org/</span></a></p>'
        "<h2>临川县<wbr>新建<wbr>六所<wbr>学校</h2>"
    )


@pytest.mark.parametrize("set_any", [set_headline, set_text])
@given(text=st.text(alphabet="临川渡口<>&\"'’ab 1.@/:\u3000\xa0“”，-", max_size=40))
def test_text_stays_as_it_is(set_any, text):
    html = str(set_any(text))

    # Only these elements are added; whatever else looks like one was escaped.
    for added in ("<wbr>", "</span>", '<span lang="en">'):
        html = html.replace(added, "")
    for css_class in ("web-address", "long-word"):
        html = html.replace(f'<span lang="en" class="{css_class}">', "")
    assert "<" not in html and unescape(html) == text


@given(st.lists(st.text(alphabet="临川渡口 <>&\"'’Tom 1./:", max_size=20), max_size=4))
def test_text_of_a_body_stays_as_it_is(texts):
    body = clean("".join(f"<p>{text}</p><h2>{text}</h2>" for text in texts))

    assert unescape(strip_tags(set_body(body))) == unescape(strip_tags(body))

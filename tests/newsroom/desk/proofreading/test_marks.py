"""The marks of a proof lead exactly to the text of the proofreader, in whatever order accepted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.core.body import clean_to_store, story_photo_ids
from newsroom.desk.models import MarkResolution, ProofMark
from newsroom.desk.proofreading import body_text
from newsroom.desk.proofreading.body_text import PARAGRAPH, PHOTO, plain_text
from newsroom.desk.proofreading.marks import apply_marks, current_starts, find_marks, in_context
from newsroom.desk.proofreading.passages import Passage
from newsroom.desk.revisions.text_diff import Change, Run
from tests.newsroom.desk.texts import bodies_with_markup, line


@st.composite
def proofread(draw):
    """(body, marks, the proofreader's text) of arbitrary edits of an arbitrary body."""
    body = draw(bodies_with_markup())
    marks, texts = [], []
    for paragraph in body_text.read_paragraphs(body):
        words = paragraph.text
        if paragraph.photo is None and words:
            words = draw(st.just(words) | line | _edited(words))
            passage = Passage("body", paragraph.start, paragraph.text)
            marks += find_marks(passage, words)
        texts.append(words)
    return body, marks, PARAGRAPH.join(texts)


def _edited(words):
    """The words with something put in, or something taken out."""
    place = st.integers(0, len(words))
    return st.builds(lambda at, to, new: words[:at] + new + words[to:], place, place, line)


def accept(body, base, marks, chosen):
    """Accept the mark the way an editor does, one by one."""
    start = current_starts(marks, base, plain_text(body))[marks.index(chosen)]
    MarkResolution(mark=chosen, accepted=True)
    return clean_to_store(
        body_text.replace_text(body, [(start, start + len(chosen.original), chosen.replacement)])
    )


@given(proofread())
def test_all_marks_together_are_the_text_of_the_proofreader(proof):
    body, marks, text = proof

    assert apply_marks(plain_text(body), [(mark, mark.start) for mark in marks]) == text


@given(proofread(), st.randoms())
def test_marks_accepted_one_by_one_in_any_order_are_that_text(proof, random):
    body, marks, text = proof
    base = plain_text(body)
    together = [(m.start, m.start + len(m.original), m.replacement) for m in marks]
    results = {clean_to_store(body_text.replace_text(body, together))}
    for __ in range(2):
        for mark in marks:
            mark._state.fields_cache.clear()
        order, accepted = list(marks), body
        random.shuffle(order)
        for mark in order:
            accepted = accept(accepted, base, marks, mark)
        results.add(accepted)
        assert plain_text(accepted) == text or not text.strip(f"\n {PARAGRAPH}\u00a0")
        assert story_photo_ids(accepted) == story_photo_ids(body)

    assert len(results) == 1


def test_marks_stand_apart_and_know_their_places():
    made = find_marks(Passage("body", 10, "夜校周一开课报名"), "夜校周三开课，报名")

    assert [(mark.start, mark.original, mark.replacement) for mark in made] == [
        (13, "一", "三"),
        (16, "", "，"),
    ]


BASE = f"夜校周一开课{PARAGRAPH}{PHOTO}{PARAGRAPH}学员自带纸笔"


def mark(original, replacement, before=""):
    at = BASE.index(before + original) + len(before)
    return ProofMark(field="body", start=at, original=original, replacement=replacement)


@pytest.mark.parametrize(
    ("current", "place"),
    [
        (BASE, 3),
        ("今年" + BASE, 5),
        (BASE.replace("学员", "所有学员"), 3),
        (BASE.replace("课", "讲"), 3),
        (BASE.replace("一", "二"), None),
        (BASE.replace("周一", "星期一"), None),
        (BASE.replace("一开", "一晚开"), None),
        ("", None),
    ],
)
def test_a_mark_keeps_its_place_while_its_surroundings_stand(current, place):
    assert current_starts([mark("一", "三")], BASE, current) == [place]


def test_new_words_have_no_place_where_an_editor_wrote_too():
    comma = mark("", "，", before="周一")

    assert current_starts([comma], BASE, BASE.replace("周一", "周一，")) == [None]
    assert current_starts([comma], BASE, BASE.replace("夜校", "新夜校")) == [5]


def test_new_words_at_the_end_have_no_place_after_another_end():
    stop = ProofMark(field="body", start=len(BASE), original="", replacement="。")

    assert current_starts([stop], BASE, BASE + "。") == [None]
    assert current_starts([stop], BASE, BASE) == [len(BASE)]


def test_the_context_of_a_mark_ends_with_its_paragraph():
    assert in_context(mark("学员", "学生"), BASE) == [
        Run(Change.REMOVED, "学员"),
        Run(Change.ADDED, "学生"),
        Run(Change.KEPT, "自带纸笔"),
    ]
    assert in_context(mark("开课", "开讲"), BASE) == [
        Run(Change.KEPT, "夜校周一"),
        Run(Change.REMOVED, "开课"),
        Run(Change.ADDED, "开讲"),
    ]

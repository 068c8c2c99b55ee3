"""Two revisions side by side: every signed field, the body by its paragraphs."""

from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.core.body import photo_node
from newsroom.desk.revisions.alignment import MAX_PAIRS, align, fold
from newsroom.desk.revisions.comparison import compare, compare_metadata, summarize
from newsroom.desk.revisions.content import record_revision
from newsroom.desk.revisions.text_diff import Change
from newsroom.desk.revisions.text_lines import Line, body_lines
from tests.factories import (
    ArticleFactory,
    BylineFactory,
    OrganizationFactory,
    SectionFactory,
    StoryPhotoFactory,
)

texts = st.lists(st.text(alphabet="夜校开课报名，。", min_size=1, max_size=12), max_size=8)


def lines(*said):
    return [Line(text, "p") for text in said]


def changes(rows):
    return [row.change for row in rows]


# --- paragraphs beside each other -----------------------------------------------------------------


@given(texts, texts)
def test_rows_hold_both_texts_in_order(old, new):
    rows = align(lines(*old), lines(*new))

    assert [row.old.text for row in rows if row.old] == old
    assert [row.new.text for row in rows if row.new] == new
    assert ["".join(run.text for run in row.before) for row in rows if row.old] == old
    assert ["".join(run.text for run in row.after) for row in rows if row.new] == new


def test_paragraph_that_was_edited_stands_beside_what_it_was():
    old = lines("夜校周一在文化馆开课。", "报名从周二开始。", "学费全免。")
    new = lines("夜校周三在文化馆开课。", "记者到现场看了看。", "报名从周二开始。", "学费全免。")

    rows = align(old, new)

    assert changes(rows) == ["changed", "added", "kept", "kept"]
    assert [run.text for run in rows[0].runs if run.change != Change.KEPT] == ["一", "三"]


def test_paragraph_that_was_replaced_is_taken_away_and_another_added():
    rows = align(lines("夜校周一开课。", "末段。"), lines("河堤已经加固。", "末段。"))

    assert changes(rows) == ["removed", "added", "kept"]


def test_rewriting_everything_takes_a_bounded_time():
    old = [Line(f"第{n}段" + "旧" * 300, "p") for n in range(150)]
    new = [Line(f"段{n}的" + "新" * 300, "p") for n in range(150)]
    assert len(old) * len(new) > MAX_PAIRS
    began = monotonic()

    rows = align(old, new, deadline=monotonic() + 0.5)

    assert len(rows) >= 150
    assert monotonic() - began < 10


def test_long_unchanged_stretches_are_folded_but_for_the_lines_beside_a_change():
    old = lines(*(f"第{n}段说了一些话。" for n in range(9)))
    new = [*old[:5], Line("第5段说了另一些话。", "p"), *old[6:]]

    stretches = fold(align(old, new))

    assert [(s.is_folded, len(s.rows)) for s in stretches] == [(True, 4), (False, 3), (True, 2)]


def test_fold_that_would_hide_one_line_shows_it():
    old = lines("一。", "二。", "三。")

    stretches = fold(align(old, [*old[:2], Line("三个。", "p")]))

    assert not any(s.is_folded for s in stretches)


# --- the lines of a body --------------------------------------------------------------------------


def test_body_is_read_as_one_line_for_each_paragraph():
    body = (
        "<p>导语<strong>要点</strong>。</p><h2>小标题</h2><blockquote><p>引语。</p></blockquote>"
        "<ul><li><p>一项</p></li><li><p>二项</p></li></ul>"
        '<figure data-photo="7"></figure><p>上<br>下</p>'
    )
    photo = {"place": 7, "photo": 1, "file": None, "caption": "柳树", "credit": "", "alt": ""}

    assert [(line.kind, line.text) for line in body_lines(body, [photo])] == [
        ("p", "导语要点。"),
        ("h2", "小标题"),
        ("blockquote", "引语。"),
        ("li", "一项"),
        ("li", "二项"),
        ("figure", "▲ 柳树"),
        ("p", "上\n下"),
    ]


def test_address_of_a_link_is_among_the_words():
    (line,) = body_lines('<p>见<a href="https://lin.example/a">公告</a>。</p>', [])

    assert line.text == "见公告〔https://lin.example/a〕。"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<p>要点</p>", "<p><strong>要点</strong></p>"),
        ("<p>要点</p>", "<h2>要点</h2>"),
        ("<p>要点</p>", "<blockquote><p>要点</p></blockquote>"),
        ("<ul><li><p>一</p></li></ul>", "<ol><li><p>一</p></li></ol>"),
        ("<p><em>要</em>点</p>", "<p>要<em>点</em></p>"),
    ],
)
def test_same_words_in_another_form_are_a_change(old, new):
    (row,) = align(body_lines(old, []), body_lines(new, []))

    assert row.is_restyled


# --- revisions ------------------------------------------------------------------------------------


@pytest.fixture
def story(db):
    story = ArticleFactory(headline="旧标题", body="<p>第一段。</p><p>第二段。</p>")
    BylineFactory(story=story, reporter__name="苏禾")
    record_revision(story)
    return story


def save(story, **changes):
    for name, value in changes.items():
        setattr(story, name, value)
    story.save()
    return record_revision(story)


def changed(old, new):
    return {d.name for d in compare(old, new) if d.is_changed}


def test_every_signed_field_is_compared(story):
    old = story.revision
    story.bylines.all().delete()
    BylineFactory(story=story, reporter__name="何一")
    story.corrections.create(note="11月2日《旧标题》中“一”应为“二”，特此更正。")
    words = dict.fromkeys(
        ("kicker", "headline", "deck", "column", "dateline", "source", "reprint_title"), "新的"
    )

    new = save(
        story, **words, reprint_author="何一", reprint_url="https://lin.example/", body="<p>改</p>"
    )

    assert changed(old, new) == {
        *words,
        "bylines",
        "body",
        "corrections",
        "reprint_author",
        "reprint_url",
    }


def test_change_of_a_photo_shows_in_its_place(story):
    story_photo = StoryPhotoFactory(story=story, caption="柳树", credit="何一")
    old = save(story, body=f"<p>第一段。</p>{photo_node(story_photo.pk)}")
    story_photo.caption, story_photo.credit = "河边的柳树", "何一、苏禾"
    story_photo.save()

    (body,) = (d for d in compare(old, record_revision(story)) if d.is_changed)

    assert changes(body.rows) == ["kept", "changed"]
    assert "河边的" in [run.text for run in body.rows[1].runs if run.change == Change.ADDED]


def test_another_picture_under_the_same_words_is_a_change(story):
    first = StoryPhotoFactory(story=story, caption="柳树")
    old = save(story, body=photo_node(first.pk))
    second = StoryPhotoFactory(story=story, caption="柳树")

    assert changed(old, save(story, body=photo_node(second.pk))) == {"body"}


def test_what_stands_beside_is_told_in_words(story):
    old, before = record_revision(story), story.section.name
    section = SectionFactory(name="教育")
    story.tags.add("夜校")
    story.organizations.add(OrganizationFactory(name="临川市文化馆"))

    found = compare_metadata(old, save(story, section=section))

    assert [(str(b.label), b.removed, b.added) for b in found] == [
        ("频道", [before], ["教育"]),
        ("关键词", [], ["夜校"]),
        ("单位", [], ["临川市文化馆"]),
    ]


def test_what_is_gone_keeps_its_number(story):
    organization = OrganizationFactory()
    story.organizations.add(organization)
    old = record_revision(story)
    organization.delete()

    (found,) = compare_metadata(old, record_revision(story))

    assert found.removed == [f"#{old.metadata['organizations'][0]}"]


def test_summary_names_fields_and_counts_characters(story):
    old = story.revision
    story.tags.add("夜校")

    found = summarize(
        old, save(story, headline="新标题", body="<p>第一段。</p><p>第二段改了。</p>")
    )

    assert [str(label) for label in found.labels] == ["主题", "正文", "关键词"]
    assert (found.added, found.removed) == (3, 1)


def test_summary_of_the_first_revision_counts_all_of_it(story):
    found = summarize(None, story.revisions.get(number=1))

    assert (found.labels, found.added) == ([], len("旧标题") + len("第一段。") + len("第二段。"))


def test_summary_of_a_change_that_nobody_sees_says_so(story):
    old = story.revision

    found = summarize(old, save(story, body="<p>第一段。</p>\n<p></p><p>第二段。</p>"))

    assert [str(label) for label in found.labels] == ["仅空白有别"]

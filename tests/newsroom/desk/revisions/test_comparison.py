"""Comparing two revisions: every signed field, the metadata, and the summary of a change."""

import pytest

from newsroom.core.body import photo_node
from newsroom.desk.revisions.comparison import compare, compare_metadata, summarize
from newsroom.desk.revisions.content import record_revision
from newsroom.desk.revisions.text_diff import Change
from tests.factories import (
    ArticleFactory,
    BylineFactory,
    OrganizationFactory,
    SectionFactory,
    StoryPhotoFactory,
)


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

    assert [row.change for row in body.rows] == ["kept", "changed"]
    assert "河边的" in [run.text for run in body.rows[1].runs if run.change == Change.ADDED]


def test_another_picture_under_the_same_words_is_a_change(story):
    first = StoryPhotoFactory(story=story, caption="柳树")
    old = save(story, body=photo_node(first.pk))
    second = StoryPhotoFactory(story=story, caption="柳树")

    assert changed(old, save(story, body=photo_node(second.pk))) == {"body"}


def test_metadata_is_compared_by_what_is_on_screen(story):
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


def test_deleted_row_is_shown_by_its_id(story):
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


def test_summary_of_an_invisible_change_says_so(story):
    old = story.revision

    found = summarize(old, save(story, body="<p>第一段。</p>\n<p></p><p>第二段。</p>"))

    assert [str(label) for label in found.labels] == ["仅空白有别"]

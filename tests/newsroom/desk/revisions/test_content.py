"""The signed content of a story: what is in it, its hash, and when a revision is recorded."""

import hashlib
import json

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from newsroom.core.body import photo_node
from newsroom.desk.admin.story_screen import preview_snapshot
from newsroom.desk.models import Decision, Revision, Story
from newsroom.desk.revisions.content import record_revision, revision_data
from newsroom.desk.workflow import apply
from tests.factories import (
    ArticleFactory,
    BylineFactory,
    OrganizationFactory,
    PhotoFactory,
    ReporterFactory,
    SectionFactory,
    StoryPhotoFactory,
)

pytestmark = pytest.mark.django_db


def test_content_is_canonical_json_with_its_hash(reporter):
    story = ArticleFactory(headline="渡口修好了", filed_by=reporter)

    revision = story.revision

    content = json.loads(revision.content)
    assert content["headline"] == "渡口修好了"
    assert revision.content == json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    assert revision.sha256 == hashlib.sha256(revision.content.encode()).hexdigest()
    assert (revision.number, revision.author) == (1, reporter)


def test_saving_without_a_change_appends_nothing():
    story = ArticleFactory()
    first = story.revision
    fresh = Story.objects.get(pk=story.pk)
    fresh.save()

    assert record_revision(fresh) == first
    assert Revision.objects.count() == 1


def change_headline(story):
    story.headline = "另一个标题"
    story.save()


def change_byline(story):
    BylineFactory(story=story, reporter__name="钟声")


def change_photo(story):
    story_photo = StoryPhotoFactory(story=story)
    story.body += photo_node(story_photo.pk)
    story.save()


@pytest.mark.parametrize("change", [change_headline, change_byline, change_photo])
def test_change_of_what_is_signed_changes_the_hash(change):
    story = ArticleFactory()
    before = story.revision

    change(story)
    after = record_revision(story)

    assert after.number == before.number + 1
    assert after.sha256 != before.sha256


def change_section(story):
    story.section = SectionFactory()
    story.save()


@pytest.mark.parametrize(
    "change",
    [
        change_section,
        lambda story: story.tags.add("交通"),
        lambda story: story.organizations.add(OrganizationFactory()),
    ],
)
def test_change_of_metadata_is_recorded_with_the_same_hash(change):
    story = ArticleFactory()
    before = story.revision

    change(story)
    after = record_revision(story)

    assert after.number == before.number + 1
    assert after.sha256 == before.sha256


def test_reporter_who_changes_the_name_changes_nothing_that_was_signed():
    story = ArticleFactory()
    reporter = ReporterFactory(name="钟声")
    BylineFactory(story=story, reporter=reporter)
    before = record_revision(story)

    reporter.name = "钟鸣"
    reporter.save()

    assert revision_data(story).sha256 == before.sha256


def test_photo_taken_out_of_the_text_is_no_longer_part_of_the_content():
    story = ArticleFactory()
    StoryPhotoFactory(story=story)

    assert json.loads(revision_data(story).content)["photos"] == []


@pytest.mark.parametrize("model", [Revision, Decision])
def test_record_is_append_only_in_the_database(model, reporter):
    story = ArticleFactory(filed_by=reporter)
    apply("submit", story, user=reporter)

    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.update(id=model.objects.first().pk + 1000)
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.all()._raw_delete("default")


def test_database_refuses_a_hash_that_is_not_of_the_content():
    story = ArticleFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.create(story=story, number=2, content="{}", sha256="0" * 64, metadata={})


# --- the lead picture -----------------------------------------------------------------------------


@pytest.fixture
def illustrated(db):
    """A story with a caption that waits and three pictures, in this order."""
    story = ArticleFactory()
    for number, sha256 in enumerate([None, "1" * 64, "2" * 64, "3" * 64]):
        original = f"photos/{number}.jpg" if sha256 else ""
        photo = PhotoFactory(caption=f"第{number}张", sha256=sha256, original=original)
        story.body += photo_node(StoryPhotoFactory(story=story, photo=photo).pk)
    story.save()
    return story


def choose(story, number):
    story.story_photos.update(is_lead=False)
    story.story_photos.filter(caption=f"第{number}张").update(is_lead=True)


def lead(story):
    """The captions of the lead photos in the snapshot for the press."""
    return [picture.caption for picture in preview_snapshot(story).pictures if picture.lead]


def test_nothing_is_chosen_by_itself(illustrated):
    assert lead(illustrated) == []
    assert '"lead"' not in revision_data(illustrated).content


def test_choosing_the_first_adds_nothing_to_what_is_signed(illustrated):
    before = revision_data(illustrated).sha256

    choose(illustrated, 1)

    assert revision_data(illustrated).sha256 == before


def test_choosing_another_is_a_change_of_what_is_signed(illustrated):
    before = revision_data(illustrated).sha256

    choose(illustrated, 2)

    assert lead(illustrated) == ["第2张"]
    assert revision_data(illustrated).sha256 != before


def test_a_caption_without_its_picture_does_not_lead(illustrated):
    choose(illustrated, 0)

    assert lead(illustrated) == []


def test_a_lead_that_was_taken_out_of_the_text_does_not_lead(illustrated):
    choose(illustrated, 2)
    gone = illustrated.story_photos.get(caption="第2张").pk
    illustrated.body = illustrated.body.replace(photo_node(gone), "")

    assert lead(illustrated) == []


def test_one_picture_of_a_story_leads(illustrated):
    with pytest.raises(IntegrityError, match="story_photo_one_lead"):
        illustrated.story_photos.update(is_lead=True)

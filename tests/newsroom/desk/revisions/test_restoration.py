"""Restoring: the working copy gets the exact text of an old revision, nothing else changes."""

import pytest

from media.models import Photo
from newsroom.core.body import photo_node, story_photo_ids
from newsroom.desk.models import Revision, Story, StoryPhoto
from newsroom.desk.revisions.content import record_revision
from newsroom.desk.revisions.redaction import redact
from newsroom.desk.revisions.restoration import RestorationRefused, restore
from newsroom.desk.workflow import apply
from tests.factories import (
    ArticleFactory,
    BylineFactory,
    OrganizationFactory,
    SectionFactory,
    StoryPhotoFactory,
    published,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(reporter):
    """Revision 2 has two bylines, a photo and every field; revision 3 changes all of them."""
    story = ArticleFactory(
        filed_by=reporter,
        kicker="引题",
        deck="副题",
        column="民生",
        dateline="本报讯",
        source="本报",
    )
    first = BylineFactory(story=story, role="记者")
    BylineFactory(story=story, role="摄影", order=1, reporter=first.reporter)
    story_photo = StoryPhotoFactory(story=story, credit="何一", alt="柳树")
    story.body += photo_node(story_photo.pk) + "<p>第二段<strong>要点</strong>。</p>"
    story.save()
    record_revision(story, user=reporter)
    return change_everything(story, reporter)


def change_everything(story, user):
    for name in ("kicker", "headline", "deck", "column", "dateline", "source"):
        setattr(story, name, f"新{name}")
    story.body = "<p>整段重写。</p>"
    story.save()
    story.bylines.all().delete()
    BylineFactory(story=story)
    story.story_photos.all().delete()
    record_revision(story, user=user)
    return story


def restored(story, number, user):
    old = story.revisions.get(number=number)
    return restore(
        story, old, user=user, expected_sha256=Story.objects.get(pk=story.pk).revision.sha256
    )


def test_restored_text_has_the_hash_of_the_old_one(story, reporter):
    revision = restored(story, 2, reporter)

    assert (revision.number, revision.author) == (4, reporter)
    assert revision.sha256 == story.revisions.get(number=2).sha256
    assert revision.content == story.revisions.get(number=2).content
    assert revision.metadata["reporters"] == story.revisions.get(number=2).metadata["reporters"]


def test_restoring_back_and_forth_loses_nothing(story, reporter):
    restored(story, 2, reporter)

    assert restored(story, 3, reporter).content == story.revisions.get(number=3).content
    assert restored(story, 2, reporter).content == story.revisions.get(number=2).content


def test_photo_that_was_placed_anew_gives_way_to_its_old_place(story, reporter):
    photo = Photo.objects.get()
    story_photo = StoryPhotoFactory(story=story, photo=photo)
    story.body = photo_node(story_photo.pk)
    story.save()
    record_revision(story, user=reporter)

    revision = restored(story, 2, reporter)

    assert revision.sha256 == story.revisions.get(number=2).sha256
    assert StoryPhoto.objects.filter(story=story).count() == 1


def test_photo_of_today_keeps_its_row_outside_the_text(story, reporter):
    kept = StoryPhotoFactory(story=story)

    restored(story, 2, reporter)

    assert kept in story.story_photos.all()
    assert kept.pk not in story_photo_ids(Story.objects.get(pk=story.pk).body)


def test_status_and_metadata_stay(story, reporter, editor):
    apply("submit", story, user=reporter)
    section, organization = SectionFactory(), OrganizationFactory()
    Story.objects.filter(pk=story.pk).update(section=section)
    story.organizations.add(organization)
    story.tags.add("交通")
    story.refresh_from_db()
    record_revision(story, user=editor)

    metadata = restored(story, 2, editor).metadata

    story.refresh_from_db()
    assert (story.status, story.stage) == (Story.Status.SUBMITTED, 3)
    assert (metadata["section"], metadata["organizations"]) == (section.pk, [organization.pk])
    assert metadata["tags"] == ["交通"]


def test_corrections_are_never_taken_away(reporter, editor):
    story = published(ArticleFactory(filed_by=reporter))
    apply("correct", story, user=editor, wrong="十分钟", right="一刻钟")

    revision = restored(story, 1, editor)

    assert story.corrections.count() == 1
    assert "特此更正" in revision.content


def test_restoring_the_present_text_appends_nothing(story, reporter):
    assert restored(story, 3, reporter).number == 3


# --- refusals -------------------------------------------------------------------------------------


def refused(story, number, user):
    count = Revision.objects.count()
    with pytest.raises(RestorationRefused) as refusal:
        restored(story, number, user)
    assert Revision.objects.count() == count
    return str(refusal.value)


def test_photo_that_was_deleted_is_named(story, reporter):
    photo = Photo.objects.get()
    photo.delete()

    assert photo.caption in refused(story, 2, reporter)


def test_reporter_who_was_deleted_is_named(story, reporter):
    gone = story.revisions.get(number=2).metadata["reporters"][0]
    reporters = story.bylines.model.reporter.field.related_model.objects
    name = reporters.get(pk=gone).name
    reporters.filter(pk=gone).delete()

    assert name in refused(story, 2, reporter)


def test_photo_that_moved_to_another_story_stays_there(story, reporter):
    place = story_photo_ids(story.revisions.get(number=2).content.replace('\\"', '"'))[0]
    StoryPhoto(pk=place, story=ArticleFactory(), photo=Photo.objects.get()).save()

    assert refused(story, 2, reporter)


def test_only_who_may_edit_restores(story, reporter, proofreader, outsider):
    apply("submit", story, user=reporter)

    for person in (reporter, proofreader, outsider):
        assert refused(story, 2, person)


def test_text_that_changed_in_the_meantime_is_not_overwritten(story, reporter):
    with pytest.raises(RestorationRefused):
        restore(story, story.revisions.get(number=2), user=reporter, expected_sha256="0" * 64)


def test_revision_of_another_story_is_refused(story, reporter):
    other = ArticleFactory(filed_by=reporter)

    with pytest.raises(RestorationRefused):
        restore(
            story,
            other.revision,
            user=reporter,
            expected_sha256=story.revisions.get(number=3).sha256,
        )


def test_redacted_revision_has_nothing_to_restore(story, reporter, chief):
    redact(story, story.revisions.get(number=2), user=chief, note="当事人要求")

    assert refused(story, 2, reporter)

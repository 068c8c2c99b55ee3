"""What the page of a story shows: the usual next step first, and what is still missing."""

import re

from media.intake.photo_files import get_or_create_photo
from media.sizes import previews
from newsroom.core.body import photo_node
from newsroom.desk import workflow
from newsroom.desk.admin.story_screen import StoryScreen
from newsroom.desk.revisions.content import record_revision
from tests.factories import ArticleFactory, SectionFactory, StoryPhotoFactory, published
from tests.media.pictures import upload


def signed(reporter, chief, **section):
    story = ArticleFactory(filed_by=reporter, section=SectionFactory(**section))
    workflow.apply("submit", story, user=reporter)
    workflow.apply("sign_off", story, user=chief)
    return story


def names(screen):
    return [step.transition.name for step in screen.steps()]


def test_the_step_that_leads_on_stands_first(reporter, editor):
    story = ArticleFactory(filed_by=reporter, section=SectionFactory(reviews_required=3))
    workflow.apply("submit", story, user=reporter)

    assert names(StoryScreen(story, editor))[0] == "first_review"


def test_a_signed_story_says_what_still_keeps_it_from_the_readers(client, reporter, chief):
    story = signed(reporter, chief, proofs_required=2)
    client.force_login(chief)

    page = client.get(story.get_admin_url()).content.decode()

    assert "暂不能发布：" in page
    assert "须完成2个校次，现已签字0个。" in page


def test_a_story_that_may_be_published_misses_nothing(reporter, chief):
    assert StoryScreen(signed(reporter, chief), chief).unpublished() is None


def test_a_story_that_readers_see_misses_nothing(chief):
    assert StoryScreen(published(ArticleFactory()), chief).unpublished() is None


def test_a_draft_is_not_said_to_miss_anything(reporter):
    assert StoryScreen(ArticleFactory(filed_by=reporter), reporter).unpublished() is None


def test_whoever_reads_a_story_sees_its_pictures(client, reporter, editor):
    photo, _new = get_or_create_photo(upload(), user=editor)
    story = ArticleFactory(filed_by=reporter)
    placed = StoryPhotoFactory(story=story, photo=photo, caption="渡口的第一班船")
    awaited = StoryPhotoFactory(story=story, caption="还没有图")
    story.body += photo_node(placed.pk) + photo_node(awaited.pk)
    story.save()
    record_revision(story, user=reporter)
    workflow.apply("submit", story, user=reporter)
    client.force_login(reporter)

    page = client.get(story.get_admin_url()).content.decode()

    assert re.findall('<img src="([^"]*)"', page) == [previews.preview_url(photo, "small")]
    assert "▲ 渡口的第一班船" in page
    assert "▲ 还没有图" in page


def test_proofs_and_steps_of_a_screen_share_one_context(
    reporter, chief, django_assert_max_num_queries
):
    story = signed(reporter, chief)
    screen = StoryScreen(story, chief)
    list(screen.signatures())

    assert screen.proofs.context is screen.context
    with django_assert_max_num_queries(0):  # the round was read for the signatures
        assert list(screen.proofs.proofs) == []

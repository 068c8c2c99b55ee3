"""A picture is public exactly while a live story contains it."""

from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.urls import reverse

from media.intake.photo_files import attach_file, get_or_create_photo
from newsroom.core.body import photo_node
from newsroom.desk import workflow
from newsroom.desk.revisions.content import record_revision, revision_data
from newsroom.desk.workflow import TransitionRefused
from newsroom.press.models import PublicFile, Version
from tests.factories import ArticleFactory, StoryPhotoFactory
from tests.media.pictures import drawn, encoded, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo(photo_editor, run_jobs):
    photo, _new = get_or_create_photo(upload(), user=photo_editor)
    run_jobs()
    return photo


@pytest.fixture
def story(reporter, photo):
    story = ArticleFactory(filed_by=reporter)
    show(story, photo, user=reporter)
    return story


def show(story, photo, user):
    story_photo = StoryPhotoFactory(story=story, photo=photo, caption="渡口的第一班船")
    story.body += photo_node(story_photo.pk)
    story.save()
    record_revision(story, user=user)


def sign(story, reporter, chief):
    workflow.apply("submit", story, user=reporter)
    workflow.apply("sign_off", story, user=chief)


def publish(story, reporter, chief, **fields):
    sign(story, reporter, chief)
    return workflow.apply("schedule" if fields else "publish", story, user=chief, **fields).version


def addresses(version):
    return [
        reverse("press:picture_file", args=[name]) for name in sorted(version.snapshot.file_names)
    ]


def statuses(client, version):
    return {client.get(address).status_code for address in addresses(version)}


def test_pictures_come_and_go_with_the_story(client, story, reporter, chief, run_jobs):
    version = publish(story, reporter, chief)
    assert len(addresses(version)) > 10
    assert statuses(client, version) == {200}

    workflow.apply("withdraw", story, user=chief, reason="wrong")
    assert statuses(client, version) == {410}

    run_jobs()
    assert not any(storages["public"].exists(name) for name in version.snapshot.file_names)
    assert statuses(client, version) == {410}


def test_an_unpublished_picture_has_no_public_address(client, photo, story):
    for rendition in photo.renditions():
        assert (
            client.get(reverse("press:picture_file", args=[rendition.file.name])).status_code == 404
        )
    assert client.get(reverse("press:picture_file", args=["../originals/x.jpg"])).status_code == 404


def test_a_public_picture_is_kept_long_and_asks_the_press_once(
    client, story, reporter, chief, django_assert_num_queries
):
    version = publish(story, reporter, chief)

    with django_assert_num_queries(1):
        response = client.get(addresses(version)[0])

    assert response["Content-Type"].startswith("image/")
    assert "immutable" in response["Cache-Control"]


def test_a_picture_that_is_not_ready_holds_the_story_up(photo_editor, reporter, chief, run_jobs):
    photo, _new = get_or_create_photo(upload(encoded(drawn(colour="tomato"))), user=photo_editor)
    story = ArticleFactory(filed_by=reporter)
    show(story, photo, user=reporter)
    sign(story, reporter, chief)

    with pytest.raises(TransitionRefused, match="图片还在处理"):
        workflow.apply("publish", story, user=chief)
    run_jobs()
    workflow.apply("publish", story, user=chief)


def test_a_scheduled_picture_waits_with_its_story(client, story, reporter, chief, clock):
    version = publish(story, reporter, chief, at=clock.now + timedelta(hours=1))
    assert statuses(client, version) == {404}

    clock.move(timedelta(hours=2))
    assert statuses(client, version) == {200}


def test_a_picture_that_two_stories_show_stays_with_the_other(
    client, story, photo, reporter, chief, run_jobs
):
    other = ArticleFactory(filed_by=reporter)
    show(other, photo, user=reporter)
    publish(story, reporter, chief)
    version = publish(other, reporter, chief)

    workflow.apply("withdraw", story, user=chief, reason="wrong")
    run_jobs()

    assert statuses(client, version) == {200}


def test_replacing_a_file_asks_for_a_new_signature(story, photo, reporter, chief):
    sign(story, reporter, chief)
    attach_file(upload(encoded(drawn(colour="tomato"))), photo)

    with pytest.raises(TransitionRefused, match="须重新签发"):
        workflow.apply("publish", story, user=chief)


def test_moving_the_focal_point_asks_for_a_new_signature(story, photo, reporter, chief):
    sign(story, reporter, chief)
    photo.focus_x = 120
    photo.save()

    with pytest.raises(TransitionRefused, match="须重新签发"):
        workflow.apply("publish", story, user=chief)


def test_readers_keep_the_old_picture_until_the_new_one_is_published(
    client, story, photo, reporter, chief, run_jobs
):
    old = publish(story, reporter, chief)
    attach_file(upload(encoded(drawn(colour="tomato"))), photo)
    run_jobs()
    assert statuses(client, old) == {200}

    workflow.apply("amend", story, user=reporter)
    new = publish(story, reporter, chief)
    run_jobs()

    assert not old.snapshot.file_names & new.snapshot.file_names
    assert statuses(client, old) == {410}
    assert statuses(client, new) == {200}


def test_pictures_of_the_version_before_a_schedule_stay_until_then(
    client, story, photo, reporter, chief, clock, run_jobs
):
    old = publish(story, reporter, chief)
    attach_file(upload(encoded(drawn(colour="tomato"))), photo)
    run_jobs()
    workflow.apply("amend", story, user=reporter)
    new = publish(story, reporter, chief, at=clock.now + timedelta(hours=1))
    run_jobs()
    assert (statuses(client, old), statuses(client, new)) == ({200}, {404})

    clock.move(timedelta(hours=2))
    assert (statuses(client, old), statuses(client, new)) == ({410}, {200})


def test_withdrawing_takes_the_files_of_a_waiting_text_along(
    client, story, photo, reporter, chief, clock, run_jobs
):
    publish(story, reporter, chief)
    attach_file(upload(encoded(drawn(colour="tomato"))), photo)
    run_jobs()
    workflow.apply("amend", story, user=reporter)
    waiting = publish(story, reporter, chief, at=clock.now + timedelta(hours=1))

    workflow.apply("withdraw", story, user=chief, reason="wrong")
    run_jobs()

    assert not any(storages["public"].exists(name) for name in waiting.snapshot.file_names)


def test_a_refused_publishing_makes_nothing_public(story, reporter, chief, monkeypatch):
    sign(story, reporter, chief)
    monkeypatch.setattr("newsroom.press.cache.invalidate", lambda: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        workflow.apply("publish", story, user=chief)

    assert not PublicFile.objects.exists() and not Version.objects.exists()


def test_a_story_without_files_keeps_the_hash_it_was_signed_under(story, reporter):
    """Fields that were added later appear in the content only with a value other than the default."""
    assert '"focus"' not in revision_data(story).content
    assert '"ai_generated"' not in revision_data(story).content

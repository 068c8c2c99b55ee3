"""A story whose picture cannot be prepared says so: on its page, at 送审, at 签发, at 发布."""

import errno

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from media.models import Preparation
from newsroom.core.body import photo_node
from newsroom.desk import workflow
from newsroom.desk.revisions.content import record_revision
from newsroom.desk.workflow import TransitionRefused
from newsroom.file_storage import WholeFileStorage
from newsroom.press.models import PublicFile
from tests.factories import ArticleFactory, StoryPhotoFactory
from tests.media.photo_desk import make_photo
from tests.newsroom.desk.screens import admin_url

pytestmark = pytest.mark.django_db
Problem = Preparation.Problem


@pytest.fixture
def photo(photo_editor):
    return make_photo(user=photo_editor)


@pytest.fixture
def story(reporter, photo):
    story = ArticleFactory(filed_by=reporter)
    story_photo = StoryPhotoFactory(story=story, photo=photo, caption="渡口的第一班船")
    story.body += photo_node(story_photo.pk)
    story.save()
    record_revision(story, user=reporter)
    return story


def note(photo, problem):
    Preparation.objects.update_or_create(
        original_sha256=photo.sha256, defaults={"problem": problem}
    )


@pytest.mark.parametrize("problem", [Problem.DAMAGED, Problem.STOPPED])
def test_file_at_fault_is_refused_at_submission(problem, story, photo, reporter):
    note(photo, problem)

    with pytest.raises(TransitionRefused, match="图片“渡口的第一班船”不能用"):
        workflow.apply("submit", story, user=reporter)


def test_file_that_turns_out_bad_later_is_refused_at_the_signature(story, photo, reporter, chief):
    workflow.apply("submit", story, user=reporter)
    note(photo, Problem.DAMAGED)

    with pytest.raises(TransitionRefused, match="文件已损坏"):
        workflow.apply("sign_off", story, user=chief)


def test_trouble_of_the_machine_warns_at_submission_and_refuses_publication(
    client, story, photo, reporter, chief
):
    note(photo, Problem.TROUBLE)
    client.force_login(reporter)

    page = client.post(
        admin_url(story, "step", "submit"), {"seen": story.revision.sha256}, follow=True
    ).content.decode()
    story.refresh_from_db()
    assert story.status == "submitted"
    assert page.count("磁盘、存储或数据库出了故障") >= 2  # a message, and beside the form

    workflow.apply("sign_off", story, user=chief)
    with pytest.raises(TransitionRefused, match="磁盘、存储或数据库出了故障"):
        workflow.apply("publish", story, user=chief)


def test_page_of_the_story_says_so_before_anybody_submits_it(client, story, photo, reporter):
    note(photo, Problem.DAMAGED)
    client.force_login(reporter)

    page = client.get(story.get_admin_url()).content.decode()

    assert "图片“渡口的第一班船”不能用：文件已损坏或不完整" in page


def test_page_without_a_problem_says_nothing(client, story, reporter, run_jobs):
    run_jobs()
    client.force_login(reporter)

    assert "不能用" not in client.get(story.get_admin_url()).content.decode()


@pytest.fixture
def signed(story, reporter, chief, run_jobs):
    run_jobs()
    workflow.apply("submit", story, user=reporter)
    workflow.apply("sign_off", story, user=chief)
    return story


def test_stump_among_the_prepared_sizes_is_not_published(signed, photo, chief):
    row = photo.renditions().first()
    storages["renditions"].save(row.file.name, ContentFile(b"stump"))

    with pytest.raises(TransitionRefused, match="缺失或损坏"):
        workflow.apply("publish", signed, user=chief)

    assert not PublicFile.objects.exists()


def test_stump_in_the_public_storage_is_replaced_on_publication(client, signed, photo, chief):
    row = photo.renditions().first()
    storages["public"].save(row.file.name, ContentFile(b"stump"))

    workflow.apply("publish", signed, user=chief)

    assert len(client.get(f"/photos/{row.file.name}").getvalue()) == row.size


def test_full_disk_refuses_publication_with_a_word(signed, chief, monkeypatch):
    def full(storage, name, content):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(WholeFileStorage, "_save", full)

    with pytest.raises(TransitionRefused, match="磁盘已满"):
        workflow.apply("publish", signed, user=chief)

    assert not PublicFile.objects.exists()

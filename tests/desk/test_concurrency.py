"""Two people at once, with real connections."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from newsroom.desk.models import Decision, Revision, Story
from newsroom.desk.record import record
from newsroom.desk.restoring import CannotRestore, restore
from newsroom.desk.workflow import TransitionRefused, apply
from newsroom.masthead.roles import Role
from newsroom.press.models import Version
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*attempts):
    """Run the callables in threads that start together; returns what each returned or raised."""
    barrier = Barrier(len(attempts))

    def run(attempt):
        barrier.wait()
        try:
            return attempt()
        except (TransitionRefused, CannotRestore) as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(attempts)) as threads:
        return list(threads.map(run, attempts))


def test_of_two_chiefs_who_publish_at_once_one_succeeds_and_one_is_told():
    filer, *chiefs = (UserFactory(roles=[role]) for role in [Role.REPORTER, Role.CHIEF, Role.CHIEF])
    story = ArticleFactory(filed_by=filer)
    apply("submit", story, by=filer)
    apply("sign_off", story, by=chiefs[0])

    results = at_once(
        *(lambda by=chief: apply("publish", Story(pk=story.pk), by=by) for chief in chiefs)
    )

    assert {type(result) for result in results} == {Decision, TransitionRefused}
    assert Version.objects.count() == 1


def test_of_two_who_restore_at_once_one_succeeds_and_one_is_told():
    editors = [UserFactory(roles=[Role.EDITOR]) for _ in range(2)]
    story = ArticleFactory()
    for headline in ("改过的标题", "又改过的标题"):
        story.headline = headline
        story.save()
        record(story)
    seen = story.revision.sha256
    old = list(story.revisions.filter(number__lt=3))

    results = at_once(
        *(
            lambda by=editor, old=revision: restore(Story(pk=story.pk), old, by=by, seen=seen)
            for editor, revision in zip(editors, old, strict=True)
        )
    )

    assert {type(result) for result in results} == {Revision, CannotRestore}
    assert story.revisions.count() == 4

"""Two people at once, with real connections."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from newsroom.desk.models import Decision, Story
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
        except TransitionRefused as refused:
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

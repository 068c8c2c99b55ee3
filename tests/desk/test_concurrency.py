"""Two people at once, with real connections."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from newsroom.desk.models import Decision, ProofRuling, Story
from newsroom.desk.rulings import RulingRefused, rule
from newsroom.desk.workflow import TransitionRefused, apply
from newsroom.masthead.roles import Role
from newsroom.press.models import Version
from tests.desk.proofreading import proofread, signed, submitted
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*attempts):
    """Run the callables in threads that start together; returns what each returned or raised."""
    barrier = Barrier(len(attempts))

    def run(attempt):
        barrier.wait()
        try:
            return attempt()
        except (TransitionRefused, RulingRefused) as refused:
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


def test_of_two_editors_who_decide_on_one_mark_one_counts_and_one_is_told():
    editors = [UserFactory(roles=[Role.EDITOR]) for __ in range(2)]
    story, proof = proofread()
    mark = proof.marks.first()

    results = at_once(
        *(
            lambda by=editor, accepted=accepted: rule(
                Story(pk=story.pk), by=by, proof=proof.pk, accepted=accepted, mark=mark.pk
            )
            for editor, accepted in zip(editors, (True, False), strict=True)
        )
    )

    assert {type(result) for result in results} == {list, RulingRefused}
    ruling = ProofRuling.objects.get()
    story.refresh_from_db()
    assert story.headline == ("夜校周三开课" if ruling.accepted else "夜校周一开课")


def test_of_two_proofreaders_who_sign_one_proof_one_counts_and_one_is_told():
    people = [UserFactory(roles=[Role.PROOFREADER]) for __ in range(2)]
    story = submitted()

    results = at_once(
        *(
            lambda by=person: signed(Story.objects.get(pk=story.pk), by=by, 周一="周三")
            for person in people
        )
    )

    assert {type(result) for result in results} == {Decision, TransitionRefused}
    assert {mark.proof for mark in Decision.objects.last().marks.all()} == {Decision.objects.last()}

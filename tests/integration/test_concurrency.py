"""Two requests at the same time, each in its own thread and database connection."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from newsroom.core.models import Section
from newsroom.core.refusal import Refused
from newsroom.core.roles import Role
from newsroom.desk import record_checks
from newsroom.desk.models import Decision, Delegation, MarkResolution, Revision, Story
from newsroom.desk.proofreading.mark_resolutions import ResolutionRefused, resolve
from newsroom.desk.revisions.content import record_revision
from newsroom.desk.revisions.restoration import RestorationRefused, restore
from newsroom.desk.workflow import TransitionRefused, apply, delegations
from newsroom.press.models import Version
from tests.factories import ArticleFactory, SectionFactory, UserFactory, published
from tests.newsroom.desk.proof_steps import proofread, signed, submitted
from tests.newsroom.desk.screens import admin_url, form_data

Stage = Section.Stage
pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*attempts):
    """Run the callables in threads that start together; returns what each returned or raised."""
    barrier = Barrier(len(attempts))

    def run(attempt):
        barrier.wait()
        try:
            return attempt()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(attempts)) as threads:
        return list(threads.map(run, attempts))


def test_of_two_chiefs_who_publish_at_once_one_succeeds_and_one_is_told():
    filer, *chiefs = (UserFactory(roles=[role]) for role in [Role.REPORTER, Role.CHIEF, Role.CHIEF])
    story = ArticleFactory(filed_by=filer)
    apply("submit", story, user=filer)
    apply("sign_off", story, user=chiefs[0])

    results = at_once(
        *(lambda by=chief: apply("publish", Story(pk=story.pk), user=by) for chief in chiefs)
    )

    assert {type(result) for result in results} == {Decision, TransitionRefused}
    assert Version.objects.count() == 1


def test_of_two_who_restore_at_once_one_succeeds_and_one_is_told():
    editors = [UserFactory(roles=[Role.EDITOR]) for _ in range(2)]
    story = ArticleFactory()
    for headline in ("改过的标题", "又改过的标题"):
        story.headline = headline
        story.save()
        record_revision(story)
    seen = story.revision.sha256
    old = list(story.revisions.filter(number__lt=3))

    results = at_once(
        *(
            lambda by=editor, old=revision: restore(
                Story(pk=story.pk), old, user=by, expected_sha256=seen
            )
            for editor, revision in zip(editors, old, strict=True)
        )
    )

    assert {type(result) for result in results} == {Revision, RestorationRefused}
    assert story.revisions.count() == 4


# --- races with one allowed outcome, whoever is first ----------------------------------------------


def person(role):
    return UserFactory(roles=[role])


def signed_off(**fields):
    filer = person(Role.REPORTER)
    story = ArticleFactory(filed_by=filer, **fields)
    apply("submit", story, user=filer)
    apply("sign_off", story, user=person(Role.CHIEF))
    return story


def step(name, story, user, **fields):
    """A callable that applies the transition to its own instance of the story, as a request does."""
    return lambda: apply(name, Story(pk=story.pk), user=user, **fields)


def holds():
    return list(record_checks.verify(Story.objects.all())) == []


@pytest.mark.parametrize(
    ("stage", "name", "role"),
    [
        (Stage.FIRST, "first_review", Role.EDITOR),
        (Stage.SECOND, "second_review", Role.HEAD),
        (Stage.FINAL, "sign_off", Role.CHIEF),
    ],
)
def test_of_two_reviewers_who_sign_one_stage_at_once_one_counts(stage, name, role):
    filer = person(Role.REPORTER)
    story = ArticleFactory(filed_by=filer, section=SectionFactory(reviews_required=3))
    apply("submit", story, user=filer)
    for before, signer in (("first_review", Role.EDITOR), ("second_review", Role.HEAD)):
        if before != name and story.stage < stage:
            apply(before, story, user=person(signer))

    results = at_once(*(step(name, story, person(role)) for _ in range(2)))

    assert sorted(type(result).__name__ for result in results) == ["Decision", "TransitionRefused"]
    assert Decision.objects.filter(story=story, transition=name).count() == 1
    assert holds()


def test_of_two_who_sign_a_changed_text_again_at_once_one_counts():
    story = signed_off()
    story.headline = "签后改过的标题"
    story.save()
    record_revision(story)

    results = at_once(*(step("sign_again", story, person(Role.CHIEF)) for _ in range(2)))

    assert sorted(type(result).__name__ for result in results) == ["Decision", "TransitionRefused"]
    assert holds()


def test_a_save_and_a_sign_off_at_once_never_sign_a_text_that_nobody_saw():
    filer, chief = person(Role.REPORTER), person(Role.CHIEF)
    story = ArticleFactory(filed_by=filer)
    apply("submit", story, user=filer)
    seen, client = record_revision(story).sha256, Client()
    client.force_login(person(Role.EDITOR))
    form = {**form_data(client.get(admin_url(story))), "headline": "责编改过的标题"}

    results = at_once(
        lambda: client.post(admin_url(story), form),
        step("sign_off", story, chief, expected_sha256=seen),
    )

    assert results[0].status_code == 302  # the editor's text is saved in either order
    assert story.revisions.count() == 2
    signatures = story.decisions.filter(transition="sign_off")
    assert {decision.revision.sha256 for decision in signatures} <= {seen}
    with pytest.raises(TransitionRefused):
        apply("publish", story, user=chief)
    assert holds()


def test_of_two_schedules_at_once_the_one_that_came_last_waits():
    story = signed_off()
    moments = [timezone.now() + datetime.timedelta(hours=hours) for hours in (1, 2)]

    results = at_once(*(step("schedule", story, person(Role.HEAD), at=at) for at in moments))

    last = max(results, key=lambda decision: decision.pk)
    assert Version.objects.pending().get() == last.version
    assert last.version.during.lower == last.effective_at
    assert Version.objects.filter(ended_as=Version.Ended.CANCELLED).count() == 1
    assert holds()


def test_withdrawing_and_publishing_at_once_leave_readers_with_nothing():
    story = published(ArticleFactory(filed_by=person(Role.REPORTER)))
    apply("amend", story, user=story.filed_by)
    story.headline = "修改后的标题"
    story.save()
    apply("submit", story, user=story.filed_by)
    apply("sign_off", story, user=person(Role.CHIEF))

    withdrawal, _publication = at_once(
        step("withdraw", story, person(Role.HEAD), reason="wrong"),
        step("publish", story, person(Role.CHIEF)),
    )

    assert type(withdrawal) is Decision
    assert not Version.objects.live().exists()
    assert Version.objects.get(pk=withdrawal.version_id).ended_as == Version.Ended.WITHDRAWN
    assert holds()


def test_a_revoked_delegation_and_its_signature_at_once_agree():
    chief, head, filer = person(Role.CHIEF), person(Role.HEAD), person(Role.REPORTER)
    story = ArticleFactory(filed_by=filer)
    apply("submit", story, user=filer)
    now = timezone.now()
    delegation = Delegation.objects.create(
        stage=Stage.FINAL,
        delegate=head,
        granted_by=chief,
        reason="出差",
        begins_at=now,
        ends_at=now + datetime.timedelta(hours=8),
    )

    at_once(step("sign_off", story, head), lambda: delegations.revoke(delegation, user=chief))

    assert Delegation.objects.get().revoked_by == chief
    assert holds()


# --- proofs ---------------------------------------------------------------------------------------


def test_of_two_editors_who_decide_on_one_mark_one_counts_and_one_is_told():
    editors = [UserFactory(roles=[Role.EDITOR]) for __ in range(2)]
    story, proof = proofread()
    mark = proof.marks.first()

    results = at_once(
        *(
            lambda by=editor, accepted=accepted: resolve(
                Story(pk=story.pk), user=by, proof_id=proof.pk, accepted=accepted, mark_id=mark.pk
            )
            for editor, accepted in zip(editors, (True, False), strict=True)
        )
    )

    assert {type(result) for result in results} == {list, ResolutionRefused}
    resolution = MarkResolution.objects.get()
    story.refresh_from_db()
    assert story.headline == ("夜校周三开课" if resolution.accepted else "夜校周一开课")


def test_of_two_proofreaders_who_sign_one_proof_one_counts_and_one_is_told():
    people = [UserFactory(roles=[Role.PROOFREADER]) for __ in range(2)]
    story = submitted()

    results = at_once(
        *(
            lambda by=person: signed(Story.objects.get(pk=story.pk), user=by, 周一="周三")
            for person in people
        )
    )

    assert {type(result) for result in results} == {Decision, TransitionRefused}
    assert {mark.proof for mark in Decision.objects.last().marks.all()} == {Decision.objects.last()}

from datetime import timedelta

import pytest
from django.utils import timezone

from newsroom.core.models import Section
from newsroom.core.roles import Role
from newsroom.desk import policy
from newsroom.desk.models import Delegation, Story
from tests.factories import ArticleFactory, BylineFactory, ReporterFactory, UserFactory

pytestmark = pytest.mark.django_db

Status = Story.Status
# An approved story may be edited as long as readers do not see its text.
EDITABLE = {Status.DRAFT, Status.RETURNED, Status.SUBMITTED, Status.APPROVED}
DESK = {Role.EDITOR, Role.HEAD, Role.CHIEF}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("status", Status)
def test_who_may_edit_somebody_elses_story(role, status):
    story, user = ArticleFactory.build(pk=1, status=status), UserFactory(roles=[role])

    assert policy.may_edit(user, story) == (role in DESK and status in EDITABLE)


@pytest.mark.parametrize("status", Status)
def test_reporter_edits_his_own_until_it_is_submitted(reporter, status):
    story = ArticleFactory.build(pk=1, status=status, filed_by=reporter)

    assert policy.may_edit(reporter, story) == (status in {Status.DRAFT, Status.RETURNED})


@pytest.mark.parametrize("role", Role)
def test_who_sees_somebody_elses_story(role):
    story, user = ArticleFactory(), UserFactory(roles=[role])
    sees = role not in (Role.REPORTER, Role.ADMIN)

    assert policy.may_see(user, story) == sees
    assert policy.visible_to(user, Story.objects.all()).exists() == sees


def test_reporter_sees_stories_that_he_filed_or_that_have_his_byline(reporter):
    filed = ArticleFactory(filed_by=reporter)
    named = ArticleFactory()
    BylineFactory(story=named, reporter=ReporterFactory(user=reporter))
    ArticleFactory()

    assert set(policy.visible_to(reporter, Story.objects.all())) == {
        Story.objects.get(pk=filed.pk),
        Story.objects.get(pk=named.pk),
    }


def test_superuser_without_a_role_sees_and_files_nothing(outsider):
    story = ArticleFactory(filed_by=outsider)

    assert not policy.may_see(outsider, story)
    assert not policy.may_edit(outsider, story)
    assert not policy.may_file(outsider)
    assert not policy.visible_to(outsider, Story.objects.all()).exists()


@pytest.mark.parametrize("role", Role)
def test_stages_to_sign_by_role(role, django_assert_max_num_queries):
    user = UserFactory(roles=[role])
    by_role = [stage for stage, signer in policy.SIGNERS.items() if signer == role]

    with django_assert_max_num_queries(2):  # the roles, and the delegations
        assert policy.stages_to_sign(user) == by_role


def test_stages_to_sign_by_delegation(head, outsider, chief):
    now = timezone.now()
    for delegate in (head, outsider):
        Delegation.objects.create(
            stage=Section.Stage.FINAL,
            delegate=delegate,
            granted_by=chief,
            reason="总编出差",
            begins_at=now - timedelta(hours=1),
            ends_at=now + timedelta(hours=1),
        )

    assert policy.stages_to_sign(head) == [Section.Stage.SECOND, Section.Stage.FINAL]
    assert policy.stages_to_sign(outsider) == []

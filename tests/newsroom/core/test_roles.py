import pytest
from django.contrib.auth.models import Group

from newsroom.core.roles import Role, permissions, sync_roles
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", Role)
def test_group_has_exactly_the_permissions_of_the_table(role):
    group = Group.objects.get(name=role).permissions.select_related("content_type")

    names = {f"{p.content_type.app_label}.{p.codename}" for p in group}

    assert names == permissions()[role]


def test_syncing_again_takes_away_what_was_added_by_hand():
    reporter, admin = Group.objects.get(name="reporter"), Group.objects.get(name="admin")
    reporter.permissions.add(*admin.permissions.all())

    sync_roles()

    assert reporter.permissions.count() == len(permissions()[Role.REPORTER])


def test_superuser_has_no_role_and_a_disabled_person_has_none_either():
    assert not UserFactory(is_superuser=True).has_role(*Role)
    assert not UserFactory(roles=[Role.CHIEF], is_active=False).has_role(Role.CHIEF)
    assert UserFactory(roles=[Role.CHIEF]).has_role(Role.HEAD, Role.CHIEF)

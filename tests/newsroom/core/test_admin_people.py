"""An administrator makes a person: log-in, roles and the name in bylines with one form."""

import pytest

from newsroom.core.models import Reporter, User
from newsroom.core.roles import Role
from tests.factories import ReporterFactory, UserFactory
from tests.newsroom.core.test_admin import group, roles, url
from tests.newsroom.desk.screens import form_data

PERSON = {"username": "suhe", "name": "苏禾", "usable_password": "true"}
PASSWORD = {"password1": "渡口石阶-2026", "password2": "渡口石阶-2026"}


@pytest.fixture
def add(client, admin_person):
    """Send the form of a new person with these changes; returns the response."""

    def add(**changes):
        client.force_login(admin_person)
        opened = form_data(client.get(url("user_add")))
        return client.post(url("user_add"), {**opened, **PERSON, **PASSWORD, **changes})

    return add


def test_one_form_makes_log_in_role_and_byline(add):
    assert add(groups=[group(Role.REPORTER)]).status_code == 302

    user = User.objects.get(username="suhe")
    assert roles(user) == {Role.REPORTER}
    assert user.reporter.name == "苏禾"


def test_a_name_that_stands_in_bylines_already_is_chosen(add):
    line = ReporterFactory(name="苏禾", affiliation="")

    refused = add(groups=[group(Role.REPORTER)])
    assert "reporter" in refused.context["adminform"].form.errors
    assert not User.objects.filter(username="suhe").exists()

    add(groups=[group(Role.REPORTER)], reporter=line.pk)
    assert Reporter.objects.get().user.username == "suhe"


@pytest.mark.parametrize("changes", [{"makes_byline": ""}, {"groups": []}])
def test_nobody_else_gets_a_byline(changes, add):
    add(**{"groups": [group(Role.REPORTER)], **changes})

    assert User.objects.filter(username="suhe").exists()
    assert not Reporter.objects.exists()


def test_the_byline_of_another_log_in_is_not_offered(add):
    line = ReporterFactory(user=UserFactory())

    response = add(groups=[group(Role.REPORTER)], reporter=line.pk)

    assert "reporter" in response.context["adminform"].form.errors


def test_an_administrator_opens_the_reporters(client, admin_person):
    client.force_login(admin_person)

    assert client.get(url("reporter_changelist")).status_code == 200
    assert client.get(url("reporter_add")).status_code == 200
    assert url("reporter_changelist") in client.get("/admin/").content.decode()

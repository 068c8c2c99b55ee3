"""People and names in the admin: nobody lifts himself up, nobody is deleted."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from newsroom.core.models import Organization, Reporter, User
from newsroom.core.roles import Role
from tests.factories import OrganizationFactory, ReporterFactory, SectionFactory, UserFactory
from tests.newsroom.desk.screens import form_data

DESK = ["editor", "head", "chief"]


def url(name, *args):
    return reverse(f"admin:newsroom_{name}", args=args)


def save(client, user, **changes):
    page = client.get(url("user_change", user.pk))
    return client.post(url("user_change", user.pk), {**form_data(page), **changes})


def roles(user):
    return set(User.objects.get(pk=user.pk).groups.values_list("name", flat=True))


def group(role):
    return Group.objects.get(name=role).pk


@pytest.fixture
def boss(db):
    return UserFactory(is_superuser=True, roles=[Role.ADMIN])


def test_an_administrator_gives_a_person_a_role(client, admin_person, reporter):
    client.force_login(admin_person)

    save(client, reporter, groups=[group(Role.EDITOR)])

    assert roles(reporter) == {Role.EDITOR}


def test_only_the_roles_of_the_newsroom_are_offered(client, admin_person, reporter):
    other = Group.objects.create(name="visitors")
    client.force_login(admin_person)

    response = save(client, reporter, groups=[other.pk])

    assert "groups" in response.context["adminform"].form.errors
    html = response.content.decode()
    assert all(str(role.label) in html for role in Role)


def test_nobody_gives_himself_a_role(client, admin_person, boss):
    for person in (admin_person, boss):
        client.force_login(person)

        save(client, person, groups=[group(Role.CHIEF)], is_superuser="on", is_active="")

        assert roles(person) == {Role.ADMIN}
        assert User.objects.get(pk=person.pk).is_active


def test_an_administrator_makes_no_superuser(client, admin_person, reporter):
    client.force_login(admin_person)

    save(client, reporter, is_superuser="on")

    assert not User.objects.get(pk=reporter.pk).is_superuser


def test_an_administrator_does_not_touch_a_superuser(client, admin_person, boss):
    client.force_login(admin_person)
    new = {"password1": "eine-Birke-33", "password2": "eine-Birke-33", "usable_password": "true"}

    assert client.post(url("user_change", boss.pk), {"name": "别人"}).status_code == 403
    password = reverse("admin:auth_user_password_change", args=[boss.pk])
    assert client.post(password, new).status_code == 403


def test_a_superuser_may_make_another(client, boss, admin_person):
    client.force_login(boss)

    save(client, admin_person, is_superuser="on")

    assert User.objects.get(pk=admin_person.pk).is_superuser


def test_a_new_person_is_added_with_roles(client, admin_person):
    client.force_login(admin_person)
    page = client.get(url("user_add"))
    new = {
        "username": "newcomer",
        "name": "何新",
        "usable_password": "true",
        "password1": "eine-Birke-33",
        "password2": "eine-Birke-33",
        "is_staff": "on",
        "groups": [group(Role.REPORTER)],
    }

    client.post(url("user_add"), {**form_data(page), **new})

    newcomer = User.objects.get(username="newcomer")
    assert (newcomer.name, newcomer.is_staff, roles(newcomer)) == ("何新", True, {Role.REPORTER})


def test_the_reporter_behind_a_log_in_is_set_with_the_person(client, admin_person, reporter):
    first, second = ReporterFactory(), ReporterFactory()
    client.force_login(admin_person)

    save(client, reporter, reporter=first.pk)
    save(client, reporter, reporter=second.pk)

    assert Reporter.objects.get(user=reporter) == second
    save(client, reporter, reporter="")
    assert not Reporter.objects.filter(user=reporter).exists()


def test_an_editor_can_not_take_himself_out_of_a_byline(client, editor):
    line = ReporterFactory(user=editor)
    client.force_login(editor)
    page = client.get(url("reporter_change", line.pk))

    client.post(url("reporter_change", line.pk), {**form_data(page), "user": ""})

    assert Reporter.objects.get(pk=line.pk).user == editor


@pytest.mark.parametrize("role", [Role.REPORTER, Role.EDITOR, Role.HEAD, Role.CHIEF])
def test_log_in_of_a_byline_is_a_name_and_no_way_to_a_person(role, client, reporter):
    line = ReporterFactory(user=reporter)
    client.force_login(UserFactory(roles=[role]))

    page = client.get(url("reporter_change", line.pk)).content.decode()

    assert reporter.name in page
    assert url("user_change", reporter.pk) not in page


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMIN])
def test_people_and_sections_are_the_administrators_business(role, client, reporter):
    client.force_login(UserFactory(roles=[role]))

    assert client.get(url("user_changelist")).status_code == 403
    assert client.get(url("user_change", reporter.pk)).status_code == 403
    assert client.get(url("section_changelist")).status_code == 403


@pytest.mark.parametrize("name", ["admin_person", "boss"])
def test_people_and_sections_are_never_deleted(name, request, client, reporter):
    client.force_login(request.getfixturevalue(name))
    rows = {
        "user": reporter,
        "section": SectionFactory(),
        "reporter": ReporterFactory(),
        "organization": OrganizationFactory(),
    }

    for model, row in rows.items():
        assert client.post(url(f"{model}_delete", row.pk), {"post": "yes"}).status_code == 403
        assert type(row).objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("name", DESK)
def test_the_desk_confirms_organizations(name, request, client):
    client.force_login(request.getfixturevalue(name))
    first, second = OrganizationFactory(), OrganizationFactory()

    client.post(
        url("organization_changelist"), {"action": "confirm", "_selected_action": [first.pk]}
    )

    assert list(Organization.objects.confirmed()) == [first]
    page = client.get(url("organization_change", second.pk))
    client.post(url("organization_change", second.pk), {**form_data(page), "confirmed": "on"})
    assert Organization.objects.confirmed().count() == 2


def test_a_reporter_confirms_no_organization(client, reporter):
    organization = OrganizationFactory()
    client.force_login(reporter)

    client.post(
        url("organization_changelist"), {"action": "confirm", "_selected_action": organization.pk}
    )
    client.post(url("organization_change", organization.pk), {"confirmed": "on"})

    assert not Organization.objects.confirmed().exists()


def test_groups_and_tags_have_no_screen(client, boss):
    client.force_login(boss)

    assert client.get("/admin/auth/group/").status_code == 404
    assert client.get("/admin/taggit/tag/").status_code == 404


def test_the_sidebar_leads_where_the_person_may_go(client, reporter, chief, outsider, admin_person):
    def sidebar(person):
        client.force_login(person)
        groups = client.get(reverse("admin:index")).context["sidebar_navigation"]
        return [item["link"] for group in groups for item in group["items"]]

    for person in (reporter, chief, outsider, admin_person):
        links = sidebar(person)
        assert all(client.get(link).status_code == 200 for link in links)
    assert url("user_changelist") in links
    assert url("user_changelist") not in sidebar(reporter)


def test_an_aliases_line_is_split(client, editor):
    organization = OrganizationFactory()
    client.force_login(editor)
    page = client.get(url("organization_change", organization.pk))

    client.post(
        url("organization_change", organization.pk),
        {**form_data(page), "aliases": "图书馆，市图、馆"},
    )

    assert Organization.objects.get(pk=organization.pk).aliases == ["图书馆", "市图", "馆"]

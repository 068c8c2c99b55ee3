"""Merging organizations in the admin: who may, and what the list shows afterwards."""

import pytest
from django.urls import reverse

from newsroom.core.models import Organization
from newsroom.core.roles import Role
from newsroom.desk import policy
from newsroom.desk.organizations import merge
from newsroom.press.publishing import publish
from tests.factories import OrganizationFactory, SectionFactory, UserFactory
from tests.newsroom.desk.screens import form_data
from tests.newsroom.press.snapshots import make_snapshot

LIST = reverse("admin:newsroom_organization_changelist")
MERGE = reverse("admin:newsroom_organization_merge")


@pytest.fixture
def library(db):
    return OrganizationFactory(name="临川市图书馆", confirmed=True)


@pytest.fixture
def duplicate(db):
    return OrganizationFactory(name="临川图书馆")


def change(organization):
    return reverse("admin:newsroom_organization_change", args=[organization.pk])


def choose(client, *organizations):
    return client.post(
        LIST,
        {"action": "merge_chosen", "_selected_action": [row.pk for row in organizations]},
        follow=True,
    )


def send(client, stays, *organizations):
    return client.post(
        MERGE, {"stays": stays.pk, "chosen": [row.pk for row in organizations]}, follow=True
    )


@pytest.mark.parametrize("role", policy.DESK)
def test_the_desk_merges_the_chosen_ones_into_the_one_that_stays(role, client, library, duplicate):
    third = OrganizationFactory(name="临川图书室")
    client.force_login(UserFactory(roles=[role]))

    page = choose(client, library, duplicate, third)
    assert set(page.context["chosen"]) == {library, duplicate, third}
    response = send(client, library, library, duplicate, third)

    assert response.redirect_chain == [(change(library), 302)]
    assert set(library.duplicates.all()) == {duplicate, third}
    assert set(Organization.objects.get(pk=library.pk).aliases) == {duplicate.name, third.name}


@pytest.mark.parametrize("role", [role for role in Role if role not in policy.DESK])
def test_nobody_else_merges(role, client, library, duplicate):
    client.force_login(UserFactory(roles=[role]))

    choose(client, library, duplicate)

    assert send(client, library, library, duplicate).status_code == 403
    assert not Organization.objects.exclude(merged_into=None).exists()


def test_a_superuser_without_a_role_does_not(client, library, duplicate, outsider):
    client.force_login(outsider)

    assert "chosen" not in choose(client, library, duplicate).context
    assert send(client, library, library, duplicate).status_code == 403


def test_whoever_is_not_logged_in_is_asked_to(client, library, duplicate):
    response = send(client, library, library, duplicate)

    assert response.status_code == 403
    assert reverse("admin:login") in response.content.decode()


def test_nothing_is_merged_by_opening_an_address(client, editor):
    client.force_login(editor)

    assert client.get(MERGE).status_code == 405


def test_one_alone_is_not_merged(client, library, duplicate, editor):
    client.force_login(editor)

    assert choose(client, library).redirect_chain[-1][0].startswith(LIST)
    assert send(client, library, library).redirect_chain == [(LIST, 302)]
    assert send(client, duplicate, library).redirect_chain == [(LIST, 302)]
    assert not Organization.objects.exclude(merged_into=None).exists()


def test_one_that_somebody_merged_meanwhile_changes_nothing(client, library, duplicate, editor):
    other = OrganizationFactory()
    merge(duplicate, other)
    third = OrganizationFactory()
    client.force_login(editor)

    send(client, library, library, third, duplicate)

    assert not library.duplicates.exists()


def test_the_list_hides_what_was_merged_and_tells_what_it_became(
    client, library, duplicate, editor
):
    merge(duplicate, library)
    client.force_login(editor)

    def listed(**query):
        return list(client.get(LIST, query).context["cl"].result_list)

    assert listed() == [library]
    assert listed(q="临川图书馆") == [library]  # its name is an alias now
    assert listed(merged="yes") == [duplicate]
    assert library.name in client.get(LIST, {"merged": "yes"}).content.decode()
    page = client.get(change(duplicate)).content.decode()
    assert library.name in page
    assert client.post(change(duplicate), {"confirmed": "on"}).status_code == 403


def test_a_story_is_not_offered_what_was_merged(client, library, duplicate, editor):
    merge(duplicate, library)
    client.force_login(editor)

    found = client.get(
        reverse("admin:autocomplete"),
        {
            "app_label": "articles",
            "model_name": "article",
            "field_name": "organizations",
            "term": "临川",
        },
    ).json()["results"]

    assert [row["id"] for row in found] == [str(library.pk)]


def test_what_was_merged_is_not_confirmed_again(client, library, duplicate, editor):
    merge(duplicate, library)
    client.force_login(editor)

    client.post(f"{LIST}?merged=yes", {"action": "confirm", "_selected_action": [duplicate.pk]})

    assert not Organization.objects.get(pk=duplicate.pk).confirmed


# --- what readers see of it at once ---------------------------------------------------------------


@pytest.fixture
def story(library, client, editor):
    """The address of a live story about the library; an editor is logged in."""
    client.force_login(editor)
    version = publish(make_snapshot(SectionFactory(), organizations=(library.pk,)))
    return version.get_absolute_url()


def save(client, organization, **changes):
    form = {**form_data(client.get(change(organization))), **changes}
    form = {name: value for name, value in form.items() if value is not None}
    assert client.post(change(organization), form).status_code == 302


def test_a_new_name_shows_at_once(client, library, story):
    assert library.name in client.get(story).content.decode()

    save(client, library, name="临川书院")

    page = client.get(story).content.decode()
    assert "临川书院" in page and library.name not in page


def test_who_is_confirmed_no_more_is_gone_at_once(client, library, story):
    address = library.get_absolute_url()
    assert client.get(address).status_code == 200
    assert library.name in client.get(story).content.decode()

    save(client, library, confirmed=None)

    assert client.get(address).status_code == 404
    assert library.name not in client.get(story).content.decode()


def test_who_was_confirmed_in_the_list_shows_at_once(client, library, story):
    save(client, library, confirmed=None)
    assert library.name not in client.get(story).content.decode()

    client.post(LIST, {"action": "confirm", "_selected_action": [library.pk]})

    assert library.name in client.get(story).content.decode()

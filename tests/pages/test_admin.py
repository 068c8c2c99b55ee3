"""Printed pages in the admin: permissions, the sign-off of a whole page, undoing a filing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsroom.core.roles import Role
from newsroom.desk.models import Decision, Story
from pages.admin import READERS, SIGNERS
from pages.import_desk import uploads
from pages.models import Page, PageStory
from tests.factories import ArticleFactory, BriefFactory, UserFactory
from tests.pages.signoff_forms import open_forms, sign_page
from tests.pages.uploaded_pages import TEXT

PROBLEM = {"line": 3, "kind": "stray_latin", "text": "and", "hint": "请核对原文"}


@pytest.fixture
def page(db):
    page = filed_page("a" * 64)
    stories = [ArticleFactory(printed_paper="临川晚报", printed_position=1), BriefFactory()]
    for position, story in enumerate(stories, start=1):
        PageStory.objects.create(
            page=page, story=story, position=position, first_line=position, last_line=position
        )
    return page


def undo_url(page):
    return reverse("admin:pages_page_undo", args=[page.pk])


def filed_page(sha256):
    return Page.objects.create(
        sha256=sha256,
        paper="临川晚报",
        text="第一行\n第二行\n第三行 and\n",
        reading={"problems": [PROBLEM]},
    )


def change_url(page):
    return reverse("admin:pages_page_change", args=[page.pk])


def sign_url(page):
    return reverse("admin:pages_page_sign", args=[page.pk])


@pytest.mark.parametrize("role", READERS)
def test_the_desk_reads_a_page_with_its_stories_and_problems(role, client, page):
    client.force_login(UserFactory(roles=[role]))

    html = client.get(change_url(page)).content.decode()

    for place in page.places.all():
        assert str(place.story) in html
        assert place.story.get_admin_url() in html
    assert PROBLEM["hint"] in html
    assert "第三行 and" in html
    assert client.get(reverse("admin:pages_page_changelist")).status_code == 200


@pytest.mark.parametrize("role", [role for role in Role if role not in READERS])
def test_other_roles_see_no_page(role, client, page):
    client.force_login(UserFactory(roles=[role]))

    assert client.get(change_url(page)).status_code == 403
    assert client.get(reverse("admin:pages_page_changelist")).status_code == 403


def test_a_superuser_without_a_role_sees_no_page(client, page, outsider):
    client.force_login(outsider)

    assert client.get(change_url(page)).status_code == 403


@pytest.mark.parametrize("role", READERS)
def test_nobody_changes_a_page(role, client, page):
    client.force_login(UserFactory(roles=[role]))

    assert client.post(change_url(page), {"paper": "别的报"}).status_code == 403
    assert client.get(reverse("admin:pages_page_add")).status_code == 403
    assert client.post(reverse("admin:pages_page_delete", args=[page.pk])).status_code == 403


def test_the_chief_signs_the_page_as_a_whole(client, page, chief):
    client.force_login(chief)
    assert sign_url(page) in client.get(change_url(page)).content.decode()

    response = sign_page(client, page)

    assert response.redirect_chain == [(change_url(page), 302)]
    assert Decision.objects.filter(page_sha256=page.sha256, actor=chief).count() == 2
    assert set(Story.objects.values_list("status", flat=True)) == {"approved"}
    assert sign_url(page) not in response.content.decode()


def test_a_page_is_not_signed_twice(client, page, chief):
    client.force_login(chief)
    forms = open_forms(client, page)
    sign_page(client, page, forms=forms)

    response = sign_page(client, page, forms=forms)

    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert Decision.objects.count() == 2


@pytest.mark.parametrize("role", [role for role in Role if role not in SIGNERS])
def test_signing_a_page_is_forbidden_to_any_other_role(role, client, page):
    client.force_login(UserFactory(roles=[role]))

    assert sign_url(page) not in client.get(change_url(page)).content.decode()
    assert client.post(sign_url(page)).status_code == 403
    assert not Decision.objects.exists()


def test_signing_a_page_is_forbidden_to_a_superuser_without_a_role(client, page, outsider):
    client.force_login(outsider)

    assert client.post(sign_url(page)).status_code == 403


def test_an_anonymous_visitor_signs_nothing(client, page):
    assert "/login/" in client.post(sign_url(page)).url
    assert not Decision.objects.exists()


def test_a_get_request_signs_nothing(client, page, chief):
    client.force_login(chief)

    assert client.get(sign_url(page)).status_code == 405


def test_the_chief_undoes_the_filing(client, page, chief):
    client.force_login(chief)
    assert undo_url(page) in client.get(change_url(page)).content.decode()

    response = client.post(undo_url(page), follow=True)

    assert response.redirect_chain == [(change_url(page), 302)]
    page.refresh_from_db()
    assert page.undone_at
    assert set(Story.objects.values_list("status", flat=True)) == {"spiked"}
    assert undo_url(page) not in response.content.decode()
    assert sign_url(page) not in response.content.decode()


def test_a_filing_whose_stories_have_decisions_is_not_undone(client, page, chief):
    client.force_login(chief)
    sign_page(client, page)
    assert undo_url(page) not in client.get(change_url(page)).content.decode()

    response = client.post(undo_url(page), follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert not Page.objects.get().undone_at


@pytest.mark.parametrize("role", [role for role in Role if role != Role.CHIEF])
def test_undoing_a_filing_is_forbidden_to_any_other_role(role, client, page):
    client.force_login(UserFactory(roles=[role]))

    assert undo_url(page) not in client.get(change_url(page)).content.decode()
    assert client.post(undo_url(page)).status_code == 403
    assert not Page.objects.get().undone_at


def test_undoing_a_filing_is_forbidden_to_whoever_has_no_role(client, page, outsider):
    assert "/login/" in client.post(undo_url(page)).url
    client.force_login(outsider)

    assert client.post(undo_url(page)).status_code == 403
    assert not Page.objects.get().undone_at


def test_a_get_request_undoes_no_filing(client, page, chief):
    client.force_login(chief)

    assert client.get(undo_url(page)).status_code == 405


def test_the_text_is_coloured_as_it_was_filed_and_stories_lead_to_their_lines(
    client, sections, chief, editor
):
    upload = uploads.receive(TEXT.encode(), "0306.txt", user=editor)[0]
    uploads.set_mark(upload, 9, "headline")
    upload.save()
    page = uploads.file_upload(upload.pk, user=editor).page
    Story.objects.update(other_half="4")
    client.force_login(chief)

    response = client.get(change_url(page))

    html = response.content.decode()
    for place in page.places.all():
        assert f'href="#line-{place.first_line}"' in html
    assert 'id="line-9"' in html
    assert "part--headline" in html
    assert "周砚之" in html
    assert 'name="line"' not in html  # lines of a filed page cannot be marked
    assert response.context["waiting"] == []  # half stories cannot be signed off


def test_pages_to_sign_wait_on_the_desk_of_the_chief_alone(client, page, chief, editor):
    client.force_login(editor)
    assert change_url(page) not in client.get(reverse("admin:index")).content.decode()
    client.force_login(chief)
    assert change_url(page) in client.get(reverse("admin:index")).content.decode()

    sign_page(client, page)

    assert change_url(page) not in client.get(reverse("admin:index")).content.decode()


def test_the_list_needs_the_same_queries_for_two_pages_and_for_twenty(client, page, chief):
    client.force_login(chief)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("admin:pages_page_changelist"))
        return len(captured)

    few = queries()
    for number in range(19):
        filed_page(f"{number:064x}")

    assert queries() <= few <= 12

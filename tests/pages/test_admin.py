"""The printed pages in the admin: who reads them, and the sign-off of a whole page."""

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


def undo(page):
    return reverse("admin:pages_page_undo", args=[page.pk])


def filed_page(sha256):
    return Page.objects.create(
        sha256=sha256,
        paper="临川晚报",
        text="第一行\n第二行\n第三行 and\n",
        reading={"problems": [PROBLEM]},
    )


def change(page):
    return reverse("admin:pages_page_change", args=[page.pk])


def sign(page):
    return reverse("admin:pages_page_sign", args=[page.pk])


@pytest.mark.parametrize("role", READERS)
def test_the_desk_reads_a_page_with_its_stories_and_problems(role, client, page):
    client.force_login(UserFactory(roles=[role]))

    html = client.get(change(page)).content.decode()

    for place in page.places.all():
        assert str(place.story) in html
        assert place.story.get_admin_url() in html
    assert PROBLEM["hint"] in html
    assert "第三行 and" in html
    assert client.get(reverse("admin:pages_page_changelist")).status_code == 200


@pytest.mark.parametrize("role", [role for role in Role if role not in READERS])
def test_whoever_does_not_work_with_pages_sees_none(role, client, page):
    client.force_login(UserFactory(roles=[role]))

    assert client.get(change(page)).status_code == 403
    assert client.get(reverse("admin:pages_page_changelist")).status_code == 403


def test_a_superuser_without_a_role_sees_no_page(client, page, outsider):
    client.force_login(outsider)

    assert client.get(change(page)).status_code == 403


@pytest.mark.parametrize("role", READERS)
def test_nobody_changes_a_page(role, client, page):
    client.force_login(UserFactory(roles=[role]))

    assert client.post(change(page), {"paper": "别的报"}).status_code == 403
    assert client.get(reverse("admin:pages_page_add")).status_code == 403
    assert client.post(reverse("admin:pages_page_delete", args=[page.pk])).status_code == 403


def test_the_chief_signs_the_page_as_a_whole(client, page, chief):
    client.force_login(chief)
    assert sign(page) in client.get(change(page)).content.decode()

    response = client.post(sign(page), follow=True)

    assert response.redirect_chain == [(change(page), 302)]
    assert Decision.objects.filter(page_sha256=page.sha256, actor=chief).count() == 2
    assert set(Story.objects.values_list("status", flat=True)) == {"approved"}
    assert sign(page) not in response.content.decode()


def test_a_page_is_not_signed_twice(client, page, chief):
    client.force_login(chief)
    client.post(sign(page), follow=True)

    response = client.post(sign(page), follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert Decision.objects.count() == 2


@pytest.mark.parametrize("role", [role for role in Role if role not in SIGNERS])
def test_signing_a_page_is_forbidden_to_any_other_role(role, client, page):
    client.force_login(UserFactory(roles=[role]))

    assert sign(page) not in client.get(change(page)).content.decode()
    assert client.post(sign(page)).status_code == 403
    assert not Decision.objects.exists()


def test_signing_a_page_is_forbidden_to_a_superuser_without_a_role(client, page, outsider):
    client.force_login(outsider)

    assert client.post(sign(page)).status_code == 403


def test_whoever_is_not_logged_in_signs_nothing(client, page):
    assert "/login/" in client.post(sign(page)).url
    assert not Decision.objects.exists()


def test_a_page_is_never_signed_by_opening_an_address(client, page, chief):
    client.force_login(chief)

    assert client.get(sign(page)).status_code == 405


def test_the_chief_undoes_the_filing(client, page, chief):
    client.force_login(chief)
    assert undo(page) in client.get(change(page)).content.decode()

    response = client.post(undo(page), follow=True)

    assert response.redirect_chain == [(change(page), 302)]
    page.refresh_from_db()
    assert page.undone_at
    assert set(Story.objects.values_list("status", flat=True)) == {"spiked"}
    assert undo(page) not in response.content.decode()
    assert sign(page) not in response.content.decode()


def test_a_filing_whose_stories_went_further_is_not_undone(client, page, chief):
    client.force_login(chief)
    client.post(sign(page))
    assert undo(page) not in client.get(change(page)).content.decode()

    response = client.post(undo(page), follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert not Page.objects.get().undone_at


@pytest.mark.parametrize("role", [role for role in Role if role != Role.CHIEF])
def test_undoing_a_filing_is_forbidden_to_any_other_role(role, client, page):
    client.force_login(UserFactory(roles=[role]))

    assert undo(page) not in client.get(change(page)).content.decode()
    assert client.post(undo(page)).status_code == 403
    assert not Page.objects.get().undone_at


def test_undoing_a_filing_is_forbidden_to_whoever_has_no_role(client, page, outsider):
    assert "/login/" in client.post(undo(page)).url
    client.force_login(outsider)

    assert client.post(undo(page)).status_code == 403
    assert not Page.objects.get().undone_at


def test_a_filing_is_never_undone_by_opening_an_address(client, page, chief):
    client.force_login(chief)

    assert client.get(undo(page)).status_code == 405


def test_the_text_is_coloured_as_it_was_filed_and_stories_lead_to_their_lines(
    client, sections, chief, editor
):
    upload = uploads.receive(TEXT.encode(), "0306.txt", by=editor)[0]
    uploads.mark(upload, 9, "headline")
    upload.save()
    page = uploads.file_upload(upload.pk, by=editor).page
    Story.objects.update(other_half="4")
    client.force_login(chief)

    response = client.get(change(page))

    html = response.content.decode()
    for place in page.places.all():
        assert f'href="#line-{place.first_line}"' in html
    assert 'id="line-9"' in html
    assert "part--headline" in html
    assert "周砚之" in html
    assert 'name="line"' not in html  # what is filed is not marked any more
    assert response.context["waiting"] == 0  # a half waits for the other one


def test_pages_to_sign_wait_on_the_desk_of_the_chief_alone(client, page, chief, editor):
    client.force_login(editor)
    assert change(page) not in client.get(reverse("admin:index")).content.decode()
    client.force_login(chief)
    assert change(page) in client.get(reverse("admin:index")).content.decode()

    client.post(sign(page))

    assert change(page) not in client.get(reverse("admin:index")).content.decode()


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

"""The import desk: who may use it, which texts it accepts, and the states in its list."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsroom.core.roles import Role
from newsroom.desk import policy
from pages.import_desk import intake, uploads
from pages.importing.filing import file_page
from pages.importing.page_files import read_page_bytes
from pages.models import Page, Upload
from pages.reading.source.decode import MAX_BYTES
from tests.factories import UserFactory
from tests.pages.uploaded_pages import (
    ACCEPT_JSON,
    LIST_URL,
    RECEIVE_URL,
    TEXT,
    file_url,
    messages_of,
    put_away_url,
    states_in_list,
    text_file,
    upload_files,
    workbench_url,
)

pytestmark = pytest.mark.usefixtures("sections")


# --- permissions ----------------------------------------------------------------------------------


def statuses_of_views(client, upload):
    """{view: HTTP status} of every view of the import desk."""
    return {
        "list": client.get(LIST_URL).status_code,
        "bench": client.get(workbench_url(upload)).status_code,
        "save": client.post(workbench_url(upload), {"number": "7"}).status_code,
        "settle": client.post(workbench_url(upload), {"settle": "9:headline"}).status_code,
        "receive": upload_files(client, text_file(TEXT)).status_code,
        "action": client.post(
            LIST_URL, {"action": "file_chosen", "_selected_action": [upload.pk]}
        ).status_code,
        "file": client.post(file_url(upload)).status_code,
        "away": client.post(put_away_url(upload)).status_code,
    }


@pytest.mark.parametrize("role", policy.DESK)
def test_roles_of_the_desk_may_use_the_import_desk(role, client, upload):
    client.force_login(UserFactory(roles=[role]))

    # 400 comes from views that refuse an upload which an earlier request has filed.
    assert set(statuses_of_views(client, upload).values()) <= {200, 302, 400}
    assert Page.objects.count() == 1


@pytest.mark.parametrize("role", [role for role in Role if role not in policy.DESK])
def test_other_roles_may_not(role, client, upload):
    client.force_login(UserFactory(roles=[role]))

    assert set(statuses_of_views(client, upload).values()) == {403}
    assert not Page.objects.exists()


def test_a_superuser_without_a_role_may_not(client, upload, outsider):
    client.force_login(outsider)

    assert set(statuses_of_views(client, upload).values()) == {403}
    assert not Page.objects.exists()


def test_an_anonymous_visitor_is_asked_to_log_in(client, upload):
    statuses = statuses_of_views(client, upload)

    assert (statuses["list"], statuses["bench"]) == (302, 302)
    assert set(statuses.values()) <= {302, 403}  # a form with words in it is shown back
    assert "/login/" in client.post(file_url(upload)).url
    assert (Upload.objects.get().number, Upload.objects.get().marks) == ("", {})


def test_every_change_requires_the_csrf_token(upload, editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)

    for url in (
        RECEIVE_URL,
        workbench_url(upload),
        file_url(upload),
        put_away_url(upload),
        LIST_URL,
    ):
        assert client.post(url, {"number": "7"}).status_code == 403
    assert Upload.objects.get().number == ""


def test_get_requests_change_nothing(editor_client, upload):
    for url in (RECEIVE_URL, file_url(upload), put_away_url(upload)):
        assert editor_client.get(url).status_code == 405
    assert editor_client.get(workbench_url(upload)).status_code == 200
    assert Upload.objects.filter(page=None).count() == 1


def test_adding_and_deleting_by_the_admins_own_forms_is_closed(editor_client, upload):
    assert editor_client.get(reverse("admin:pages_upload_add")).status_code == 403
    delete = reverse("admin:pages_upload_delete", args=[upload.pk])
    assert editor_client.post(delete, {"post": "yes"}).status_code == 403


# --- uploading --------------------------------------------------------------------------------


def test_one_file_opens_on_its_workbench(editor_client, editor):
    response = upload_files(editor_client, text_file(TEXT, "0306.txt"))

    upload = Upload.objects.get()
    assert response.url == workbench_url(upload)
    assert (upload.name, upload.encoding, upload.uploaded_by) == ("0306.txt", "utf-8", editor)
    assert upload.summary["stories"] == 1
    assert not Page.objects.exists()


def test_bad_files_are_named_with_the_reason_and_the_others_go_on(editor_client, monkeypatch):
    monkeypatch.setattr(intake, "MAX_BYTES", 2000)
    bad = {
        "empty.txt": b"\n  \n",
        "picture.txt": b"\x89PNG\x00\x01\x02",
        "unknown.txt": b"\xff\x81\x20\xfe\xff ok",
        "large.txt": "长".encode() * 1000,
        "numbers.txt": b"3 4 5\n",
    }

    response = editor_client.post(
        RECEIVE_URL,
        {"files": [text_file(TEXT), *(text_file(data, name) for name, data in bad.items())]},
        follow=True,
    )

    assert Upload.objects.count() == 1
    for name in bad:
        assert any(message.startswith(f"{name} ") for message in messages_of(response))


def test_a_script_gets_the_result_of_its_file(editor_client):
    good, bad = (
        upload_files(editor_client, file, headers=ACCEPT_JSON).json()["results"][0]
        for file in (text_file(TEXT), text_file("", "leer.txt"))
    )

    assert good["ok"] and good["url"] == workbench_url(Upload.objects.get())
    assert not bad["ok"] and bad["name"] == "leer.txt" and bad["message"]


def test_gb18030_is_decoded_and_reported(editor_client):
    response = upload_files(editor_client, text_file(TEXT.encode("gb18030")), follow=True)

    assert Upload.objects.get().encoding == "gb18030"
    assert "GB18030" in response.content.decode()
    assert "GB18030" in editor_client.get(LIST_URL).content.decode()


def test_pasted_text_is_a_page_too(editor_client):
    editor_client.post(RECEIVE_URL, {"text": TEXT.replace("\n", "\r\n")})

    assert Upload.objects.get().text == TEXT.rstrip("\n")


def test_the_same_text_is_stored_once(editor_client, upload):
    response = upload_files(
        editor_client, text_file(TEXT.replace("\n", "\r\n"), "again.txt"), follow=True
    )

    assert Upload.objects.get() == upload
    assert response.redirect_chain[0][0] == workbench_url(upload)


def test_an_empty_form_is_reported(editor_client):
    assert messages_of(editor_client.post(RECEIVE_URL, {}, follow=True))


def test_too_large_a_body_is_refused_unread(editor_client, monkeypatch):
    monkeypatch.setattr(intake, "_receive", lambda request: pytest.fail("was read"))

    response = editor_client.post(
        RECEIVE_URL, headers=ACCEPT_JSON, CONTENT_LENGTH=str(intake.MAX_BODY + 1)
    )

    assert response.status_code == 413
    assert not response.json()["results"][0]["ok"]


def test_too_large_a_text_is_refused_with_a_message(editor_client):
    response = editor_client.post(RECEIVE_URL, {"text": "字" * MAX_BYTES}, follow=True)

    assert messages_of(response)
    assert not Upload.objects.exists()


# --- the list ---------------------------------------------------------------------------------


def test_the_list_shows_the_state_of_each_upload(editor_client, upload, editor):
    assert states_in_list(editor_client) == ["new"]

    page = file_page(read_page_bytes(TEXT.encode(), "by-command.txt")).page
    assert states_in_list(editor_client) == ["before"]
    assert (
        reverse("admin:pages_page_change", args=[page.pk])
        in editor_client.get(LIST_URL).content.decode()
    )

    other = uploads.receive(TEXT.replace("七把", "八把").encode(), "other.txt", user=editor)[0]
    assert states_in_list(editor_client) == ["conflict", "before"]

    editor_client.post(workbench_url(other), {"number": "7"})
    assert states_in_list(editor_client) == ["new", "before"]

    editor_client.post(file_url(other))
    assert states_in_list(editor_client) == ["before"]
    assert states_in_list(editor_client, shown="filed") == ["filed"]


def test_the_list_shows_uploads_of_everybody_or_only_mine(client, upload, chief):
    client.force_login(chief)

    assert states_in_list(client) == ["new"]
    assert states_in_list(client, shown="mine") == []


def test_the_list_reads_no_page_and_needs_the_same_queries_for_two_and_for_twenty(
    editor_client, upload, editor, monkeypatch
):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            editor_client.get(LIST_URL)
        return len(captured)

    few = queries()
    for number in range(20):
        uploads.receive(TEXT.replace("第06版", f"第{number:02}版").encode(), "p.txt", user=editor)
    monkeypatch.setattr(uploads, "read_page_text", lambda *args, **kwargs: pytest.fail("was read"))

    assert queries() == few <= 12

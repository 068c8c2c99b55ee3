"""The import desk: who may work there, what comes in, and what the list says of it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsroom.core.roles import Role
from newsroom.desk import policy
from pages.import_desk import receipt, uploads
from pages.importing.filing import file_page
from pages.importing.page_files import take_in_bytes
from pages.models import Page, Upload
from pages.reading.text import MAX_BYTES
from tests.factories import UserFactory
from tests.pages.uploaded_pages import (
    JSON,
    LIST,
    RECEIVE,
    TEXT,
    bench,
    filing,
    putting_away,
    said,
    send,
    states,
    txt,
)

pytestmark = pytest.mark.usefixtures("sections")


# --- who may ----------------------------------------------------------------------------------


def answers(client, upload):
    """The status of every address of the import desk."""
    return {
        "list": client.get(LIST).status_code,
        "bench": client.get(bench(upload)).status_code,
        "say": client.post(bench(upload), {"number": "7"}).status_code,
        "receive": send(client, txt(TEXT)).status_code,
        "action": client.post(
            LIST, {"action": "file_chosen", "_selected_action": [upload.pk]}
        ).status_code,
        "file": client.post(filing(upload)).status_code,
        "away": client.post(putting_away(upload)).status_code,
    }


@pytest.mark.parametrize("role", policy.DESK)
def test_the_desk_works_here(role, client, upload):
    client.force_login(UserFactory(roles=[role]))

    assert set(answers(client, upload).values()) <= {200, 302, 400}  # 400: filed in between
    assert Page.objects.count() == 1


@pytest.mark.parametrize("role", [role for role in Role if role not in policy.DESK])
def test_nobody_else_does(role, client, upload):
    client.force_login(UserFactory(roles=[role]))

    assert set(answers(client, upload).values()) == {403}
    assert not Page.objects.exists()


def test_a_superuser_without_a_role_does_not(client, upload, outsider):
    client.force_login(outsider)

    assert set(answers(client, upload).values()) == {403}
    assert not Page.objects.exists()


def test_whoever_is_not_logged_in_is_asked_to(client, upload):
    assert set(answers(client, upload).values()) == {302}
    assert "/login/" in client.post(filing(upload)).url
    assert Upload.objects.get().number == ""


def test_every_change_wants_the_token_of_the_form(upload, editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)

    for url in (RECEIVE, bench(upload), filing(upload), putting_away(upload), LIST):
        assert client.post(url, {"number": "7"}).status_code == 403
    assert Upload.objects.get().number == ""


def test_nothing_changes_by_opening_an_address(desk, upload):
    for url in (RECEIVE, filing(upload), putting_away(upload)):
        assert desk.get(url).status_code == 405
    assert desk.get(bench(upload)).status_code == 200
    assert Upload.objects.filter(page=None).count() == 1


def test_adding_and_deleting_by_the_admins_own_forms_is_closed(desk, upload):
    assert desk.get(reverse("admin:pages_upload_add")).status_code == 403
    delete = reverse("admin:pages_upload_delete", args=[upload.pk])
    assert desk.post(delete, {"post": "yes"}).status_code == 403


# --- coming in --------------------------------------------------------------------------------


def test_one_file_opens_on_its_workbench(desk, editor):
    response = send(desk, txt(TEXT, "0306.txt"))

    upload = Upload.objects.get()
    assert response.url == bench(upload)
    assert (upload.name, upload.encoding, upload.uploaded_by) == ("0306.txt", "utf-8", editor)
    assert upload.summary["stories"] == 1
    assert not Page.objects.exists()


def test_bad_files_are_named_with_the_reason_and_the_others_go_on(desk, monkeypatch):
    monkeypatch.setattr(receipt, "MAX_BYTES", 2000)
    bad = {
        "empty.txt": b"\n  \n",
        "picture.txt": b"\x89PNG\x00\x01\x02",
        "unknown.txt": b"\xff\x81\x20\xfe\xff ok",
        "large.txt": "长".encode() * 1000,
        "numbers.txt": b"3 4 5\n",
    }

    response = desk.post(
        RECEIVE,
        {"files": [txt(TEXT), *(txt(data, name) for name, data in bad.items())]},
        follow=True,
    )

    assert Upload.objects.count() == 1
    for name in bad:
        assert any(message.startswith(f"{name} ") for message in said(response))


def test_a_script_gets_the_result_of_its_file(desk):
    good, bad = (
        send(desk, file, headers=JSON).json()["results"][0]
        for file in (txt(TEXT), txt("", "leer.txt"))
    )

    assert good["ok"] and good["url"] == bench(Upload.objects.get())
    assert not bad["ok"] and bad["name"] == "leer.txt" and bad["said"]


def test_gb18030_is_read_and_said(desk):
    response = send(desk, txt(TEXT.encode("gb18030")), follow=True)

    assert Upload.objects.get().encoding == "gb18030"
    assert "GB18030" in response.content.decode()
    assert "GB18030" in desk.get(LIST).content.decode()


def test_pasted_text_is_a_page_too(desk):
    desk.post(RECEIVE, {"text": TEXT.replace("\n", "\r\n")})

    assert Upload.objects.get().text == TEXT.rstrip("\n")


def test_the_same_text_waits_once(desk, upload):
    response = send(desk, txt(TEXT.replace("\n", "\r\n"), "again.txt"), follow=True)

    assert Upload.objects.get() == upload
    assert response.redirect_chain[0][0] == bench(upload)


def test_nothing_chosen_is_said(desk):
    assert said(desk.post(RECEIVE, {}, follow=True))


def test_a_body_that_is_too_large_is_not_read(desk, monkeypatch):
    monkeypatch.setattr(receipt, "_receive", lambda request: pytest.fail("was read"))

    response = desk.post(RECEIVE, headers=JSON, CONTENT_LENGTH=str(receipt.MAX_BODY + 1))

    assert response.status_code == 413
    assert not response.json()["results"][0]["ok"]


def test_too_large_a_text_is_refused_in_words(desk):
    response = desk.post(RECEIVE, {"text": "字" * MAX_BYTES}, follow=True)

    assert said(response)
    assert not Upload.objects.exists()


# --- the list ---------------------------------------------------------------------------------


def test_the_list_says_where_each_upload_stands(desk, upload, editor):
    assert states(desk) == ["new"]

    page = file_page(take_in_bytes(TEXT.encode(), "by-command.txt")).page
    assert states(desk) == ["before"]
    assert reverse("admin:pages_page_change", args=[page.pk]) in desk.get(LIST).content.decode()

    other = uploads.receive(TEXT.replace("七把", "八把").encode(), "other.txt", by=editor)[0]
    assert states(desk) == ["conflict", "before"]

    desk.post(bench(other), {"number": "7"})
    assert states(desk) == ["new", "before"]

    desk.post(filing(other))
    assert states(desk) == ["before"]
    assert states(desk, shown="filed") == ["filed"]


def test_uploads_of_others_are_there_too_and_mine_can_be_asked_for(client, upload, chief):
    client.force_login(chief)

    assert states(client) == ["new"]
    assert states(client, shown="mine") == []


def test_the_list_reads_no_page_and_needs_the_same_queries_for_two_and_for_twenty(
    desk, upload, editor, monkeypatch
):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            desk.get(LIST)
        return len(captured)

    few = queries()
    for number in range(20):
        uploads.receive(TEXT.replace("第06版", f"第{number:02}版").encode(), "p.txt", by=editor)
    monkeypatch.setattr(uploads, "take_in_text", lambda *args, **kwargs: pytest.fail("was read"))

    assert queries() == few <= 12

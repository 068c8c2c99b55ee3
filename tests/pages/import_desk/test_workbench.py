"""The workbench of one upload: marks and overrides, and filing it as drafts."""

import json
from html import unescape

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from newsroom.core.models import Section
from newsroom.desk.models import Story
from pages.import_desk import labels, uploads, workbench
from pages.importing.filing import file_page
from pages.importing.page_files import read_page_bytes
from pages.models import Page, Upload
from pages.page_signoff import undo_filing
from pages.reading import reader
from tests.pages.uploaded_pages import (
    ACCEPT_JSON,
    LIST_URL,
    TEXT,
    file_url,
    messages_of,
    put_away_url,
    states_in_list,
    workbench_url,
)

# --- the workbench ----------------------------------------------------------------------------


def test_the_workbench_shows_the_text_its_reading_and_the_problems(editor_client, upload):
    html = editor_client.get(workbench_url(upload)).content.decode()

    assert "part part--headline" in html
    assert 'id="line-11"' in html and 'href="#line-11"' in html  # the line with a stray Latin word
    assert "中文里夹着外文词" in html
    assert "周砚之" in html
    for kind in labels.MARK_LABELS:
        assert f'value="{kind}"' in html


def test_every_character_of_the_page_is_on_the_workbench(editor_client, upload):
    text = upload.text.replace("七把伞", "七把<b>伞</b>&")
    lines = workbench.printed_lines(text, uploads.read_upload(upload).parsed.reading, {})

    assert [unescape(strip_tags(line.html)) for line in lines] == text.split("\n")


def test_only_the_beginning_of_a_very_long_text_is_shown(editor_client, editor, monkeypatch):
    monkeypatch.setattr(workbench, "SHOWN_LINES", 5)
    monkeypatch.setattr(workbench, "SHOWN_STORIES", 1)
    long = uploads.receive((TEXT + TEXT.replace("渡口", "河堤")).encode(), "l.txt", user=editor)[0]

    response = editor_client.get(workbench_url(long))

    html = response.content.decode()
    assert 'id="line-5"' in html and 'id="line-6"' not in html
    assert html.count('class="story"') == 1
    assert response.context["hidden_lines"] == long.text.count("\n") - 4


def test_the_form_overrides_what_is_printed(editor_client, upload):
    section = Section.objects.get(name="教育")

    editor_client.post(
        workbench_url(upload), {"section": section.pk, "date": "2024-03-16", "number": "０７"}
    )

    upload.refresh_from_db()
    assert (upload.section, str(upload.date), upload.number) == (section, "2024-03-16", "07")
    assert upload.summary["date"] == "2024-03-16"


def test_only_what_was_sent_is_changed(editor_client, upload):
    editor_client.post(workbench_url(upload), {"number": "7"})
    editor_client.post(workbench_url(upload), {"date": "2024-03-16"})

    upload.refresh_from_db()
    assert (upload.number, str(upload.date)) == ("7", "2024-03-16")


def test_an_invalid_date_is_reported_and_changes_nothing(editor_client, upload):
    response = editor_client.post(workbench_url(upload), {"date": "2024-02-31"}, follow=True)

    upload.refresh_from_db()
    assert upload.date is None
    assert messages_of(response)


def test_a_mark_is_stored_and_removed(editor_client, upload):
    response = editor_client.post(workbench_url(upload), {"line": "9", "kind": "headline"})
    assert response.url.endswith("#line-9")
    upload.refresh_from_db()
    assert upload.marks == {"9": "headline"}

    editor_client.post(workbench_url(upload), {"line": "9", "kind": ""})

    upload.refresh_from_db()
    assert upload.marks == {}


def test_a_script_gets_the_new_text_and_reading(editor_client, upload):
    fragments = editor_client.post(
        workbench_url(upload), {"line": "9", "kind": "headline"}, headers=ACCEPT_JSON
    ).json()

    assert set(fragments) == {"status", "doubts", "text", "reading"}
    assert "is-marked" in fragments["text"]


@pytest.mark.parametrize(
    "mark",
    [
        {"line": "0", "kind": "headline"},
        {"line": "999", "kind": "headline"},
        {"line": "x", "kind": "headline"},
        {"line": "9", "kind": "poem"},
        {"settle": "0:headline"},
        {"settle": "9:poem"},
        {"settle": "headline"},
    ],
)
def test_an_unknown_line_or_kind_is_a_bad_request(mark, editor_client, upload):
    assert editor_client.post(workbench_url(upload), mark).status_code == 400
    assert Upload.objects.get().marks == {}


def test_a_mark_changes_the_reading(editor_client, upload):
    editor_client.post(workbench_url(upload), {"line": "9", "kind": "headline"})

    stories = uploads.read_upload(Upload.objects.get()).parsed.reading.stories
    assert [story.headline for story in stories] == ["渡口修缮完工", "修伞铺开张"]


def test_the_marks_are_those_of_the_reader():
    assert set(labels.MARK_LABELS) == set(reader.MARK_KINDS)


def test_a_page_whose_marks_leave_no_story_can_still_be_looked_at(
    editor_client, upload, monkeypatch
):
    monkeypatch.setattr(
        uploads, "read_upload", lambda upload: uploads.UploadReading(refusal="没有稿件")
    )

    response = editor_client.get(workbench_url(upload))

    assert "没有稿件" in response.content.decode()
    assert 'id="line-11"' in response.content.decode()


# --- filing -----------------------------------------------------------------------------------


def test_filing_makes_drafts_with_their_lines(editor_client, upload, editor):
    response = editor_client.post(
        file_url(upload), {"number": "7", "date": "2024-03-16"}, follow=True
    )

    page = Page.objects.get()
    assert response.redirect_chain == [(reverse("admin:pages_page_change", args=[page.pk]), 302)]
    assert (page.number, str(page.date), page.filed_by) == ("7", "2024-03-16", editor)
    story = Story.objects.get()
    assert (story.status, story.printed_editor) == ("draft", "周砚之")
    assert page.places.get().first_line == 3
    upload.refresh_from_db()
    assert upload.page == page
    assert len(messages_of(response)) == 1


def test_filing_twice_says_so(editor_client, upload):
    editor_client.post(file_url(upload))

    response = editor_client.post(file_url(upload), follow=True)

    assert Page.objects.count() == Story.objects.count() == 1
    assert messages_of(response)


def test_a_conflict_is_shown_with_the_page_that_is_filed(editor_client, upload):
    page = file_page(read_page_bytes(TEXT.replace("七把", "八把").encode(), "first.txt")).page

    response = editor_client.post(file_url(upload), follow=True)

    assert response.redirect_chain == [(workbench_url(upload), 302)]
    assert reverse("admin:pages_page_change", args=[page.pk]) in response.content.decode()
    assert Page.objects.get() == page
    editor_client.post(file_url(upload), {"number": "7"})
    assert Page.objects.count() == 2


def test_an_invalid_date_files_nothing(editor_client, upload):
    response = editor_client.post(file_url(upload), {"date": "2024-02-31"}, follow=True)

    assert not Page.objects.exists()
    assert messages_of(response)


def test_a_filed_upload_cannot_be_changed(editor_client, upload):
    editor_client.post(file_url(upload))

    assert (
        editor_client.post(workbench_url(upload), {"line": "9", "kind": "headline"}).status_code
        == 400
    )
    assert editor_client.post(put_away_url(upload)).status_code == 400
    assert 'class="line__kind"' in editor_client.get(workbench_url(upload)).content.decode()


def test_a_page_whose_filing_was_undone_can_be_filed_again(editor_client, upload, chief):
    editor_client.post(file_url(upload))
    undo_filing(Page.objects.get(), user=chief)
    assert states_in_list(editor_client) == ["new"]

    editor_client.post(file_url(upload), {"number": "8"})

    assert Page.objects.filed().get().number == "8"
    assert Upload.objects.get().page == Page.objects.filed().get()


def test_several_uploads_are_filed_at_once_each_with_its_result(editor_client, upload, editor):
    other = uploads.receive(TEXT.replace("七把", "八把").encode(), "other.txt", user=editor)[0]
    third = uploads.receive(TEXT.replace("06版", "07版").encode(), "third.txt", user=editor)[0]

    response = editor_client.post(
        LIST_URL,
        {"action": "file_chosen", "_selected_action": [upload.pk, other.pk, third.pk]},
    )

    assert [result["ok"] for result in response.context["results"]] == [True, False, True]
    html = response.content.decode()
    assert all(name in html for name in ("0306.txt", "other.txt", "third.txt"))
    assert Page.objects.count() == 2


def test_an_upload_is_put_away(editor_client, upload):
    assert editor_client.post(put_away_url(upload)).url == LIST_URL

    assert not Upload.objects.exists()
    assert editor_client.get(workbench_url(upload)).status_code == 404


def test_several_uploads_are_put_away_except_filed_ones(editor_client, upload, editor):
    other = uploads.receive(TEXT.replace("06版", "07版").encode(), "other.txt", user=editor)[0]
    editor_client.post(file_url(other))

    editor_client.post(
        LIST_URL + "?shown=filed", {"action": "put_chosen_away", "_selected_action": [other.pk]}
    )
    editor_client.post(LIST_URL, {"action": "put_chosen_away", "_selected_action": [upload.pk]})

    assert Upload.objects.get() == other


def test_summary_is_plain_data(upload):
    assert json.loads(json.dumps(upload.summary)) == upload.summary

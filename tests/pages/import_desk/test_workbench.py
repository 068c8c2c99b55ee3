"""The workbench of one page: what is said of it, and filing it as drafts."""

import json
from html import unescape

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from newsroom.core.models import Section
from newsroom.desk.models import Story
from pages.import_desk import labels, uploads, workbench
from pages.importing.filing import file_page
from pages.importing.page_files import take_in_bytes
from pages.models import Page, Upload
from pages.page_signoff import undo_filing
from pages.reading import reader
from tests.pages.uploaded_pages import JSON, LIST, TEXT, bench, filing, putting_away, said, states

# --- the workbench ----------------------------------------------------------------------------


def test_the_workbench_shows_the_text_its_reading_and_the_problems(desk, upload):
    html = desk.get(bench(upload)).content.decode()

    assert "part part--headline" in html
    assert 'id="line-11"' in html and 'href="#line-11"' in html  # the line with the stray word
    assert "中文里夹着外文词" in html
    assert "周砚之" in html
    for kind in labels.MARKS:
        assert f'value="{kind}"' in html


def test_every_character_of_the_page_is_on_the_workbench(desk, upload):
    text = upload.text.replace("七把伞", "七把<b>伞</b>&")
    lines = workbench.printed_lines(text, uploads.read(upload).incoming.reading, {})

    assert [unescape(strip_tags(line.html)) for line in lines] == text.split("\n")


def test_a_text_that_is_no_page_is_shown_in_part(desk, editor, monkeypatch):
    monkeypatch.setattr(workbench, "SHOWN_LINES", 5)
    monkeypatch.setattr(workbench, "SHOWN_STORIES", 1)
    long = uploads.receive((TEXT + TEXT.replace("渡口", "河堤")).encode(), "l.txt", by=editor)[0]

    response = desk.get(bench(long))

    html = response.content.decode()
    assert 'id="line-5"' in html and 'id="line-6"' not in html
    assert html.count('class="story"') == 1
    assert response.context["left_out"] == long.text.count("\n") - 4


def test_what_is_chosen_above_holds(desk, upload):
    section = Section.objects.get(name="教育")

    desk.post(bench(upload), {"section": section.pk, "date": "2024-03-16", "number": "０７"})

    upload.refresh_from_db()
    assert (upload.section, str(upload.date), upload.number) == (section, "2024-03-16", "07")
    assert upload.summary["date"] == "2024-03-16"


def test_only_what_was_sent_is_changed(desk, upload):
    desk.post(bench(upload), {"number": "7"})
    desk.post(bench(upload), {"date": "2024-03-16"})

    upload.refresh_from_db()
    assert (upload.number, str(upload.date)) == ("7", "2024-03-16")


def test_a_wrong_date_is_said_and_changes_nothing(desk, upload):
    response = desk.post(bench(upload), {"date": "2024-02-31"}, follow=True)

    upload.refresh_from_db()
    assert upload.date is None
    assert said(response)


def test_a_mark_is_kept_and_taken_back(desk, upload):
    response = desk.post(bench(upload), {"line": "9", "kind": "headline"})
    assert response.url.endswith("#line-9")
    upload.refresh_from_db()
    assert upload.marks == {"9": "headline"}

    desk.post(bench(upload), {"line": "9", "kind": ""})

    upload.refresh_from_db()
    assert upload.marks == {}


def test_a_script_gets_text_and_reading_as_they_are_now(desk, upload):
    fragments = desk.post(bench(upload), {"line": "9", "kind": "headline"}, headers=JSON).json()

    assert set(fragments) == {"standing", "text", "reading"}
    assert "is-marked" in fragments["text"]


@pytest.mark.parametrize(
    "mark",
    [
        {"line": "0", "kind": "headline"},
        {"line": "999", "kind": "headline"},
        {"line": "x", "kind": "headline"},
        {"line": "9", "kind": "poem"},
    ],
)
def test_no_such_mark(mark, desk, upload):
    assert desk.post(bench(upload), mark).status_code == 400
    assert Upload.objects.get().marks == {}


def test_a_mark_changes_the_reading(desk, upload):
    """Waits for the marks of the reader."""
    desk.post(bench(upload), {"line": "9", "kind": "headline"})

    stories = uploads.read(Upload.objects.get()).incoming.reading.stories
    assert [story.headline for story in stories] == ["渡口修缮完工", "修伞铺开张"]


def test_the_marks_are_those_of_the_reader():
    """Waits for the marks of the reader."""
    assert set(labels.MARKS) == set(reader.MARK_KINDS)


def test_a_page_whose_marks_leave_no_story_can_still_be_looked_at(desk, upload, monkeypatch):
    monkeypatch.setattr(uploads, "read", lambda upload: uploads.Read(refusal="没有稿件"))

    response = desk.get(bench(upload))

    assert "没有稿件" in response.content.decode()
    assert 'id="line-11"' in response.content.decode()


# --- filing -----------------------------------------------------------------------------------


def test_filing_makes_drafts_with_their_lines(desk, upload, editor):
    response = desk.post(filing(upload), {"number": "7", "date": "2024-03-16"}, follow=True)

    page = Page.objects.get()
    assert response.redirect_chain == [(reverse("admin:pages_page_change", args=[page.pk]), 302)]
    assert (page.number, str(page.date), page.filed_by) == ("7", "2024-03-16", editor)
    story = Story.objects.get()
    assert (story.status, story.printed_editor) == ("draft", "周砚之")
    assert page.places.get().first_line == 3
    upload.refresh_from_db()
    assert upload.page == page
    assert len(said(response)) == 1


def test_filing_twice_says_so(desk, upload):
    desk.post(filing(upload))

    response = desk.post(filing(upload), follow=True)

    assert Page.objects.count() == Story.objects.count() == 1
    assert said(response)


def test_a_conflict_is_shown_with_the_page_that_stands(desk, upload):
    page = file_page(take_in_bytes(TEXT.replace("七把", "八把").encode(), "first.txt")).page

    response = desk.post(filing(upload), follow=True)

    assert response.redirect_chain == [(bench(upload), 302)]
    assert reverse("admin:pages_page_change", args=[page.pk]) in response.content.decode()
    assert Page.objects.get() == page
    desk.post(filing(upload), {"number": "7"})
    assert Page.objects.count() == 2


def test_a_wrong_date_files_nothing(desk, upload):
    response = desk.post(filing(upload), {"date": "2024-02-31"}, follow=True)

    assert not Page.objects.exists()
    assert said(response)


def test_nothing_is_said_of_a_page_that_is_filed(desk, upload):
    desk.post(filing(upload))

    assert desk.post(bench(upload), {"line": "9", "kind": "headline"}).status_code == 400
    assert desk.post(putting_away(upload)).status_code == 400
    assert 'class="line__kind"' in desk.get(bench(upload)).content.decode()


def test_a_page_whose_filing_was_undone_can_be_filed_again(desk, upload, chief):
    desk.post(filing(upload))
    undo_filing(Page.objects.get(), user=chief)
    assert states(desk) == ["new"]

    desk.post(filing(upload), {"number": "8"})

    assert Page.objects.standing().get().number == "8"
    assert Upload.objects.get().page == Page.objects.standing().get()


def test_several_are_filed_at_once_each_with_its_result(desk, upload, editor):
    other = uploads.receive(TEXT.replace("七把", "八把").encode(), "other.txt", by=editor)[0]
    third = uploads.receive(TEXT.replace("06版", "07版").encode(), "third.txt", by=editor)[0]

    response = desk.post(
        LIST,
        {"action": "file_chosen", "_selected_action": [upload.pk, other.pk, third.pk]},
    )

    assert [result["ok"] for result in response.context["results"]] == [True, False, True]
    html = response.content.decode()
    assert all(name in html for name in ("0306.txt", "other.txt", "third.txt"))
    assert Page.objects.count() == 2


def test_an_upload_is_put_away(desk, upload):
    assert desk.post(putting_away(upload)).url == LIST

    assert not Upload.objects.exists()
    assert desk.get(bench(upload)).status_code == 404


def test_several_are_put_away_but_none_that_is_filed(desk, upload, editor):
    other = uploads.receive(TEXT.replace("06版", "07版").encode(), "other.txt", by=editor)[0]
    desk.post(filing(other))

    desk.post(LIST + "?shown=filed", {"action": "put_chosen_away", "_selected_action": [other.pk]})
    desk.post(LIST, {"action": "put_chosen_away", "_selected_action": [upload.pk]})

    assert Upload.objects.get() == other


def test_summary_is_plain_data(upload):
    assert json.loads(json.dumps(upload.summary)) == upload.summary

"""The form of a story: filing, saving, losing nothing, and the steps on its page."""

import datetime

import pytest
from django.urls import reverse

from articles.models import Article
from newsroom.core.body import photo_node
from newsroom.desk import workflow
from newsroom.desk.models import Correction, Revision, Story
from newsroom.desk.revisions.content import record_revision
from newsroom.desk.workflow.review_round import ReviewRound
from tests.factories import (
    ArticleFactory,
    BylineFactory,
    ReporterFactory,
    SectionFactory,
)
from tests.newsroom.desk.screens import admin_url, edit_story, form_data

Status = Story.Status
BODY = "<p>书屋开门。</p><h2>读者</h2><p>居民<strong>很高兴</strong>。</p>"


@pytest.fixture
def section(db):
    return SectionFactory(name="要闻", slug="yaowen")


@pytest.fixture
def draft(reporter, section):
    return ArticleFactory(filed_by=reporter, section=section, body=BODY)


def file(client, section, **fields):
    url = reverse("admin:articles_article_add")
    data = form_data(client.get(url))
    data |= {"headline": "小城新添一座书屋", "body": BODY, "section": section.pk}
    return client.post(url, {**data, **fields}, follow=True)


def test_a_reporter_files_a_story_under_his_own_name(client, reporter, section):
    ReporterFactory(user=reporter, name="苏禾")
    client.force_login(reporter)

    response = file(client, section, tags="书屋，阅读、社区", _continue="")

    story = Article.objects.get()
    assert response.redirect_chain[-1][0] == admin_url(story)
    assert (story.filed_by, story.status, story.kind) == (reporter, Status.DRAFT, "article")
    assert [(line.role, line.name) for line in story.bylines.all()] == [("记者", "苏禾")]
    assert sorted(tag.name for tag in story.tags.all()) == ["书屋", "社区", "阅读"]
    assert story.revision.author == reporter
    assert '"name":"苏禾"' in story.revision.content


def test_filing_and_submitting_are_one_tap(client, reporter, section):
    client.force_login(reporter)

    file(client, section, _step="submit")

    story = Article.objects.get()
    assert story.status == Status.SUBMITTED
    assert story.decisions.get().revision == story.revision


def test_saving_without_a_change_appends_nothing(client, reporter, draft):
    client.force_login(reporter)
    before = draft.revision.sha256

    edit_story(client, draft, _continue="")

    revision = Revision.objects.get(story=draft)
    assert revision.sha256 == before


def test_an_edit_appends_a_revision_of_what_is_on_screen(client, reporter, draft):
    client.force_login(reporter)
    colleague = ReporterFactory(name="陶然")

    edit_story(
        client,
        draft,
        headline="书屋迎来第一批读者",
        **{"bylines-TOTAL_FORMS": 1, "bylines-0-reporter": colleague.pk, "bylines-0-role": "摄影"},
        _continue="",
    )

    last = Story.objects.get(pk=draft.pk).revision
    assert (last.number, last.author) == (2, reporter)
    assert "书屋迎来第一批读者" in last.content
    assert '{"name":"陶然","role":"摄影"}' in last.content


def test_another_reporter_in_a_byline_brings_his_own_name(client, reporter, draft):
    client.force_login(reporter)
    BylineFactory(story=draft, reporter=ReporterFactory(name="陶然"))

    edit_story(client, draft, **{"bylines-0-reporter": ReporterFactory(name="苏禾").pk})

    assert draft.bylines.get().name == "苏禾"


def test_a_new_byline_stands_after_those_that_are_there(client, reporter, draft):
    client.force_login(reporter)
    for order in range(2):
        BylineFactory(story=draft, order=order)
    rows = {
        f"bylines-{i}-reporter": ReporterFactory(name=name).pk for i, name in [(2, "甲"), (3, "乙")]
    }

    edit_story(
        client,
        draft,
        **{"bylines-TOTAL_FORMS": 4, "bylines-2-role": "文", "bylines-3-role": "图"},
        **rows,
    )

    assert [line.name for line in draft.bylines.all()][2:] == ["甲", "乙"]


def test_the_same_byline_twice_is_an_error_on_the_form(client, reporter, draft):
    client.force_login(reporter)
    BylineFactory(story=draft, reporter=(colleague := ReporterFactory()))
    row = {"bylines-1-reporter": colleague.pk, "bylines-1-role": "记者", "bylines-1-order": 0}

    response = edit_story(client, draft, **{"bylines-TOTAL_FORMS": 2}, **row)

    assert response.status_code == 200
    assert draft.bylines.count() == 1


def test_an_article_needs_a_headline(client, reporter, section):
    client.force_login(reporter)

    response = file(client, section, headline="")

    assert "headline" in response.context["adminform"].form.errors
    assert not Article.objects.exists()


# --- nobody's edit is lost ------------------------------------------------------------------------


@pytest.fixture
def late(client, editor, reporter, draft):
    """The reporter has the form open while the editor saves another text; the reporter's form."""
    client.force_login(reporter)
    opened = form_data(client.get(admin_url(draft)))
    client.force_login(editor)
    edit_story(client, draft, headline="编辑改过的标题")
    client.force_login(reporter)
    return {**opened, "headline": "记者改过的标题"}


def test_a_form_opened_on_an_older_text_is_refused(client, editor, draft, late):
    response = client.post(admin_url(draft), late)

    form = response.context["adminform"].form
    assert editor.name in form.non_field_errors()[0]
    assert form["headline"].value() == "记者改过的标题"
    assert Story.objects.get(pk=draft.pk).headline == "编辑改过的标题"


def test_a_field_that_only_the_other_changed_is_no_conflict(client, editor, reporter, draft):
    client.force_login(reporter)
    opened = form_data(client.get(admin_url(draft)))
    client.force_login(editor)
    edit_story(client, draft, tags="书屋")
    client.force_login(reporter)

    response = client.post(admin_url(draft), {**opened, "headline": "记者改过的标题"})

    assert response.status_code == 302
    assert Story.objects.get(pk=draft.pk).headline == "记者改过的标题"
    assert [tag.name for tag in draft.tags.all()] == ["书屋"]


def test_who_has_seen_the_other_text_may_save_over_it(client, draft, late):
    client.post(admin_url(draft), {**late, "save_over": 2})

    assert Story.objects.get(pk=draft.pk).headline == "记者改过的标题"


def test_saving_over_one_text_does_not_save_over_the_next(client, draft, late):
    record_again(draft, headline="又改了一次")

    response = client.post(admin_url(draft), {**late, "save_over": 2})

    assert response.context["adminform"].form.newer.number == 3


def record_again(story, **changes):
    story = Story.objects.get(pk=story.pk)
    for name, value in changes.items():
        setattr(story, name, value)
    story.save()
    record_revision(story)


def test_a_text_that_comes_after_the_submission_is_shown_back(client, reporter, draft):
    client.force_login(reporter)
    opened = form_data(client.get(admin_url(draft)))
    workflow.apply("submit", draft, user=reporter)

    response = client.post(admin_url(draft), {**opened, "headline": "来晚了的标题"})

    assert response.status_code == 409
    assert "来晚了的标题" in response.content.decode()
    assert Story.objects.get(pk=draft.pk).headline == draft.headline


@pytest.mark.parametrize("name", ["add", "change"])
def test_a_text_from_whoever_was_logged_out_is_shown_back(name, client, reporter, draft):
    client.force_login(reporter)
    opened = form_data(client.get(admin_url(draft, name)))
    client.logout()

    response = client.post(
        admin_url(draft, name),
        {**opened, "headline": "没有丢的标题", "body": "<p>没有丢的字</p><script>alert()</script>"},
    )

    html = response.content.decode()
    assert response.status_code == 403
    assert "没有丢的标题" in html
    assert "<p>没有丢的字</p>" in html
    assert "alert()" not in html
    assert reverse("admin:login") in html


def test_a_second_tap_on_submit_leads_to_the_story(client, reporter, draft):
    client.force_login(reporter)
    opened = form_data(client.get(admin_url(draft)))
    client.post(admin_url(draft), {**opened, "_step": "submit"})

    response = client.post(admin_url(draft), {**opened, "_step": "submit"})

    assert (response.status_code, response.url) == (302, admin_url(draft))


# --- photos ---------------------------------------------------------------------------------------


def photo_rows(*captions, initial=0, **fields):
    rows = {"story_photos-TOTAL_FORMS": len(captions), "story_photos-INITIAL_FORMS": initial}
    return rows | {f"story_photos-{i}-caption": words for i, words in enumerate(captions)} | fields


def test_a_new_photo_stands_at_the_end_of_the_text(client, reporter, draft):
    client.force_login(reporter)

    edit_story(client, draft, **photo_rows("书屋开门"))

    story_photo = draft.story_photos.get()
    assert (story_photo.photo.caption, story_photo.photo.created_by) == ("书屋开门", reporter)
    story = Story.objects.get(pk=draft.pk)
    assert story.body == BODY + photo_node(story_photo.pk)
    assert '"caption":"书屋开门"' in story.revision.content


def test_a_removed_photo_leaves_the_text(client, reporter, draft):
    client.force_login(reporter)
    edit_story(client, draft, **photo_rows("书屋开门"))

    edit_story(client, draft, **{"story_photos-0-DELETE": "on"})

    story = Story.objects.get(pk=draft.pk)
    assert story.body == BODY
    assert '"photos":[]' in story.revision.content


def test_a_place_without_a_photo_does_not_stay_in_the_text(client, reporter, draft):
    client.force_login(reporter)

    edit_story(client, draft, body=BODY + photo_node(4711))

    assert Story.objects.get(pk=draft.pk).body == BODY


# --- moments and corrections ----------------------------------------------------------------------


@pytest.mark.parametrize("changed", ["", "2026-11-30T08:00"])
def test_an_embargo_is_not_shortened_in_the_form(changed, client, reporter, editor, draft):
    until = datetime.datetime(2026, 12, 1, tzinfo=datetime.UTC)
    Story.objects.filter(pk=draft.pk).update(embargo_until=until)
    workflow.apply("submit", draft, user=reporter)
    client.force_login(editor)

    response = edit_story(client, draft, embargo_until=changed, headline="总要留住的改动")

    assert Story.objects.get(pk=draft.pk).embargo_until == until
    assert "提前解禁" in response.content.decode()
    assert "总要留住的改动" in response.content.decode()


def test_moments_are_beijing_time_and_survive_a_save(client, editor, draft):
    client.force_login(editor)

    edit_story(client, draft, publish_at="2026-12-01T08:00", embargo_until="2026-12-01T07:30")
    edit_story(client, draft)

    story = Story.objects.get(pk=draft.pk)
    assert story.publish_at == datetime.datetime(2026, 12, 1, 0, 0, tzinfo=datetime.UTC)
    assert story.embargo_until == datetime.datetime(2026, 11, 30, 23, 30, tzinfo=datetime.UTC)


def test_note_of_a_correction_is_edited_with_the_text(client, editor, draft):
    note = Correction.objects.create(story=draft, note="“三百人”应为“四百人”，特此更正。")
    record_revision(draft)
    before = draft.revision.sha256
    client.force_login(editor)

    edit_story(client, draft, **{"corrections-0-note": "“三百人”应为“五百人”，特此更正。"})

    note.refresh_from_db()
    assert "五百人" in note.note
    assert Story.objects.get(pk=draft.pk).revision.sha256 != before


# --- steps ----------------------------------------------------------------------------------------


def test_a_step_signs_exactly_the_text_on_screen(client, chief, reporter, draft):
    workflow.apply("submit", draft, user=reporter)
    client.force_login(chief)

    edit_story(client, draft, headline="总编改定的标题", tags="书屋", _step="sign_off")

    story = Story.objects.get(pk=draft.pk)
    signed = ReviewRound.load(story).final_signature.revision
    assert story.status == Status.APPROVED
    assert signed == story.revision
    assert "总编改定的标题" in signed.content
    assert signed.metadata["tags"] == ["书屋"]


def test_a_refused_step_does_not_undo_the_save(client, reporter, draft):
    client.force_login(reporter)

    response = edit_story(client, draft, body="", headline="只有标题", _step="submit")

    story = Story.objects.get(pk=draft.pk)
    assert (story.headline, story.status) == ("只有标题", Status.DRAFT)
    assert messages_of(response) == ["error"]


def test_a_step_with_an_invalid_form_is_not_taken(client, reporter, draft):
    client.force_login(reporter)

    edit_story(client, draft, headline="", _step="submit")

    assert Story.objects.get(pk=draft.pk).status == Status.DRAFT


def test_the_note_of_a_step_comes_with_its_own_button(client, editor, reporter, draft):
    workflow.apply("submit", draft, user=reporter)
    client.force_login(editor)

    edit_story(
        client, draft, _step="return", **{"_return-note": "请补充数字。", "_spike-note": "别的"}
    )

    decision = draft.decisions.last()
    assert (decision.transition, decision.note) == ("return", "请补充数字。")


def test_a_step_that_needs_a_note_is_refused_without_one(client, editor, reporter, draft):
    workflow.apply("submit", draft, user=reporter)
    client.force_login(editor)

    response = edit_story(client, draft, _step="return")

    assert Story.objects.get(pk=draft.pk).status == Status.SUBMITTED
    assert messages_of(response) == ["error"]


def test_a_step_that_no_page_offers_is_not_found(client, chief, draft):
    client.force_login(chief)

    assert edit_story(client, draft, _step="sign_page").status_code == 404


def messages_of(response):
    return [message.level_tag for message in response.context["messages"]]

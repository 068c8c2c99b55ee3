"""A refused step leads to the field that mends it: in its message, in lists of results, on forms."""

import re

import pytest

from media.intake.photo_files import get_or_create_photo
from newsroom.core.body import photo_node
from newsroom.core.refusal import Reason
from newsroom.desk.admin.saving.refusals import refusal_message
from newsroom.desk.models import Story
from newsroom.desk.revisions.content import record_revision
from newsroom.desk.workflow import TransitionRefused
from tests.factories import ArticleFactory, BriefFactory, StoryPhotoFactory
from tests.media.pictures import drawn, encoded, upload
from tests.newsroom.desk.screens import admin_url, edit_story, form_data

pytestmark = pytest.mark.django_db

FAULT = re.compile(r'<a href="([^"]*)" data-fault>')


@pytest.fixture
def draft(reporter):
    return ArticleFactory(filed_by=reporter)


@pytest.fixture
def without_alt(reporter, draft):
    """The draft with two pictures, of which the second has no alt text; that StoryPhoto."""
    rows = []
    for number, alt in enumerate(["一扇窗", ""]):
        file = upload(encoded(drawn((60, 40), colour=("steelblue", "peru")[number])))
        photo, _new = get_or_create_photo(file, user=reporter)
        rows.append(StoryPhotoFactory(story=draft, photo=photo, caption=f"图{number}", alt=alt))
    draft.body += "".join(photo_node(row.pk) for row in rows)
    draft.save()
    record_revision(draft)
    return rows[1]


def faults(response):
    """The addresses that the page's messages about faults link to."""
    return FAULT.findall(response.content.decode())


def test_a_missing_alt_text_is_linked(client, reporter, draft, without_alt):
    client.force_login(reporter)

    response = edit_story(client, draft, _step="submit")

    anchor = f"story_photos-{without_alt.pk}-alt"
    assert faults(response) == [f"#{anchor}"]
    html = " ".join(response.content.decode().split())
    assert f'id="{anchor}" for="id_story_photos-1-alt"' in html
    assert Story.objects.get(pk=draft.pk).status == Story.Status.DRAFT


@pytest.mark.parametrize(
    ("changes", "anchor"),
    [({"body": ""}, "#id_body"), ({"body": "", "headline": ""}, "#id_headline")],
)
def test_an_incomplete_brief_is_linked(changes, anchor, client, reporter):
    brief = BriefFactory(filed_by=reporter)
    client.force_login(reporter)

    response = edit_story(client, brief, _step="submit", **changes)

    assert faults(response)[0] == anchor


def test_a_missing_field_of_a_step_is_linked(client, editor, reporter, draft):
    client.force_login(reporter)
    edit_story(client, draft, _step="submit")
    client.force_login(editor)

    response = edit_story(client, draft, _step="return")

    assert faults(response) == ["#id__return-note"]
    assert 'id="id__return-note"' in response.content.decode()


def test_each_error_of_a_form_is_linked(client, reporter, draft):
    client.force_login(reporter)
    opened = form_data(client.get(admin_url(draft)))
    rows = {"bylines-TOTAL_FORMS": 1, "bylines-0-role": "摄影", "bylines-0-order": 0}

    response = client.post(
        admin_url(draft), {**opened, **rows, "headline": "", "reprint_url": "nowhere at all"}
    )

    assert faults(response) == ["#id_headline", "#id_reprint_url", "#id_bylines-0-reporter"]
    assert "署名 1" in response.content.decode()


def test_the_form_of_a_user_links_its_errors_too(client, admin_person):
    client.force_login(admin_person)

    response = client.post("/admin/newsroom/user/add/", {"username": ""})

    assert "#id_username" in faults(response)


def test_on_a_page_of_several_stories_the_message_names_the_story(draft):
    refusal = TransitionRefused("现在不能签发。", story=draft)

    assert refusal_message(refusal, names_story=True) == f"《{draft}》：现在不能签发。"


def test_the_words_of_a_story_are_escaped(reporter):
    story = ArticleFactory(headline="<b>粗</b>", filed_by=reporter)
    photo = StoryPhotoFactory(story=story, caption="<img>")
    refusal = TransitionRefused(
        Reason("“<img>”没有替代文字。", "alt", row=("story_photos", photo.pk)), story=story
    )

    message = refusal_message(refusal, names_story=True)

    assert "<img>" not in message
    assert "<b>" not in message
    assert f'{story.get_admin_url()}#story_photos-{photo.pk}-alt"' in message

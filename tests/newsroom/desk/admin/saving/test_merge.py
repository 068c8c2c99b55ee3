"""Two people have the same story on their screens, and both save."""

import datetime

import pytest

from media.intake.photo_files import get_or_create_photo
from newsroom.core.body import photo_node
from newsroom.desk import workflow
from newsroom.desk.merging.three_way import BOTH, MINE, THEIRS
from newsroom.desk.models import Revision, Story
from newsroom.desk.revisions.content import record_revision
from newsroom.desk.workflow.review_round import ReviewRound
from tests.factories import (
    ArticleFactory,
    BylineFactory,
    OrganizationFactory,
    ReporterFactory,
    SectionFactory,
    StoryPhotoFactory,
)
from tests.media.pictures import drawn, encoded, upload
from tests.newsroom.desk.screens import admin_url, edit_story, form_data

pytestmark = pytest.mark.django_db

FIRST, SECOND = "<p>书屋昨天开门，居民很高兴。</p>", "<p>河边的石阶也修好了，老人散步不再绕路。</p>"


@pytest.fixture
def draft(reporter):
    return ArticleFactory(filed_by=reporter, body=FIRST + SECOND, headline="书屋开门")


@pytest.fixture
def both(client, reporter, editor, draft):
    """Both open the form, the editor saves `theirs`, then the reporter sends `mine`."""

    def both(mine, theirs):
        client.force_login(reporter)
        opened = form_data(client.get(admin_url(draft)))
        client.force_login(editor)
        edit_story(client, draft, **theirs)
        client.force_login(reporter)
        return client.post(admin_url(draft), {**opened, **mine})

    return both


def saved(draft):
    return Story.objects.get(pk=draft.pk)


def questions(response):
    return response.context["questions"]


def sent_again(client, draft, response, choice):
    """Send the page of questions with the same choice for all of them."""
    data = form_data(response) | {question.key: choice for question in questions(response)}
    return client.post(admin_url(draft), data, follow=True)


# --- fields ---------------------------------------------------------------------------------------


def test_each_changed_another_field(both, client, draft):
    response = both({"headline": "书屋今天开门"}, {"deck": "步行十分钟", "source": "本报"})

    assert response.status_code == 302
    story = saved(draft)
    assert (story.headline, story.deck, story.source) == ("书屋今天开门", "步行十分钟", "本报")
    [message] = [
        m for m in client.get(admin_url(draft)).context["messages"] if m.level_tag == "info"
    ]
    assert "副题" in str(message)
    assert "主题" not in str(message)


def test_each_changed_another_paragraph(both, draft):
    mine = FIRST.replace("昨天", "今天") + SECOND
    theirs = FIRST + SECOND.replace("老人", "附近的老人")

    assert both({"body": mine}, {"body": theirs}).status_code == 302

    assert saved(draft).body == FIRST.replace("昨天", "今天") + SECOND.replace("老人", "附近的老人")


def test_both_changed_the_same_paragraph(both, client, editor, draft):
    mine, theirs = FIRST.replace("昨天", "今天"), FIRST.replace("居民", "附近居民")

    response = both({"body": mine + SECOND}, {"body": theirs + SECOND, "deck": "步行十分钟"})

    form = response.context["adminform"].form
    [question] = questions(response)
    assert question.label == "正文"
    assert editor.name in form.non_field_errors()[0]
    assert (form["body"].value(), form["deck"].value()) == (mine + SECOND, "步行十分钟")
    assert saved(draft).body == theirs + SECOND

    sent_again(client, draft, response, MINE)
    assert (saved(draft).body, saved(draft).deck) == (mine + SECOND, "步行十分钟")


def test_the_text_of_the_other_can_be_taken(both, client, draft):
    response = both({"headline": "甲", "deck": "我的副题"}, {"headline": "乙"})

    sent_again(client, draft, response, THEIRS)

    assert (saved(draft).headline, saved(draft).deck) == ("乙", "我的副题")


def test_two_new_paragraphs_at_one_place_can_both_stay(both, client, draft):
    mine, theirs = "<p>记者看到队伍很长。</p>", "<p>馆长说周末加开。</p>"
    response = both({"body": FIRST + SECOND + mine}, {"body": FIRST + SECOND + theirs})

    sent_again(client, draft, response, BOTH)

    assert saved(draft).body == FIRST + SECOND + mine + theirs


def test_without_a_choice_the_question_stays(both, client, draft):
    response = both({"headline": "甲"}, {"headline": "乙"})

    response = client.post(admin_url(draft), form_data(response))

    assert len(questions(response)) == 1
    assert saved(draft).headline == "乙"


def test_a_choice_does_not_hold_for_what_was_saved_after_it(both, client, editor, reporter, draft):
    response = both({"headline": "甲"}, {"headline": "乙"})
    client.force_login(editor)
    edit_story(client, draft, headline="丙")
    client.force_login(reporter)

    response = sent_again(client, draft, response, MINE)

    assert len(questions(response)) == 1
    assert saved(draft).headline == "丙"


def test_what_is_not_recorded_is_not_put_back_either(both, draft):
    both({"headline": "书屋今天开门"}, {"publish_at": "2026-12-05T08:00"})

    planned = saved(draft).publish_at
    assert planned == datetime.datetime(2026, 12, 5, 0, 0, tzinfo=datetime.UTC)


def test_section_tags_and_organizations(both, draft):
    section, organization = SectionFactory(), OrganizationFactory()

    both(
        {"tags": "书屋，阅读", "organizations": []},
        {"tags": "书屋，社区", "organizations": [organization.pk], "section": section.pk},
    )

    story = saved(draft)
    assert sorted(tag.name for tag in story.tags.all()) == ["书屋", "社区", "阅读"]
    assert (story.section, list(story.organizations.all())) == (section, [organization])


def test_a_question_about_a_section_names_it(both, draft):
    mine, theirs = SectionFactory(name="民生"), SectionFactory(name="文化")

    [question] = questions(both({"section": mine.pk}, {"section": theirs.pk}))

    assert "民生" in "".join(run.text for run in question.mine)
    assert "文化" in "".join(run.text for run in question.theirs)


@pytest.mark.parametrize("opened_with", ["", "not JSON", "[]", '{"fields": {}, "rows": {}}'])
def test_without_the_opened_values_every_difference_is_asked_about(opened_with, both, draft):
    response = both(
        {"opened_with": opened_with, "headline": "甲"}, {"headline": "乙", "deck": "步行十分钟"}
    )

    assert {str(question.label) for question in questions(response)} == {"主题", "副题"}


# --- rows -----------------------------------------------------------------------------------------


def picture(draft, user, caption="书屋的窗", **fields):
    photo, _new = get_or_create_photo(upload(encoded(drawn((60, 40)))), user=user)
    row = StoryPhotoFactory(story=draft, photo=photo, caption=caption, **fields)
    draft.body += photo_node(row.pk)
    draft.save()
    record_revision(draft)
    return row


def test_each_changed_another_text_of_a_picture(both, reporter, draft):
    row = picture(draft, reporter)

    both({"story_photos-0-caption": "书屋的新窗"}, {"story_photos-0-credit": "苏禾"})

    row.refresh_from_db()
    assert (row.caption, row.credit) == ("书屋的新窗", "苏禾")


def test_both_changed_the_same_caption(both, client, reporter, draft):
    row = picture(draft, reporter)
    response = both({"story_photos-0-caption": "甲"}, {"story_photos-0-caption": "乙"})

    [question] = questions(response)
    assert "图片说明" in str(question.label)
    sent_again(client, draft, response, THEIRS)

    row.refresh_from_db()
    assert row.caption == "乙"


def test_a_picture_that_the_other_took_out(both, client, reporter, draft):
    picture(draft, reporter)
    response = both({"story_photos-0-caption": "我写的说明"}, {"story_photos-0-DELETE": "on"})

    assert "我写的说明" in response.content.decode()
    sent_again(client, draft, response, THEIRS)

    assert not saved(draft).story_photos.exists()
    assert saved(draft).body == FIRST + SECOND


def test_a_new_picture_beside_the_edit_of_another(both, reporter, draft):
    photo, _new = get_or_create_photo(upload(encoded(drawn((60, 40)))), user=reporter)
    rows = {
        "story_photos-TOTAL_FORMS": 1,
        "story_photos-0-photo": photo.pk,
        "story_photos-0-caption": "书屋的窗",
    }
    node = f'<figure data-photo="new-{photo.pk}"></figure>'

    both(
        {**rows, "body": FIRST + node + SECOND},
        {"body": FIRST + SECOND.replace("老人", "附近的老人")},
    )

    story_photo = saved(draft).story_photos.get()
    body = FIRST + photo_node(story_photo.pk) + SECOND.replace("老人", "附近的老人")
    assert saved(draft).body == body


def test_both_added_a_name_to_the_byline(both, draft):
    BylineFactory(story=draft)
    mine, theirs = ReporterFactory(name="苏禾"), ReporterFactory(name="林禾")
    record_revision(draft)

    def row(reporter):
        return {
            "bylines-TOTAL_FORMS": 2,
            "bylines-1-reporter": reporter.pk,
            "bylines-1-role": "记者",
            "bylines-1-order": 5,
        }

    assert both(row(mine), row(theirs)).status_code == 302

    assert {"苏禾", "林禾"} < {line.name for line in saved(draft).bylines.all()}


# --- signing --------------------------------------------------------------------------------------


def test_nobody_signs_words_that_he_did_not_see(client, chief, editor, reporter, draft):
    workflow.apply("submit", draft, user=reporter)
    client.force_login(chief)
    opened = form_data(client.get(admin_url(draft)))
    client.force_login(editor)
    edit_story(client, draft, deck="总编没有看过的副题")
    client.force_login(chief)

    response = client.post(admin_url(draft), {**opened, "_step": "sign_off"}, follow=True)

    assert ReviewRound.load(saved(draft)).final_signature is None
    assert "签发" in " ".join(map(str, response.context["messages"]))
    assert saved(draft).deck == "总编没有看过的副题"


def test_a_refused_merge_records_nothing(both, draft):
    both({"headline": "甲"}, {"headline": "乙"})

    assert Revision.objects.filter(story=draft).count() == 2

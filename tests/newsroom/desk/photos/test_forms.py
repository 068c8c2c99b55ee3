"""The pictures in a story's form: uploading, choosing, placing, the lead, and refusals."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article
from media.intake.photo_files import get_or_create_photo
from newsroom.core.body import photo_node, story_photo_ids
from newsroom.core.roles import Role
from newsroom.desk.models import Story
from newsroom.desk.revisions.content import record_revision
from tests.factories import (
    ArticleFactory,
    PhotoFactory,
    SectionFactory,
    StoryPhotoFactory,
    UserFactory,
)
from tests.media.pictures import drawn, encoded, upload
from tests.newsroom.desk.screens import admin_url, edit_story, form_data

pytestmark = pytest.mark.django_db

BODY = "<p>书屋开门。</p><p>居民很高兴。</p>"


@pytest.fixture
def draft(reporter):
    return ArticleFactory(filed_by=reporter, body=BODY)


def uploaded_photo(user, colour="steelblue", **texts):
    photo, _new = get_or_create_photo(upload(encoded(drawn((60, 40), colour=colour))), user=user)
    for name, value in texts.items():
        setattr(photo, name, value)
    photo.save()
    return photo


def node(photo):
    """The node of a photo in the editor before the story is saved with it."""
    return f'<figure data-photo="new-{photo.pk}"></figure>'


def rows(*photos, initial=0, **fields):
    data = {
        "story_photos-TOTAL_FORMS": initial + len(photos),
        "story_photos-INITIAL_FORMS": initial,
    }
    for number, photo in enumerate(photos, start=initial):
        data |= {
            f"story_photos-{number}-photo": photo.pk,
            f"story_photos-{number}-caption": "书屋的窗",
            f"story_photos-{number}-alt": "一扇窗",
        }
    return data | fields


def fresh(story):
    return Story.objects.get(pk=story.pk)


def errors(response):
    """All error messages of the picture forms, in one text."""
    formset = next(
        inline.formset
        for inline in response.context["inline_admin_formsets"]
        if inline.formset.prefix == "story_photos"
    )
    row_errors = [str(texts) for row in formset.forms for texts in row.errors.values()]
    return "".join([*row_errors, *formset.non_form_errors()])


# --- into the text --------------------------------------------------------------------------------


def test_photo_uploaded_before_the_first_save_is_in_the_story_after_it(client, reporter):
    photo = uploaded_photo(reporter)
    client.force_login(reporter)
    url = reverse("admin:articles_article_add")
    body = f"<p>书屋开门。</p>{node(photo)}<p>居民很高兴。</p>"
    fields = {"headline": "小城新添一座书屋", "section": SectionFactory().pk, "body": body}

    client.post(url, {**form_data(client.get(url)), **fields, **rows(photo)})

    story = Article.objects.get()
    [story_photo] = story.story_photos.all()
    assert (story_photo.photo, story_photo.caption, story_photo.alt) == (
        photo,
        "书屋的窗",
        "一扇窗",
    )
    place = photo_node(story_photo.pk)
    assert story.body == f"<p>书屋开门。</p>{place}<p>居民很高兴。</p>"
    assert f'"photo":{photo.pk}' in story.revision.content


def test_texts_in_a_story_do_not_change_those_of_the_photo(client, reporter, draft):
    photo = uploaded_photo(reporter, caption="原来的说明", credit="何一 摄")
    client.force_login(reporter)

    edit_story(client, draft, body=BODY + node(photo), **rows(photo))

    photo.refresh_from_db()
    assert (photo.caption, photo.credit) == ("原来的说明", "何一 摄")


def test_pictures_are_recorded_in_the_order_of_the_text(client, reporter, draft):
    first, second = uploaded_photo(reporter), uploaded_photo(reporter, "tomato")
    client.force_login(reporter)

    edit_story(client, draft, body=node(second) + BODY + node(first), **rows(first, second))

    content = fresh(draft).revision.content
    assert content.index(f'"photo":{second.pk}') < content.index(f'"photo":{first.pk}')


def test_picture_removed_from_the_text_stays_with_the_story(client, reporter, draft):
    photo = uploaded_photo(reporter)
    client.force_login(reporter)
    edit_story(client, draft, body=BODY + node(photo), **rows(photo))

    edit_story(client, draft, body=BODY)

    assert fresh(draft).body == BODY
    assert draft.story_photos.get().photo == photo
    assert '"photos":[]' in fresh(draft).revision.content


def test_picture_without_a_place_in_the_text_is_kept(client, reporter, draft):
    photo = uploaded_photo(reporter)
    client.force_login(reporter)

    edit_story(client, draft, **rows(photo))

    assert draft.story_photos.get().photo == photo
    assert fresh(draft).body == BODY


def test_refused_form_keeps_picture_and_place(client, reporter, draft):
    photo = uploaded_photo(reporter)
    client.force_login(reporter)

    response = edit_story(client, draft, headline="", body=BODY + node(photo), **rows(photo))

    html = response.content.decode()
    assert f'data-place="new-{photo.pk}"' in html
    assert reverse("admin:media_photo_image", args=[photo.pk, "small"]) in html
    assert response.context["adminform"].form["body"].value() == BODY + node(photo)
    assert not draft.story_photos.exists()


def test_node_without_a_picture_in_the_form_is_removed(client, reporter, draft):
    client.force_login(reporter)

    edit_story(client, draft, body=BODY + '<figure data-photo="new-4711"></figure>')

    assert fresh(draft).body == BODY


def test_node_of_an_unsaved_picture_is_not_saved(draft):
    draft.body = BODY + '<figure data-photo="new-17"></figure>'
    draft.save()

    assert fresh(draft).body == BODY


# --- refused photos -------------------------------------------------------------------------------


def test_photo_that_the_story_has_is_refused(client, reporter, draft):
    photo = uploaded_photo(reporter)
    StoryPhotoFactory(story=draft, photo=photo)
    record_revision(draft, user=reporter)
    client.force_login(reporter)

    response = edit_story(client, draft, **rows(photo, initial=1))

    assert "这张图片在本稿里已经有了" in errors(response)
    assert draft.story_photos.count() == 1


@pytest.mark.parametrize("saved", [True, False])
def test_same_photo_twice_in_one_form_is_refused(saved, client, reporter, draft):
    photo = uploaded_photo(reporter)
    client.force_login(reporter)
    url = admin_url(draft) if saved else reverse("admin:articles_article_add")
    fields = {"headline": "小城新添一座书屋", "section": SectionFactory().pk, "body": BODY}

    response = client.post(url, {**form_data(client.get(url)), **fields, **rows(photo, photo)})

    assert "这张图片在本稿里已经有了" in errors(response)
    assert not draft.story_photos.exists()


def test_reporter_may_not_place_the_photo_of_another(client, reporter, photo_editor, draft):
    photo = uploaded_photo(photo_editor)
    client.force_login(reporter)

    response = edit_story(client, draft, **rows(photo))

    assert "请图片编辑或责任编辑放入本稿" in errors(response)
    assert not draft.story_photos.exists()


def test_reporter_keeps_a_photo_that_an_editor_placed(client, reporter, photo_editor, draft):
    StoryPhotoFactory(story=draft, photo=uploaded_photo(photo_editor))
    record_revision(draft, user=photo_editor)
    client.force_login(reporter)

    edit_story(client, draft, **{"story_photos-0-caption": "换一句说明"})

    assert draft.story_photos.get().caption == "换一句说明"


def test_editor_may_place_any_photo(client, editor, reporter, draft):
    photo = uploaded_photo(reporter)
    client.force_login(editor)

    edit_story(client, draft, **rows(photo))

    assert draft.story_photos.get().photo == photo


def test_photo_without_a_file_cannot_be_placed(client, editor, draft):
    client.force_login(editor)

    edit_story(client, draft, **rows(PhotoFactory()))

    assert not draft.story_photos.exists()


# --- the lead -------------------------------------------------------------------------------------


@pytest.fixture
def illustrated(draft, reporter):
    for colour in ("steelblue", "tomato"):
        story_photo = StoryPhotoFactory(story=draft, photo=uploaded_photo(reporter, colour))
        draft.body += photo_node(story_photo.pk)
    draft.save()
    record_revision(draft, user=reporter)
    return draft


def leads(story):
    return [row.is_lead for row in story.story_photos.order_by("pk")]


def test_lead_moves_from_one_picture_to_the_other(client, reporter, illustrated):
    client.force_login(reporter)

    edit_story(client, illustrated, **{"story_photos-1-is_lead": "on"})
    assert leads(illustrated) == [False, True]
    assert '"lead":true' in fresh(illustrated).revision.content

    changes = form_data(client.get(admin_url(illustrated))) | {"story_photos-0-is_lead": "on"}
    del changes["story_photos-1-is_lead"]
    client.post(admin_url(illustrated), changes)
    assert leads(illustrated) == [True, False]


def test_lead_is_kept_when_other_fields_are_saved(client, reporter, illustrated):
    client.force_login(reporter)
    edit_story(client, illustrated, **{"story_photos-1-is_lead": "on"})

    edit_story(client, illustrated, headline="另一个标题")

    assert leads(illustrated) == [False, True]


def test_two_leads_are_refused(client, reporter, illustrated):
    client.force_login(reporter)

    response = edit_story(
        client, illustrated, **{"story_photos-0-is_lead": "on", "story_photos-1-is_lead": "on"}
    )

    assert "头图只能选一张" in errors(response)
    assert leads(illustrated) == [False, False]


def test_third_picture_is_added_to_two(client, reporter, illustrated):
    photo = uploaded_photo(reporter, "gold")
    client.force_login(reporter)

    edit_story(client, illustrated, body=illustrated.body + node(photo), **rows(photo, initial=2))

    assert [row.photo for row in illustrated.story_photos.order_by("pk")][2] == photo
    assert len(story_photo_ids(fresh(illustrated).body)) == 3


# --- alt text -------------------------------------------------------------------------------------


def test_missing_alt_text_refuses_the_step_and_saves_the_rest(client, reporter, draft):
    photo = uploaded_photo(reporter)
    client.force_login(reporter)
    new = rows(photo, **{"story_photos-0-alt": ""})

    response = edit_story(client, draft, body=BODY + node(photo), _step="submit", **new)

    messages = [str(message) for message in response.context["messages"]]
    assert any("“书屋的窗”还没有替代文字" in message for message in messages)
    assert fresh(draft).status == Story.Status.DRAFT
    assert draft.story_photos.get().caption == "书屋的窗"
    assert b'value="submit"' in response.content  # the button is still there

    edit_story(client, draft, _step="submit", **{"story_photos-0-alt": "一扇窗"})

    assert fresh(draft).status == Story.Status.SUBMITTED


# --- choosing -------------------------------------------------------------------------------------

PHOTOS = "admin:articles_article_photos"
FILING_ROLES = [Role.REPORTER, Role.EDITOR, Role.HEAD, Role.CHIEF]


def chooser(client, **query):
    return client.get(reverse(PHOTOS), query).json()


def test_editor_chooses_among_all_photos_newest_first(client, editor, reporter):
    older, newer = (
        uploaded_photo(reporter, caption="窗"),
        uploaded_photo(editor, "tomato", caption="门"),
    )
    PhotoFactory(caption="还没有图")
    client.force_login(editor)

    assert [photo["id"] for photo in chooser(client)["photos"]] == [newer.pk, older.pk]


def test_reporter_chooses_among_own_photos(client, editor, reporter):
    own = uploaded_photo(reporter)
    uploaded_photo(editor, "tomato")
    client.force_login(reporter)

    assert [photo["id"] for photo in chooser(client)["photos"]] == [own.pk]


def test_photos_are_found_by_their_texts(client, editor):
    photo = uploaded_photo(editor, caption="渡口的第一班船", credit="何一 摄", alt="一条船")
    uploaded_photo(editor, "tomato", caption="书屋")
    client.force_login(editor)

    [found] = chooser(client, q="渡口 第一班")["photos"]

    assert found["id"] == photo.pk
    assert [found[name] for name in ("caption", "credit", "alt")] == [
        "渡口的第一班船",
        "何一 摄",
        "一条船",
    ]
    assert client.get(found["thumbnail"]).status_code == 200


def test_one_photo_is_found_by_its_id(client, editor):
    photo = uploaded_photo(editor)
    uploaded_photo(editor, "tomato")
    client.force_login(editor)

    assert [found["id"] for found in chooser(client, photo=photo.pk)["photos"]] == [photo.pk]
    assert len(chooser(client, photo="x", before="y")["photos"]) == 2


def test_chooser_says_why_a_photo_may_not_be_published(client, editor):
    uploaded_photo(editor, needs_masking=True, caption="渡口")
    client.force_login(editor)

    assert chooser(client)["photos"][0]["blocking"] == ["图片“渡口”需打码，还没有处理。"]


def test_older_photos_follow_page_by_page_with_few_queries(
    client, editor, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr("newsroom.desk.photos.chooser.PAGE_SIZE", 2)
    photos = [
        PhotoFactory(original=f"photos/{n}.jpg", sha256=f"{n}" * 64, created_by=editor)
        for n in range(5)
    ]
    client.force_login(editor)

    with django_assert_max_num_queries(5):
        first = chooser(client)
    second = chooser(client, before=first["older"])

    assert [p["id"] for p in first["photos"]] == [photos[4].pk, photos[3].pk]
    assert [p["id"] for p in second["photos"]] == [photos[2].pk, photos[1].pk]
    assert chooser(client, before=second["older"])["older"] is None


@pytest.mark.parametrize("role", Role)
def test_roles_that_file_stories_may_choose_photos(role, client):
    client.force_login(UserFactory(roles=[role]))

    status = client.get(reverse(PHOTOS)).status_code

    assert status == (200 if role in FILING_ROLES else 403)


def test_others_may_not_choose_photos(client, outsider):
    assert "/login/" in client.get(reverse(PHOTOS)).url
    client.force_login(outsider)

    assert client.get(reverse(PHOTOS)).status_code == 403


# --- the form -------------------------------------------------------------------------------------


def test_form_with_four_pictures_costs_no_more_than_with_one(
    client, editor, reporter, draft, django_assert_max_num_queries
):
    def illustrate(*colours):
        for colour in colours:
            story_photo = StoryPhotoFactory(story=draft, photo=uploaded_photo(reporter, colour))
            draft.body += photo_node(story_photo.pk)
        draft.save()
        record_revision(draft, user=reporter)

    illustrate("steelblue")
    client.force_login(editor)
    with CaptureQueriesContext(connection) as few:
        client.get(admin_url(draft))
    illustrate("tomato", "gold", "seagreen")

    with django_assert_max_num_queries(len(few)):
        client.get(admin_url(draft))

"""The addresses beside a story's form: steps and preview. Computed from the transition table."""

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from media.intake.photo_files import get_or_create_photo
from newsroom.core.body import photo_node
from newsroom.core.roles import Role
from newsroom.desk import workflow
from newsroom.desk.admin import story_screen
from newsroom.desk.models import Decision, Story
from newsroom.desk.revisions.content import record_revision
from newsroom.desk.workflow.transitions import TRANSITIONS
from tests.factories import (
    ArticleFactory,
    BriefFactory,
    StoryPhotoFactory,
    UserFactory,
    published,
)
from tests.media.pictures import drawn, encoded, upload
from tests.newsroom.desk.screens import admin_url, edit_story, seen

Status = Story.Status
OFFERED = [transition for transition in TRANSITIONS.values() if transition.has_button]
REFUSED = [
    (transition.name, role)
    for transition in OFFERED
    for role in Role
    if role not in transition.roles
]


@pytest.fixture
def draft(reporter):
    return ArticleFactory(filed_by=reporter)


def press(client, story, name, **data):
    asked = {f"_{name}-{field}": value for field, value in data.items()}
    return client.post(admin_url(story, "step", name), {**seen(story), **asked}, follow=True)


def status(story):
    return Story.objects.get(pk=story.pk).status


# --- who is refused -------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "role"), REFUSED)
def test_a_step_is_forbidden_to_any_other_role(name, role, client, draft):
    client.force_login(UserFactory(roles=[role]))

    # A reporter does not even see the story of another.
    assert press(client, draft, name).status_code == 403
    assert not Decision.objects.exists()


@pytest.mark.parametrize("transition", OFFERED, ids=lambda transition: transition.name)
def test_a_step_is_forbidden_to_a_superuser_without_a_role(transition, client, draft, outsider):
    client.force_login(outsider)

    assert press(client, draft, transition.name).status_code == 403
    assert not Decision.objects.exists()


@pytest.mark.parametrize("transition", OFFERED, ids=lambda transition: transition.name)
def test_whoever_is_not_logged_in_takes_no_step(transition, client, draft):
    response = client.post(admin_url(draft, "step", transition.name))

    assert response.status_code == 302
    assert "/login/" in response.url
    assert not Decision.objects.exists()


@pytest.mark.parametrize("transition", OFFERED, ids=lambda transition: transition.name)
def test_a_step_is_never_taken_by_opening_an_address(transition, client, draft, chief):
    client.force_login(chief)

    assert client.get(admin_url(draft, "step", transition.name)).status_code == 405


@pytest.mark.parametrize("name", ["sign_page", "nonsense"])
def test_there_are_addresses_for_offered_steps_alone(name, client, draft, chief):
    client.force_login(chief)

    assert client.post(admin_url(draft, "step", name)).status_code == 404


def test_a_brief_has_no_address_among_articles(client, draft, chief):
    client.force_login(chief)
    wrong = admin_url(draft, "step", "submit").replace("articles/article", "briefs/brief")

    assert client.post(wrong).status_code == 404


# --- taking steps ---------------------------------------------------------------------------------


def test_a_step_writes_a_decision_and_returns_to_the_story(client, draft, reporter):
    client.force_login(reporter)

    response = press(client, draft, "submit")

    assert response.redirect_chain == [(admin_url(draft), 302)]
    assert status(draft) == Status.SUBMITTED
    assert Decision.objects.get().actor == reporter


def test_a_step_on_a_text_that_is_not_the_last_is_refused(client, draft, chief, reporter):
    workflow.apply("submit", draft, user=reporter)
    client.force_login(chief)

    response = client.post(admin_url(draft, "step", "sign_off"), {"seen": "0" * 64}, follow=True)

    assert status(draft) == Status.SUBMITTED
    assert [m.level_tag for m in response.context["messages"]] == ["error"]


def test_a_step_without_a_text_seen_is_refused(client, draft, chief, reporter):
    workflow.apply("submit", draft, user=reporter)
    client.force_login(chief)

    client.post(admin_url(draft, "step", "sign_off"))

    assert status(draft) == Status.SUBMITTED


def test_whoever_loses_a_race_is_told_so_in_words(client, draft, reporter, monkeypatch):
    def lose(*args, **kwargs):
        raise IntegrityError

    monkeypatch.setattr(workflow, "apply", lose)
    client.force_login(reporter)

    response = press(client, draft, "submit")

    assert [m.level_tag for m in response.context["messages"]] == ["error"]


@pytest.mark.parametrize("reason", ["", "because"])
def test_withdrawing_asks_for_a_reason_of_the_list(reason, client, draft, chief):
    published(draft)
    client.force_login(chief)

    press(client, draft, "withdraw", reason=reason)

    assert client.get(f"/articles/{draft.pk}/").status_code == 200


def test_withdrawing_is_not_held_up_by_another_edit(client, draft, chief):
    published(draft)
    client.force_login(chief)

    client.post(
        admin_url(draft, "step", "withdraw"), {"seen": "0" * 64, "_withdraw-reason": "wrong"}
    )

    assert client.get(f"/articles/{draft.pk}/").status_code == 410


@pytest.mark.parametrize("factory", [ArticleFactory, BriefFactory])
def test_a_day_in_the_life_of_a_story(factory, client, reporter, editor, chief):
    story = factory(filed_by=reporter)
    client.force_login(reporter)
    edit_story(client, story, _step="submit")
    client.force_login(editor)
    edit_story(client, story, _step="return", **{"_return-note": "请补充数字。"})
    client.force_login(reporter)
    assert "请补充数字。" in client.get(admin_url(story)).content.decode()
    edit_story(client, story, body="<p>今年有三百人。</p>", _step="submit")
    client.force_login(chief)
    edit_story(client, story, _step="sign_off")
    press(client, story, "publish")
    assert "今年有三百人。" in public(client, story)

    client.force_login(reporter)
    press(client, story, "amend")
    edit_story(client, story, body="<p>今年有四百人。</p>", _step="submit")
    assert "今年有三百人。" in public(client, story)
    client.force_login(chief)
    edit_story(client, story, _step="sign_off")
    press(client, story, "publish")
    assert "今年有四百人。" in public(client, story)

    press(client, story, "withdraw", reason="wrong")
    assert client.get(f"/{story.kind}s/{story.pk}/").status_code == 410


def public(client, story):
    return client.get(f"/{story.kind}s/{story.pk}/").content.decode()


# --- refusals in words ----------------------------------------------------------------------------


def test_a_refusal_leads_back_to_the_desk(client, draft, outsider):
    client.force_login(outsider)

    response = client.get(admin_url(draft, "preview"))

    assert response.status_code == 403
    assert reverse("admin:index") in response.content.decode()


def test_a_form_from_before_another_log_in_says_what_to_do(draft, reporter):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(reporter)

    response = strict.post(admin_url(draft, "step", "submit"))

    assert response.status_code == 403
    assert "403_csrf.html" in [template.name for template in response.templates]


# --- preview --------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMIN])
def test_the_newsroom_previews_a_draft_as_readers_would_see_it(role, client, draft, reporter):
    client.force_login(reporter if role == Role.REPORTER else UserFactory(roles=[role]))

    response = client.get(admin_url(draft, "preview"))

    assert response.status_code == 200
    assert draft.headline in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("name", ["admin_person", "outsider"])
def test_a_draft_is_not_previewed_by_others(name, request, client, draft):
    client.force_login(request.getfixturevalue(name))

    assert client.get(admin_url(draft, "preview")).status_code == 403


def test_a_reporter_does_not_preview_the_story_of_another(client, draft):
    client.force_login(UserFactory(roles=["reporter"]))

    assert client.get(admin_url(draft, "preview")).status_code == 403


def test_a_preview_changes_nothing(client, draft, chief):
    client.force_login(chief)

    assert client.post(admin_url(draft, "preview")).status_code == 405


# --- pictures of a preview ------------------------------------------------------------------------


@pytest.fixture
def pictured(draft, reporter, photo_editor, run_jobs):
    """The draft with a picture that is not public."""
    photo, _new = get_or_create_photo(upload(encoded(drawn((400, 300)))), user=photo_editor)
    run_jobs()
    story_photo = StoryPhotoFactory(story=draft, photo=photo)
    draft.body += photo_node(story_photo.pk)
    draft.save()
    record_revision(draft, user=reporter)
    return draft


def picture_names(story):
    return sorted(story_screen.preview_snapshot(story).file_names)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMIN])
def test_the_newsroom_sees_the_pictures_of_a_draft(role, client, pictured, reporter):
    client.force_login(reporter if role == Role.REPORTER else UserFactory(roles=[role]))

    page = client.get(admin_url(pictured, "preview")).content.decode()

    for name in picture_names(pictured):
        response = client.get(admin_url(pictured, "picture", name))
        assert response.status_code == 200
        assert response.headers["Content-Type"].startswith("image/")
        assert {"private", "no-store"} <= set(response.headers["Cache-Control"].split(", "))
    assert f'srcset="{admin_url(pictured, "picture", "x").removesuffix("x")}' in page
    assert "/photos/" not in page


@pytest.mark.parametrize("name", ["admin_person", "outsider"])
def test_pictures_of_a_draft_are_not_seen_by_others(name, request, client, pictured):
    client.force_login(request.getfixturevalue(name))

    assert client.get(admin_url(pictured, "picture", picture_names(pictured)[0])).status_code == 403


def test_pictures_of_a_draft_want_a_log_in_and_stand_nowhere_in_public(client, pictured):
    name = picture_names(pictured)[0]

    assert "/login/" in client.get(admin_url(pictured, "picture", name)).url
    assert client.get(reverse("press:picture_file", args=[name])).status_code == 404


def test_a_reporter_does_not_see_pictures_by_way_of_another_story(client, pictured):
    other = UserFactory(roles=["reporter"])
    own = ArticleFactory(filed_by=other)
    client.force_login(other)

    for story, status in ((pictured, 403), (own, 404)):
        name = picture_names(pictured)[0]
        assert client.get(admin_url(story, "picture", name)).status_code == status

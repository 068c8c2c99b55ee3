"""The pages that show what a step does before it is taken, and the steps taken from them."""

import re

import pytest
from django.urls import reverse

from newsroom.core.roles import Role
from newsroom.desk.models import Decision, Story
from newsroom.desk.workflow import apply
from newsroom.desk.workflow.transitions import TRANSITIONS
from newsroom.press.models import Version
from tests.factories import ArticleFactory, UserFactory, published
from tests.newsroom.desk.screens import admin_url, edit_story, get_html, save_revision

pytestmark = pytest.mark.django_db

CONFIRMED = [name for name, transition in TRANSITIONS.items() if transition.has_confirmation]


@pytest.fixture
def amended(reporter):
    """A live story whose amendment a reporter has begun."""
    story = published(ArticleFactory(filed_by=reporter, headline="书屋开门迎客"))
    apply("amend", story, user=reporter)
    return save_revision(story, reporter, headline="误改的标题")


def confirm_url(story, name):
    return admin_url(story, "confirm", name)


def fields(html):
    """The fields of the only form on a confirmation page that sends a step."""
    form = re.search(r'<form[^>]*method="post"[^>]*/steps/.*?</form>', html, re.DOTALL)[0]
    inputs = re.findall(r"<input[^>]*>", form)
    attributes = [dict(re.findall(r'(\w+)="([^"]*)"', each)) for each in inputs]
    return {each["name"]: each["value"] for each in attributes}


# --- abandoning an amendment ----------------------------------------------------------------------


def test_author_sees_what_he_throws_away_and_then_throws_it_away(client, amended, reporter):
    client.force_login(reporter)
    assert confirm_url(amended, "abandon") in get_html(client, admin_url(amended))
    html = get_html(client, confirm_url(amended, "abandon"))
    assert "误改" in html

    response = client.post(admin_url(amended, "step", "abandon"), fields(html), follow=True)

    story = Story.objects.get(pk=amended.pk)
    assert (story.headline, story.status) == ("书屋开门迎客", Story.Status.APPROVED)
    assert "放弃修改" in response.content.decode()
    assert "误改的标题" in amended.revisions.get(number=2).content


def test_page_says_that_nothing_was_changed(client, reporter):
    story = published(ArticleFactory(filed_by=reporter))
    apply("amend", story, user=reporter)
    client.force_login(reporter)

    assert "完全相同" in get_html(client, confirm_url(story, "abandon"))


@pytest.mark.parametrize("changes", [{"headline": "别人改的标题"}, {"tags": "交通"}])
def test_whatever_somebody_saved_meanwhile_is_not_thrown_away(
    changes, client, amended, reporter, editor
):
    client.force_login(reporter)
    seen = fields(get_html(client, confirm_url(amended, "abandon")))
    client.force_login(editor)
    edit_story(client, amended, **changes)
    number = Story.objects.get(pk=amended.pk).revision.number
    client.force_login(reporter)

    response = client.post(admin_url(amended, "step", "abandon"), seen, follow=True)

    assert "有改动" in response.content.decode()
    assert Story.objects.get(pk=amended.pk).revision.number == number == 3


def test_story_that_is_not_amended_has_no_such_button(client, reporter):
    story = published(ArticleFactory(filed_by=reporter))
    client.force_login(reporter)

    assert confirm_url(story, "abandon") not in get_html(client, admin_url(story))
    response = client.get(confirm_url(story, "abandon"), follow=True)
    assert response.redirect_chain == [(admin_url(story), 302)]


# --- emergency withdrawal ---------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.EDITOR, Role.HEAD, Role.CHIEF])
def test_emergency_withdrawal_goes_without_a_script_too(role, client, amended):
    """The button opens the page, whose button withdraws: two presses, nothing to fill in."""
    client.force_login(UserFactory(roles=[role]))
    assert confirm_url(amended, "emergency_withdraw") in get_html(client, admin_url(amended))
    html = get_html(client, confirm_url(amended, "emergency_withdraw"))

    client.post(admin_url(amended, "step", "emergency_withdraw"), fields(html))

    assert not Version.objects.live().exists()
    assert client.get(f"/articles/{amended.pk}/").status_code in (404, 410)


def test_editor_may_not_if_the_setting_says_so(client, amended, editor, settings):
    settings.NEWSROOM_EDITORS_WITHDRAW = False
    client.force_login(editor)
    assert confirm_url(amended, "emergency_withdraw") not in get_html(client, admin_url(amended))

    client.post(admin_url(amended, "step", "emergency_withdraw"))

    assert Version.objects.live().exists()


def test_chief_reviews_what_an_editor_withdrew_and_nobody_else(client, amended, editor, head):
    apply("emergency_withdraw", amended, user=editor)
    review = admin_url(amended, "step", "review_withdrawal")
    answer = {"_review_withdrawal-reason": "wrong", "seen": amended.revision.sha256}

    for user, waits in ((editor, False), (head, False), (UserFactory(roles=[Role.CHIEF]), True)):
        client.force_login(user)
        assert ("待补审的紧急撤稿" in get_html(client, reverse("admin:index"))) == waits
        client.post(review, answer)
        taken = Decision.objects.filter(transition="review_withdrawal").exists()
        assert taken == waits


# --- who sees the pages -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", CONFIRMED)
@pytest.mark.parametrize("role", [None, *Role])
def test_page_is_for_those_who_may_take_the_step(name, role, client, amended):
    client.force_login(UserFactory(roles=[role] if role else [], is_superuser=True))
    may = role in TRANSITIONS[name].roles and role != Role.REPORTER  # it is another's story

    assert client.get(confirm_url(amended, name)).status_code == (200 if may else 403)
    assert Decision.objects.last().transition == "amend"


@pytest.mark.parametrize("name", CONFIRMED)
def test_reader_is_sent_to_the_login(name, client, amended):
    response = client.get(confirm_url(amended, name))

    assert "/login/" in response.url


@pytest.mark.parametrize("name", ["submit", "sign_page", "nonsense"])
def test_other_steps_have_no_page(name, client, amended, chief):
    client.force_login(chief)

    assert client.get(confirm_url(amended, name)).status_code == 404

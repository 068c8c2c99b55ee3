"""A story whose other half stands on a page that may never come."""

import pytest

from newsroom.core.roles import Role
from newsroom.desk import policy
from newsroom.desk.models import Story
from tests.factories import ArticleFactory, BriefFactory, UserFactory
from tests.newsroom.desk.screens import admin_url, edit_story, form_data


@pytest.fixture(params=[ArticleFactory, BriefFactory])
def half(request, db):
    return request.param(
        other_half="4",
        printed_paper="临川晚报",
        printed_position=1,
        printed_editor="周砚之",
        printed_proofreader="许知字",
    )


@pytest.mark.parametrize("role", policy.DESK)
def test_the_desk_may_clear_it(role, client, half):
    client.force_login(UserFactory(roles=[role]))

    edit_story(client, half, other_half="")

    assert Story.objects.get().other_half == ""
    assert "other_half" not in form_data(client.get(admin_url(half)))


def test_a_reporter_may_not(client, half):
    person = UserFactory(roles=[Role.REPORTER])
    Story.objects.update(filed_by=person)
    client.force_login(person)

    edit_story(client, half, other_half="", headline="渡口修缮")

    assert (Story.objects.get().other_half, Story.objects.get().headline) == ("4", "渡口修缮")


def test_a_story_that_is_whole_does_not_ask_for_it(client, editor, half):
    Story.objects.update(other_half="")
    client.force_login(editor)

    assert "other_half" not in form_data(client.get(admin_url(half)))


def test_who_stands_on_the_page_stands_with_the_story(client, editor, half):
    client.force_login(editor)

    html = client.get(admin_url(half)).content.decode()

    assert "周砚之" in html and "许知字" in html

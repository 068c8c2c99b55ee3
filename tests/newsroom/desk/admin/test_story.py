"""The stories in the admin: who sees and changes which, and what their lists cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsroom.desk import workflow
from newsroom.desk.models import Story
from tests.factories import ArticleFactory, SectionFactory, UserFactory, published
from tests.newsroom.desk.screens import admin_url


@pytest.fixture
def section(db):
    return SectionFactory(name="要闻", slug="yaowen")


@pytest.fixture
def draft(reporter, section):
    return ArticleFactory(filed_by=reporter, section=section)


ROLES_THAT_SEE = ["editor", "head", "chief", "proofreader", "photo_editor"]
OUTSIDE = ["admin_person", "outsider"]


@pytest.mark.parametrize("name", ROLES_THAT_SEE)
def test_the_newsroom_reads_any_story(name, request, client, draft):
    client.force_login(request.getfixturevalue(name))

    assert client.get(admin_url(draft)).status_code == 200
    assert draft.headline in client.get(admin_url(draft, "changelist")).content.decode()


@pytest.mark.parametrize("status", ["draft", "approved"])
@pytest.mark.parametrize("name", ["reporter", *ROLES_THAT_SEE])
def test_responsible_editor_stands_there_and_no_link_to_what_is_closed(
    name, status, request, client, draft
):
    draft.responsible_editor = UserFactory(roles=["editor"], name="周知白")
    draft.status = status
    draft.save()
    client.force_login(request.getfixturevalue(name))

    page = client.get(admin_url(draft)).content.decode()

    assert "周知白" in page
    assert reverse("admin:newsroom_user_change", args=[draft.responsible_editor_id]) not in page


@pytest.mark.parametrize("name", OUTSIDE)
def test_whoever_has_no_role_in_the_newsroom_sees_no_story(name, request, client, draft):
    client.force_login(request.getfixturevalue(name))

    assert client.get(admin_url(draft, "changelist")).status_code == 403
    assert client.get(admin_url(draft, "add")).status_code == 403
    response = client.get(admin_url(draft), follow=True)
    assert draft.headline not in response.content.decode()


def test_a_reporter_sees_only_his_own_stories(client, draft):
    client.force_login(UserFactory(roles=["reporter"]))

    assert draft.headline not in client.get(admin_url(draft, "changelist")).content.decode()
    assert client.get(admin_url(draft)).status_code == 302


@pytest.mark.parametrize("name", ["proofreader", "photo_editor"])
def test_whoever_only_reads_can_not_save(name, request, client, draft):
    client.force_login(request.getfixturevalue(name))

    assert client.post(admin_url(draft), {"headline": "别人的标题"}).status_code == 403
    assert client.get(admin_url(draft, "add")).status_code == 403


@pytest.mark.parametrize("name", [*ROLES_THAT_SEE, *OUTSIDE, "reporter"])
def test_no_story_is_ever_deleted(name, request, client, draft):
    client.force_login(request.getfixturevalue(name))

    client.post(admin_url(draft, "delete"), {"post": "yes"})
    client.post(
        admin_url(draft, "changelist"),
        {"action": "delete_selected", "_selected_action": draft.pk, "post": "yes"},
    )

    assert Story.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("name", ["changelist", "add", "change", "preview"])
def test_whoever_is_not_logged_in_is_asked_to(name, client, draft):
    response = client.get(admin_url(draft, name))

    assert response.status_code == 302
    assert response.url.startswith(reverse("admin:login"))


@pytest.mark.parametrize(
    ("name", "status"), [("reporter", 200), ("outsider", 200), ("proofreader", 403)]
)
@pytest.mark.parametrize(("model", "field"), [("story", "organizations"), ("byline", "reporter")])
def test_names_are_found_while_typing(name, status, model, field, request, client):
    client.force_login(request.getfixturevalue(name))
    query = {"app_label": "desk", "model_name": model, "field_name": field, "term": ""}

    assert client.get(reverse("admin:autocomplete"), query).status_code == status


def test_no_story_is_found_while_typing(client, outsider, draft):
    client.force_login(outsider)
    query = {"app_label": "desk", "model_name": "byline", "field_name": "story", "term": ""}

    assert client.get(reverse("admin:autocomplete"), query).status_code == 403


def test_the_page_of_a_story_costs_the_same_with_a_long_record(
    client, chief, editor, reporter, draft
):
    client.force_login(chief)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(admin_url(draft))
        return len(captured)

    def back_and_forth():
        workflow.apply("submit", draft, user=reporter)
        workflow.apply("return", draft, user=editor, note="请补充。")

    back_and_forth()
    few = queries()
    for _ in range(9):
        back_and_forth()

    assert queries() <= few <= 40


def test_the_list_needs_the_same_queries_for_two_stories_and_for_twenty(client, chief, section):
    client.force_login(chief)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("admin:articles_article_changelist"))
        return len(captured)

    published(ArticleFactory(section=section))
    ArticleFactory(section=section)
    few = queries()
    for _ in range(18):
        ArticleFactory(section=section)

    assert queries() <= few <= 15

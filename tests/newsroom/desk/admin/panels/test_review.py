"""The first screen of the desk: what waits for whom, at a bounded price."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsroom.core.models import Section
from newsroom.core.roles import Role
from newsroom.desk import workflow
from newsroom.desk.admin.panels import panels_for, review
from tests.factories import (
    ArticleFactory,
    BriefFactory,
    SectionFactory,
    SiteInformationFactory,
    UserFactory,
    published,
)


@pytest.fixture
def draft(reporter):
    return ArticleFactory(filed_by=reporter)


def titles(panel):
    return panel and [item.title for item in panel.items]


def test_a_reporter_finds_his_returned_story_with_the_reason(client, reporter, editor, draft):
    workflow.apply("submit", draft, user=reporter)
    workflow.apply("return", draft, user=editor, note="请补充数字。")
    ArticleFactory(filed_by=UserFactory(roles=[Role.REPORTER]), headline="别人的稿件")
    client.force_login(reporter)

    html = client.get(reverse("admin:index")).content.decode()

    assert draft.headline in html
    assert "请补充数字。" in html
    assert "别人的稿件" not in html
    assert reverse("admin:articles_article_add") in html
    assert reverse("admin:briefs_brief_add") in html


@pytest.mark.parametrize(
    ("stage", "role"),
    [
        (Section.Stage.FIRST, Role.EDITOR),
        (Section.Stage.SECOND, Role.HEAD),
        (Section.Stage.FINAL, Role.CHIEF),
    ],
)
def test_a_reviewer_finds_the_stories_at_his_stage(stage, role, reporter, db):
    section = SectionFactory(reviews_required=3)
    waiting = {stage: ArticleFactory(filed_by=reporter, section=section) for stage in Section.Stage}
    for at, story in waiting.items():
        type(story).objects.filter(pk=story.pk).update(status="submitted", stage=at)

    panel = review.to_review(UserFactory(roles=[role]))

    assert titles(panel) == [waiting[stage].title]


@pytest.mark.parametrize("role", [Role.HEAD, Role.CHIEF])
def test_a_publisher_finds_what_readers_do_not_see_yet(role, draft, reporter, chief):
    published(BriefFactory(headline="已发布的简讯"))
    workflow.apply("submit", draft, user=reporter)
    workflow.apply("sign_off", draft, user=chief)

    assert titles(review.to_publish(UserFactory(roles=[role]))) == [draft.title]


def test_a_signed_amendment_waits_to_be_published_too(draft, reporter, chief):
    published(draft)
    workflow.apply("amend", draft, user=reporter)
    draft.body = "<p>今年有四百人。</p>"
    draft.save()
    workflow.apply("submit", draft, user=reporter)
    workflow.apply("sign_off", draft, user=chief)

    assert titles(review.to_publish(chief)) == [draft.title]


@pytest.mark.parametrize("name", ["photo_editor", "admin_person", "outsider"])
def test_whoever_takes_no_part_has_no_panel_of_stories(name, request, client, draft):
    SiteInformationFactory()  # so that an administrator is told of nothing else
    person = request.getfixturevalue(name)
    client.force_login(person)

    response = client.get(reverse("admin:index"))

    assert response.status_code == 200
    assert panels_for(person) == []
    assert draft.headline not in response.content.decode()


def test_the_desk_costs_the_same_with_two_stories_and_with_twenty(client, chief, reporter):
    client.force_login(chief)

    def fill(count):
        for _ in range(count):
            ArticleFactory(filed_by=chief)
            workflow.apply("submit", ArticleFactory(filed_by=reporter), user=reporter)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("admin:index"))
        return len(captured)

    fill(1)
    few = queries()
    fill(9)

    assert queries() <= few <= 20

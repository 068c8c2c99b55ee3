"""How many queries the main POSTs of the desk cost: an upper bound for each, as measured.

Lower a bound when its step comes to need fewer; a change that needs more has to say why.
A form asks the database of each rule of the story's kind: a query between two savepoints.
"""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsroom.desk import workflow
from newsroom.desk.models import Decision, Story
from newsroom.press.models import Version
from tests.factories import ArticleFactory, BriefFactory, BylineFactory, SectionFactory
from tests.newsroom.desk.proof_steps import submitted
from tests.newsroom.desk.screens import admin_url, form_data, seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def cost(client):
    """Send a POST as the person and count its queries: `cost(person, url, data)`."""

    def cost(person, url, data):
        client.force_login(person)
        ContentType.objects.clear_cache()  # which other tests may have filled
        with CaptureQueriesContext(connection) as captured:
            response = client.post(url, data)
        assert response.status_code == 302
        return len(captured)

    return cost


@pytest.fixture
def draft(reporter):
    """A story with two names over it, in a section of three reviews."""
    story = ArticleFactory(filed_by=reporter, section=SectionFactory(reviews_required=3))
    BylineFactory(story=story)
    BylineFactory(story=story, role="摄影")
    return story


def step(story, name):
    """The address of a step, and what its form sends of the text on screen."""
    return admin_url(story, "step", name), seen(story)


def reviewed(story, reporter, editor, head):
    workflow.apply("submit", story, user=reporter)
    workflow.apply("first_review", story, user=editor)
    workflow.apply("second_review", story, user=head)
    return story


def test_submit(cost, draft, reporter):
    assert cost(reporter, *step(draft, "submit")) <= 32
    assert Decision.objects.get().transition == "submit"


def test_first_review(cost, draft, reporter, editor):
    workflow.apply("submit", draft, user=reporter)

    assert cost(editor, *step(draft, "first_review")) <= 26
    assert Decision.objects.last().transition == "first_review"


def test_sign_off(cost, draft, reporter, editor, head, chief):
    reviewed(draft, reporter, editor, head)

    assert cost(chief, *step(draft, "sign_off")) <= 26
    assert Decision.objects.last().transition == "sign_off"


def test_publish(cost, draft, reporter, editor, head, chief):
    workflow.apply("sign_off", reviewed(draft, reporter, editor, head), user=chief)

    assert cost(chief, *step(draft, "publish")) <= 47
    assert Version.objects.live().get().story_id == draft.pk


def test_publish_of_an_amendment(cost, draft, reporter, editor, head, chief):
    workflow.apply("sign_off", reviewed(draft, reporter, editor, head), user=chief)
    workflow.apply("publish", draft, user=chief)
    workflow.apply("amend", draft, user=editor)
    draft.body = "<p>石阶添了一级。</p>"
    draft.save()
    workflow.apply("sign_off", reviewed(draft, reporter, editor, head), user=chief)

    assert cost(chief, *step(draft, "publish")) <= 48
    assert Version.objects.count() == 2


def test_withdraw(cost, draft, reporter, editor, head, chief):
    workflow.apply("sign_off", reviewed(draft, reporter, editor, head), user=chief)
    workflow.apply("publish", draft, user=chief)
    url, data = step(draft, "withdraw")

    assert cost(chief, url, {**data, "_withdraw-reason": "wrong"}) <= 34
    assert not Version.objects.live().exists()


def test_save_of_a_changed_article(cost, draft, client, reporter):
    client.force_login(reporter)
    data = form_data(client.get(admin_url(draft)))

    assert cost(reporter, admin_url(draft), {**data, "headline": "石阶修好了"}) <= 50
    assert draft.revisions.filter(content__contains="石阶修好了").exists()


def test_save_of_a_brief_as_it_is(cost, client, reporter):
    brief = BriefFactory(filed_by=reporter)
    client.force_login(reporter)
    data = form_data(client.get(admin_url(brief)))

    assert cost(reporter, admin_url(brief), data) <= 39
    assert brief.revisions.count() == 1


def test_new_article(cost, client, reporter):
    section = SectionFactory()
    client.force_login(reporter)
    url = reverse("admin:articles_article_add")
    data = form_data(client.get(url))
    written = {"headline": "石阶修好了", "body": "<p>石阶。</p>", "section": section.pk}

    assert cost(reporter, url, {**data, **written}) <= 36
    assert Story.objects.get().filed_by == reporter


def test_proof_without_a_mark(cost, proofreader, client):
    story = submitted()
    client.force_login(proofreader)
    url = admin_url(story, "proof")
    data = {"seen": story.revision.sha256, "sign": "first_proof"}

    assert cost(proofreader, url, data) <= 27
    assert Decision.objects.last().transition == "first_proof"

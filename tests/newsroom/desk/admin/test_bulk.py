"""Many stories at once: who may do what, story by story, and never a signature."""

import datetime
from itertools import product

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from newsroom.core.models import Section
from newsroom.core.roles import Role
from newsroom.desk import policy, record_checks, workflow
from newsroom.desk.admin import bulk as bulk_admin
from newsroom.desk.admin.bulk import FORMS
from newsroom.desk.models import Decision, Story
from newsroom.desk.workflow import apply, bulk, engine
from newsroom.desk.workflow.bulk import BULK_ACTIONS, Outcome
from newsroom.desk.workflow.transitions import TRANSITIONS
from tests.factories import (
    ArticleFactory,
    BriefFactory,
    SectionFactory,
    UserFactory,
    published,
)
from tests.newsroom.desk.screens import admin_url, form_data

pytestmark = pytest.mark.django_db

Status = Story.Status
Stage = Section.Stage
LISTS = {
    "article": reverse("admin:articles_article_changelist"),
    "brief": reverse("admin:briefs_brief_changelist"),
}
FACTORIES = {"article": ArticleFactory, "brief": BriefFactory}
ROLES = [role for role in Role]
ALLOWED = [(row.name, role) for row in bulk.BULK_ACTIONS.values() for role in row.roles]
FORBIDDEN = [
    (row.name, role)
    for row, role in product(bulk.BULK_ACTIONS.values(), Role)
    if role not in row.roles
]


def bulk_url(name, kind="article"):
    return reverse(f"admin:{kind}s_{kind}_bulk", args=[name])


def choose(client, name, *stories, kind="article", **data):
    chosen = {"action": name, "_selected_action": [story.pk for story in stories]}
    return client.post(LISTS[kind], {**chosen, **data}, follow=True)


def send(client, name, *stories, kind="article", **said):
    chosen = {"chosen": [story.pk for story in stories]}
    return client.post(bulk_url(name, kind), {**chosen, **said}, follow=True)


def words(name):
    """Something to say for each action."""
    return {
        "submit": {},
        "tag": {"add": "春节，志愿服务", "remove": ""},
        "move": {"section": SectionFactory().pk},
        "assign": {"editor": UserFactory(roles=[Role.EDITOR]).pk},
        "return": {"note": "请补充数字"},
        "spike": {"note": "与昨日重复"},
    }[name]


def ready(name, filer, factory=ArticleFactory):
    """A story that the action is open to."""
    story = factory(filed_by=filer)
    if name == "return":
        apply("submit", story, user=filer)
    return story


def outcomes(response):
    return {result.story.pk: result.outcome for result, *_ in response.context["results"]}


def notes(response):
    return {result.story.pk: str(result.note) for result, *_ in response.context["results"]}


def fresh(story):
    return Story.objects.get(pk=story.pk)


def holds():
    return list(record_checks.verify(Story.objects.all())) == []


# --- the table ------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", bulk.BULK_ACTIONS.values(), ids=lambda row: row.name)
def test_nothing_is_signed_or_published_in_bulk(row):
    step = TRANSITIONS.get(row.name)

    assert row.name in FORMS
    if step:
        assert not step.signs
        assert step.effect is None
        assert set(row.roles) <= set(step.roles)


def test_the_actions_are_those_of_the_issue():
    assert set(BULK_ACTIONS) == {"submit", "tag", "move", "assign", "return", "spike"}


# --- who may --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize(("name", "role"), ALLOWED)
def test_a_role_does_what_the_table_gives_it(name, role, kind, client):
    user = UserFactory(roles=[role])
    stories = [ready(name, user, FACTORIES[kind]) for _ in range(2)]
    client.force_login(user)

    page = choose(client, name, *stories, kind=kind)
    assert [story for story, *_ in page.context["stories"]] == [fresh(s) for s in stories[::-1]]
    response = send(client, name, *stories, kind=kind, **words(name))

    assert outcomes(response) == {story.pk: Outcome.DONE for story in stories}
    for story in stories:
        assert admin_url(story) in response.content.decode()
    assert holds()


@pytest.mark.parametrize(("name", "role"), FORBIDDEN)
def test_nobody_else_does(name, role, client, reporter):
    story = ready(name, reporter)
    before = Decision.objects.count()
    client.force_login(UserFactory(roles=[role]))

    response = choose(client, name, story)
    assert "form" not in (response.context or {}) or response.status_code == 403
    assert send(client, name, story, **words(name)).status_code == 403
    assert Decision.objects.count() == before
    assert story.revisions.count() == 1


@pytest.mark.parametrize("name", BULK_ACTIONS)
def test_a_superuser_without_a_role_does_nothing(name, client, reporter, outsider):
    story = ready(name, reporter)
    client.force_login(outsider)

    assert choose(client, name, story).status_code == 403
    assert send(client, name, story, **words(name)).status_code == 403


@pytest.mark.parametrize("name", BULK_ACTIONS)
def test_whoever_is_not_logged_in_is_asked_to(name, client, reporter):
    story = ready(name, reporter)

    response = client.post(bulk_url(name), {"chosen": story.pk, **words(name)})

    assert response.status_code == 403
    assert reverse("admin:login") in response.content.decode()
    assert story.revisions.count() == 1


def test_an_action_is_never_taken_by_opening_an_address(client, chief):
    client.force_login(chief)

    assert client.get(bulk_url("submit")).status_code == 405
    for name in ("sign_off", "publish", "delete_selected"):
        assert client.post(bulk_url(name)).status_code == 404


@pytest.mark.parametrize("role", ROLES)
def test_the_list_offers_what_the_role_may_do(role, client):
    user = UserFactory(roles=[role])
    ArticleFactory(filed_by=user)
    client.force_login(user)

    page = client.get(LISTS["article"])

    form = page.context and page.context.get("action_form")
    offered = {name for name, _label in form.fields["action"].choices if name} if form else set()
    assert offered == {row.name for row in bulk.BULK_ACTIONS.values() if role in row.roles}


def test_a_reporter_reaches_his_own_stories_alone(client, reporter):
    mine = ArticleFactory(filed_by=reporter)
    other = ArticleFactory(filed_by=UserFactory(roles=[Role.REPORTER]))
    client.force_login(reporter)

    response = send(client, "submit", mine, other)

    assert outcomes(response) == {mine.pk: Outcome.DONE}
    assert other.headline not in response.content.decode()
    assert fresh(other).status == Status.DRAFT


def test_a_brief_is_not_reached_from_the_articles(client, chief, reporter):
    brief = BriefFactory(filed_by=reporter)
    client.force_login(chief)

    assert outcomes(send(client, "submit", brief)) == {}
    assert fresh(brief).status == Status.DRAFT


# --- each on its own ------------------------------------------------------------------------------


def test_one_refusal_holds_up_no_other_and_says_why(client, reporter, editor):
    before, refused, after = (ArticleFactory(filed_by=reporter) for _ in range(3))
    apply("submit", refused, user=reporter)
    client.force_login(editor)

    response = send(client, "submit", before, refused, after)

    assert outcomes(response) == {
        refused.pk: Outcome.REFUSED,
        before.pk: Outcome.DONE,
        after.pk: Outcome.DONE,
    }
    assert next(iter(outcomes(response))) == refused.pk  # what wants an eye stands first
    assert notes(response)[refused.pk]
    assert {fresh(story).status for story in (before, after)} == {Status.SUBMITTED}


def test_a_race_that_is_lost_costs_one_story(client, reporter, chief, monkeypatch):
    lost, done = (ArticleFactory(filed_by=reporter) for _ in range(2))

    def lose(name, story, **said):
        decision = apply(name, story, **said)
        if story.pk == lost.pk:
            raise IntegrityError
        return decision

    monkeypatch.setattr(engine, "apply", lose)
    client.force_login(chief)

    response = send(client, "submit", lost, done)

    assert outcomes(response) == {lost.pk: Outcome.REFUSED, done.pk: Outcome.DONE}
    assert Decision.objects.get().story_id == done.pk
    assert fresh(lost).status == Status.DRAFT


@pytest.mark.parametrize(("name", "status"), [("return", "returned"), ("spike", "spiked")])
def test_the_note_goes_to_every_story(name, status, client, reporter, head):
    stories = [ready(name, reporter) for _ in range(2)]
    client.force_login(head)

    send(client, name, *stories, note="请补充数字")

    for story in stories:
        decision = story.decisions.last()
        assert (decision.note, decision.target) == ("请补充数字", status)
        assert decision.actor == head


@pytest.mark.parametrize("name", ["return", "spike", "move", "assign", "tag"])
def test_what_is_missing_is_asked_for_and_the_choice_is_kept(name, client, reporter, head):
    stories = [ready(name, reporter) for _ in range(2)]
    before = Decision.objects.count()
    client.force_login(head)

    response = send(client, name, *stories)

    assert response.context["form"].errors
    html = response.content.decode()
    assert all(f'name="chosen" value="{story.pk}"' in html for story in stories)
    assert 'role="alert"' in html
    assert Decision.objects.count() == before


def test_stories_that_are_gone_are_told_of(client, chief):
    client.force_login(chief)
    gone = ArticleFactory.build(pk=987_654)

    assert send(client, "submit", gone).context["results"] == []
    assert client.post(bulk_url("submit"), {"chosen": ["x", "-1", ""]}).status_code == 200


# --- how many -------------------------------------------------------------------------------------


@pytest.fixture
def most_are_two(monkeypatch):
    monkeypatch.setattr(bulk_admin, "MAX_STORIES", 2)


@pytest.mark.parametrize("across", ["0", "1"])
def test_too_many_stories_are_refused_before_anything_is_done(
    across, client, chief, reporter, most_are_two
):
    stories = [ArticleFactory(filed_by=reporter) for _ in range(3)]
    client.force_login(chief)

    chosen = choose(client, "submit", *stories, select_across=across)
    sent_anyway = send(client, "submit", *stories)

    for response in (chosen, sent_anyway):
        (message,) = response.context["messages"]
        assert message.level_tag == "error"
        assert "2" in str(message)
    assert not Decision.objects.exists()


def test_as_many_as_may_be_are_done(client, chief, reporter, most_are_two):
    stories = [ArticleFactory(filed_by=reporter) for _ in range(2)]
    client.force_login(chief)

    assert choose(client, "submit", *stories).context["stories"]
    assert len(outcomes(send(client, "submit", *stories))) == 2


@pytest.mark.parametrize("name", BULK_ACTIONS)
def test_the_price_of_a_story_is_bounded(name, client, reporter, chief):
    client.force_login(chief)
    said = words(name)

    def queries(count):
        stories = [ready(name, reporter) for _ in range(count)]
        with CaptureQueriesContext(connection) as captured:
            assert set(outcomes(send(client, name, *stories, **said)).values()) == {Outcome.DONE}
        return len(captured)

    queries(1)  # whatever is only done once, like a new keyword
    few, many = queries(2), queries(12)

    assert (many - few) / 10 <= 45
    with CaptureQueriesContext(connection) as captured:
        choose(client, name, *Story.objects.all())
    assert len(captured) <= 13


# --- keywords -------------------------------------------------------------------------------------


def test_keywords_are_added_and_removed_and_recorded(client, reporter, editor):
    story, already = ArticleFactory(filed_by=reporter), ArticleFactory(filed_by=reporter)
    story.tags.add("交通")
    already.tags.add("春节")
    client.force_login(editor)

    response = send(client, "tag", story, already, add="春节、社区", remove="交通")

    assert set(story.tags.names()) == set(already.tags.names()) == {"春节", "社区"}
    revision = fresh(story).revision
    assert revision.author == editor
    assert revision.metadata["tags"] == ["春节", "社区"]
    assert set(outcomes(response).values()) == {Outcome.DONE}
    assert holds()


def test_what_is_there_already_appends_nothing(client, reporter, editor):
    story = ArticleFactory(filed_by=reporter)
    client.force_login(editor)
    send(client, "tag", story, add="春节")
    count = story.revisions.count()

    response = send(client, "tag", story, add="春节", remove="没有的")

    assert outcomes(response) == {story.pk: Outcome.UNCHANGED}
    assert story.revisions.count() == count


@pytest.mark.parametrize(
    "said",
    [{"add": " ，", "remove": ""}, {"add": "春节", "remove": "春节"}, {"add": "长" * 101}],
    ids=["nothing", "both", "too long"],
)
def test_keywords_that_make_no_sense_are_refused(said, client, reporter, editor):
    story = ArticleFactory(filed_by=reporter)
    client.force_login(editor)

    response = send(client, "tag", story, **said)

    assert response.context["form"].errors
    assert not story.tags.exists()


# --- sections -------------------------------------------------------------------------------------


def under_review(reviews, *signed):
    story = ArticleFactory(
        filed_by=UserFactory(roles=[Role.REPORTER]),
        section=SectionFactory(reviews_required=reviews),
    )
    apply("submit", story, user=story.filed_by)
    for name, role in signed:
        apply(name, story, user=UserFactory(roles=[role]))
    return story


def move(client, story, reviews):
    section = SectionFactory(name="要闻", reviews_required=reviews)
    response = send(client, "move", story, section=section.pk)
    return outcomes(response)[story.pk], notes(response)[story.pk]


def test_a_story_is_moved_on_record(client, reporter, editor):
    story = ArticleFactory(filed_by=reporter)
    client.force_login(editor)

    outcome, note = move(client, story, 3)

    assert (outcome, note) == (Outcome.DONE, "")
    moved = fresh(story)
    assert moved.section.name == "要闻"
    assert moved.revision.metadata["section"] == moved.section_id
    assert moved.revision.author == editor
    assert moved.updated_at > story.updated_at


def test_a_story_is_not_moved_where_the_review_it_waits_for_does_not_exist(client, editor):
    story = under_review(3, ("first_review", Role.EDITOR))
    client.force_login(editor)

    outcome, note = move(client, story, 2)

    assert outcome == Outcome.REFUSED
    assert "复审" in note
    assert "要闻" in note
    assert fresh(story).section == story.section


@pytest.mark.parametrize("reviews", [1, 2, 3])
def test_a_draft_is_moved_anywhere(reviews, client, reporter, editor):
    client.force_login(editor)

    assert move(client, ArticleFactory(filed_by=reporter), reviews) == (Outcome.DONE, "")


def test_a_story_moved_to_more_reviews_says_which_is_missing_and_can_go_on(client, editor, chief):
    story = under_review(1)
    client.force_login(editor)

    outcome, note = move(client, story, 2)

    assert outcome == Outcome.DONE
    assert "初审" in note
    story = fresh(story)
    with pytest.raises(workflow.TransitionRefused):
        apply("sign_off", story, user=chief)
    apply("return_stage", story, user=chief, note="须初审")
    apply("first_review", story, user=editor)
    apply("sign_off", story, user=chief)
    assert story.status == Status.APPROVED
    assert holds()


def test_a_signed_story_that_is_moved_to_more_reviews_says_so_too(client, editor):
    story = under_review(1, ("sign_off", Role.CHIEF))
    client.force_login(editor)

    outcome, note = move(client, story, 3)

    assert outcome == Outcome.DONE
    assert "初审" in note
    assert "复审" in note


def test_a_story_with_all_that_its_new_section_asks_for_needs_nothing_said(client, editor):
    story = under_review(3, ("first_review", Role.EDITOR), ("second_review", Role.HEAD))
    client.force_login(editor)

    assert move(client, story, 2) == (Outcome.DONE, "")


# --- editors, and what is not open to a change ----------------------------------------------------


def test_a_responsible_editor_is_assigned_on_record(client, reporter, head, editor):
    story = ArticleFactory(filed_by=reporter)
    client.force_login(head)

    send(client, "assign", story, editor=editor.pk)

    assert fresh(story).responsible_editor == editor
    assert fresh(story).revision.metadata["responsible_editor"] == editor.pk


@pytest.mark.parametrize(
    "person",
    [
        lambda: UserFactory(roles=[Role.REPORTER]),
        lambda: UserFactory(roles=[Role.EDITOR], is_active=False),
        lambda: UserFactory(is_superuser=True),
    ],
    ids=["a reporter", "somebody disabled", "a superuser"],
)
def test_only_people_of_the_desk_are_assigned(person, client, reporter, head):
    story = ArticleFactory(filed_by=reporter)
    client.force_login(head)

    response = send(client, "assign", story, editor=person().pk)

    assert response.context["form"].errors
    assert fresh(story).responsible_editor is None


@pytest.mark.parametrize("name", ["tag", "move", "assign"])
def test_what_readers_see_is_amended_by_a_step_first(name, client, editor):
    story = published(ArticleFactory())
    count = story.revisions.count()
    client.force_login(editor)

    response = send(client, name, story, **words(name))

    assert outcomes(response) == {story.pk: Outcome.REFUSED}
    assert story.revisions.count() == count


@pytest.mark.parametrize("name", ["tag", "move", "assign"])
def test_what_is_scheduled_is_not_changed_behind_its_back(name, client, head):
    story = under_review(1, ("sign_off", Role.CHIEF))
    apply("schedule", story, user=head, at=timezone.now() + datetime.timedelta(hours=1))
    client.force_login(head)

    response = send(client, name, story, **words(name))

    assert outcomes(response) == {story.pk: Outcome.REFUSED}


@pytest.mark.parametrize("name", ["tag", "move"])
def test_a_reporter_does_not_change_what_is_under_review(name, client, reporter):
    story = ArticleFactory(filed_by=reporter)
    apply("submit", story, user=reporter)
    client.force_login(reporter)

    response = send(client, name, story, **words(name))

    assert outcomes(response) == {story.pk: Outcome.REFUSED}
    assert story.revisions.count() == 1


def test_form_that_is_open_meanwhile_takes_nothing_back(client, reporter, editor):
    story = ArticleFactory(filed_by=reporter)
    client.force_login(editor)
    form = form_data(client.get(admin_url(story)))

    send(client, "tag", story, add="春节")
    client.post(admin_url(story), {**form, "headline": "表单里的标题"})

    assert fresh(story).headline == "表单里的标题"
    assert list(fresh(story).tags.names()) == ["春节"]


def test_people_of_the_desk_are_those_who_review(editor, head, chief, reporter, outsider):
    UserFactory(roles=[Role.EDITOR, Role.CHIEF], is_active=False)

    assert set(policy.desk_users()) == {editor, head, chief}

"""授权代审 on the desk's screens: who grants, who revokes, who reads, and what it lets one do."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from newsroom.core.models import Section
from newsroom.core.roles import Role
from newsroom.desk.admin.delegations import DelegationForm
from newsroom.desk.admin.panels import PANELS
from newsroom.desk.admin.panels.delegation import my_delegations
from newsroom.desk.models import Decision, Delegation
from newsroom.desk.workflow import apply, delegations
from newsroom.desk.workflow.delegations import State
from tests.factories import ArticleFactory, SectionFactory, UserFactory
from tests.newsroom.desk.screens import admin_url

Stage = Section.Stage
LIST = reverse("admin:desk_delegation_changelist")
ADD = reverse("admin:desk_delegation_add")
HOUR = datetime.timedelta(hours=1)
NOT_CHIEFS = [
    "reporter",
    "editor",
    "head",
    "proofreader",
    "photo_editor",
    "admin_person",
    "outsider",
]


def page(delegation):
    return reverse("admin:desk_delegation_change", args=[delegation.pk])


def revoke_url(delegation):
    return reverse("admin:desk_delegation_revoke", args=[delegation.pk])


def delegate(to, user, stage=Stage.FINAL, begins=-HOUR, ends=HOUR):
    now = timezone.now()
    return Delegation.objects.create(
        stage=stage,
        delegate=to,
        granted_by=user,
        reason="出差三天",
        begins_at=now + begins,
        ends_at=now + ends,
    )


@pytest.fixture
def delegation(head, chief):
    return delegate(head, chief)


def grant(client, to, **changes):
    now = timezone.localtime()
    data = {
        "stage": Stage.FINAL,
        "delegate": to.pk,
        "begins_at": f"{now:%Y-%m-%dT%H:%M}",
        "ends_at": f"{now + 8 * HOUR:%Y-%m-%dT%H:%M}",
        "reason": "出差三天",
    }
    return client.post(ADD, {**data, **changes})


# --- granting -------------------------------------------------------------------------------------


@pytest.mark.parametrize("stage", Stage)
def test_a_chief_delegates_any_stage_to_whoever_has_not_the_right_yet(stage, client, chief):
    role = Role.HEAD if stage != Stage.SECOND else Role.EDITOR
    person = UserFactory(roles=[role])
    client.force_login(chief)

    response = grant(client, person, stage=stage)

    assert response.status_code == 302
    delegation = Delegation.objects.get()
    assert (delegation.stage, delegation.delegate) == (stage, person)
    assert delegation.granted_by == chief
    assert delegations.state(delegation) == State.IN_FORCE


def test_the_moments_are_those_of_beijing(client, chief, head):
    client.force_login(chief)
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)

    grant(client, head, ends_at=f"{tomorrow}T18:30")

    utc = Delegation.objects.get().ends_at.astimezone(datetime.UTC)
    assert (utc.date(), utc.hour, utc.minute) == (tomorrow, 10, 30)


@pytest.mark.parametrize("name", NOT_CHIEFS)
def test_nobody_else_delegates(name, request, client, head):
    client.force_login(request.getfixturevalue(name))

    assert client.get(ADD).status_code == 403
    assert grant(client, head).status_code == 403
    assert not Delegation.objects.exists()


@pytest.mark.parametrize("url", [LIST, ADD])
def test_whoever_is_not_logged_in_is_asked_to(url, client, db):
    assert client.get(url).url.startswith(reverse("admin:login"))
    assert client.post(url).url.startswith(reverse("admin:login"))


def errors(response):
    return response.context["adminform"].form.errors


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"ends_at": ""}, "ends_at"),
        ({"ends_at": "2020-01-01T08:00"}, "ends_at"),
        ({"begins_at": "2099-01-01T08:00"}, "__all__"),
        ({"stage": "9"}, "stage"),
        ({"stage": Stage.SECOND}, "delegate"),
    ],
    ids=["no reason", "no end", "over", "ends before it begins", "no stage", "has the right"],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_lost(changes, field, client, chief, head):
    client.force_login(chief)

    response = grant(client, head, **changes)

    assert list(errors(response)) == [field]
    assert head.name in response.content.decode()
    assert not Delegation.objects.exists()


@pytest.mark.parametrize(
    "person",
    [
        lambda chief: chief,
        lambda chief: UserFactory(roles=[Role.REPORTER]),
        lambda chief: UserFactory(roles=[Role.PROOFREADER]),
        lambda chief: UserFactory(is_superuser=True),
        lambda chief: UserFactory(roles=[Role.HEAD], is_active=False),
    ],
    ids=["himself", "a reporter", "a proofreader", "a superuser", "somebody disabled"],
)
def test_only_active_people_of_the_desk_are_entrusted(person, client, chief):
    client.force_login(chief)

    response = grant(client, person(chief))

    assert list(errors(response)) == ["delegate"]
    assert not Delegation.objects.exists()


# --- revoking -------------------------------------------------------------------------------------


def test_any_chief_revokes_it_once(client, delegation):
    other = UserFactory(roles=[Role.CHIEF])
    client.force_login(other)
    assert revoke_url(delegation) in client.get(page(delegation)).content.decode()

    client.post(revoke_url(delegation))
    first = Delegation.objects.get()
    again = client.post(revoke_url(delegation), follow=True)

    assert first.revoked_by == other
    assert delegations.state(first) == State.REVOKED
    assert Delegation.objects.get().revoked_at == first.revoked_at
    assert [m.level_tag for m in again.context["messages"]] == ["success", "error"]
    assert revoke_url(delegation) not in again.content.decode()


@pytest.mark.parametrize("name", NOT_CHIEFS)
def test_nobody_else_revokes(name, request, client, delegation):
    client.force_login(request.getfixturevalue(name))

    assert client.post(revoke_url(delegation)).status_code == 403
    with pytest.raises(delegations.DelegationRefused):
        delegations.revoke(delegation, user=request.getfixturevalue(name))
    assert delegations.state(Delegation.objects.get()) == State.IN_FORCE


def test_it_is_not_revoked_by_opening_an_address(client, chief, delegation):
    client.force_login(chief)

    assert client.get(revoke_url(delegation)).status_code == 405
    assert client.post(reverse("admin:desk_delegation_revoke", args=[99])).status_code == 404


def test_whoever_is_not_logged_in_revokes_nothing(client, delegation):
    assert client.post(revoke_url(delegation)).url.startswith(reverse("admin:login"))
    assert delegations.state(Delegation.objects.get()) == State.IN_FORCE


def test_what_has_ended_is_not_revoked(client, chief, head):
    over = delegate(head, chief, begins=-2 * HOUR, ends=-HOUR)
    client.force_login(chief)

    client.post(revoke_url(over))

    assert delegations.state(Delegation.objects.get()) == State.EXPIRED


@pytest.mark.parametrize("name", ["chief", "head"])
def test_nobody_edits_or_deletes_one(name, request, client, delegation):
    client.force_login(request.getfixturevalue(name))

    assert client.post(page(delegation), {"reason": "另一个理由"}).status_code == 403
    assert client.post(page(delegation).replace("change", "delete")).status_code == 403
    assert Delegation.objects.get().reason == "出差三天"


# --- reading --------------------------------------------------------------------------------------


def test_the_list_says_how_each_stands(client, chief, head, editor):
    rows = {
        State.IN_FORCE: delegate(head, chief),
        State.NOT_BEGUN: delegate(head, chief, begins=HOUR, ends=2 * HOUR),
        State.EXPIRED: delegate(head, chief, begins=-2 * HOUR, ends=-HOUR),
        State.REVOKED: delegate(editor, chief),
    }
    delegations.revoke(rows[State.REVOKED], user=chief)
    client.force_login(chief)

    html = client.get(LIST).content.decode()

    assert {
        state: delegations.state(Delegation.objects.get(pk=row.pk)) for state, row in rows.items()
    } == {state: state for state in rows}
    for word in ("有效", "未开始", "已过期", "已撤销"):
        assert word in html


@pytest.mark.parametrize("name", ["head", "editor"])
def test_the_desk_reads_its_own(name, request, client, chief):
    person = request.getfixturevalue(name)
    mine, other = delegate(person, chief), delegate(UserFactory(roles=[Role.HEAD]), chief)
    client.force_login(person)

    assert list(client.get(LIST).context["cl"].result_list) == [mine]
    assert client.get(page(mine)).status_code == 200
    assert revoke_url(mine) not in client.get(page(mine)).content.decode()
    assert client.get(page(other)).status_code in (302, 403)


@pytest.mark.parametrize(
    "name", ["reporter", "proofreader", "photo_editor", "admin_person", "outsider"]
)
def test_whoever_does_not_review_has_no_list(name, request, client, delegation):
    client.force_login(request.getfixturevalue(name))

    assert client.get(LIST).status_code == 403
    assert client.get(page(delegation)).status_code == 403
    assert LIST not in client.get(reverse("admin:index")).content.decode()


@pytest.mark.parametrize("name", ["editor", "head", "chief"])
def test_the_sidebar_leads_there(name, request, client):
    client.force_login(request.getfixturevalue(name))

    assert LIST in client.get(reverse("admin:index")).content.decode()


def test_the_first_screen_tells_the_delegate_until_when(client, head, chief, delegation):
    client.force_login(head)

    html = client.get(reverse("admin:index")).content.decode()

    assert f"{timezone.localtime(delegation.ends_at):%Y-%m-%d %H:%M}" in html
    assert page(delegation) in html


def test_the_first_screen_forgets_what_is_over_or_revoked(head, chief, delegation):
    delegate(head, chief, begins=-2 * HOUR, ends=-HOUR)
    delegations.revoke(delegation, user=chief)

    assert my_delegations in PANELS
    assert my_delegations(head) is None


def test_the_list_costs_the_same_for_two_and_for_twenty(client, chief):
    client.force_login(chief)

    def queries(url):
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        return len(captured)

    def fill(count):
        for _ in range(count):
            delegate(UserFactory(roles=[Role.HEAD]), chief)

    fill(2)
    few = [queries(LIST), queries(ADD)]
    fill(18)

    assert [queries(LIST), queries(ADD)] == few
    assert max(few) <= 12


# --- the whole path -------------------------------------------------------------------------------


def test_a_delegate_signs_on_record_until_it_ends(client, chief, head, reporter, clock):
    clock.now = timezone.datetime.now(datetime.UTC)
    section = SectionFactory()
    stories = [ArticleFactory(filed_by=reporter, section=section) for _ in range(2)]
    for story in stories:
        apply("submit", story, user=reporter)
    client.force_login(chief)
    grant(client, head)
    delegation = Delegation.objects.get()
    client.force_login(head)

    def sign(story):
        return client.post(
            admin_url(story, "step", "sign_off"), {"seen": story.revision.sha256}, follow=True
        )

    assert stories[0].title in client.get(reverse("admin:index")).content.decode()
    page_of_story = sign(stories[0]).content.decode()
    decision = Decision.objects.get(transition="sign_off")
    assert (decision.actor, decision.delegation) == (head, delegation)
    assert "代审" in page_of_story
    assert chief.name in page_of_story
    assert stories[0].title in client.get(page(delegation)).content.decode()

    clock.move(9 * HOUR)
    sign(stories[1])
    assert Decision.objects.filter(transition="sign_off").get() == decision
    assert delegations.state(delegation) == State.EXPIRED


def test_what_was_signed_under_it_stays_signed_when_it_is_revoked(
    chief, head, reporter, delegation
):
    story = ArticleFactory(filed_by=reporter)
    apply("submit", story, user=reporter)
    apply("sign_off", story, user=head)

    delegations.revoke(delegation, user=chief)
    apply("publish", story, user=chief)

    assert story.decisions.last().transition == "publish"


def test_reason_with_hidden_characters_is_refused():
    field = DelegationForm.base_fields["reason"]

    with pytest.raises(ValidationError):
        field.clean("出差\u202e三天")

"""The screen of a story's proofs: who sees it, who signs and decides there, and nothing is lost."""

import pytest
from django.test import Client
from django.utils.html import escape

from newsroom.core.roles import Role
from newsroom.desk import workflow
from newsroom.desk.models import Decision, MarkResolution, ProofMark, Story
from newsroom.desk.revisions.content import record_revision
from tests.factories import BriefFactory, BylineFactory, ReporterFactory, UserFactory
from tests.newsroom.desk.proof_steps import BODY, proofread, signed, submitted
from tests.newsroom.desk.screens import admin_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return submitted()


def boxes(page):
    """What a browser would send of the galley if nobody touched it."""
    galley = page.context["galley"]
    return {field.passage.name: field.text for field in galley.fields}


def form(client, story, **changes):
    """The form on the page with other words in some of its boxes, ready to be signed."""
    page = client.get(admin_url(story, "proof"))
    data = boxes(page) | {"seen": page.context["galley"].revision.sha256, "sign": "first_proof"}
    for old, new in changes.items():
        data = {name: words.replace(old, new) for name, words in data.items()}
    return data


def send(client, story, data):
    return client.post(admin_url(story, "proof"), data)


def decide(client, story, **data):
    proof = Decision.objects.filter(story=story, transition="first_proof").last()
    return client.post(admin_url(story, "rule"), {"proof": proof.pk, **data}, follow=True)


def levels(response):
    return [message.level_tag for message in response.context["messages"]]


# --- who sees it ----------------------------------------------------------------------------------

SEES = [role for role in Role if role not in (Role.REPORTER, Role.ADMIN)]


@pytest.mark.parametrize("role", [None, *Role])
def test_the_newsroom_sees_the_proofs(role, client, story):
    client.force_login(UserFactory(roles=[role] if role else [], is_superuser=True))

    response = client.get(admin_url(story, "proof"))

    assert response.status_code == (200 if role in SEES else 403)
    if role in SEES:
        assert (response.context["galley"] is not None) == (role == Role.PROOFREADER)


def test_a_reporter_sees_the_proofs_of_his_own_story(client, story):
    client.force_login(story.filed_by)

    assert client.get(admin_url(story, "proof")).status_code == 200


@pytest.mark.parametrize(("method", "name"), [("get", "proof"), ("get", "rule"), ("post", "rule")])
def test_whoever_is_not_logged_in_is_sent_to_log_in(method, name, client, story):
    assert "/login/" in getattr(client, method)(admin_url(story, name)).url


def test_there_are_no_proofs_of_a_story_of_another_kind(client, story, proofreader):
    client.force_login(proofreader)
    wrong = admin_url(story, "proof").replace("articles/article", "briefs/brief")

    assert client.get(wrong).status_code == 404


def test_marks_are_never_decided_by_opening_an_address(client, story, chief):
    client.force_login(chief)

    assert client.get(admin_url(story, "rule")).status_code == 405


# --- who signs ------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("name", ["first_proof", "second_proof", "third_proof"])
def test_only_proofreaders_sign_and_only_the_next_proof(name, role, client, story, proofreader):
    client.force_login(proofreader)
    data = form(client, story, 周一="周三") | {"sign": name}
    client.force_login(UserFactory(roles=[role] if role else [], is_superuser=True))

    response = send(client, story, data)

    if role != Role.PROOFREADER:
        assert response.status_code == 403
    allowed = (role, name) == (Role.PROOFREADER, "first_proof")
    assert story.decisions.filter(transition__in=[name]).exists() == allowed
    assert ProofMark.objects.count() == (2 if allowed else 0)


@pytest.mark.parametrize("name", ["check_proof", "publish", "nonsense", ""])
def test_the_galley_signs_proofs_and_nothing_else(name, client, story, proofreader):
    client.force_login(proofreader)

    assert send(client, story, form(client, story) | {"sign": name}).status_code == 404


def test_a_proofreader_does_not_read_his_own_story(client):
    both = UserFactory(roles=[Role.PROOFREADER, Role.REPORTER])
    filed, signed_by_him = submitted(filed_by=both), submitted()
    BylineFactory(story=signed_by_him, reporter=ReporterFactory(user=both))
    client.force_login(both)

    for story in (filed, signed_by_him):
        page = client.get(admin_url(story, "proof"))
        assert page.context["galley"] is None
        assert str(page.context["proofs"].refusal) in page.content.decode()


def test_a_draft_is_not_proofread_yet(client, proofreader):
    story = submitted()
    workflow.apply("recall", story, user=story.filed_by)
    client.force_login(proofreader)

    assert client.get(admin_url(story, "proof")).context["galley"] is None


# --- signing --------------------------------------------------------------------------------------


def test_signing_without_a_change_is_a_clean_proof(client, story, proofreader):
    client.force_login(proofreader)

    response = send(client, story, form(client, story))

    assert response.url == admin_url(story, "proof")
    decision = story.decisions.last()
    assert (decision.transition, decision.actor) == ("first_proof", proofreader)
    assert decision.revision == story.revision
    assert not decision.marks.exists()


def test_signing_writes_what_was_changed_as_marks(client, story, proofreader):
    client.force_login(proofreader)

    send(client, story, form(client, story, 周一="周三", 自代="自带") | {"note": "日期请核实。"})

    decision = story.decisions.last()
    assert decision.note == "日期请核实。"
    assert [(m.field, m.start, m.original, m.replacement) for m in decision.marks.all()] == [
        ("headline", 3, "一", "三"),
        ("body", 3, "一", "三"),
        ("body", 17, "代", "带"),
    ]
    story.refresh_from_db()
    assert (story.headline, story.body) == ("夜校周一开课", BODY)


def test_line_ends_of_a_browser_are_no_change(client, proofreader):
    story = submitted(body="<p>夜校<br>开课</p>")
    client.force_login(proofreader)
    data = {name: text.replace("\n", "\r\n") for name, text in form(client, story).items()}

    send(client, story, data)

    assert story.decisions.last().transition == "first_proof"
    assert not ProofMark.objects.exists()


def test_a_brief_is_proofread_too(client, proofreader, reporter):
    brief = BriefFactory(filed_by=reporter, kicker="市图书馆", headline="开办夜校")
    workflow.apply("submit", brief, user=reporter)
    client.force_login(proofreader)

    send(client, brief, form(client, brief, 开办="举办"))

    assert [mark.field for mark in ProofMark.objects.all()] == ["headline"]


def test_changes_are_shown_before_they_are_signed(client, story, proofreader):
    client.force_login(proofreader)
    data = form(client, story, 周一="周三")
    data["look"] = data.pop("sign")

    page = send(client, story, data | {"note": "日期请核实。"}).content.decode()

    assert "周<del>一</del><ins>三</ins>开课" in page
    assert "日期请核实。" in page
    assert story.decisions.count() == 1


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("body-0", "夜校周一开课，\n三百人报名。"),
        ("headline-0", "夜校周一\n开课"),
        ("headline-0", "夜" * 201),
        ("headline-0", ""),
    ],
)
def test_words_that_cannot_stand_there_are_shown_back_with_the_reason(
    name, words, client, story, proofreader
):
    client.force_login(proofreader)

    page = send(client, story, form(client, story) | {name: words})

    (field,) = page.context["galley"].changed_fields
    assert field.error and escape(field.error) in page.content.decode()
    assert field.text == words
    assert levels(page) == ["error"]
    assert story.decisions.count() == 1


def test_words_are_carried_over_to_a_text_that_changed_meanwhile(client, story, proofreader):
    client.force_login(proofreader)
    data = form(client, story, 周一="周三", 自代="自带") | {"note": "日期请核实。"}
    Story.objects.filter(pk=story.pk).update(body="<p>本报讯</p>" + BODY.replace("自代", "自备"))
    record_revision(Story.objects.get(pk=story.pk))

    page = send(client, story, data)

    assert levels(page) == ["warning"]
    assert boxes(page) == {
        "headline-0": "夜校周三开课",
        "body-0": "本报讯",
        "body-4": "夜校周三开课，三百人报名。",
        "body-18": "学员自备纸笔。",
    }
    assert "自<del>代</del><ins>带</ins>纸笔" in page.content.decode()
    assert "日期请核实。" in page.content.decode()
    assert story.decisions.count() == 1
    galley = page.context["galley"]
    send(client, story, boxes(page) | {"seen": galley.revision.sha256, "sign": "first_proof"})
    assert ProofMark.objects.count() == 2


def test_words_on_a_proof_that_another_signed_are_shown_back(client, story, proofreader):
    client.force_login(proofreader)
    data = form(client, story, 周一="周三")
    signed(story)

    page = send(client, story, data)

    assert levels(page) == ["error"]
    assert boxes(page)["headline-0"] == "夜校周三开课"
    assert not ProofMark.objects.exists()


def test_words_on_a_text_that_is_gone_are_shown_back(client, story, proofreader):
    client.force_login(proofreader)

    page = send(client, story, form(client, story, 周一="周<b>三") | {"seen": "0" * 64})

    assert "夜校周&lt;b&gt;三开课" in page.content.decode()
    assert story.decisions.count() == 1


def test_words_of_whoever_was_logged_out_are_shown_back(client, story, proofreader):
    client.force_login(proofreader)
    data = form(client, story, 周一="周<b>三") | {"note": "日期请核实。"}

    response = Client().post(admin_url(story, "proof"), data)

    html = response.content.decode()
    assert response.status_code == 403
    assert "夜校周&lt;b&gt;三开课" in html
    assert "日期请核实。" in html


# --- deciding -------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("verdict", ["accept", "decline"])
def test_who_decides_on_marks(verdict, role, client):
    story, __ = proofread()
    client.force_login(UserFactory(roles=[role] if role else [], is_superuser=True))
    allowed = role in (Role.EDITOR, Role.HEAD, Role.CHIEF)

    response = decide(client, story, **{verdict: "all"})

    assert response.status_code == (200 if allowed else 403)
    assert MarkResolution.objects.count() == (3 if allowed else 0)
    page = client.get(admin_url(story, "proof"))
    assert f'name="{verdict}"' not in page.content.decode()


@pytest.mark.parametrize("role", SEES)
def test_the_buttons_are_there_for_whoever_decides(role, client):
    story, __ = proofread()
    client.force_login(UserFactory(roles=[role]))

    html = client.get(admin_url(story, "proof")).content.decode()

    allowed = role in (Role.EDITOR, Role.HEAD, Role.CHIEF)
    assert (html.count('name="accept"'), html.count('name="decline"')) == (
        (4, 4) if allowed else (0, 0)
    )


def test_one_mark_is_accepted_and_the_page_says_by_whom(client, editor):
    story, proof = proofread()
    client.force_login(editor)

    response = decide(client, story, accept=proof.marks.first().pk)

    assert levels(response) == ["success"]
    assert response.redirect_chain == [(f"{admin_url(story, 'proof')}#marks", 302)]
    assert f"· {editor.name} ·" in response.content.decode()
    assert Story.objects.get(pk=story.pk).headline == "夜校周三开课"


def test_a_mark_that_was_decided_meanwhile_is_not_decided_again(client, editor, head):
    story, proof = proofread()
    mark = proof.marks.first()
    client.force_login(head)
    decide(client, story, decline=mark.pk)
    client.force_login(editor)

    response = decide(client, story, accept=mark.pk)

    assert levels(response) == ["error"]
    assert any(head.name in str(message) for message in response.context["messages"])


def test_a_mark_without_a_place_is_offered_to_be_declined_only(client, editor):
    story, proof = proofread()
    Story.objects.filter(pk=story.pk).update(body="<p>夜校改期。</p>")
    record_revision(Story.objects.get(pk=story.pk))
    client.force_login(editor)

    html = client.get(admin_url(story, "proof")).content.decode()

    marks = [mark.pk for mark in proof.marks.all()]
    assert [f'name="accept" value="{pk}"' in " ".join(html.split()) for pk in marks] == [
        True,
        False,
        False,
    ]
    assert all(f'name="decline" value="{pk}"' in " ".join(html.split()) for pk in marks)


@pytest.mark.parametrize(
    "data", [{}, {"accept": "-1"}, {"accept": "x"}, {"accept": "1", "proof": ""}]
)
def test_nonsense_is_not_found(data, client, editor):
    story, __ = proofread()
    client.force_login(editor)

    assert decide(client, story, **data).status_code == 404
    assert not MarkResolution.objects.exists()


# --- 核红, and the way there ------------------------------------------------------------------------


def test_the_proofreader_checks_what_was_accepted(client, editor, proofreader):
    story, __ = proofread()
    client.force_login(editor)
    decide(client, story, accept="all")
    client.force_login(proofreader)
    page = client.get(admin_url(story, "proof"))
    assert page.context["galley"] is None
    assert "学员自<del>代</del><ins>带</ins>纸笔" in page.content.decode()
    assert admin_url(story, "step", "check_proof") in page.content.decode()

    seen = Story.objects.get(pk=story.pk).revision.sha256
    client.post(admin_url(story, "step", "check_proof"), {"seen": seen})

    page = client.get(admin_url(story, "proof"))
    assert page.context["galley"] is not None
    assert page.context["proofs"].next.name == "second_proof"
    assert (
        "<del>" not in page.content.decode().partition('id="marks"')[2].partition("</section>")[2]
    )


def test_the_story_leads_to_its_proofs(client, story, proofreader, editor):
    client.force_login(proofreader)
    assert f'href="{admin_url(story, "proof")}"' in client.get(admin_url(story)).content.decode()
    proofread(story)
    client.force_login(editor)

    html = client.get(admin_url(story)).content.decode()

    assert f'href="{admin_url(story, "proof")}#marks"' in html
    assert "3 处校改待处理" in html


def test_a_story_without_proofs_does_not_speak_of_them(client, editor, reporter):
    story = BriefFactory(filed_by=reporter)
    client.force_login(editor)

    assert admin_url(story, "proof") not in client.get(admin_url(story)).content.decode()


@pytest.mark.parametrize("name", ["proofreader", "editor"])
def test_the_screen_costs_the_same_with_many_marks(
    name, client, request, django_assert_max_num_queries
):
    person = request.getfixturevalue(name)
    story = submitted(body="".join(f"<p>第{n}期夜校周一开课。</p>" for n in range(40)))
    signed(story, 周一="周三")
    client.force_login(person)

    with django_assert_max_num_queries(32):
        client.get(admin_url(story, "proof"))


def test_deciding_costs_the_same_with_many_marks(client, editor, django_assert_max_num_queries):
    story = submitted(body="".join(f"<p>第{n}期夜校周一开课。</p>" for n in range(40)))
    signed(story, 周一="周三")
    client.force_login(editor)

    with django_assert_max_num_queries(60):
        client.post(admin_url(story, "rule"), {"proof": story.decisions.last().pk, "accept": "all"})

    assert MarkResolution.objects.count() == 41

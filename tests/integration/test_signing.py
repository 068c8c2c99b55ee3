"""What is signed is what the signer saw: every step, by its own screen, as a browser takes it.

The cases are computed from TRANSITIONS, so a new step is tested without a change here. The sign-off
of a whole page is tested in tests/pages/test_signoff_views.py.
"""

import datetime
import html

import pytest
from django.db import transaction
from django.utils import timezone

from newsroom.core.body import photo_node
from newsroom.core.roles import Role
from newsroom.desk.models import Byline, Correction, Decision, Revision, Story
from newsroom.desk.photos.services import record_change
from newsroom.desk.revisions.content import record_revision
from newsroom.desk.workflow.review_round import PROOF_NUMBERS
from newsroom.desk.workflow.transitions import PUBLISHING_TRANSITIONS, TRANSITIONS, Ownership
from newsroom.press.models import Version
from pages.models import Page, PageStory
from tests.factories import (
    OrganizationFactory,
    PhotoFactory,
    ReporterFactory,
    SectionFactory,
    StoryPhotoFactory,
    UserFactory,
    fresh,
)
from tests.newsroom.desk.screens import admin_url, form_data, seen
from tests.newsroom.desk.workflow.test_transitions import READY, plain
from tests.pages.signoff_forms import Forms, page_url

pytestmark = pytest.mark.django_db

Status = Story.Status

# Withdrawals are about what readers see, redactions about an old revision: neither signs a text.
STEPS = [
    transition
    for transition in TRANSITIONS.values()
    if not transition.affects_public and (transition.has_button or transition.name in PROOF_NUMBERS)
]


def ready(transition):
    """(a story that is ready for the step, a user who may take it)."""
    story = READY.get(transition.name, plain)()
    if story.status not in transition.sources:
        story.status = min(transition.sources)
    if story.status == Status.SUBMITTED:
        story.stage = story.stage if story.stage in transition.stages else min(transition.stages)
    else:
        story.stage = None
    Story.objects.filter(pk=story.pk).update(status=story.status, stage=story.stage)
    if transition.ownership == Ownership.MUST_HAVE_FILED:
        story.filed_by.groups.set(UserFactory(roles=transition.roles).groups.all())
        return story, story.filed_by
    return story, UserFactory(roles=transition.roles)


@pytest.fixture(scope="module", params=STEPS, ids=lambda transition: transition.name)
def ready_rows(request, shared_rows):
    """(a step, a story that is ready for it, a user who may take it), made once for all tests."""
    with transaction.atomic():
        yield request.param, *ready(request.param)
        transaction.set_rollback(True)


@pytest.fixture
def each_step(ready_rows):
    """The same, with the story and the user read anew: a test may change them."""
    transition, story, user = ready_rows
    return transition, fresh(story), fresh(user)


def fields(transition):
    """What the user enters in the form of the step."""
    entered = {
        "note": "请核实",
        "reason": "wrong",
        "at": (timezone.localtime() + datetime.timedelta(days=1)).strftime("%Y-%m-%dT%H:%M"),
        "wrong": "十分钟",
        "right": "一刻钟",
    }
    return {f"_{transition.name}-{name}": entered[name] for name in transition.asks}


def opened(client, story, transition):
    """(URL, data) of the form with which the page of the story would take the step now."""
    if transition.name in PROOF_NUMBERS:
        url = admin_url(story, "proof")
        galley = client.get(url).context["galley"]
        boxes = {field.passage.name: field.text for field in galley.fields}
        return url, {**boxes, "seen": galley.revision.sha256, "sign": transition.name}
    response = client.get(admin_url(story))
    forms = Forms(response.content.decode()).forms
    own = admin_url(story, "step", transition.name)
    if own in forms:
        return own, {**forms[own], **fields(transition)}
    data = {**form_data(response), "_step": transition.name}
    return admin_url(story), {**data, **fields(transition)}


def add_sentence(story):
    """What a colleague saves meanwhile; returns the sentence."""
    sentence = "据说渡口明年还要加宽。"
    changed = Story.objects.get(pk=story.pk)
    changed.body += f"<p>{sentence}</p>"
    changed.save()
    record_revision(changed, user=UserFactory(roles=[Role.EDITOR]))
    return sentence


def state(story):
    """All that a step could have changed."""
    story = Story.objects.get(pk=story.pk)
    versions = list(Version.objects.order_by("pk").values("pk", "during", "ended_as"))
    return (
        (story.status, story.stage, story.body, story.revision.sha256),
        Decision.objects.count(),
        story.revisions.count(),
        versions,
    )


def test_step_is_taken_with_the_text_on_screen(each_step, client):
    transition, story, user = each_step
    client.force_login(user)
    count = Decision.objects.count()
    url, data = opened(client, story, transition)

    client.post(url, data)

    assert Decision.objects.count() == count + 1


def test_text_that_was_changed_meanwhile_is_not_signed(each_step, client):
    transition, story, user = each_step
    client.force_login(user)
    url, data = opened(client, story, transition)
    add_sentence(story)
    before = state(story)

    response = client.post(url, data, follow=True)

    assert state(story) == before
    page = response.content.decode()
    assert any(word in page for word in ("有改动", "请先看一遍", "改动了文字"))


def test_text_that_was_changed_without_a_revision_is_not_signed(each_step, client):
    """Whatever forgets to record what it changes, the hash is that of the working copy."""
    transition, story, user = each_step
    client.force_login(user)
    url, data = opened(client, story, transition)
    Story.objects.filter(pk=story.pk).update(deck="没有登记的副题")
    before = state(story)

    client.post(url, data)

    # The story's own form saves what the user has on screen over it, and signs that.
    assert state(story) == before or url == admin_url(story)
    assert not Revision.objects.filter(
        decisions__isnull=False, content__contains="没有登记的副题"
    ).exists()


def test_form_without_a_hash_takes_no_step(each_step, client):
    transition, story, user = each_step
    client.force_login(user)
    url, data = opened(client, story, transition)
    before = state(story)
    carried = {"opened_on"} if url == admin_url(story) else {"seen"}

    assert carried <= data.keys()
    client.post(url, {name: value for name, value in data.items() if name not in carried})
    if transition.has_button:
        client.post(admin_url(story, "step", transition.name), fields(transition))

    assert state(story) == before


def test_screen_that_is_opened_after_a_change_shows_it(each_step, client):
    transition, story, user = each_step
    sentence = add_sentence(story)
    client.force_login(user)

    url = "proof" if transition.name in PROOF_NUMBERS else "change"

    assert sentence in client.get(admin_url(story, url)).content.decode()


# --- what is published without being signed -------------------------------------------------------

METADATA = {
    "section": lambda story: Story.objects.filter(pk=story.pk).update(section=SectionFactory()),
    "tags": lambda story: story.tags.add("加班"),
    "organizations": lambda story: story.organizations.add(OrganizationFactory()),
    "editor": lambda story: Story.objects.filter(pk=story.pk).update(
        responsible_editor=UserFactory(roles=[Role.EDITOR])
    ),
    "embargo": lambda story: Story.objects.filter(pk=story.pk).update(
        embargo_until=timezone.now() - datetime.timedelta(days=1)
    ),
}


@pytest.mark.parametrize("change", METADATA.values(), ids=METADATA)
@pytest.mark.parametrize("name", sorted(PUBLISHING_TRANSITIONS - {"sign_page"}))
def test_metadata_that_was_changed_meanwhile_is_not_published(name, change, client):
    """Readers see them, although a signature does not cover them."""
    transition = TRANSITIONS[name]
    story, user = ready(transition)
    client.force_login(user)
    data = {**seen(story), **fields(transition)}
    change(story)
    before = state(story)
    url = admin_url(story, "step", name)

    response = client.post(url, data, follow=True)
    client.post(url, {**seen(story), **fields(transition), "seen_metadata": ""})
    client.post(url, {"seen": seen(story)["seen"], **fields(transition)})

    assert state(story) == before
    assert "频道、关键词" in response.content.decode()


# --- all of the text ------------------------------------------------------------------------------

WORDS = {
    "kicker": "渡口引题",
    "headline": "石阶主题",
    "deck": "长椅副题",
    "column": "河岸栏目",
    "dateline": "临川三月电",
    "source": "临川广播",
    "reprint_title": "原来的题目",
    "reprint_author": "原来的作者",
    "reprint_url": "https://yuan.example/石阶",
}
BODY = '<p>首段有字。</p><h2>小标题处</h2><p>见<a href="https://lian.example/gg">公告</a>。</p>'
TEXTS = [
    *WORDS.values(),
    *("首段有字", "小标题处", "https://lian.example/gg", "公告"),
    *("苏禾署名", "头图说明", "头图摄影", "头图替代", "次图说明", "次图摄影", "次图替代"),
    *("“三”应为“四”，特此更正。", "AI生成"),
]


def fill(story):
    """Give the working copy a text in every field that is signed."""
    for name, text in WORDS.items():
        setattr(story, name, text)
    story.body = BODY
    for number, name in enumerate(("次图", "头图")):
        story_photo = StoryPhotoFactory(
            story=story,
            photo=PhotoFactory(
                original=f"photos/{number}.jpg", sha256=str(number + 1) * 64, ai_generated=True
            ),
            caption=f"{name}说明",
            credit=f"{name}摄影",
            alt=f"{name}替代",
            is_lead=name == "头图",
        )
        story.body += photo_node(story_photo.pk)
    story.save()
    Byline.objects.create(
        story=story, reporter=ReporterFactory(name="苏禾署名"), role="记者", order=9
    )
    Correction.objects.create(story=story, note="“三”应为“四”，特此更正。")
    record_revision(story, user=UserFactory(roles=[Role.EDITOR]))


def missing_texts(client, url):
    page = html.unescape(client.get(url).content.decode())
    return [text for text in TEXTS if text not in page]


def test_screen_of_a_step_shows_every_text_that_is_signed(each_step, client):
    transition, story, user = each_step
    fill(Story.objects.get(pk=story.pk))
    client.force_login(user)

    screen = "proof" if transition.name in PROOF_NUMBERS else "change"

    assert missing_texts(client, admin_url(story, screen)) == []


def test_screens_that_only_show_the_text_show_all_of_it(client, proofreader, chief):
    """The story's page for somebody who may not edit it, 核红, the difference, and the page."""
    story = READY["check_proof"]()
    first = story.revision.number
    fill(Story.objects.get(pk=story.pk))
    story = Story.objects.get(pk=story.pk)
    client.force_login(proofreader)
    assert missing_texts(client, admin_url(story)) == []
    assert missing_texts(client, admin_url(story, "proof")) == []
    difference = admin_url(story, "difference", first, story.revision.number)
    assert missing_texts(client, difference) == []


def test_screen_of_a_page_shows_every_text_that_its_sign_off_signs(client, chief):
    page = Page.objects.create(sha256="a" * 64, paper="临川晚报", text="…", reading={})
    story = plain()
    PageStory.objects.create(page=page, story=story, position=1, first_line=1, last_line=1)
    fill(story)
    client.force_login(chief)

    assert missing_texts(client, page_url(page)) == []


@pytest.mark.parametrize("change", [{"focus_x": 100}, {"ai_generated": False}])
def test_difference_names_a_change_of_a_picture(change, client, chief):
    story = plain()
    fill(story)
    old = story.revision.number
    photo = story.story_photos.first().photo
    type(photo).objects.filter(pk=photo.pk).update(**change)
    record_revision(story, user=chief)
    client.force_login(chief)

    page = client.get(admin_url(story, "difference", old, story.revision.number)).content.decode()

    assert "diff__row--changed" in page


# --- what no field of the story's form shows ------------------------------------------------------

PICTURE_CHANGES = {
    "file": {"sha256": "9" * 64},
    "focal point": {"focus_x": 100},
    "AI label": {"ai_generated": True},
}
FORM_STEPS = [TRANSITIONS[name] for name in ("submit", "first_review", "sign_off", "sign_again")]


@pytest.mark.parametrize("change", [{}, *PICTURE_CHANGES.values()], ids=["none", *PICTURE_CHANGES])
@pytest.mark.parametrize("transition", FORM_STEPS, ids=lambda transition: transition.name)
def test_picture_that_was_changed_meanwhile_is_not_signed(transition, change, client):
    """The photo desk changes a Photo: the form of its story has no field for that."""
    story, user = ready(transition)
    photo = PhotoFactory(original="photos/1.jpg", sha256="1" * 64)
    row = StoryPhotoFactory(story=story, photo=photo)
    story.body += photo_node(row.pk)
    story.save()
    record_revision(story, user=story.filed_by)
    client.force_login(user)
    url, data = opened(client, story, transition)
    assert url == admin_url(story)
    decisions = Decision.objects.count()
    type(photo).objects.filter(pk=photo.pk).update(**change)
    record_change(photo, user=UserFactory(roles=[Role.PHOTO_EDITOR]))

    response = client.post(url, data, follow=True)

    assert Decision.objects.count() == decisions + (not change)
    assert ("请先看一遍" in response.content.decode()) == bool(change)

"""Every step of TRANSITIONS with every status, stage, role and ownership.

A new step is tested without a change here: the expected result is computed from its row. If its
guards require more than a complete story, READY has the function that makes such a story.
"""

import datetime
import re
from itertools import product

import pytest
from django.db import transaction
from django.utils import timezone

from newsroom.core.body import photo_node
from newsroom.core.models import Section
from newsroom.core.roles import Role
from newsroom.desk import workflow
from newsroom.desk.models import Decision, Story
from newsroom.desk.revisions.content import record_revision
from newsroom.desk.workflow.review_round import TransitionContext
from newsroom.desk.workflow.transitions import TRANSITIONS, Ownership
from tests.factories import (
    ArticleFactory,
    BylineFactory,
    PhotoFactory,
    SectionFactory,
    StoryPhotoFactory,
    UserFactory,
    published,
)
from tests.newsroom.desk.screens import admin_url, seen

pytestmark = pytest.mark.django_db

Status = Story.Status
Stage = Section.Stage
DESK = {Role.EDITOR, Role.HEAD, Role.CHIEF}
WHOSE = ("others", "filed", "byline")
STATES = [(status, None) for status in Status if status != Status.SUBMITTED] + [
    (Status.SUBMITTED, stage) for stage in Stage
]


def expected(transition, role, whose, status, stage):
    """Whether the table allows the step, if the guards of the step are satisfied."""
    owned = {
        Ownership.ANY: True,
        Ownership.OWN_OR_DESK: role in DESK or whose != "others",
        Ownership.OWN_DRAFT_OR_DESK: role in DESK
        or (whose != "others" and status in (Status.DRAFT, Status.RETURNED)),
        Ownership.MUST_HAVE_FILED: whose == "filed",
        Ownership.MUST_BE_OTHERS: whose == "others",
    }[transition.ownership]
    right_stage = status != Status.SUBMITTED or stage in transition.stages
    return role in transition.roles and owned and status in transition.sources and right_stage


# --- stories that satisfy the guards of a step ----------------------------------------------------


def plain():
    """A complete story of another user, with one byline, in a section with three reviews."""
    story = ArticleFactory(
        section=SectionFactory(reviews_required=3), filed_by=UserFactory(roles=[Role.REPORTER])
    )
    BylineFactory(story=story)
    record_revision(story)
    return story


def step(story, name, role, **said):
    return workflow.apply(name, story, user=UserFactory(roles=[role]), **said)


def reviewed():
    story = plain()
    step(story, "submit", Role.EDITOR)
    step(story, "first_review", Role.EDITOR)
    step(story, "second_review", Role.HEAD)
    return story


def signed():
    story = reviewed()
    step(story, "sign_off", Role.CHIEF)
    return story


def changed(story):
    story.headline = "签后改过的标题"
    story.save()
    record_revision(story)
    return story


def proofed(*names):
    story = signed()
    for name in names:
        step(story, name, Role.PROOFREADER)
    return story


def with_accepted_mark():
    story = proofed("first_proof")
    proof = story.decisions.last()
    mark = proof.marks.create(field="headline", start=0, original="临", replacement="凌")
    editor = UserFactory(roles=[Role.EDITOR])
    type(mark).resolution.related.related_model.objects.create(
        mark=mark, accepted=True, resolved_by=editor, revision=story.revision
    )
    return story


def live():
    return published(plain())


def live_and_signed_anew():
    story = live()
    step(story, "amend", Role.EDITOR)
    changed(story)
    step(story, "submit", Role.EDITOR)
    step(story, "first_review", Role.EDITOR)
    step(story, "second_review", Role.HEAD)
    step(story, "sign_off", Role.CHIEF)
    return story


def amended():
    story = live()
    step(story, "amend", Role.EDITOR)
    return changed(story)


def scheduled():
    story = signed()
    step(story, "schedule", Role.CHIEF, at=timezone.now() + datetime.timedelta(hours=1))
    return story


def with_published_correction():
    story = live()
    step(story, "correct", Role.EDITOR, wrong="十分钟", right="一刻钟")
    return published(story)


def embargoed():
    story = plain()
    # A form sends whole minutes.
    now = timezone.now().replace(second=0, microsecond=0)
    story.embargo_until = now + datetime.timedelta(hours=1)
    story.save()
    record_revision(story)
    return story


def with_expired_picture():
    """A story from a printed page, whose pictures may be released before it is submitted."""
    story = plain()
    Story.objects.filter(pk=story.pk).update(printed_paper="运城晚报", printed_position=1)
    photo = PhotoFactory(
        original="photos/x.jpg", sha256="0" * 64, expires_on=datetime.date(2020, 1, 1)
    )
    story_photo = StoryPhotoFactory(story=story, photo=photo)
    story.refresh_from_db()
    story.body += photo_node(story_photo.pk)
    story.save()
    record_revision(story)
    return story


def withdrawn_in_emergency():
    story = live()
    step(story, "emergency_withdraw", Role.HEAD)
    return story


READY = {
    "sign_off": reviewed,
    "sign_again": lambda: changed(signed()),
    "second_proof": lambda: proofed("first_proof"),
    "third_proof": lambda: proofed("first_proof", "second_proof"),
    "first_proof": signed,
    "check_proof": with_accepted_mark,
    "publish": live_and_signed_anew,
    "schedule": live_and_signed_anew,
    "unschedule": scheduled,
    "break_embargo": embargoed,
    "override_rights": with_expired_picture,
    "amend": live,
    "abandon": amended,
    "correct": live,
    "correction_printed": with_published_correction,
    "correction_not_printed": with_published_correction,
    "withdraw": live,
    "emergency_withdraw": live,
    "review_withdrawal": withdrawn_in_emergency,
    "redact": lambda: changed(plain()),
}


def extra_fields(transition, story):
    """Fields of the context that are not in the step's form: the revision to redact."""
    return {"revision": story.revisions.last()} if transition.name == "redact" else {}


def make_owned(story, whose, user):
    """Make the user the filer of the story, or its byline, or neither."""
    reporter = story.bylines.get().reporter
    reporter.user = user if whose == "byline" else None
    reporter.save()
    filer = user if whose == "filed" else UserFactory(roles=[Role.REPORTER])
    Story.objects.filter(pk=story.pk).update(filed_by=filer)
    story.filed_by = filer


@pytest.mark.parametrize("transition", TRANSITIONS.values(), ids=lambda transition: transition.name)
def test_step_is_allowed_exactly_where_the_table_says(transition):
    story = READY.get(transition.name, plain)()
    for role, whose in product([None, *Role], WHOSE):
        # A superuser has no rights beyond his roles.
        user = UserFactory(roles=[role] if role else [], is_superuser=True)
        make_owned(story, whose, user)
        for status, stage in STATES:
            # Set on the instance alone: the saved story satisfies the guards.
            story.status, story.stage = status, stage
            refused = workflow.refusal(
                transition, TransitionContext(story, user, **extra_fields(transition, story))
            )
            allowed = expected(transition, role, whose, status, stage)
            assert (refused is None) == allowed, (role, whose, status, stage, str(refused))


# --- buttons and their URLs -----------------------------------------------------------------------

WITH_BUTTON = [transition for transition in TRANSITIONS.values() if transition.has_button]
# The steps whose guards a complete, never published story satisfies.
FOR_PLAIN = [transition for transition in WITH_BUTTON if transition.name not in READY]
ANSWERS = {
    "note": "请核实",
    "reason": "wrong",
    "at": "2099-01-01T08:00",
    "wrong": "十分钟",
    "right": "一刻钟",
}


def set_status(story, status, stage):
    Story.objects.filter(pk=story.pk).update(status=status, stage=stage)


def steps_taken(client, story):
    """The names of the steps whose URL saves a Decision; the transactions are rolled back."""
    opened, before = seen(story), Decision.objects.count()
    taken = set()
    for transition in WITH_BUTTON:
        fields = {f"_{transition.name}-{field}": ANSWERS[field] for field in transition.asks}
        with transaction.atomic():
            client.post(admin_url(story, "step", transition.name), {**fields, **opened})
            if Decision.objects.count() == before + 1:
                taken.add(transition.name)
            transaction.set_rollback(True)
    return taken


@pytest.mark.parametrize(("role", "whose"), list(product(Role, WHOSE)))
def test_story_has_the_buttons_of_the_steps_that_its_urls_take(role, whose, client):
    story, user = plain(), UserFactory(roles=[role], is_superuser=True)
    make_owned(story, whose, user)
    client.force_login(user)
    for status, stage in STATES:
        set_status(story, status, stage)
        allowed = {
            transition.name
            for transition in FOR_PLAIN
            if expected(transition, role, whose, status, stage)
        }
        page = client.get(admin_url(story))
        screen = page.context and page.context.get("screen")
        buttons = {step.transition.name for step in screen.steps()} if screen else set()
        assert buttons == steps_taken(client, story) == allowed, (status, stage)


@pytest.mark.parametrize("transition", WITH_BUTTON, ids=lambda transition: transition.name)
def test_page_has_the_button_and_the_fields_of_every_open_step(transition, client):
    """The button sends the story's form or the step's own."""
    story = READY.get(transition.name, plain)()
    user = (
        story.filed_by
        if transition.ownership == Ownership.MUST_HAVE_FILED
        else UserFactory(roles=transition.roles)
    )
    if transition.ownership == Ownership.MUST_HAVE_FILED:
        user.groups.add(*UserFactory(roles=transition.roles).groups.all())
    status = story.status if story.status in transition.sources else min(transition.sources)
    if status == Status.SUBMITTED or (status, story.stage) == (Status.SUBMITTED, None):
        set_status(
            story,
            status,
            story.stage if story.stage in transition.stages else min(transition.stages),
        )
    else:
        set_status(story, status, None)
    client.force_login(user)

    html = client.get(admin_url(story)).content.decode()

    sends = re.search(rf'name="_step"\s+value="{transition.name}"', html)
    assert sends or admin_url(story, "step", transition.name) in html
    for field in transition.asks:
        assert f'name="_{transition.name}-{field}"' in html


# --- required fields ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("transition", "field"),
    [(transition, field) for transition in TRANSITIONS.values() for field in transition.asks],
    ids=lambda value: getattr(value, "name", value),
)
def test_step_is_refused_without_a_required_field(transition, field):
    story = READY.get(transition.name, plain)()
    status = story.status if story.status in transition.sources else min(transition.sources)
    stage = min(transition.stages) if status == Status.SUBMITTED else None
    set_status(story, status, story.stage if story.stage in transition.stages else stage)
    everything = {
        "note": "请核实",
        "reason": "wrong",
        "at": timezone.now() + datetime.timedelta(days=1),
        "wrong": "十分钟",
        "right": "一刻钟",
    }
    answers = {name: everything[name] for name in transition.asks} | extra_fields(transition, story)
    by = UserFactory(roles=transition.roles)
    count = Decision.objects.count()

    with pytest.raises(workflow.TransitionRefused):
        workflow.apply(
            transition.name, story, user=by, **{**answers, field: " " if field != "at" else None}
        )
    assert Decision.objects.count() == count
    workflow.apply(transition.name, story, user=by, **answers)

    assert Decision.objects.count() == count + 1

"""The table of steps against every state, stage, role and ownership. A new row tests itself.

What is expected is computed from the row alone. A row whose guards ask for more than a complete
story says in READY what that is.
"""

import datetime
import re
from itertools import product

import pytest
from django.db import transaction
from django.utils import timezone

from newsroom.core.models import Section
from newsroom.core.roles import Role
from newsroom.desk import body
from newsroom.desk.models import Decision, Story
from newsroom.desk.revisions.content import record
from newsroom.desk.workflow import engine
from newsroom.desk.workflow.attempt import Attempt
from newsroom.desk.workflow.transitions import TRANSITIONS, Own
from tests.factories import (
    ArticleFactory,
    BylineFactory,
    PhotoFactory,
    PlacementFactory,
    SectionFactory,
    UserFactory,
    published,
)
from tests.newsroom.desk.screens import address

pytestmark = pytest.mark.django_db

Status = Story.Status
Stage = Section.Stage
DESK = {Role.EDITOR, Role.HEAD, Role.CHIEF}
WHOSE = ("others", "filed", "byline")
STANDINGS = [(status, None) for status in Status if status != Status.SUBMITTED] + [
    (Status.SUBMITTED, stage) for stage in Stage
]


def expected(row, role, whose, status, stage):
    """Whether the table allows it, in a story that has all else that the row's guards ask for."""
    owned = {
        Own.ANY: True,
        Own.OWN_OR_DESK: role in DESK or whose != "others",
        Own.FILER: whose == "filed",
        Own.NEVER: whose == "others",
    }[row.own]
    right_stage = status != Status.SUBMITTED or stage in row.stages
    return role in row.roles and owned and status in row.sources and right_stage


# --- stories that have what a row asks for --------------------------------------------------------


def plain():
    """A complete story in a section of three reviews, by somebody else, with one name in it."""
    story = ArticleFactory(
        section=SectionFactory(reviews_required=3), filed_by=UserFactory(roles=[Role.REPORTER])
    )
    BylineFactory(story=story)
    record(story)
    return story


def step(story, name, role, **said):
    return engine.apply(name, story, by=UserFactory(roles=[role]), **said)


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
    record(story)
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
    type(mark).ruling.related.related_model.objects.create(
        mark=mark, accepted=True, ruled_by=editor, revision=story.revision
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
    story.embargo_until = timezone.now() + datetime.timedelta(hours=1)
    story.save()
    return story


def with_expired_picture():
    """As it was read from a printed page: its pictures may be released before it is submitted."""
    story = plain()
    Story.objects.filter(pk=story.pk).update(printed_paper="运城晚报", printed_position=1)
    photo = PhotoFactory(
        original="photos/x.jpg", sha256="0" * 64, expires_on=datetime.date(2020, 1, 1)
    )
    placement = PlacementFactory(story=story, photo=photo)
    story.refresh_from_db()
    story.body += body.place(placement.pk)
    story.save()
    record(story)
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
    "correct": live,
    "correction_printed": with_published_correction,
    "withdraw": live,
    "emergency_withdraw": live,
    "review_withdrawal": withdrawn_in_emergency,
    "redact": lambda: changed(plain()),
}


def said(row, story):
    """What goes with the step beside its fields: the revision that is redacted."""
    return {"revision": story.revisions.last()} if row.name == "redact" else {}


def make_owned(story, whose, user):
    """Let the story be filed by, or name in its byline, the user; or neither."""
    reporter = story.bylines.get().reporter
    reporter.user = user if whose == "byline" else None
    reporter.save()
    filer = user if whose == "filed" else UserFactory(roles=[Role.REPORTER])
    Story.objects.filter(pk=story.pk).update(filed_by=filer)
    story.filed_by = filer


@pytest.mark.parametrize("row", TRANSITIONS.values(), ids=lambda row: row.name)
def test_step_is_open_exactly_where_its_row_says(row):
    story = READY.get(row.name, plain)()
    for role, whose in product([None, *Role], WHOSE):
        # Being superuser adds nothing.
        user = UserFactory(roles=[role] if role else [], is_superuser=True)
        make_owned(story, whose, user)
        for status, stage in STANDINGS:
            # A whole round may be signed by now; what the person says is not at issue here.
            story.status, story.stage = status, stage
            refused = engine.refusal(row, Attempt(story, user, **said(row, story)))
            allowed = expected(row, role, whose, status, stage)
            assert (refused is None) == allowed, (role, whose, status, stage, str(refused))


# --- the buttons, and the addresses behind them ---------------------------------------------------

OFFERED = [row for row in TRANSITIONS.values() if row.offered]
# What a complete story that never was published is ready for.
FOR_PLAIN = [row for row in OFFERED if row.name not in READY]
ASKED = {
    "note": "请核实",
    "reason": "wrong",
    "at": "2099-01-01T08:00",
    "wrong": "十分钟",
    "right": "一刻钟",
}


def stand(story, status, stage):
    Story.objects.filter(pk=story.pk).update(status=status, stage=stage)


def answered(client, url, row, story):
    """Whether posting the step writes a Decision; what it did is undone."""
    before = Decision.objects.count()
    fields = {f"_{row.name}-{field}": ASKED[field] for field in row.asks}
    with transaction.atomic():
        client.post(url, {**fields, "seen": story.revision.sha256})
        wrote = Decision.objects.count() - before
        transaction.set_rollback(True)
    return wrote == 1


@pytest.mark.parametrize(("role", "whose"), list(product(Role, WHOSE)))
def test_buttons_are_those_whose_address_takes_the_step(role, whose, client):
    story, user = plain(), UserFactory(roles=[role], is_superuser=True)
    make_owned(story, whose, user)
    client.force_login(user)
    for status, stage in STANDINGS:
        stand(story, status, stage)
        allowed = {row.name for row in FOR_PLAIN if expected(row, role, whose, status, stage)}
        page = client.get(address(story))
        screen = page.context and page.context.get("screen")
        buttons = {step.row.name for step in screen.steps()} if screen else set()
        taken = {
            row.name
            for row in OFFERED
            if answered(client, address(story, "step", row.name), row, story)
        }
        assert buttons == taken == allowed, (status, stage)


@pytest.mark.parametrize("row", OFFERED, ids=lambda row: row.name)
def test_button_of_every_step_stands_on_the_page_with_its_address(row, client):
    """Where a step is open, its button and all that it asks for are on the screen."""
    story = READY.get(row.name, plain)()
    user = story.filed_by if row.own == Own.FILER else UserFactory(roles=row.roles)
    if row.own == Own.FILER:
        user.groups.add(*UserFactory(roles=row.roles).groups.all())
    status = story.status if story.status in row.sources else min(row.sources)
    if status == Status.SUBMITTED or (status, story.stage) == (Status.SUBMITTED, None):
        stand(story, status, story.stage if story.stage in row.stages else min(row.stages))
    else:
        stand(story, status, None)
    client.force_login(user)

    html = client.get(address(story)).content.decode()

    sends = re.search(rf'name="_step"\s+value="{row.name}"', html)
    assert sends or address(story, "step", row.name) in html
    for field in row.asks:
        assert f'name="_{row.name}-{field}"' in html


# --- what a step asks for -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "field"),
    [(row, field) for row in TRANSITIONS.values() for field in row.asks],
    ids=lambda value: getattr(value, "name", value),
)
def test_step_is_refused_without_what_it_asks_for(row, field):
    story = READY.get(row.name, plain)()
    status = story.status if story.status in row.sources else min(row.sources)
    stage = min(row.stages) if status == Status.SUBMITTED else None
    stand(story, status, story.stage if story.stage in row.stages else stage)
    everything = {
        "note": "请核实",
        "reason": "wrong",
        "at": timezone.now() + datetime.timedelta(days=1),
        "wrong": "十分钟",
        "right": "一刻钟",
    }
    answers = {name: everything[name] for name in row.asks} | said(row, story)
    by = UserFactory(roles=row.roles)
    count = Decision.objects.count()

    with pytest.raises(engine.TransitionRefused):
        engine.apply(row.name, story, by=by, **{**answers, field: " " if field != "at" else None})
    assert Decision.objects.count() == count
    engine.apply(row.name, story, by=by, **answers)

    assert Decision.objects.count() == count + 1

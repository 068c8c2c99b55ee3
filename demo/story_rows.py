"""Builds the rows of a published story, unsaved: story, revisions, decisions, publications.

Each transition changes the story as workflow.apply would, but at a time in the past and without
queries. bulk_publishing writes the rows.
"""

import datetime
from dataclasses import dataclass, field, replace
from types import SimpleNamespace

from demo import content
from demo.reference_data import ReferenceData
from demo.story_plans import StoryPlan
from newsroom.core.body import photo_node
from newsroom.core.models import Reporter, Section
from newsroom.core.roles import Role
from newsroom.desk import snapshots, workflow
from newsroom.desk.models import Byline, Correction, Decision, Revision, Story, StoryPhoto
from newsroom.desk.revisions.content import build_revision_data
from newsroom.desk.workflow import correction_note
from newsroom.desk.workflow.transitions import TRANSITIONS
from newsroom.press.snapshot import Snapshot

REVIEWS = {
    Section.Stage.FIRST: ("first_review", Role.EDITOR),
    Section.Stage.SECOND: ("second_review", Role.HEAD),
    Section.Stage.FINAL: ("sign_off", Role.CHIEF),
}
PROOFS = ("first_proof", "second_proof", "third_proof")
REPRINT_URL = "https://example.com/{time}"


@dataclass
class Publication:
    """A Snapshot for readers, when it is published, and the Decision that publishes it."""

    snapshot: Snapshot
    published_at: datetime.datetime
    decision: Decision


@dataclass
class StoryRows:
    """The unsaved rows of one story.

    `ids` maps a model to an iterator of reserved primary keys, since the rows refer to each other.
    """

    plan: StoryPlan
    reference_data: ReferenceData
    ids: dict
    story: Story = field(init=False)
    bylines: list = field(default_factory=list)
    story_photos: list = field(default_factory=list)
    corrections: list = field(default_factory=list)
    revisions: list = field(default_factory=list)
    decisions: list = field(default_factory=list)
    publications: list = field(default_factory=list)

    @property
    def tags(self):
        return [self.reference_data.tags[name] for name in self.plan.text.tags]

    @property
    def organizations(self):
        return [self.reference_data.organizations[name] for name in self.plan.text.organizations]

    def user(self, role):
        return self.reference_data.users[role]


def build_story(plan, reference_data, ids):
    """The StoryRows of a published story, with its correction if the plan has one."""
    rows = StoryRows(plan, reference_data, ids)
    mistake = plan.text.with_wrong_number() if plan.corrected_at else None
    text, wrong, right = mistake or (plan.text, "", "")
    _file_story(rows, text)
    _publish(rows, at=plan.published_at)
    if mistake:
        _correct(rows, wrong, right)
        _publish(rows, at=plan.corrected_at)
    return rows


def _file_story(rows, text):
    """The story with its bylines and photo, and its first revision."""
    plan = rows.plan
    filed_at = plan.published_at - datetime.timedelta(hours=2, minutes=plan.published_at.minute)
    rows.story = text.model(
        pk=next(rows.ids[Story]),
        **text_fields(text, rows.reference_data),
        filed_by=plan.reporters[0].user,
        created_at=filed_at,
        **_printed_fields(rows),
        **_reprint_fields(plan),
    )
    rows.bylines = [
        Byline(
            story=rows.story,
            reporter=reporter,
            name=reporter.name,
            role=content.newspaper().byline_roles[Reporter.Kind(reporter.kind)],
            order=order,
        )
        for order, reporter in enumerate(plan.reporters)
    ]
    rows.story.body = text.body(_add_photo(rows))
    _add_revision(rows, filed_at)


def text_fields(text, reference_data):
    """The fields of a Story that its text decides, without the body."""
    return {
        "section": reference_data.sections[text.section],
        "kicker": text.kicker,
        "headline": text.headline,
        "deck": text.deck,
        "column": text.column,
        "dateline": text.dateline,
        "source": content.newspaper().source,
        "responsible_editor": reference_data.users[Role.EDITOR],
    }


def _printed_fields(rows):
    if not (place := rows.plan.printed_place):
        return {}
    return {
        "printed_paper": place.paper,
        "printed_on": place.date,
        "printed_number": place.number,
        "printed_section": place.section,
        "printed_position": place.position,
        "printed_editor": rows.user(Role.EDITOR).name,
    }


def _reprint_fields(plan):
    if not plan.is_reprint:
        return {}
    papers = content.newspaper().reprint_papers
    return {
        "reprint_title": plan.text.headline,
        "reprint_author": papers[plan.published_at.day % len(papers)],
        "reprint_url": REPRINT_URL.format(time=plan.published_at.strftime("%Y%m%d%H%M")),
    }


def _add_photo(rows):
    """Add the StoryPhoto of the story's photo; returns its node in the body, "" without a photo."""
    if not rows.plan.photo:
        return ""
    photo = rows.plan.photo.photo
    story_photo = StoryPhoto(
        pk=next(rows.ids[StoryPhoto]),
        story=rows.story,
        photo=photo,
        caption=photo.alt,
        credit=photo.credit,
        alt=photo.alt,
    )
    rows.story_photos.append(story_photo)
    return photo_node(story_photo.pk)


def _add_revision(rows, at):
    """Add a Revision of the story as it is now, saved by the user who filed it."""
    composed = build_revision_data(
        rows.story,
        bylines=rows.bylines,
        story_photos=rows.story_photos,
        corrections=[correction.note for correction in rows.corrections],
        tags=[tag.name for tag in rows.tags],
        organizations=[organization.pk for organization in rows.organizations],
    )
    rows.revisions.append(
        Revision(
            pk=next(rows.ids[Revision]),
            story=rows.story,
            number=len(rows.revisions) + 1,
            content=composed.content,
            sha256=composed.sha256,
            metadata=composed.metadata,
            author=rows.story.filed_by,
            created_at=at,
        )
    )


def _publish(rows, *, at):
    """Submit, review and proofread the story as its section asks, and publish it at that time."""
    section = rows.story.section
    steps = [("submit", None), *(REVIEWS[stage] for stage in section.stages)]
    steps += [(name, Role.PROOFREADER) for name in PROOFS[: section.proofs_required]]
    for index, (name, role) in enumerate(steps):
        before = datetime.timedelta(minutes=11 * (len(steps) - index), seconds=7 * index)
        _add_decision(rows, name, role, at - before)
    decision = _add_decision(rows, "publish", Role.CHIEF, at)
    rows.publications.append(Publication(_snapshot(rows), at, decision))


def _correct(rows, wrong, right):
    """Add the correction in its set form, and then the corrected text."""
    first = rows.publications[0]
    at = rows.plan.corrected_at - datetime.timedelta(hours=2)
    live_version = SimpleNamespace(snapshot=first.snapshot, published_at=first.published_at)
    note = correction_note.compose(rows.story, live_version, wrong, right)
    rows.corrections.append(Correction(story=rows.story, note=note, created_at=at))
    _add_revision(rows, at)
    _add_decision(rows, "correct", None, at, note=f"“{wrong}” → “{right}”")
    photo_nodes = "".join(photo_node(story_photo.pk) for story_photo in rows.story_photos)
    rows.story.body = rows.plan.text.body(photo_nodes)
    _add_revision(rows, at + datetime.timedelta(minutes=6))


def _add_decision(rows, name, role, at, note=""):
    """Apply a transition and add its Decision; without a role, by the user who filed the story."""
    story, status, stage = rows.story, rows.story.status, rows.story.stage
    story.status, story.stage = workflow.status_after(TRANSITIONS[name], story)
    story.updated_at = at
    decision = Decision(
        story=story,
        revision=rows.revisions[-1],
        transition=name,
        source=status,
        stage=stage,
        target=story.status,
        target_stage=story.stage,
        actor=rows.user(role) if role else story.filed_by,
        note=note,
        created_at=at,
    )
    rows.decisions.append(decision)
    return decision


def _snapshot(rows):
    """The Snapshot that snapshots.of_revision would give, from rows that are not saved yet."""
    revision, photo = rows.revisions[-1], rows.plan.photo
    # The editor's name is filled in below: snapshots.snapshot would look the user up.
    metadata = {**revision.metadata, "responsible_editor": None}
    snapshot = snapshots.snapshot(
        rows.story,
        revision.content,
        metadata,
        revision.sha256,
        renditions=photo.renditions if photo else (),
    )
    return replace(snapshot, responsible_editor=rows.user(Role.EDITOR).name)

"""A published story's whole life as unsaved rows: its text, its record, its way to the readers.

Each step is a row of the desk's table of transitions and changes the story as workflow.apply
would; only the moments lie in the past, and nothing is asked of the database.
"""

import datetime
from dataclasses import replace
from types import SimpleNamespace

from demo.life import Life, Publication
from demo.words.cast import OTHER_PAPERS, PRINTED_ROLES
from demo.words.common import SOURCE
from newsroom.core.body import photo_node
from newsroom.core.models import Section
from newsroom.core.roles import Role
from newsroom.desk import snapshots, workflow
from newsroom.desk.models import Byline, Correction, Decision, Revision, Story, StoryPhoto
from newsroom.desk.revisions.content import build_revision_data
from newsroom.desk.workflow import correction_note
from newsroom.desk.workflow.transitions import TRANSITIONS

SIGNATURES = {
    Section.Stage.FIRST: ("first_review", Role.EDITOR),
    Section.Stage.SECOND: ("second_review", Role.HEAD),
    Section.Stage.FINAL: ("sign_off", Role.CHIEF),
}
PROOFS = ("first_proof", "second_proof", "third_proof")
REPRINT_URL = "https://example.com/{story}"


def live(plan, cast, numbers):
    """The Life of a story that readers see, its correction included where one is planned."""
    life = Life(plan, cast, numbers)
    mistaken = plan.told.mistaken() if plan.corrected_at else None
    told, wrong, right = mistaken or (plan.told, "", "")
    _file(life, told)
    _lead_to_readers(life, until=plan.at)
    if mistaken:
        _correct(life, wrong, right)
        _lead_to_readers(life, until=plan.corrected_at)
    return life


def _file(life, told):
    """The working copy with its rows, and its first revision."""
    plan, cast = life.plan, life.cast
    filed_at = plan.at - datetime.timedelta(hours=2, minutes=plan.at.minute)
    life.story = story = Story(
        pk=next(life.numbers[Story]),
        kind=told.kind,
        section=cast.sections[told.section],
        **{name: getattr(told, name) for name in ("kicker", "headline", "deck", "column")},
        dateline=told.dateline,
        source=SOURCE,
        responsible_editor=life.person(Role.EDITOR),
        filed_by=plan.bylines[0].user,
        created_at=filed_at,
        **_printed(life),
        **_reprint(life),
    )
    life.bylines = [
        Byline(
            story=story,
            reporter=reporter,
            name=reporter.name,
            role=PRINTED_ROLES.get(reporter.kind, "记者"),
            order=order,
        )
        for order, reporter in enumerate(plan.bylines)
    ]
    story.body = told.body(_placed(life))
    _record(life, filed_at)


def _printed(life):
    if not (place := life.plan.printed):
        return {}
    return {
        "printed_paper": place.paper,
        "printed_on": place.date,
        "printed_number": place.number,
        "printed_section": place.section,
        "printed_position": place.position,
        "printed_editor": life.person(Role.EDITOR).name,
    }


def _reprint(life):
    if not life.plan.reprinted:
        return {}
    paper = OTHER_PAPERS[life.plan.at.day % len(OTHER_PAPERS)]
    return {
        "reprint_title": life.plan.told.headline,
        "reprint_author": paper,
        "reprint_url": REPRINT_URL.format(story=life.plan.at.strftime("%Y%m%d%H%M")),
    }


def _placed(life):
    """The node of its picture, whose row it makes; "" without one."""
    if not (picture := life.plan.picture):
        return ""
    photo = picture.photo
    words = {"caption": photo.alt, "credit": photo.credit, "alt": photo.alt}
    story_photo = StoryPhoto(
        pk=next(life.numbers[StoryPhoto]), story=life.story, photo=photo, **words
    )
    life.story_photos.append(story_photo)
    return photo_node(story_photo.pk)


def _record(life, at):
    """Append a Revision of what the story says now, saved by whoever filed it."""
    said = build_revision_data(
        life.story,
        bylines=life.bylines,
        story_photos=life.story_photos,
        corrections=[correction.note for correction in life.corrections],
        tags=[tag.name for tag in life.tags],
        organizations=[organization.pk for organization in life.organizations],
    )
    life.revisions.append(
        Revision(
            pk=next(life.numbers[Revision]),
            story=life.story,
            number=len(life.revisions) + 1,
            content=said.content,
            sha256=said.sha256,
            metadata=said.metadata,
            author=life.story.filed_by,
            created_at=at,
        )
    )


def _lead_to_readers(life, *, until):
    """Submitted, signed by all that the section asks for, proofread, and published at `until`."""
    section = life.story.section
    steps = [("submit", None), *(SIGNATURES[stage] for stage in section.stages)]
    steps += [(name, Role.PROOFREADER) for name in PROOFS[: section.proofs_required]]
    for index, (name, role) in enumerate(steps):
        before = datetime.timedelta(minutes=11 * (len(steps) - index), seconds=7 * index)
        _step(life, name, role, until - before)
    decision = _step(life, "publish", Role.CHIEF, until)
    life.publications.append(Publication(_snapshot(life), until, decision))


def _correct(life, wrong, right):
    """The correction in its set form, then the text itself put right."""
    first = life.publications[0]
    at = life.plan.corrected_at - datetime.timedelta(hours=2)
    live = SimpleNamespace(snapshot=first.snapshot, published_at=first.at)
    note = correction_note.compose(life.story, live, wrong, right)
    life.corrections.append(Correction(story=life.story, note=note, created_at=at))
    _record(life, at)
    _step(life, "correct", None, at, note=f"“{wrong}” → “{right}”")
    placed = "".join(photo_node(story_photo.pk) for story_photo in life.story_photos)
    life.story.body = life.plan.told.body(placed)
    _record(life, at + datetime.timedelta(minutes=6))


def _step(life, name, role, at, note=""):
    """Append the Decision of a step by whoever has the role (None: whoever filed the story)."""
    story, before = life.story, (life.story.status, life.story.stage)
    story.status, story.stage = workflow.status_after(TRANSITIONS[name], story)
    story.updated_at = at
    decision = Decision(
        story=story,
        revision=life.revisions[-1],
        transition=name,
        source=before[0],
        stage=before[1],
        target=story.status,
        target_stage=story.stage,
        actor=life.person(role) if role else story.filed_by,
        note=note,
        created_at=at,
    )
    life.decisions.append(decision)
    return decision


def _snapshot(life):
    """As publishing.of_revision reads it, with the editor's name and the sizes that are known."""
    revision, picture = life.revisions[-1], life.plan.picture
    metadata = {**revision.metadata, "responsible_editor": None}
    snapshot = snapshots.snapshot(
        life.story,
        revision.content,
        metadata,
        revision.sha256,
        renditions=picture.renditions if picture else (),
    )
    return replace(snapshot, responsible_editor=life.person(Role.EDITOR).name)

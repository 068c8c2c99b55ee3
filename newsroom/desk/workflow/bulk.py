"""What the desk does with many stories at once. Never a signature, never a publication.

Every story goes its own way: a step by `workflow.apply`, a change by the same saving path as the
form's, each in a transaction of its own, so that one refusal holds up no other.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from newsroom.desk import policy, snapshots
from newsroom.desk.models import Story
from newsroom.desk.revisions.content import record
from newsroom.desk.workflow import engine
from newsroom.desk.workflow.engine import TransitionRefused
from newsroom.desk.workflow.review_round import Round

MOST = 200  # stories in one go


class Outcome(Enum):
    DONE = "done"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True)
class Result:
    """What became of one story; `note` says why it was refused, or what to mind now."""

    story: Story
    outcome: Outcome
    note: str = ""


@dataclass(frozen=True)
class Bulk:
    """One row of the table: who may do it, and how it is done to one story.

    `take(story, by, **said)` returns a Result or raises TransitionRefused; `said` are the
    fields of the form of that name in `bulk_forms`.
    """

    name: str
    label: str
    roles: tuple
    take: Callable


def run(bulk, stories, *, by, **said):
    """Do it to each of the stories, one after the other; returns a Result for each."""
    return [_one(bulk, story, by, said) for story in stories]


def _one(bulk, story, by, said):
    try:
        with transaction.atomic():
            return bulk.take(story, by, **said)
    except TransitionRefused as refused:
        return Result(story, Outcome.REFUSED, str(refused))
    except IntegrityError:
        why = _("Somebody else did this at the same moment. Look again.")
        return Result(story, Outcome.REFUSED, str(why))


# --- steps ----------------------------------------------------------------------------------------


def _step(name):
    def take(story, by, **said):
        engine.apply(name, story, by=by, **said)
        return Result(story, Outcome.DONE)

    return take


# --- changes of what stands beside the text -------------------------------------------------------


def _tag(story, by, *, add, remove):
    def change(locked):
        locked.tags.add(*add)
        locked.tags.remove(*remove)

    return _change(story, by, change)


def _move(story, by, *, section):
    def change(locked):
        if locked.stage and locked.stage not in section.stages:
            raise TransitionRefused(_without_its_stage(locked, section))
        locked.section = section
        return _missing_reviews(locked)

    return _change(story, by, change)


def _assign(story, by, *, editor):
    def change(locked):
        locked.responsible_editor = editor

    return _change(story, by, change)


def _change(story, by, change):
    """Change the working copy under its lock, and record it, where the person may edit it.

    `change(locked)` may return what there is to mind now.
    """
    locked = Story.objects.select_for_update(of=["self"]).get(pk=story.pk)
    if not policy.may_edit(by, locked):
        raise TransitionRefused(_("You cannot edit this story in its present state."))
    if snapshots.pending_version(locked):
        raise TransitionRefused(_("The story is scheduled: cancel that first."))
    before = record(locked, by=by)
    note = change(locked)
    if record(locked, by=by) == before:
        return Result(story, Outcome.UNCHANGED)
    locked.save(update_fields=["section", "responsible_editor", "updated_at"])
    return Result(story, Outcome.DONE, note or "")


def _without_its_stage(story, section):
    """A story under review waits at a stage: a section without that review would strand it."""
    return _(
        "It waits for %(stage)s, which %(section)s does not have: finish or return it first."
    ) % {
        "stage": story.get_stage_display(),
        "section": section,
    }


def _missing_reviews(story):
    """What its new section asks for and the story, being past it, does not have; in words."""
    if story.status not in (Story.Status.SUBMITTED, Story.Status.APPROVED):
        return ""
    past = story.stage or max(story.section.stages) + 1
    missing = [stage for stage in Round.of(story).missing(story.section) if stage < past]
    if not missing:
        return ""
    return _("%(section)s also asks for %(stage)s: have the story returned one stage.") % {
        "section": story.section,
        "stage": "、".join(str(stage.label) for stage in missing),
    }


# --- the table ------------------------------------------------------------------------------------

ROWS = (
    Bulk("submit", _("Submit"), policy.FILING, _step("submit")),
    Bulk("tag", _("Add or remove keywords"), policy.FILING, _tag),
    Bulk("move", _("Move to another section"), policy.FILING, _move),
    Bulk("assign", _("Assign a responsible editor"), policy.DESK, _assign),
    Bulk("return", _("Return for changes"), policy.DESK, _step("return")),
    Bulk("spike", _("Spike"), policy.DESK, _step("spike")),
)
BULKS = {row.name: row for row in ROWS}


def open_to(user):
    """The rows that the person's roles include; what each story allows is asked one by one."""
    return [row for row in ROWS if user.has_role(*row.roles)]

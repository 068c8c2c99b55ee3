"""Actions on many stories at once. None of them signs or publishes.

Each story is handled on its own, in its own transaction, so that one refusal does not stop the
others: a step by `engine.apply`, a change by locking and recording the story as its form does.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from newsroom.core.labels import Label
from newsroom.desk import policy, snapshots
from newsroom.desk.models import Story
from newsroom.desk.outcomes import Outcome
from newsroom.desk.revisions.content import record_revision
from newsroom.desk.workflow import engine
from newsroom.desk.workflow.engine import TransitionRefused
from newsroom.desk.workflow.review_round import ReviewRound

MAX_STORIES = 200  # in one action


@dataclass(frozen=True)
class Result:
    """What happened to one story; `note` is the reason of a refusal, or a hint after a change.

    `anchor` is the HTML id of the field on the story's page that mends a refusal, if there is one.
    """

    story: Story
    outcome: Outcome
    note: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class BulkAction:
    """One action: the roles that have it, and the function that does it to one story.

    `function(story, user, **fields)` returns a Result or raises TransitionRefused; `fields` are
    the cleaned fields of the action's form, see `admin.bulk.FORMS`.
    """

    name: str
    label: Label
    roles: tuple
    function: Callable


def run(action, stories, *, user, **fields):
    """Do the BulkAction to each of the stories in turn; return a list of their Results."""
    return [_run_on_story(action, story, user, fields) for story in stories]


def _run_on_story(action, story, user, fields):
    try:
        with transaction.atomic():
            return action.function(story, user, **fields)
    except TransitionRefused as refused:
        return Result(story, Outcome.REFUSED, str(refused), refused.anchor)
    except IntegrityError:
        why = _("Somebody else did this at the same moment. Look again.")
        return Result(story, Outcome.REFUSED, str(why))


# --- steps of the workflow ------------------------------------------------------------------------


def _step(name):
    def function(story, user, **fields):
        engine.apply(name, story, user=user, **fields)
        return Result(story, Outcome.DONE)

    return function


# --- changes of a story's unsigned fields ---------------------------------------------------------


def _tag(story, user, *, add, remove):
    def change(locked):
        locked.tags.add(*add)
        locked.tags.remove(*remove)

    return _change(story, user, change)


def _move(story, user, *, section):
    def change(locked):
        if locked.stage and locked.stage not in section.stages:
            raise TransitionRefused(_section_lacks_stage(locked, section))
        locked.section = section
        return _missing_reviews(locked)

    return _change(story, user, change)


def _assign(story, user, *, editor):
    def change(locked):
        locked.responsible_editor = editor

    return _change(story, user, change)


def _change(story, user, change):
    """Change the working copy under its row lock and record it, if the user may edit it.

    `change(locked)` may return a hint for the user.
    """
    locked = Story.objects.select_for_update(of=["self"]).get(pk=story.pk)
    if not policy.may_edit(user, locked):
        raise TransitionRefused(_("You cannot edit this story in its present state."))
    if snapshots.pending_version(locked):
        raise TransitionRefused(_("The story is scheduled: cancel that first."))
    before = record_revision(locked, user=user)
    note = change(locked)
    if record_revision(locked, user=user) == before:
        return Result(story, Outcome.UNCHANGED)
    locked.save(update_fields=["section", "responsible_editor", "updated_at"])
    return Result(story, Outcome.DONE, note or "")


def _section_lacks_stage(story, section):
    """A story under review waits at a stage, which the new section must have, too."""
    return _(
        "It waits for %(stage)s, which %(section)s does not have: finish or return it first."
    ) % {
        "stage": story.get_stage_display(),
        "section": section,
    }


def _missing_reviews(story):
    """A hint that the new section requires stages that the story has already passed unsigned."""
    if story.status not in (Story.Status.SUBMITTED, Story.Status.APPROVED):
        return ""
    past = story.stage or max(story.section.stages) + 1
    missing = [
        stage for stage in ReviewRound.load(story).missing_stages(story.section) if stage < past
    ]
    if not missing:
        return ""
    return _("%(section)s also asks for %(stage)s: have the story returned one stage.") % {
        "section": story.section,
        "stage": "、".join(str(stage.label) for stage in missing),
    }


# --- the actions ----------------------------------------------------------------------------------

_ACTIONS = (
    BulkAction("submit", _("Submit"), policy.FILING, _step("submit")),
    BulkAction("tag", _("Add or remove keywords"), policy.FILING, _tag),
    BulkAction("move", _("Move to another section"), policy.FILING, _move),
    BulkAction("assign", _("Assign a responsible editor"), policy.DESK, _assign),
    BulkAction("return", _("Return for changes"), policy.DESK, _step("return")),
    BulkAction("spike", _("Spike"), policy.DESK, _step("spike")),
)
BULK_ACTIONS = {action.name: action for action in _ACTIONS}


def actions_for(user):
    """The BulkActions that the user's roles include; each story's own rules are checked later."""
    return [action for action in _ACTIONS if user.has_role(*action.roles)]

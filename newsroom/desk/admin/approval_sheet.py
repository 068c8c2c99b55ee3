"""The approval sheet (稿签): the printable record of who took which step with a story, and when."""

from dataclasses import dataclass
from time import monotonic
from typing import Any

from django.db.models import Count, Q

from newsroom.core.masthead import paper_name
from newsroom.core.models import User
from newsroom.core.roles import Role
from newsroom.desk import policy
from newsroom.desk.admin.story_screen import StoryScreen
from newsroom.desk.models import Story
from newsroom.desk.revisions import published_history
from newsroom.desk.revisions.comparison import Summary, summarize
from newsroom.desk.workflow.review_round import PROOF_NUMBERS, signed_stage
from newsroom.desk.workflow.transitions import with_steps

COMPARISON_SECONDS = 2.0  # for all comparisons of a sheet; later ones are counted coarsely


@dataclass(frozen=True)
class SheetStep:
    """A Decision, the Summary of what changed since the one before, and the role of its actor.

    `role_label` is empty if the actor has none of the step's roles any more.
    """

    decision: Any  # a Decision with the counts of marks that `_decisions` adds
    changes: Summary | None
    role_label: str

    @property
    def is_proof(self):
        return self.decision.transition in PROOF_NUMBERS

    @property
    def undecided(self):
        """The number of its marks that are neither accepted nor declined."""
        decision = self.decision
        return decision.suggested - decision.accepted - decision.declined


@dataclass(frozen=True)
class ApprovalSheet:
    """What the approval sheet of one story shows; its methods read the database."""

    story: Story
    user: User

    @property
    def paper(self):
        return self.story.printed_paper or paper_name()

    def status(self):
        return StoryScreen(self.story, self.user).status

    def signatures(self):
        return StoryScreen(self.story, self.user).signatures()

    def spans(self):
        """The periods in which readers saw each version, the first version first."""
        return published_history.spans(self.story)[::-1]

    def steps(self):
        """Every Decision as a SheetStep, the first one first."""
        deadline, last, steps = monotonic() + COMPARISON_SECONDS, None, []
        for decision in with_steps(_decisions(self.story)):
            # A redaction names the revision that it emptied, not the story's text at that time.
            is_redaction = decision.transition == "redact"
            changes = None if is_redaction else _changes(last, decision.revision, deadline)
            steps.append(SheetStep(decision, changes, _role_label(decision)))
            last = last if is_redaction else decision.revision
        return steps

    def last_seal(self):
        """The newest hash of the story's chain of Decisions; "" before the first one."""
        last = self.story.decisions.order_by("-pk").first()
        return last.seal if last else ""


def _decisions(story):
    accepted = "marks__resolution__accepted"
    return (
        story.decisions.order_by("pk")
        .select_related("actor", "revision", "delegation__granted_by")
        .prefetch_related("actor__groups")
        .annotate(
            suggested=Count("marks"),
            accepted=Count("marks", filter=Q(**{accepted: True})),
            declined=Count("marks", filter=Q(**{accepted: False})),
        )
    )


def _changes(old, new, deadline):
    if old is not None and old.pk == new.pk:
        return None
    return summarize(old, new, deadline=deadline)


def _role_label(decision):
    """The role that let the actor take the step; "" for a delegation, which is shown by itself."""
    if decision.delegation or decision.step is None:
        return ""
    if decision.step.signs and (stage := signed_stage(decision)):
        return policy.SIGNERS[stage].label
    roles = {group.name for group in decision.actor.groups.all()}
    return next((Role(role).label for role in decision.step.roles if role in roles), "")

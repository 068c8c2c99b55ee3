"""The printable record of a story (稿签): every step, who took it as what, and what changed."""

from dataclasses import dataclass
from time import monotonic

from django.conf import settings
from django.db.models import Count, Q

from newsroom.core.roles import Role
from newsroom.desk import policy
from newsroom.desk.admin.story_screen import Screen
from newsroom.desk.models import Decision, Story
from newsroom.desk.revisions import published_history
from newsroom.desk.revisions.comparison import Summary, summarize
from newsroom.desk.workflow.review_round import PROOF_NUMBERS, signed_stage
from newsroom.desk.workflow.transitions import with_steps

SECONDS = 2.0  # for all differences of a sheet; after that they are counted coarsely


@dataclass(frozen=True)
class Step:
    """A Decision with its row as `step`, what changed since the one before, and as what it was
    taken: the label of a role, empty if the person has none of the step's any more."""

    decision: Decision
    changes: Summary | None
    capacity: str

    @property
    def is_proof(self):
        return self.decision.transition in PROOF_NUMBERS

    @property
    def undecided(self):
        decision = self.decision
        return decision.suggested - decision.accepted - decision.declined


@dataclass(frozen=True)
class Sheet:
    """All that the printed record says. Reads the database when it is asked."""

    story: Story
    user: object

    @property
    def paper(self):
        return self.story.printed_paper or settings.NEWSROOM_PAPER

    def status(self):
        return Screen(self.story, self.user).status

    def signatures(self):
        return Screen(self.story, self.user).signatures()

    def spans(self):
        """What readers saw, the first version first."""
        return published_history.spans(self.story)[::-1]

    def steps(self):
        """Every step, the first one first, as Steps."""
        deadline, last, steps = monotonic() + SECONDS, None, []
        for decision in with_steps(_decisions(self.story)):
            about_the_past = decision.transition == "redact"
            changes = None if about_the_past else _changes(last, decision.revision, deadline)
            steps.append(Step(decision, changes, _capacity(decision)))
            last = last if about_the_past else decision.revision
        return steps

    def last_seal(self):
        last = self.story.decisions.order_by("-pk").first()
        return last.seal if last else ""


def _decisions(story):
    rulings = "marks__resolution__accepted"
    return (
        story.decisions.order_by("pk")
        .select_related("actor", "revision", "delegation__granted_by")
        .prefetch_related("actor__groups")
        .annotate(
            suggested=Count("marks"),
            accepted=Count("marks", filter=Q(**{rulings: True})),
            declined=Count("marks", filter=Q(**{rulings: False})),
        )
    )


def _changes(old, new, deadline):
    if old is not None and old.pk == new.pk:
        return None
    return summarize(old, new, deadline=deadline)


def _capacity(decision):
    """The role under which the person took the step; a delegation is told beside it."""
    if decision.delegation or decision.step is None:
        return ""
    if decision.step.signs and (stage := signed_stage(decision)):
        return policy.SIGNERS[stage].label
    held = {group.name for group in decision.actor.groups.all()}
    return next((Role(role).label for role in decision.step.roles if role in held), "")

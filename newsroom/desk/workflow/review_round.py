"""What the workflow reads about a story: its review round, and the context of one transition.

A review round is the signatures and proofs since the story was last submitted. It is read from
the Decisions; whether a signature still holds is not stored but found by comparing two hashes.
"""

import datetime
import json
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from newsroom.core.models import Section, User
from newsroom.desk import policy, snapshots
from newsroom.desk.models import Decision, ProofMark, Revision, Story
from newsroom.desk.models.decision import OVERRIDE_RIGHTS
from newsroom.desk.revisions import content

Stage = Section.Stage

SIGNATURES = {
    "first_review": Stage.FIRST,
    "second_review": Stage.SECOND,
    "sign_off": Stage.FINAL,
    "sign_page": Stage.FINAL,
}
SIGN_AGAIN = "sign_again"  # names its stage itself
PROOFS = {"first_proof": 1, "second_proof": 2, "third_proof": 3}
CHECK = "check_proof"


@dataclass(frozen=True)
class Proof:
    """One pass of proofreading: its Decision, its marks, and the 核红 that checked the changes."""

    number: int
    decision: Decision
    marks: tuple
    check: Decision | None = None

    @property
    def name(self):
        """The name of its step in the transition table."""
        return self.decision.transition

    @property
    def undecided(self):
        return [mark for mark in self.marks if not hasattr(mark, "resolution")]

    @property
    def waits_for_check(self):
        """Whether every mark is decided, some were accepted, and nobody checked the text since."""
        accepted = any(
            mark.resolution.accepted for mark in self.marks if hasattr(mark, "resolution")
        )
        return not self.undecided and accepted and self.check is None

    @property
    def is_settled(self):
        return not (self.undecided or self.waits_for_check)

    @property
    def last(self):
        """The Decision whose revision is the last text that a proofreader vouched for."""
        return self.check or self.decision


@dataclass(frozen=True)
class ReviewRound:
    """The decisions since the story was last submitted, or all if it never was."""

    decisions: tuple

    @classmethod
    def load(cls, story, *, until=None):
        """The present round of the story, read in a bounded number of queries.

        With a Decision as `until` the round as it stood when that was taken.
        """
        decisions = story.decisions.select_related("revision", "actor", "delegation")
        if until:
            decisions = decisions.filter(pk__lte=until.pk)
        submitted = decisions.filter(transition="submit").values_list("pk", flat=True).last()
        if submitted:
            decisions = decisions.filter(pk__gte=submitted)
        return cls(
            tuple(decisions.order_by("pk").prefetch_related("marks__resolution__resolved_by"))
        )

    @cached_property
    def signatures(self):
        """The signature that counts for each stage: {stage: Decision}.

        Going back a stage, or undoing the final one, takes the signatures from there on.
        """
        signed = {}
        for decision in self.decisions:
            if stage := signed_stage(decision):
                signed[stage] = decision
            elif decision.transition == "undo_sign_off":
                signed.pop(Stage.FINAL, None)
            elif decision.transition == "return_stage":
                signed = {s: d for s, d in signed.items() if s < decision.target_stage}
        return signed

    @property
    def final(self):
        """The Decision that signed the story off, or None."""
        return self.signatures.get(Stage.FINAL)

    def stale(self, sha256):
        """Those signatures that are not of the text with that hash: {stage: Decision}."""
        return {s: d for s, d in self.signatures.items() if d.revision.sha256 != sha256}

    def missing(self, section):
        """The stages of the section that nobody signed; a signed page stands for all of them."""
        if self.final and self.final.transition == "sign_page":
            return []
        return [stage for stage in section.stages if stage not in self.signatures]

    def release(self, sha256):
        """The chief's Decision that the pictures of that very text may be shown, or None."""
        for decision in reversed(self.decisions):
            if (decision.transition, decision.revision.sha256) == (OVERRIDE_RIGHTS, sha256):
                return decision

    @cached_property
    def proofs(self):
        """The passes of proofreading, each a Proof, in order."""
        proofs = []
        for decision in self.decisions:
            if number := PROOFS.get(decision.transition):
                proofs.append(Proof(number, decision, tuple(decision.marks.all())))
            elif decision.transition == CHECK and proofs:
                last = proofs.pop()
                proofs.append(Proof(last.number, last.decision, last.marks, check=decision))
        return proofs


def signed_stage(decision):
    """The stage that the decision signs, or None."""
    if decision.transition == SIGN_AGAIN:
        return Stage(decision.stage)
    return SIGNATURES.get(decision.transition)


@dataclass(frozen=True)
class TransitionContext:
    """Everything that the guards, the effects and the screens ask about one step of one story.

    `story` is the working copy (locked while a step is taken) and `user` the person who takes
    the step. The other fields come from the form of the step: `at` is the moment from which the
    step takes effect (None: now), `wrong` and `right` are the two texts of a correction,
    `revision` is the one to redact, `marks` are the unsaved ProofMarks of a proof.
    Each property reads the database once for each context.
    """

    story: Story
    user: User | None
    note: str = ""
    reason: str = ""
    public_text: str = ""
    at: datetime.datetime | None = None
    wrong: str = ""
    right: str = ""
    revision: Revision | None = None
    page_sha256: str = ""
    page_editors: str = ""
    marks: tuple[ProofMark, ...] = ()

    @cached_property
    def now(self):
        return timezone.now()

    @cached_property
    def live(self):
        """The Version that readers see now, or None."""
        return snapshots.live_version(self.story)

    @cached_property
    def pending(self):
        """The scheduled Version, or None."""
        return snapshots.pending_version(self.story)

    @cached_property
    def round(self):
        """The present ReviewRound of the story."""
        return ReviewRound.load(self.story)

    @cached_property
    def state(self):
        """The present text of the working copy, as a content.State."""
        return content.state(self.story)

    @property
    def sha256(self):
        """The hash that a signature given now would sign."""
        return self.state.sha256

    @cached_property
    def content(self):
        """The content that a signature given now would sign, as a dict."""
        return json.loads(self.state.content)

    @cached_property
    def stale_stage(self):
        """The stage whose signature is out of date and which the user may sign again, or None.

        A user who signed a stage of this round may only sign that one again. Of several stages
        the latest is returned.
        """
        signed_by = {decision.actor_id: s for s, decision in self.round.signatures.items()}
        own = signed_by.get(self.user.pk)
        may = [
            stage
            for stage in self.round.stale(self.sha256)
            if own in (None, stage) and policy.may_sign(self.user, stage)
        ]
        return max(may, default=None)

"""What the workflow reads about a story: its review round, and the context of one transition.

A review round is the signatures and proofs since the story was last submitted, without those of
an amendment that was abandoned. It is read from the Decisions; whether a signature still holds is
not stored but found by comparing two hashes.
"""

import datetime
import json
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils import timezone

from newsroom.core.models import Section, User
from newsroom.desk import policy, snapshots
from newsroom.desk.models import Correction, Decision, ProofMark, Revision, Story
from newsroom.desk.models.decision import AMENDMENTS, OVERRIDE_RIGHTS
from newsroom.desk.revisions import content

Stage = Section.Stage

# The steps that sign a stage of review, with the stage. `sign_again` signs whichever stage is
# stale, which its Decision records.
SIGNATURE_STAGES = {
    "first_review": Stage.FIRST,
    "second_review": Stage.SECOND,
    "sign_off": Stage.FINAL,
    "sign_page": Stage.FINAL,
}
SIGN_AGAIN = "sign_again"
ABANDON = "abandon"  # takes the story back to the text that readers see

# The steps of proofreading: the proofs with their numbers, and the check of the corrections (核红).
PROOF_NUMBERS = {"first_proof": 1, "second_proof": 2, "third_proof": 3}
CHECK = "check_proof"


@dataclass(frozen=True)
class Proof:
    """One proof of a story: its Decision, its ProofMarks, and the Decision that checked it."""

    number: int
    decision: Decision
    marks: tuple
    check: Decision | None = None

    @property
    def name(self):
        """The name of its Transition."""
        return self.decision.transition

    @property
    def undecided(self):
        """The marks that no editor has accepted or declined."""
        return [mark for mark in self.marks if not hasattr(mark, "resolution")]

    @property
    def waits_for_check(self):
        """Whether all marks are resolved, some accepted, and nobody has checked the text yet."""
        resolutions = [mark.resolution for mark in self.marks if hasattr(mark, "resolution")]
        accepted = any(resolution.accepted for resolution in resolutions)
        return not self.undecided and accepted and self.check is None

    @property
    def latest_decision(self):
        """The check or else the proof: its revision is what a proofreader last signed."""
        return self.check or self.decision


@dataclass(frozen=True)
class ReviewRound:
    """The Decisions since the story was last submitted, or all if it never was."""

    decisions: tuple

    @classmethod
    def load(cls, story, *, until=None):
        """The present round of the story, in a constant number of queries.

        With a Decision as `until`: the round right after that Decision.
        """
        decisions = story.decisions.standing().select_related("revision", "actor", "delegation")
        if until:
            decisions = decisions.filter(pk__lte=until.pk)
        submitted = decisions.filter(transition="submit").values_list("pk", flat=True).last()
        if submitted:
            decisions = decisions.filter(pk__gte=submitted)
        decisions = decisions.order_by("pk").prefetch_related("marks__resolution__resolved_by")
        return cls(tuple(decisions))

    @cached_property
    def signatures(self):
        """The valid signature of each stage: {stage: Decision}.

        Returning one stage, or undoing the sign-off, cancels the signatures from there on.
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
    def final_signature(self):
        """The Decision that signed the story off, or None."""
        return self.signatures.get(Stage.FINAL)

    def stale_signatures(self, sha256):
        """The signatures of a text other than the one with that hash: {stage: Decision}."""
        return {s: d for s, d in self.signatures.items() if d.revision.sha256 != sha256}

    def missing_stages(self, section):
        """The stages of the section that nobody signed; page sign-off stands for all of them."""
        final = self.final_signature
        if final and final.transition == "sign_page":
            return []
        return [stage for stage in section.stages if stage not in self.signatures]

    def rights_release(self, sha256):
        """The chief's Decision that releases the pictures of the text with that hash, or None."""
        for decision in reversed(self.decisions):
            if (decision.transition, decision.revision.sha256) == (OVERRIDE_RIGHTS, sha256):
                return decision

    @cached_property
    def proofs(self):
        """The Proofs of the round, in order."""
        proofs = []
        for decision in self.decisions:
            if number := PROOF_NUMBERS.get(decision.transition):
                proofs.append(Proof(number, decision, tuple(decision.marks.all())))
            elif decision.transition == CHECK and proofs:
                proofs[-1] = replace(proofs[-1], check=decision)
        return proofs


def signed_stage(decision):
    """The stage that the Decision signs, or None if it is no signature."""
    if decision.transition == SIGN_AGAIN:
        return Stage(decision.stage)
    return SIGNATURE_STAGES.get(decision.transition)


@dataclass(frozen=True)
class TransitionContext:
    """Everything that the guards, the effects and the screens ask about one step of one story.

    `story` is the working copy, locked while a step is taken. `user` takes the step; None if only
    guards are asked that hold for everybody. The other fields come from the form of the step:
    `at` is the moment from which it takes effect (None: now), `wrong` and `right` are the two
    texts of a correction and `ending` the last words of its note, `correction` is the one that is
    or is not printed (None: all that wait), `revision` is the one to redact, `marks` are the
    unsaved ProofMarks of a proof.
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
    ending: str = ""
    correction: Correction | None = None
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
    def publication(self):
        """The Decision that published the live Version, with its Revision; or None."""
        if self.live is None:
            return None
        decisions = self.story.decisions.filter(version=self.live).select_related("revision")
        return decisions.order_by("pk").first()  # a later one ended it

    @cached_property
    def amendment(self):
        """The Decision that opened the live text for the present changes, or None."""
        if self.publication is None:
            return None
        later = self.story.decisions.standing().filter(pk__gt=self.publication.pk)
        return later.filter(transition__in=AMENDMENTS).order_by("pk").first()

    @cached_property
    def round(self):
        """The present ReviewRound of the story."""
        return ReviewRound.load(self.story)

    @cached_property
    def revision_data(self):
        """The present text of the working copy, as a content.RevisionData."""
        return content.revision_data(self.story)

    @property
    def sha256(self):
        """The hash that a signature given now would sign."""
        return self.revision_data.sha256

    @cached_property
    def content(self):
        """The content that a signature given now would sign, as a dict."""
        return json.loads(self.revision_data.content)

    @cached_property
    def stale_stage(self):
        """The stage whose signature is out of date and which the user may sign again, or None.

        A user who signed a stage of this round may only sign that one again. Of several stages
        the latest is returned.
        """
        if self.user is None:
            return None
        signed_by = {decision.actor_id: s for s, decision in self.round.signatures.items()}
        own = signed_by.get(self.user.pk)
        may = [
            stage
            for stage in self.round.stale_signatures(self.sha256)
            if own in (None, stage) and policy.may_sign(self.user, stage)
        ]
        return max(may, default=None)

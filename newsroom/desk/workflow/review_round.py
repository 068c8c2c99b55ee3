"""One round of a story: its signatures and proofs since it was last submitted.

All of it is read from the record. Nothing is stored of which signature holds: that is a
comparison of two hashes.
"""

from dataclasses import dataclass
from functools import cached_property

from newsroom.core.models import Section
from newsroom.desk.models import Decision
from newsroom.desk.models.record import OVERRIDE_RIGHTS

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
        return [mark for mark in self.marks if not hasattr(mark, "ruling")]

    @property
    def waits_for_check(self):
        """Whether every mark is decided, some were accepted, and nobody checked the text since."""
        accepted = any(mark.ruling.accepted for mark in self.marks if hasattr(mark, "ruling"))
        return not self.undecided and accepted and self.check is None

    @property
    def is_settled(self):
        return not (self.undecided or self.waits_for_check)

    @property
    def last(self):
        """The Decision whose revision is the last text that a proofreader vouched for."""
        return self.check or self.decision


@dataclass(frozen=True)
class Round:
    """The decisions since the story was last submitted, or all if it never was."""

    decisions: tuple

    @classmethod
    def of(cls, story, *, until=None):
        """The present round of the story, read in a bounded number of queries.

        With a Decision as `until` the round as it stood when that was taken.
        """
        decisions = story.decisions.select_related("revision", "actor", "delegation")
        if until:
            decisions = decisions.filter(pk__lte=until.pk)
        submitted = decisions.filter(transition="submit").values_list("pk", flat=True).last()
        if submitted:
            decisions = decisions.filter(pk__gte=submitted)
        return cls(tuple(decisions.order_by("pk").prefetch_related("marks__ruling__ruled_by")))

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

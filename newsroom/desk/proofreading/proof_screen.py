"""What the screen of a story's proofs tells: its passes, their marks, and what is open to whom."""

from dataclasses import dataclass, replace
from functools import cached_property

from newsroom.desk import policy, workflow
from newsroom.desk.models import ProofMark
from newsroom.desk.proofreading import body_text, marks, passages
from newsroom.desk.revisions.text_diff import Change, Run, runs
from newsroom.desk.workflow.review_round import CHECK, PROOF_NUMBERS, TransitionContext
from newsroom.desk.workflow.step_form import StepForm
from newsroom.desk.workflow.transitions import TRANSITIONS

AROUND = 30  # characters of what stayed, on either side of a difference


@dataclass(frozen=True)
class Suggestion:
    """A mark with the words around it; `has_place` unless the text there was changed since."""

    mark: ProofMark
    runs: list[Run]
    has_place: bool

    @property
    def label(self):
        return passages.label(self.mark.field)


@dataclass(frozen=True)
class ProofScreen:
    """The proofs of one story's present round for one user.

    `context` is the TransitionContext that the story's own screen uses, so that both read the
    database once.
    """

    context: TransitionContext

    @property
    def story(self):
        return self.context.story

    @property
    def user(self):
        return self.context.user

    @property
    def round(self):
        return self.context.round

    @property
    def url(self):
        return self.story.get_admin_url("proof")

    @property
    def rule_url(self):
        return self.story.get_admin_url("rule")

    @cached_property
    def proofs(self):
        """Pairs (label of the step, Proof), in order."""
        return [(TRANSITIONS[proof.name].label, proof) for proof in self.round.proofs]

    @property
    def required(self):
        return self.story.section.proofs_required

    @cached_property
    def last(self):
        """The last Proof of the round, or None."""
        return next(reversed(self.round.proofs), None)

    @cached_property
    def next(self):
        """The row of the proof that comes next, or None when all are signed."""
        done = len(self.round.proofs)
        return next((TRANSITIONS[name] for name, n in PROOF_NUMBERS.items() if n > done), None)

    @cached_property
    def why_not(self):
        """Why a proofreader cannot give the next proof now; None when he can, and for others."""
        if self.next is None or not workflow.has_right(self.next, self.user):
            return None
        return workflow.refusal(self.next, self.context)

    @cached_property
    def may_sign(self):
        if self.next is None or not workflow.has_right(self.next, self.user):
            return False
        return self.why_not is None

    @property
    def is_complete(self):
        """Whether as many proofs are signed as the section asks for."""
        return len(self.round.proofs) >= self.required

    @property
    def undecided(self):
        """The marks that wait for a decision."""
        return self.last.undecided if self.last else []

    @property
    def waits_for_check(self):
        return self.last is not None and self.last.waits_for_check

    def may_rule(self):
        return policy.may_resolve_marks(self.user, self.story)

    def suggestions(self):
        """The marks of the last proof, each a Suggestion."""
        if self.last is None:
            return []
        return [
            Suggestion(
                mark,
                marks.in_context(mark, self._proofread.get(mark.field, "")),
                has_place=start is not None,
            )
            for mark, start in marks.located(self.last.marks, self._proofread, self._present)
        ]

    def differences(self):
        """(label, Runs) of each field that is not as a proofreader last vouched for it."""
        vouched = passages.texts(self.last.latest_decision.revision.content)
        return [
            (passages.label(field), shortened(runs(vouched.get(field, ""), text)))
            for field, text in self._present.items()
            if text != vouched.get(field, "")
        ]

    def check(self):
        """The form of the step that checks the accepted marks (核红), where it is open."""
        row = TRANSITIONS[CHECK]
        refused = workflow.refusal(row, self.context)
        return None if refused else StepForm(row, story=self.story)

    @cached_property
    def _proofread(self):
        return passages.texts(self.last.decision.revision.content)

    @cached_property
    def _present(self):
        return passages.texts(self.context.revision_data.content)


def shortened(runs):
    """The Runs to be shown: what stayed is cut to the characters next to a difference."""
    last = len(runs) - 1
    return [_shown(run, head=place > 0, tail=place < last) for place, run in enumerate(runs)]


def _shown(run, *, head, tail):
    kept = run.change == Change.KEPT
    text = _cut(run.text, head=head, tail=tail) if kept else run.text
    return replace(run, text=body_text.shown(text))


def _cut(text, *, head, tail):
    """The text without its middle; only the sides next to a difference are kept."""
    before, after = AROUND * head, AROUND * tail
    if len(text) <= before + after + 1:
        return text
    return f"{text[:before]}…{text[len(text) - after :]}"

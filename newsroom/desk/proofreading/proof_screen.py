"""What the screen of a story's proofs shows: the proofs, their marks, and what the user may do."""

from dataclasses import dataclass, replace
from functools import cached_property

from newsroom.desk import policy, workflow
from newsroom.desk.models import ProofMark
from newsroom.desk.proofreading import body_text, marks, passages
from newsroom.desk.revisions.text_diff import Change, Run, diff
from newsroom.desk.workflow.review_round import CHECK, PROOF_NUMBERS, TransitionContext
from newsroom.desk.workflow.step_form import StepForm
from newsroom.desk.workflow.transitions import TRANSITIONS

CONTEXT = 30  # characters of unchanged text shown on either side of a difference


@dataclass(frozen=True)
class Suggestion:
    """A mark with the text around it; without `has_place` it can only be declined."""

    mark: ProofMark
    runs: list[Run]
    has_place: bool

    @property
    def label(self):
        """The name of its field on screen."""
        return passages.field_label(self.mark.field)


@dataclass(frozen=True)
class ProofScreen:
    """The proofs in the present review round of one story, for one user.

    `context` is the TransitionContext of the story's own screen, so that both together read the
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
        """The present ReviewRound."""
        return self.context.round

    @property
    def url(self):
        """Where a proof is signed."""
        return self.story.get_admin_url("proof")

    @property
    def resolve_url(self):
        """Where marks are accepted and declined."""
        return self.story.get_admin_url("rule")

    @cached_property
    def proofs(self):
        """Pairs (label of the step, Proof), in order."""
        return [(TRANSITIONS[proof.name].label, proof) for proof in self.round.proofs]

    @property
    def required(self):
        """How many proofs the section asks for."""
        return self.story.section.proofs_required

    @cached_property
    def last(self):
        """The last Proof of the round, or None."""
        return next(reversed(self.round.proofs), None)

    @cached_property
    def next(self):
        """The Transition that signs the next proof, or None if all are signed."""
        done = len(self.round.proofs)
        return next((TRANSITIONS[name] for name, n in PROOF_NUMBERS.items() if n > done), None)

    @cached_property
    def refusal(self):
        """Why the next proof cannot be signed now; None if it can, or if the user never may."""
        if self.next is None or not workflow.has_right(self.next, self.user):
            return None
        return workflow.refusal(self.next, self.context)

    @cached_property
    def may_sign(self):
        """Whether the user can sign the next proof now."""
        if self.next is None or not workflow.has_right(self.next, self.user):
            return False
        return self.refusal is None

    @property
    def is_complete(self):
        """Whether as many proofs are signed as the section asks for."""
        return len(self.round.proofs) >= self.required

    @property
    def undecided(self):
        """The unresolved marks of the last proof."""
        return self.last.undecided if self.last else []

    @property
    def waits_for_check(self):
        """Whether the accepted marks of the last proof still have to be checked (核红)."""
        return self.last is not None and self.last.waits_for_check

    def may_resolve(self):
        """Whether the user may accept and decline marks of this story."""
        return policy.may_resolve_marks(self.user, self.story)

    def suggestions(self):
        """The marks of the last proof as Suggestions."""
        if self.last is None:
            return []
        located = marks.locate_marks(self.last.marks, self._proofread_texts, self._current_texts)
        return [
            Suggestion(
                mark,
                marks.in_context(mark, self._proofread_texts.get(mark.field, "")),
                has_place=start is not None,
            )
            for mark, start in located
        ]

    def differences(self):
        """(label, Runs) of each field that was changed since a proofreader last signed."""
        signed = passages.field_texts(self.last.latest_decision.revision.content)
        return [
            (passages.field_label(field), shorten(diff(signed.get(field, ""), text)))
            for field, text in self._current_texts.items()
            if text != signed.get(field, "")
        ]

    def check(self):
        """The StepForm that checks the accepted marks (核红), or None if it is not possible now."""
        transition = TRANSITIONS[CHECK]
        refusal = workflow.refusal(transition, self.context)
        return None if refusal else StepForm(transition, context=self.context)

    @cached_property
    def _proofread_texts(self):
        """The `field_texts` of the last proof."""
        return passages.field_texts(self.last.decision.revision.content)

    @cached_property
    def _current_texts(self):
        """The `field_texts` of the working copy."""
        return passages.field_texts(self.context.revision_data.content)


def shorten(runs):
    """The Runs for the screen: of unchanged text only what is next to a difference is kept."""
    last = len(runs) - 1
    return [
        _for_screen(run, keep_head=index > 0, keep_tail=index < last)
        for index, run in enumerate(runs)
    ]


def _for_screen(run, *, keep_head, keep_tail):
    text = run.text
    if run.change == Change.KEPT:
        text = _shortened(text, keep_head=keep_head, keep_tail=keep_tail)
    return replace(run, text=body_text.for_screen(text))


def _shortened(text, *, keep_head, keep_tail):
    """The text with … for what is more than CONTEXT characters away from a difference."""
    head, tail = CONTEXT * keep_head, CONTEXT * keep_tail
    if len(text) <= head + tail + 1:
        return text
    return f"{text[:head]}…{text[len(text) - tail :]}"

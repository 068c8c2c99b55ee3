"""What a story's page shows beside the form: status, published text, signatures and record."""

from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from media.sizes import previews
from newsroom.core.models import Section, User
from newsroom.desk import policy, snapshots, workflow
from newsroom.desk.models import Correction, Decision, Story
from newsroom.desk.photos import readiness, rights
from newsroom.desk.proofreading.proof_screen import ProofScreen
from newsroom.desk.revisions import content
from newsroom.desk.workflow.review_round import (
    CHECK,
    PROOF_NUMBERS,
    SIGN_AGAIN,
    SIGNATURE_STAGES,
    TransitionContext,
)
from newsroom.desk.workflow.step_form import StepForm
from newsroom.desk.workflow.transitions import PUBLISHING_TRANSITIONS, TRANSITIONS, with_steps
from newsroom.press.models import Version

Status = Story.Status

STAGE_LABELS = {
    Section.Stage.FIRST: _("waiting for first review"),
    Section.Stage.SECOND: _("waiting for second review"),
    Section.Stage.FINAL: _("waiting for final approval"),
}
STATUS_COLOURS: dict[str, str] = {
    Status.DRAFT: "default",
    Status.SUBMITTED: "info",
    Status.RETURNED: "warning",
    Status.APPROVED: "success",
    Status.SPIKED: "default",
}
RETURNS = ("return", "return_stage", "undo_sign_off")
SIGNS = (*SIGNATURE_STAGES, SIGN_AGAIN, *PROOF_NUMBERS, CHECK)


def status_label(story):
    """The story's status as shown to users; while it is under review, the stage it waits for."""
    return STAGE_LABELS[story.stage] if story.stage else story.get_status_display()


@dataclass(frozen=True)
class Signature:
    """The Decision that signed one stage of the round.

    `holds` is false if the story was changed since; `url` then shows what changed.
    """

    label: str
    decision: Decision
    holds: bool
    url: str = ""


@dataclass(frozen=True)
class StoryScreen:
    """One story's page for one user, for the templates. Its members read the database when used."""

    story: Story
    user: User

    @property
    def status(self):
        return status_label(self.story)

    @property
    def colour(self):
        return STATUS_COLOURS[self.story.status]

    @cached_property
    def context(self):
        """The TransitionContext that guards, rights and proofs share; it reads each row once."""
        return TransitionContext(self.story, self.user)

    @property
    def live(self):
        """The Version that readers see now, or None."""
        return self.context.live

    @property
    def round(self):
        return self.context.round

    def withdrawn(self):
        """The last Version of the story if it was withdrawn, else None."""
        last = Version.objects.filter(story_id=self.story.pk).order_by("-pk").first()
        return last if last and last.ended_as == Version.Ended.WITHDRAWN else None

    def pending(self):
        """The scheduled Version, or None."""
        return self.context.pending

    def is_late(self):
        """Whether the planned time of publication has passed."""
        return self.story.publish_at is not None and self.story.publish_at <= timezone.now()

    def corrections_to_print(self):
        """The Corrections that are on the site and not in the printed paper yet."""
        return Correction.objects.to_print(self.live) if self.live else []

    @cached_property
    def proofs(self):
        """The proofs of the present round, and what the user may do with them."""
        return ProofScreen(self.context)

    def signatures(self):
        """The Signatures of the present round, in the order of the stages."""
        signed = self.round.signatures
        return [self._signature(stage, signed[stage]) for stage in sorted(signed)]

    def _signature(self, stage, decision):
        holds = decision.revision.sha256 == self.story.revision.sha256
        url = "" if holds else self._difference(decision.revision.number)
        return Signature(stage.label, decision, holds, url)

    def comparisons(self):
        """Links to the changes since an earlier Decision that concerns the user: [(label, URL)]."""
        return [
            (label, self._difference(decision.revision.number))
            for label, decision in self._compared_decisions()
            if decision and decision.revision.sha256 != self.story.revision.sha256
        ]

    def _compared_decisions(self):
        """Pairs (label, Decision or None). Signatures of this round have links of their own."""
        decisions = self.story.decisions.standing().select_related("revision")
        publications = decisions.filter(transition__in=PUBLISHING_TRANSITIONS)
        published = self.live and publications.filter(version=self.live).last()
        returned = decisions.filter(transition__in=RETURNS).last()
        if returned and publications.filter(pk__gt=returned.pk).exists():
            returned = None  # the published text is newer and so the better one to compare with
        signed = decisions.filter(transition__in=SIGNS, actor=self.user).last()
        if signed in self.round.signatures.values():
            signed = None
        yield _("What changed since it was returned"), returned
        yield _("What changed since you signed"), signed
        yield _("What differs from what readers see"), published

    def _difference(self, number):
        """The URL of the changes from the revision with that number to the present text."""
        return self.story.get_admin_url("difference", number, self.story.revision.number)

    def steps(self):
        """The StepForms of the steps that the user may take now; the main step comes first."""
        return self._steps

    def bar_steps(self):
        """Those of the bar below the story."""
        return [step for step in self._steps if not step.transition.is_held]

    def held_steps(self):
        """Those that stand apart, above the story, since nobody may take them by mistake."""
        return [step for step in self._steps if step.transition.is_held]

    @cached_property
    def _steps(self):
        """While the user may edit the story, a step's button sends the story's form, too."""
        form = f"{self.story._meta.model_name}_form" if self.may_edit() else ""
        steps = workflow.open_steps(self.context)
        return [
            StepForm(step, context=self.context, sent_with="" if step.affects_public else form)
            for step in sorted(steps, key=lambda step: step.button_style != "main")
        ]

    def unpublished(self):
        """Why a signed, unpublished text cannot be published now; None if it can be."""
        live, text = self.live, self.story.revision.sha256
        if self.story.status != Status.APPROVED or (live and live.revision_sha256 == text):
            return None
        return workflow.guard_refusal(TRANSITIONS["publish"], self.context)

    def picture_problems(self):
        """What is wrong with pictures that could not be prepared, as messages."""
        if not self.story.story_photos.exists():
            return []
        return [message for message, _noted in readiness.problems(self.context.content)]

    def concerns(self):
        """The Concerns about the rights of its pictures."""
        if not self.story.story_photos.exists():
            return []
        return rights.concerns(self.context)

    def release(self):
        """The chief's Decision that releases the pictures of this text in spite of concerns."""
        return self.round.rights_release(self.story.revision.sha256)

    def decisions(self):
        """Every Decision, newest first, each with its Transition as `step`."""
        decisions = self.story.decisions.select_related(
            "actor", "revision", "delegation__granted_by"
        )
        return with_steps(decisions.defer("revision__content").order_by("-pk"))

    def note(self):
        """The Decision that returned the story, with its reason; None if it is not returned."""
        if self.story.status != Status.RETURNED:
            return None
        return Decision.objects.filter(story=self.story, target=Status.RETURNED).last()

    @cached_property
    def snapshot(self):
        """The Snapshot of the text whose hashes the forms of the steps carry."""
        return _snapshot(self.story, self.context.revision_data)

    def blocks(self):
        """The text to read: ("text", HTML, "") and ("picture", Picture, URL of its thumbnail).

        All of it is signed, so all of it is there: the opening picture comes first.
        """
        photos = {row.pk: row.photo for row in self.story.story_photos.select_related("photo")}
        opening = self.snapshot.opening_picture
        pictures = [("picture", opening)] if opening else []
        for kind, part in (*pictures, *self.snapshot.blocks()):
            photo = photos.get(part.place) if kind == "picture" else None
            yield kind, part, previews.preview_url(photo, "small") if photo else ""

    def may_edit(self):
        return policy.may_edit(self.user, self.story)


def preview_snapshot(story):
    """The Snapshot that publishing the working copy now would store."""
    return _snapshot(story, content.revision_data(story))


def _snapshot(story, data):
    return snapshots.snapshot(story, data.content, data.metadata, data.sha256)

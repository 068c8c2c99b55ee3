"""What the page of a story tells: where it stands, what readers see, and its record."""

from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from media.sizes import previews
from newsroom.core.models import Section
from newsroom.desk import policy, snapshots, workflow
from newsroom.desk.models import Correction, Decision, Story
from newsroom.desk.photos import rights
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

WAITING = {
    Section.Stage.FIRST: _("waiting for first review"),
    Section.Stage.SECOND: _("waiting for second review"),
    Section.Stage.FINAL: _("waiting for final approval"),
}
COLOURS = {
    Status.DRAFT: "default",
    Status.SUBMITTED: "info",
    Status.RETURNED: "warning",
    Status.APPROVED: "success",
    Status.SPIKED: "default",
}
RETURNS = ("return", "return_stage", "undo_sign_off")
SIGNS = (*SIGNATURE_STAGES, SIGN_AGAIN, *PROOF_NUMBERS, CHECK)


def status_label(story):
    """The status in words, with the stage while the story is under review."""
    return WAITING[story.stage] if story.stage else story.get_status_display()


@dataclass(frozen=True)
class Signature:
    """One stage of the round and its Decision; `url` shows what changed if it `holds` no more."""

    label: str
    decision: Decision
    holds: bool
    url: str = ""


@dataclass(frozen=True)
class Screen:
    """The page of one story for one person. Reads the database when it is asked, but once."""

    story: Story
    user: object

    @property
    def status(self):
        return status_label(self.story)

    @property
    def colour(self):
        return COLOURS[self.story.status]

    @cached_property
    def context(self):
        """What guards, rights and proofs ask about the story, read once for all of them."""
        return TransitionContext(self.story, self.user)

    @property
    def live(self):
        """The version that readers see now."""
        return self.context.live

    @property
    def round(self):
        return self.context.round

    def withdrawn(self):
        """The last version of the story, if its end was that it was withdrawn."""
        last = Version.objects.filter(story_id=self.story.pk).order_by("-pk").first()
        return last if last and last.ended_as == Version.Ended.WITHDRAWN else None

    def pending(self):
        """The version that waits for its moment."""
        return self.context.pending

    def is_late(self):
        """Whether the planned moment has passed and readers were not given the story."""
        return self.story.publish_at is not None and self.story.publish_at <= timezone.now()

    def corrections_to_print(self):
        """What readers of the site are told and readers of the paper are not yet."""
        return Correction.objects.to_print(self.live) if self.live else []

    @cached_property
    def proofs(self):
        """The proofs of the present round, and what the person may do about them."""
        return ProofScreen(self.context)

    def signatures(self):
        """The signatures of the present round by stage, each with whether it still holds."""
        signed = self.round.signatures
        return [self._signature(stage, signed[stage]) for stage in sorted(signed)]

    def _signature(self, stage, decision):
        holds = decision.revision.sha256 == self.story.revision.sha256
        url = "" if holds else self._difference(decision.revision.number)
        return Signature(stage.label, decision, holds, url)

    def comparisons(self):
        """What the person may want to see the changes since: [(label, address)]."""
        return [
            (label, self._difference(decision.revision.number))
            for label, decision in self._since()
            if decision and decision.revision.sha256 != self.story.revision.sha256
        ]

    def _since(self):
        """(label, Decision or None); a signature of this round has its own way to the changes."""
        decisions = self.story.decisions.select_related("revision")
        given = decisions.filter(transition__in=PUBLISHING_TRANSITIONS)
        published = self.live and given.filter(version=self.live).last()
        returned = decisions.filter(transition__in=RETURNS).last()
        if returned and given.filter(pk__gt=returned.pk).exists():
            returned = None  # what readers were given since then is the better measure
        signed = decisions.filter(transition__in=SIGNS, actor=self.user).last()
        if signed in self.round.signatures.values():
            signed = None
        yield _("What changed since it was returned"), returned
        yield _("What changed since you signed"), signed
        yield _("What differs from what readers see"), published

    def _difference(self, number):
        """The address of what changed from that revision to what the story says now."""
        return self.story.get_admin_url("difference", number, self.story.revision.number)

    def steps(self):
        """The steps open to the person as the forms beside their buttons; what leads on first."""
        form = f"{self.story._meta.model_name}_form" if self.may_edit() else ""
        steps = workflow.open_steps(self.context)
        return [
            StepForm(step, story=self.story, sent_with="" if step.affects_public else form)
            for step in sorted(steps, key=lambda step: step.button_style != "main")
        ]

    def unpublished(self):
        """What keeps a signed text that readers do not see from being published, or None."""
        live, text = self.live, self.story.revision.sha256
        if self.story.status != Status.APPROVED or (live and live.revision_sha256 == text):
            return None
        return workflow.guard_refusal(TRANSITIONS["publish"], self.context)

    def concerns(self):
        """What is wrong with the rights of its pictures, as Concerns."""
        if not self.story.story_photos.exists():
            return []
        return rights.concerns(self.context)

    def release(self):
        """The chief's Decision that the pictures of this text may be shown all the same."""
        return self.round.rights_release(self.story.revision.sha256)

    def decisions(self):
        """The record, newest first, each Decision with the row of its step as `step`."""
        decisions = self.story.decisions.select_related(
            "actor", "revision", "delegation__granted_by"
        )
        return with_steps(decisions.defer("revision__content").order_by("-pk"))

    def note(self):
        """The reason of the return, while the story is returned."""
        if self.story.status != Status.RETURNED:
            return None
        return Decision.objects.filter(story=self.story, target=Status.RETURNED).last()

    def snapshot(self):
        return proof(self.story)

    def blocks(self):
        """The text to read: ("text", HTML, "") and ("picture", Picture, address of its look)."""
        photos = {row.pk: row.photo for row in self.story.story_photos.select_related("photo")}
        for kind, part in self.snapshot().blocks():
            photo = photos.get(part.place) if kind == "picture" else None
            yield kind, part, previews.address(photo, "small") if photo else ""

    def may_edit(self):
        return policy.may_edit(self.user, self.story)


def proof(story):
    """The working copy as the press would set it: a Snapshot that was never published."""
    state = content.revision_data(story)
    return snapshots.snapshot(story, state.content, state.metadata, state.sha256)

"""What the page of a story tells: where it stands, what readers see, and its record."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from media import previews
from newsroom.desk import policy, publishing, record, rights, workflow
from newsroom.desk.attempt import Attempt
from newsroom.desk.models import Correction, Decision, Story
from newsroom.desk.rounds import Round
from newsroom.desk.steps import StepForm
from newsroom.desk.transitions import TRANSITIONS
from newsroom.masthead.models import Section
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


def status_label(story):
    """The status in words, with the stage while the story is under review."""
    return WAITING[story.stage] if story.stage else story.get_status_display()


@dataclass(frozen=True)
class Screen:
    """The page of one story for one person. Reads the database when it is asked."""

    story: Story
    user: object

    @property
    def status(self):
        return status_label(self.story)

    @property
    def colour(self):
        return COLOURS[self.story.status]

    def live(self):
        """The version that readers see now."""
        return publishing.live_version(self.story)

    def withdrawn(self):
        """The last version of the story, if its end was that it was withdrawn."""
        last = Version.objects.filter(story=self.story.pk).order_by("-pk").first()
        return last if last and last.ended_as == Version.Ended.WITHDRAWN else None

    def pending(self):
        """The version that waits for its moment."""
        return publishing.pending_version(self.story)

    def is_late(self):
        """Whether the planned moment has passed and readers were not given the story."""
        return self.story.publish_at is not None and self.story.publish_at <= timezone.now()

    def corrections_to_print(self):
        """What readers of the site are told and readers of the paper are not yet."""
        live = self.live()
        return Correction.objects.to_print(live) if live else []

    def signature(self):
        return Round.of(self.story).final

    def steps(self):
        """The steps open to the person as the forms beside their buttons; what leads on first."""
        form = f"{self.story.kind}_form" if self.may_edit() else ""
        steps = workflow.open_steps(self.story, self.user)
        return [
            StepForm(row, story=self.story, sent_with="" if row.about_readers else form)
            for row in sorted(steps, key=lambda row: row.tone != "main")
        ]

    def unpublished(self):
        """What keeps a signed text that readers do not see from being published, or None."""
        live, text = self.live(), self.story.revision.sha256
        if self.story.status != Status.APPROVED or (live and live.revision_sha256 == text):
            return None
        return workflow.obstacle(TRANSITIONS["publish"], Attempt(self.story, self.user))

    def concerns(self):
        """What is wrong with the rights of its pictures, as Concerns."""
        if not self.story.placements.exists():
            return []
        return rights.concerns(Attempt(self.story, self.user))

    def release(self):
        """The chief's Decision that the pictures of this text may be shown all the same."""
        return Round.of(self.story).release(self.story.revision.sha256)

    def decisions(self):
        """The record, newest first, each Decision with the row of its step as `step`."""
        decisions = list(
            self.story.decisions.select_related(
                "actor", "revision", "delegation__granted_by"
            ).order_by("-pk")
        )
        for decision in decisions:
            decision.step = TRANSITIONS.get(decision.transition)
        return decisions

    def note(self):
        """The reason of the return, while the story is returned."""
        if self.story.status != Status.RETURNED:
            return None
        return Decision.objects.filter(story=self.story, target=Status.RETURNED).last()

    def snapshot(self):
        return proof(self.story)

    def blocks(self):
        """The text to read: ("text", HTML, "") and ("picture", Picture, address of its look)."""
        photos = {row.pk: row.photo for row in self.story.placements.select_related("photo")}
        for kind, part in self.snapshot().blocks():
            photo = photos.get(part.place) if kind == "picture" else None
            yield kind, part, previews.address(photo, "small") if photo else ""

    def may_edit(self):
        return policy.may_edit(self.user, self.story)


def proof(story):
    """The working copy as the press would set it: a Snapshot that was never published."""
    state = record.state(story)
    return publishing.snapshot(story, state.content, state.beside, state.sha256)

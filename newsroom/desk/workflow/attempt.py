"""One person's try at one step, with what the guards ask about it."""

import datetime
import json
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from newsroom.core.models import User
from newsroom.desk import policy, snapshots
from newsroom.desk.models import ProofMark, Revision, Story
from newsroom.desk.revisions import content as record
from newsroom.desk.workflow.review_round import Round


@dataclass(frozen=True)
class Attempt:
    """`story` is read under its row lock when the step is taken; the rest is what was said with it.

    `at` is the moment from which the step shall hold (None: now), `marks` the unsaved suggestions
    of a proof. The press and the record are read once for each attempt.
    """

    story: Story
    by: User
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
        """The Version that waits for its moment, or None."""
        return snapshots.pending_version(self.story)

    @cached_property
    def round(self):
        return Round.of(self.story)

    @cached_property
    def state(self):
        """What the working copy says now, a record.State."""
        return record.state(self.story)

    @property
    def sha256(self):
        return self.state.sha256

    @property
    def content(self):
        """The content that would be signed now, as a dict."""
        return json.loads(self.state.content)

    @cached_property
    def stale_stage(self):
        """The stage whose signature does not hold any more and the person may give again, or None.

        The person's own signature first, then the latest stage.
        """
        signed_by = {decision.actor_id: s for s, decision in self.round.signatures.items()}
        own = signed_by.get(self.by.pk)
        may = [
            stage
            for stage in self.round.stale(self.sha256)
            if own in (None, stage) and policy.may_sign(self.by, stage)
        ]
        return max(may, default=None)

"""The history of a story, a page at a time: its revisions, their changes and their Decisions."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

from newsroom.desk.models import Decision, Revision
from newsroom.desk.revisions.comparison import Summary, summarize
from newsroom.desk.workflow.transitions import PUBLISHING_TRANSITIONS, with_steps

PER_PAGE = 25
SECONDS = 1.5  # for all comparisons of a page; after that they are coarse


@dataclass(frozen=True)
class Entry:
    """A revision, what it changed, and the Decisions on it, each with its Transition as `step`."""

    revision: Revision
    changes: Summary
    decisions: Sequence[Decision]

    @property
    def redaction(self):
        """The Decision that redacted the revision, or None."""
        return next((d for d in self.decisions if d.transition == "redact"), None)

    @property
    def versions(self):
        """The Versions that were published or scheduled with this revision."""
        return [d.version for d in self.decisions if d.transition in PUBLISHING_TRANSITIONS]


@dataclass(frozen=True)
class Page:
    """Some entries, newest first.

    `older` and `newer` are the values of `before` for the next and the previous page, or None.
    """

    entries: Sequence[Entry]
    older: int | None
    newer: int | None


def page(story, *, before=None):
    """The Page of the revisions numbered below `before` (default: the newest revisions)."""
    revisions = story.revisions.select_related("author").order_by("-number")
    if before:
        revisions = revisions.filter(number__lt=before)
    # One more than is shown: the oldest revision of the page is compared with it.
    found = list(revisions[: PER_PAGE + 1])
    shown = found[:PER_PAGE]
    deadline = monotonic() + SECONDS
    decisions = _decisions_by_revision(shown)
    entries = [
        Entry(revision, summarize(old, revision, deadline=deadline), decisions[revision.pk])
        for revision, old in zip(shown, [*found[1:], None], strict=False)
    ]
    newest = story.revision.number if story.revision else 0
    return Page(
        entries,
        older=shown[-1].number if len(found) > len(shown) else None,
        newer=before + PER_PAGE if before and before <= newest else None,
    )


def _decisions_by_revision(revisions):
    """{id of the revision: its Decisions, oldest first}."""
    found = Decision.objects.filter(revision__in=revisions).select_related(
        "actor", "version", "delegation__granted_by"
    )
    decisions = defaultdict(list)
    for decision in with_steps(found.order_by("pk")):
        decisions[decision.revision_id].append(decision)
    return decisions

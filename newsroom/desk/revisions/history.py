"""The history of a story: its revisions, what each changed, and what was decided on it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

from newsroom.desk.models import Decision, Revision
from newsroom.desk.revisions.comparison import Summary, summary
from newsroom.desk.workflow.transitions import PUBLISHING_TRANSITIONS, with_steps

PER_PAGE = 25
SECONDS = 1.5  # for all differences of a page; after that they are counted coarsely


@dataclass(frozen=True)
class Entry:
    """One revision with what it changed, and the Decisions on it, each with its row as `step`."""

    revision: Revision
    changes: Summary
    decisions: Sequence[Decision]

    @property
    def redaction(self):
        """The Decision that emptied the revision, or None."""
        return next((d for d in self.decisions if d.transition == "redact"), None)

    @property
    def versions(self):
        """What readers saw of it, or were to see."""
        return [d.version for d in self.decisions if d.transition in PUBLISHING_TRANSITIONS]


@dataclass(frozen=True)
class Page:
    """Some entries, newest first; `older` and `newer` are the `before` of the pages beside it."""

    entries: Sequence[Entry]
    older: int | None
    newer: int | None


def page(story, *, before=None):
    """The Page of the revisions whose number is below `before` (default: the newest)."""
    revisions = story.revisions.select_related("author").order_by("-number")
    if before:
        revisions = revisions.filter(number__lt=before)
    # One more than is shown: the last one shown is compared with it.
    found = list(revisions[: PER_PAGE + 1])
    shown = found[:PER_PAGE]
    until = monotonic() + SECONDS
    decided = _decisions(shown)
    entries = [
        Entry(revision, summary(old, revision, until=until), decided[revision.pk])
        for revision, old in zip(shown, [*found[1:], None], strict=False)
    ]
    newest = story.revision.number if story.revision else 0
    return Page(
        entries,
        older=shown[-1].number if len(found) > len(shown) else None,
        newer=before + PER_PAGE if before and before <= newest else None,
    )


def _decisions(revisions):
    """{revision's key: its Decisions, oldest first}."""
    found = Decision.objects.filter(revision__in=revisions).select_related(
        "actor", "version", "delegation__granted_by"
    )
    decided = defaultdict(list)
    for decision in with_steps(found.order_by("pk")):
        decided[decision.revision_id].append(decision)
    return decided

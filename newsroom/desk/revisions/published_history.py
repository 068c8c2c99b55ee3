"""What readers saw of a story, from when to when, and which Decisions led to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from newsroom.desk.models import Decision
from newsroom.desk.workflow.review_round import ReviewRound
from newsroom.desk.workflow.transitions import PUBLISHING_TRANSITIONS, with_steps
from newsroom.press.models import Version

MAX_SPANS = 100


@dataclass(frozen=True)
class Span:
    """A Version with the Decisions that published, ended and redacted it; None if there is none."""

    version: Version
    begun: Decision | None
    ended: Decision | None
    redaction: Decision | None


@dataclass(frozen=True)
class ReadersView:
    """What readers saw at the moment `at`.

    `span` is the Span of the version that was live, with the signatures of its review round. If
    no version was live, `span` is None and `last` the Span that ended before, if any.
    """

    at: datetime
    span: Span | None
    last: Span | None
    signatures: Sequence[Decision]

    @property
    def withdrawn(self):
        """The Span whose withdrawal notice readers saw, or None."""
        last = self.last
        return last if last and last.version.ended_as == Version.Ended.WITHDRAWN else None


def spans(story):
    """The newest MAX_SPANS Spans of the story, newest first."""
    return _spans(story, Version.objects.filter(story_id=story.pk).order_by("-pk")[:MAX_SPANS])


def readers_view(story, at):
    """The ReadersView of the story at that moment (an aware datetime)."""
    versions = Version.objects.filter(story_id=story.pk)
    span = _first(_spans(story, versions.live(at)[:1]))
    ended = versions.filter(during__endswith__lte=at).order_by("-during")[:1]
    return ReadersView(
        at,
        span,
        last=None if span else _first(_spans(story, ended)),
        signatures=_signatures(story, span.begun) if span and span.begun else (),
    )


def _first(items):
    return items[0] if items else None


def _signatures(story, decision):
    """The signatures that were valid right after the Decision, by stage, each with its `step`."""
    signatures = ReviewRound.load(story, until=decision).signatures
    return with_steps(signatures[stage] for stage in sorted(signatures))


def _spans(story, versions):
    versions = list(versions)
    decisions = story.decisions.select_related("actor", "revision").defer("revision__content")
    begun: dict[int, Decision] = {}
    ended: dict[int, Decision] = {}
    for decision in with_steps(decisions.filter(version__in=versions).order_by("pk")):
        by_version = begun if decision.transition in PUBLISHING_TRANSITIONS else ended
        by_version[decision.version_id] = decision
    hashes = [version.revision_sha256 for version in versions]
    redacting = decisions.filter(transition="redact", revision__sha256__in=hashes)
    redactions = {decision.revision.sha256: decision for decision in redacting}
    return [
        Span(v, begun.get(v.pk), ended.get(v.pk), redactions.get(v.revision_sha256))
        for v in versions
    ]

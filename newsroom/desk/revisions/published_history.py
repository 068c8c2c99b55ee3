"""What readers saw of a story, from when to when, and who saw to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from newsroom.desk.models import Decision
from newsroom.desk.workflow.review_round import ReviewRound
from newsroom.desk.workflow.transitions import PUBLISHING_TRANSITIONS, with_steps
from newsroom.press.models import Version

SHOWN = 100


@dataclass(frozen=True)
class Span:
    """A version with the Decisions that began, ended and emptied it, None where there is none."""

    version: Version
    begun: Decision | None
    ended: Decision | None
    redaction: Decision | None


@dataclass(frozen=True)
class Seen:
    """What readers saw `at` a moment: a Span, or None with the last one that ended before."""

    at: datetime
    span: Span | None
    last: Span | None
    signatures: Sequence[Decision]

    @property
    def withdrawn(self):
        """The Span whose public text readers were told instead, or None."""
        last = self.last
        return last if last and last.version.ended_as == Version.Ended.WITHDRAWN else None


def spans(story):
    """The newest SHOWN Spans of the story, newest first."""
    return _spans(story, Version.objects.filter(story_id=story.pk).order_by("-pk")[:SHOWN])


def seen(story, at):
    """What readers of the story saw at that moment, as a Seen."""
    versions = Version.objects.filter(story_id=story.pk)
    span = _first(_spans(story, versions.live(at)[:1]))
    ended = versions.filter(during__endswith__lte=at).order_by("-during")[:1]
    return Seen(
        at,
        span,
        last=None if span else _first(_spans(story, ended)),
        signatures=_signatures(story, span.begun) if span and span.begun else (),
    )


def _first(found):
    return found[0] if found else None


def _signatures(story, decision):
    signed = ReviewRound.load(story, until=decision).signatures
    return with_steps(signed[stage] for stage in sorted(signed))


def _spans(story, versions):
    versions = list(versions)
    decisions = story.decisions.select_related("actor", "revision").defer("revision__content")
    begun, ended = {}, {}
    for decision in with_steps(decisions.filter(version__in=versions).order_by("pk")):
        kept = begun if decision.transition in PUBLISHING_TRANSITIONS else ended
        kept[decision.version_id] = decision
    texts = [version.revision_sha256 for version in versions]
    emptied = decisions.filter(transition="redact", revision__sha256__in=texts)
    redactions = {decision.revision.sha256: decision for decision in emptied}
    return [
        Span(v, begun.get(v.pk), ended.get(v.pk), redactions.get(v.revision_sha256))
        for v in versions
    ]

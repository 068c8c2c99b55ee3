"""The seal of a decision: a digest of the row and of the seal before it, so that the record chains.

Whoever alters, adds or removes a row of it later, by whatever way into the database, breaks the
chain from that row on; a printed 稿签 that names the last seal proves it.
"""

from datetime import UTC

from newsroom.desk.models import Decision
from newsroom.desk.revisions import content

TEXTS = (
    "transition",
    "source",
    "target",
    "stage",
    "target_stage",
    "note",
    "reason",
    "public_text",
    "page_sha256",
    "page_editors",
)
KEYS = ("story_id", "revision_id", "actor_id", "delegation_id", "version_id")


def seal(decision):
    """The seal of a decision that is about to be written, behind the last one of its story."""
    last = Decision.objects.filter(story=decision.story_id).order_by("-pk").first()
    return of(decision, last.seal if last else "")


def of(decision, before):
    """The SHA-256 that a decision's seal must be, `before` being the seal before it."""
    said = {name: getattr(decision, name) for name in (*TEXTS, *KEYS)}
    said["revision"] = decision.revision.sha256
    said["created_at"] = _moment(decision.created_at)
    said["effective_at"] = _moment(decision.effective_at)
    return content.digest(content.canonical({"before": before, **said}))


def _moment(at):
    return at and at.astimezone(UTC).isoformat(timespec="microseconds")

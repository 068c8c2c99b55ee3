"""The seal of a Decision: a hash over the row and the seal of the Decision before it.

The Decisions of a story form a hash chain. Whoever changes, adds or removes one of them later, by
any way into the database, breaks the chain from that row on. The last seal is printed on the
record (稿签), so that a paper copy proves what the chain was.
"""

from datetime import UTC

from newsroom.desk.models import Decision
from newsroom.desk.revisions.content import canonical_json, sha256_hex

TEXT_FIELDS = (
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
ID_FIELDS = ("story_id", "revision_id", "actor_id", "delegation_id", "version_id")


def next_seal(decision):
    """The seal of an unsaved Decision that is to follow the last one of its story."""
    last = Decision.objects.filter(story=decision.story_id).order_by("-pk").first()
    return compute_seal(decision, last.seal if last else "")


def compute_seal(decision, previous_seal):
    """The SHA-256 of the Decision and the seal before it, as 64 hexadecimal digits.

    `previous_seal` is "" for the first Decision of a story.
    """
    fields = {name: getattr(decision, name) for name in (*TEXT_FIELDS, *ID_FIELDS)}
    # Only where it is set, so that seals from before this field existed still hold.
    if decision.abandons_id:
        fields["abandons_id"] = decision.abandons_id
    fields["revision"] = decision.revision.sha256
    fields["created_at"] = _timestamp(decision.created_at)
    fields["effective_at"] = _timestamp(decision.effective_at)
    return sha256_hex(canonical_json({"before": previous_seal, **fields}))


def _timestamp(moment):
    """The moment (or None) as ISO text in UTC with microseconds."""
    return moment and moment.astimezone(UTC).isoformat(timespec="microseconds")

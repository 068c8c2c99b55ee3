"""The signed content of a story as canonical JSON, its hash, and the Revisions that store it."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC

from django.db import transaction

from media.sizes.shapes import CENTRE
from newsroom.core.body import story_photo_ids
from newsroom.desk.models import Revision, Story

FORMAT = 1
SIGNED_FIELDS = ("kind", "kicker", "headline", "deck", "column", "dateline", "source", "body")
# Left out where they are empty: a story without them keeps the hash that was signed before them.
OPTIONAL_FIELDS = ("summary",)
REPRINT_FIELDS = ("reprint_title", "reprint_author", "reprint_url")


@dataclass(frozen=True)
class RevisionData:
    """What a Revision of the working copy would store now.

    `content` is the signed content as canonical JSON text; `metadata` is what is recorded with
    it and not signed, such as section and tags.
    """

    content: str
    metadata: dict

    @property
    def sha256(self):
        """The hash of the content, as 64 hexadecimal digits."""
        return sha256_hex(self.content)

    @property
    def metadata_sha256(self):
        """The hash of the metadata: a form that publishes carries it, since readers see it too."""
        return metadata_sha256(self.metadata)


def canonical_json(content):
    """JSON text that is the same for the same content: sorted keys, fixed separators."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256_hex(text):
    """The SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def metadata_sha256(metadata):
    """The SHA-256 of a revision's metadata (a dict), as 64 hexadecimal digits."""
    return sha256_hex(canonical_json(metadata))


def revision_data(story):
    """The RevisionData of the working copy, with bylines, photos and tags from the database."""
    return build_revision_data(
        story,
        bylines=list(story.bylines.order_by("order", "id")),
        story_photos=list(story.story_photos.select_related("photo")),
        corrections=list(story.corrections.values_list("note", flat=True)),
        tags=story.tags.values_list("name", flat=True),
        organizations=story.organizations.values_list("pk", flat=True),
    )


def build_revision_data(story, *, bylines, story_photos, corrections, tags, organizations):
    """The RevisionData of a story whose related rows the caller has read already.

    `bylines` (Bylines) and `corrections` (notes as text) are in their order; `story_photos` are
    StoryPhotos, `tags` names, `organizations` ids, in any order.
    """
    signed = {
        "format": FORMAT,
        **{name: getattr(story, name) for name in SIGNED_FIELDS + REPRINT_FIELDS},
        "bylines": [{"name": byline.name, "role": byline.role} for byline in bylines],
        "photos": _photos(story.body, story_photos),
    }
    signed |= {name: getattr(story, name) for name in OPTIONAL_FIELDS if getattr(story, name)}
    # The same holds for a story without corrections.
    if corrections:
        signed["corrections"] = corrections
    metadata = {
        "section": story.section_id,
        "tags": sorted(tags),
        "organizations": sorted(organizations),
        "reporters": [byline.reporter_id for byline in bylines],
        "responsible_editor": story.responsible_editor_id,
        "printed_editor": story.printed_editor,
    }
    # Left out without an embargo, too, so that metadata recorded earlier still compares as equal.
    if story.embargo_until:
        metadata["embargo_until"] = story.embargo_until.astimezone(UTC).isoformat()
    return RevisionData(canonical_json(signed), metadata)


@transaction.atomic
def record_revision(story, *, user=None, current=None):
    """Append a Revision if the working copy differs from the newest one; returns the newest.

    `user` is the User who saved the story, None for a story read from an imported page. `current`
    is its RevisionData, if the caller has read it under the lock of the story. The row of the
    story is locked, so that two people cannot append the same number.
    """
    Story.objects.select_for_update().get(pk=story.pk)
    current = current or revision_data(story)
    last = story.revisions.order_by("-number").first()
    if last is None or (last.content, last.metadata) != (current.content, current.metadata):
        last = Revision.objects.create(
            story_id=story.pk,
            number=last.number + 1 if last else 1,
            content=current.content,
            sha256=current.sha256,
            metadata=current.metadata,
            author=user,
        )
    story.revision = last
    return last


def _photos(body, story_photos):
    """The photos that have a place in the body, as dicts in the order of their places."""
    by_id = {story_photo.pk: story_photo for story_photo in story_photos}
    placed = [by_id[pk] for pk in story_photo_ids(body) if pk in by_id]
    with_file = [story_photo for story_photo in placed if story_photo.photo.sha256]
    # The first photo is the lead photo unless a later one was chosen; only a choice is recorded.
    lead = next((p for p in with_file[1:] if p.is_lead), None)
    return [
        {
            "place": story_photo.pk,
            "photo": story_photo.photo_id,
            "file": story_photo.photo.sha256,
            "caption": story_photo.caption,
            "credit": story_photo.credit,
            "alt": story_photo.alt,
            **_optional_keys(story_photo.photo),
            **({"lead": True} if story_photo is lead else {}),
        }
        for story_photo in placed
    ]


def _optional_keys(photo):
    """Focal point and AI label, only where they are not the default, so that old hashes stay."""
    focus = {"focus": list(photo.focus)} if photo.focus != (CENTRE, CENTRE) else {}
    return focus | ({"ai_generated": True} if photo.ai_generated else {})

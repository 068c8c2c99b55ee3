"""The record of what a story said: canonical content, its hash, and the revisions that keep it."""

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
REPRINT_FIELDS = ("reprint_title", "reprint_author", "reprint_url")


@dataclass(frozen=True)
class State:
    """What a story says now: the signed content as canonical JSON text, and what stands beside."""

    content: str
    metadata: dict

    @property
    def sha256(self):
        return digest(self.content)


def canonical(content):
    """JSON text that is the same for the same content: sorted keys, fixed separators."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def state(story):
    """Read what the working copy says now, from the database's rows of bylines and photos."""
    return compose(
        story,
        bylines=list(story.bylines.order_by("order", "id")),
        story_photos=list(story.story_photos.select_related("photo")),
        corrections=list(story.corrections.values_list("note", flat=True)),
        tags=story.tags.values_list("name", flat=True),
        organizations=story.organizations.values_list("pk", flat=True),
    )


def compose(story, *, bylines, story_photos, corrections, tags, organizations):
    """The State that a story's columns and its rows make; bylines and corrections in order."""
    signed = {
        "format": FORMAT,
        **{name: getattr(story, name) for name in SIGNED_FIELDS + REPRINT_FIELDS},
        "bylines": [{"name": byline.name, "role": byline.role} for byline in bylines],
        "photos": _photos(story.body, story_photos),
    }
    # Only where there are any: a story that never had one keeps the hash it was signed under.
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
    # Beside it, likewise: without an embargo nothing is added to what was recorded before.
    if story.embargo_until:
        metadata["embargo_until"] = story.embargo_until.astimezone(UTC).isoformat()
    return State(canonical(signed), metadata)


@transaction.atomic
def record(story, *, user=None):
    """Append a Revision of the working copy when it says something new; return the newest.

    `user` is the person who saved it, None for a story read from a page. The row of the story
    is locked, so that numbers have no gaps and no two people append at once.
    """
    Story.objects.select_for_update().get(pk=story.pk)
    now = state(story)
    last = story.revisions.order_by("-number").first()
    if last is None or (last.content, last.metadata) != (now.content, now.metadata):
        last = Revision.objects.create(
            story_id=story.pk,
            number=last.number + 1 if last else 1,
            content=now.content,
            sha256=now.sha256,
            metadata=now.metadata,
            author=user,
        )
    story.revision = last
    return last


def _photos(body, story_photos):
    """The photos that have a place in the body, in the order of their places."""
    story_photos = {story_photo.pk: story_photo for story_photo in story_photos}
    placed = [story_photos[number] for number in story_photo_ids(body) if number in story_photos]
    shown = [story_photo for story_photo in placed if story_photo.photo.sha256]
    chosen = next((p for p in shown[1:] if p.is_lead), None)  # which the first need not be
    return [
        {
            "place": story_photo.pk,
            "photo": story_photo.photo_id,
            "file": story_photo.photo.sha256,
            "caption": story_photo.caption,
            "credit": story_photo.credit,
            "alt": story_photo.alt,
            **_shown(story_photo.photo),
            **({"lead": True} if story_photo is chosen else {}),
        }
        for story_photo in placed
    ]


def _shown(photo):
    """How the picture is cut and marked, where it is not as most are: old hashes stay."""
    focus = {"focus": list(photo.focus)} if photo.focus != (CENTRE, CENTRE) else {}
    return focus | ({"ai_generated": True} if photo.ai_generated else {})

"""From the desk to the public site: Snapshots of stories, and the Versions made from them."""

import json

from media.models import Rendition
from media.sizes.shapes import CENTRE, SHAPES
from newsroom.core.models import User
from newsroom.press.models import Version
from newsroom.press.snapshot import (
    BylineName,
    CorrectionNote,
    Picture,
    PictureFile,
    PrintedPlace,
    Reprint,
    Snapshot,
)


def snapshot(story, content, metadata, sha256, *, renditions=None):
    """The public Snapshot of a text of the story.

    `content` (canonical JSON text), `metadata` (a dict) and `sha256` are those of a Revision or of
    RevisionData. Only they are published, so that readers see what was signed; from the
    story's own columns comes only where it was printed. `renditions` are the Renditions among
    which the sizes of its pictures are looked up (default: all).
    """
    signed = json.loads(content)
    return Snapshot(
        story_id=story.pk,
        kind=signed["kind"],
        section=metadata["section"],
        **{
            name: signed[name]
            for name in ("kicker", "headline", "deck", "column", "dateline", "source", "body")
        },
        own_summary=signed.get("summary", ""),
        bylines=tuple(
            BylineName(byline["name"], byline["role"], reporter)
            for byline, reporter in zip(signed["bylines"], metadata["reporters"], strict=True)
        ),
        pictures=pictures(signed, renditions),
        reprint=_reprint(signed),
        tags=tuple(metadata["tags"]),
        organizations=tuple(metadata["organizations"]),
        responsible_editor=_responsible_editor(metadata),
        revision_sha256=sha256,
        printed=_printed_place(story),
        corrections=tuple(CorrectionNote(note) for note in signed.get("corrections", ())),
    )


def of_revision(story, revision):
    """The Snapshot of a saved Revision of the story."""
    return snapshot(story, revision.content, revision.metadata, revision.sha256)


def live_version(story):
    """The Version of the story that readers see now, or None."""
    return Version.objects.filter(story_id=story.pk).live().first()


def pending_version(story):
    """The scheduled Version of the story, or None."""
    return Version.objects.filter(story_id=story.pk).pending().first()


def pictures(signed, renditions=None):
    """The Pictures of signed content (a dict), each with the sizes that exist of its file."""
    if renditions is None:
        files = [photo["file"] for photo in signed["photos"]]
        renditions = Rendition.objects.filter(original_sha256__in=files)
    by_original: dict[str, list[Rendition]] = {}
    for rendition in renditions:
        by_original.setdefault(rendition.original_sha256, []).append(rendition)
    return tuple(_picture(photo, by_original.get(photo["file"], ())) for photo in signed["photos"])


def unprepared(signed):
    """The first photo (a dict) of signed content that lacks some of its sizes, or None."""
    every = {shape.name for shape in SHAPES}
    for photo, picture in zip(signed["photos"], pictures(signed), strict=True):
        if photo["file"] and {file.shape for file in picture.files} != every:
            return photo


def _picture(photo, renditions):
    focus = tuple(photo.get("focus", (CENTRE, CENTRE)))
    ai_generated = photo.get("ai_generated", False)
    shown = [r for r in renditions if r.shows(focus, ai_generated)]
    return Picture(
        photo["place"],
        photo["caption"],
        photo["credit"],
        photo["alt"],
        files=tuple(PictureFile(r.file.name, r.shape, r.format, r.width, r.height) for r in shown),
        colour=shown[0].colour if shown else "",
        ai_generated=ai_generated,
        lead=photo.get("lead", False),
    )


def _responsible_editor(metadata):
    """The name of the responsible editor, or else the one that the page printed."""
    user_id = metadata["responsible_editor"]
    name = User.objects.values_list("name", flat=True).get(pk=user_id) if user_id else ""
    return name or metadata.get("printed_editor", "")


def _reprint(signed):
    if not (signed["reprint_title"] or signed["reprint_author"] or signed["reprint_url"]):
        return None
    return Reprint(signed["reprint_title"], signed["reprint_author"], signed["reprint_url"])


def _printed_place(story):
    if story.printed_position is None:
        return None
    return PrintedPlace(
        story.printed_paper,
        story.printed_on,
        story.printed_number or None,
        story.printed_position,
        story.printed_section,
    )

"""Handing a story to the press: the snapshot of a revision, and what the press says of it."""

import json

from media.models import Rendition
from media.sizes.shapes import CENTRE, SHAPES
from newsroom.core.models import User
from newsroom.press.models import Version
from newsroom.press.snapshot import (
    CorrectionNote,
    Picture,
    PictureFile,
    PrintedPlace,
    Reprint,
    Signature,
    Snapshot,
)


def snapshot(story, content, beside, sha256, *, prepared=None):
    """The press's Snapshot of `content` (canonical JSON text) and what stands beside it.

    `prepared` are the Renditions to choose its pictures' sizes from (default: all there are).

    Built from the record, never from the story's columns: what was signed is what is printed.
    """
    signed = json.loads(content)
    return Snapshot(
        story=story.pk,
        kind=signed["kind"],
        section=beside["section"],
        **{
            name: signed[name]
            for name in ("kicker", "headline", "deck", "column", "dateline", "source", "body")
        },
        bylines=tuple(
            Signature(byline["name"], byline["role"], reporter)
            for byline, reporter in zip(signed["bylines"], beside["reporters"], strict=True)
        ),
        pictures=pictures(signed, prepared),
        reprint=_reprint(signed),
        tags=tuple(beside["tags"]),
        organizations=tuple(beside["organizations"]),
        responsible_editor=_name(beside["responsible_editor"]) or beside.get("printed_editor", ""),
        revision_sha256=sha256,
        printed=_printed(story),
        corrections=tuple(CorrectionNote(note) for note in signed.get("corrections", ())),
    )


def of_revision(story, revision):
    """The Snapshot of a saved revision."""
    return snapshot(story, revision.content, revision.beside, revision.sha256)


def live_version(story):
    """The Version of the story that readers see now, or None."""
    return Version.objects.filter(story=story.pk).live().first()


def pending_version(story):
    """The Version of the story that waits for its moment, or None."""
    return Version.objects.filter(story=story.pk).pending().first()


def pictures(signed, prepared=None):
    """The Pictures of signed content (a dict), each with the sizes prepared of that very file."""
    if prepared is None:
        prepared = Rendition.objects.filter(source__in=[p["file"] for p in signed["photos"]])
    by_source = {}
    for rendition in prepared:
        by_source.setdefault(rendition.source, []).append(rendition)
    return tuple(_picture(photo, by_source.get(photo["file"], ())) for photo in signed["photos"])


def unprepared(signed):
    """The first photo of signed content that lacks some of its sizes, or None."""
    every = {shape.name for shape in SHAPES}
    for photo, picture in zip(signed["photos"], pictures(signed), strict=True):
        if photo["file"] and {file.shape for file in picture.files} != every:
            return photo


def _picture(photo, renditions):
    focus = tuple(photo.get("focus", (CENTRE, CENTRE)))
    shown = [r for r in renditions if r.serves(focus)]
    return Picture(
        photo["place"],
        photo["caption"],
        photo["credit"],
        photo["alt"],
        files=tuple(PictureFile(r.file.name, r.shape, r.format, r.width, r.height) for r in shown),
        colour=shown[0].colour if shown else "",
        ai_generated=photo.get("ai_generated", False),
        lead=photo.get("lead", False),
    )


def _name(user):
    return User.objects.values_list("name", flat=True).get(pk=user) if user else ""


def _reprint(signed):
    if not (signed["reprint_title"] or signed["reprint_author"] or signed["reprint_url"]):
        return None
    return Reprint(signed["reprint_title"], signed["reprint_author"], signed["reprint_url"])


def _printed(story):
    if story.printed_position is None:
        return None
    return PrintedPlace(
        story.printed_paper,
        story.printed_on,
        story.printed_number or None,
        story.printed_position,
        story.printed_section,
    )

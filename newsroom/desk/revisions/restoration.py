"""Restoring: the working copy says again what an old revision said, as a new revision.

Its status stays, and what stands beside the text: section, tags, organizations, editor.
Corrections are never taken away.
"""

import json

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from media.models import Photo
from newsroom.core.models import Reporter
from newsroom.core.refusal import Refused
from newsroom.desk import policy
from newsroom.desk.models import Byline, Story, StoryPhoto
from newsroom.desk.revisions.content import REPRINT_FIELDS, SIGNED_FIELDS, record_revision

WORDS = (*SIGNED_FIELDS, *REPRINT_FIELDS)


class CannotRestore(Refused):
    """The revision cannot be restored; the message says why, for the screen."""


@transaction.atomic
def restore(story, revision, *, user, expected_sha256):
    """Let the working copy say what `revision` said; returns the newest Revision.

    `expected_sha256` is the SHA-256 of the text that the person had on screen. The new revision
    has the SHA-256 of the old one, but for corrections and picture files that came in between.
    Raises CannotRestore, and then nothing has happened.
    """
    locked = Story.objects.select_for_update(of=["self"]).get(pk=story.pk)
    if why := _refusal(locked, revision, user, expected_sha256):
        raise CannotRestore(why)
    signed = json.loads(revision.content)
    if why := _what_is_gone(locked, signed, revision.metadata["reporters"]):
        raise CannotRestore(why)
    _restore_words(locked, signed)
    _restore_bylines(locked, signed["bylines"], revision.metadata["reporters"])
    _restore_photos(locked, signed["photos"])
    return record_revision(locked, user=user)


def _refusal(story, revision, user, expected_sha256):
    if not policy.may_edit(user, story):
        return _("The story cannot be edited by you in its present state.")
    if story.revision.sha256 != expected_sha256:
        return _("The story was changed while you had it on screen. Look at it again.")
    if revision.story_id != story.pk:
        return _("Choose the revision in the history of the story.")
    if revision.is_redacted:
        return _("This revision is redacted: there is nothing left to restore.")


def _what_is_gone(story, signed, reporters):
    """What the revision names and the newsroom has no more, in words; None when all is there."""
    if signed["kind"] != story.kind:
        return _("This revision is of another kind of story.")
    there = Reporter.objects.in_bulk(reporters)
    for byline, pk in zip(signed["bylines"], reporters, strict=True):
        if pk not in there:
            return _("“%(name)s” of its byline is no longer among the reporters.") % byline
    photos = Photo.objects.in_bulk([photo["photo"] for photo in signed["photos"]])
    for photo in signed["photos"]:
        if photo["photo"] not in photos:
            return _("Its photo “%(caption)s” was deleted.") % photo
    if StoryPhoto.objects.filter(pk__in=_places(signed["photos"])).exclude(story=story).exists():
        return _("A photo of it stands in another story now.")


def _restore_words(story, signed):
    for name in WORDS:
        setattr(story, name, signed[name])
    story.save(update_fields=[*WORDS, "updated_at"])


def _restore_bylines(story, bylines, reporters):
    story.bylines.all().delete()
    for order, (byline, reporter) in enumerate(zip(bylines, reporters, strict=True)):
        Byline.objects.create(story=story, reporter_id=reporter, order=order, **byline)


def _restore_photos(story, photos):
    """Under the numbers they had, which the text names; a photo of today keeps its row."""
    again = story.story_photos.filter(photo__in=[photo["photo"] for photo in photos])
    again.exclude(pk__in=_places(photos)).delete()  # a photo stands in a story once
    for photo in photos:
        words = {name: photo[name] for name in ("caption", "credit", "alt")}
        StoryPhoto(pk=photo["place"], story=story, photo_id=photo["photo"], **words).save()


def _places(photos):
    return [photo["place"] for photo in photos]

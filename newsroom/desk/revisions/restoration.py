"""Restoring: the working copy gets the text of an old revision back, as a new revision.

The status of the story stays, and so does its metadata: section, tags, organizations, editor.
Corrections are never removed.
"""

import json

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from media.models import Photo
from newsroom.core.models import Reporter
from newsroom.core.refusal import Refused
from newsroom.desk import policy
from newsroom.desk.models import Byline, Story, StoryPhoto
from newsroom.desk.revisions.content import (
    OPTIONAL_FIELDS,
    REPRINT_FIELDS,
    SIGNED_FIELDS,
    record_revision,
)

RESTORED_FIELDS = (*SIGNED_FIELDS, *OPTIONAL_FIELDS, *REPRINT_FIELDS)


class RestorationRefused(Refused):
    """The revision cannot be restored."""


@transaction.atomic
def restore(story, revision, *, user, expected_sha256):
    """Give the working copy the text of `revision`; returns the newest Revision.

    `expected_sha256` is the hash of the text that the user had on screen. The new revision has
    the hash of the old one, except for corrections and picture files that were added since.
    Raises RestorationRefused and then changes nothing.
    """
    locked = Story.objects.select_for_update(of=["self"]).get(pk=story.pk)
    if reason := _refusal(locked, revision, user, expected_sha256):
        raise RestorationRefused(reason)
    signed = json.loads(revision.content)
    if reason := _missing_row(locked, signed, revision.metadata["reporters"]):
        raise RestorationRefused(reason)
    _restore_fields(locked, signed)
    _restore_bylines(locked, signed["bylines"], revision.metadata["reporters"])
    _restore_photos(locked, signed["photos"])
    return record_revision(locked, user=user)


def _refusal(story, revision, user, expected_sha256):
    """Why the user cannot restore the revision now; None if he can."""
    if not policy.may_edit(user, story):
        return _("The story cannot be edited by you in its present state.")
    if story.revision.sha256 != expected_sha256:
        return _("The story was changed while you had it on screen. Look at it again.")
    if revision.story_id != story.pk:
        return _("Choose the revision in the history of the story.")
    if revision.is_redacted:
        return _("This revision is redacted: there is nothing left to restore.")


def _missing_row(story, signed, reporter_ids):
    """Which reporter or photo of the revision the story can no longer have, as a sentence.

    None if all of them are there.
    """
    if signed["kind"] != story.kind:
        return _("This revision is of another kind of story.")
    reporters = Reporter.objects.in_bulk(reporter_ids)
    for byline, pk in zip(signed["bylines"], reporter_ids, strict=True):
        if pk not in reporters:
            return _("“%(name)s” of its byline is no longer among the reporters.") % byline
    photos = Photo.objects.in_bulk([photo["photo"] for photo in signed["photos"]])
    for photo in signed["photos"]:
        if photo["photo"] not in photos:
            return _("Its photo “%(caption)s” was deleted.") % photo
    places = _story_photo_ids(signed["photos"])
    if StoryPhoto.objects.filter(pk__in=places).exclude(story=story).exists():
        return _("One of its photos is used in another story now.")


def _restore_fields(story, signed):
    for name in RESTORED_FIELDS:
        setattr(story, name, signed.get(name, ""))
    story.save(update_fields=[*RESTORED_FIELDS, "updated_at"])


def _restore_bylines(story, bylines, reporter_ids):
    story.bylines.all().delete()
    for order, (byline, reporter_id) in enumerate(zip(bylines, reporter_ids, strict=True)):
        Byline.objects.create(story=story, reporter_id=reporter_id, order=order, **byline)


def _restore_photos(story, photos):
    """Save the StoryPhotos under the ids that the restored body names.

    Photos that the story has today and the revision had not are kept, outside the body.
    """
    same_photos = story.story_photos.filter(photo__in=[photo["photo"] for photo in photos])
    same_photos.exclude(pk__in=_story_photo_ids(photos)).delete()  # one row for each photo
    for photo in photos:
        texts = {name: photo[name] for name in ("caption", "credit", "alt")}
        StoryPhoto(pk=photo["place"], story=story, photo_id=photo["photo"], **texts).save()


def _story_photo_ids(photos):
    return [photo["place"] for photo in photos]

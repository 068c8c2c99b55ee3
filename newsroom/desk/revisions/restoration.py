"""Restoring: the working copy gets the text of an old revision back, as a new revision.

`restore` leaves metadata (section, tags, organizations, editor) and corrections as they are: a
user chose one of many old texts. `restore_everything` takes the story back to what readers see.
"""

import json
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from media.models import Photo
from newsroom.core.body import story_photo_ids
from newsroom.core.models import Organization, Reporter, User
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
METADATA_COLUMNS = (
    "section",
    "responsible_editor",
    "printed_editor",
    "embargo_until",
    "publish_at",
)


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
    if reason := missing_row(locked, revision):
        raise RestorationRefused(reason)
    _restore_text(locked, revision)
    return record_revision(locked, user=user)


def restore_everything(story, revision):
    """Give the working copy the text, pictures, corrections and metadata of `revision`.

    The caller holds the lock on the story, has asked `missing_row`, and records the revision.
    Pictures and corrections that were added since go away with the text they stood in.
    """
    signed = json.loads(revision.content)
    added = set(story_photo_ids(story.body)) - set(_story_photo_ids(signed["photos"]))
    story.story_photos.filter(pk__in=added).delete()
    _restore_text(story, revision)
    _restore_corrections(story, signed.get("corrections", []))
    _restore_metadata(story, revision.metadata)


def _restore_text(story, revision):
    signed = json.loads(revision.content)
    _restore_fields(story, signed)
    _restore_bylines(story, signed["bylines"], revision.metadata["reporters"])
    _restore_photos(story, signed["photos"])


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


def missing_row(story, revision):
    """Which reporter or photo of the revision the story can no longer have, as a sentence.

    None if all of them are there.
    """
    signed, reporter_ids = json.loads(revision.content), revision.metadata["reporters"]
    if signed["kind"] != story.kind:
        return _("This revision is of another kind of story.")
    reporters = Reporter.objects.in_bulk(reporter_ids)
    for byline, pk in zip(signed["bylines"], reporter_ids, strict=True):
        if pk not in reporters:
            return _("“%(name)s” of its byline is no longer among the reporters.") % byline
    places = _story_photo_ids(signed["photos"])
    photos = Photo.objects.in_bulk([photo["photo"] for photo in signed["photos"]])
    given = _photos_given_since(story, signed["photos"])
    for photo in signed["photos"]:
        if photo["photo"] not in photos and photo["photo"] not in given:
            return _("Its photo “%(caption)s” was deleted.") % photo
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
    given = _photos_given_since(story, photos)
    photo_ids = {photo["place"]: given.get(photo["photo"], photo["photo"]) for photo in photos}
    same_photos = story.story_photos.filter(photo__in=photo_ids.values())
    same_photos.exclude(pk__in=photo_ids).delete()  # one row for each photo
    story.story_photos.update(is_lead=False)  # one row may be the lead at a time
    for photo in photos:
        fields = {name: photo[name] for name in ("caption", "credit", "alt")}
        fields["is_lead"] = photo.get("lead", False)
        place = photo["place"]
        StoryPhoto(pk=place, story=story, photo_id=photo_ids[place], **fields).save()


def _photos_given_since(story, photos):
    """{id of a Photo that was only a caption: id of the Photo that its place has had since}.

    A caption without a file is deleted when the library's own Photo is used for it.
    """
    awaited = {photo["place"]: photo["photo"] for photo in photos if not photo["file"]}
    rows = story.story_photos.filter(pk__in=awaited).exclude(photo__in=awaited.values())
    return {awaited[place]: photo for place, photo in rows.values_list("pk", "photo")}


def _restore_corrections(story, notes):
    """Keep the first corrections with these words, and delete the later ones.

    Corrections are added at the end and never deleted otherwise, only their words are edited.
    """
    rows = list(story.corrections.all())
    story.corrections.filter(pk__in=[row.pk for row in rows[len(notes) :]]).delete()
    for row, note in zip(rows, notes, strict=False):
        if row.note != note:
            row.note = note
            row.save(update_fields=["note"])


def _restore_metadata(story, metadata):
    """Restore what is not signed; the planned time had served its purpose by publication."""
    until = metadata.get("embargo_until")
    story.section_id = metadata["section"]
    story.responsible_editor = User.objects.filter(pk=metadata["responsible_editor"]).first()
    story.printed_editor = metadata.get("printed_editor", "")
    story.embargo_until = until and datetime.fromisoformat(until)
    story.publish_at = None
    story.save(update_fields=METADATA_COLUMNS)
    story.tags.set(metadata["tags"])
    # An organization that was merged since is the one it was merged into.
    story.organizations.set(Organization.objects.meant_by(metadata["organizations"]))


def _story_photo_ids(photos):
    return [photo["place"] for photo in photos]

"""Changes texts and rights of many photos at once, and says what became of each."""

import datetime
import hashlib
import json
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from media import permissions
from media.intake.photo_files import take_credit_from_caption
from media.models import Photo
from newsroom.desk.outcomes import Outcome
from newsroom.desk.photos import own_pictures
from newsroom.desk.photos.own_pictures import Result

MOST = 200  # photos in one edit
FIELDS = ("caption", "credit", "taken_at", "keywords", "licence")
SAVED_FIELDS = (*FIELDS, "licence_by", "licence_at")


@dataclass(frozen=True)
class Changes:
    """What is changed in every photo; empty values change nothing.

    `day_taken` keeps the time of day of a photo that has one; `keywords` are added.
    """

    caption: str = ""
    credit: str = ""
    credit_from_caption: bool = False
    day_taken: datetime.date | None = None
    keywords: list[str] = field(default_factory=list)
    own: bool = False


def fingerprint(photo):
    """A short hash of the texts that an edit may change: it tells whether somebody changed one."""
    values = [str(getattr(photo, name)) for name in FIELDS]
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()[:16]


@transaction.atomic
def edit(seen, changes, *, user):
    """Make the Changes to the photos of `seen`, {id: its fingerprint when the user saw it}.

    Returns a Result for each photo. One that somebody changed meanwhile stays as it is.
    """
    locked = Photo.objects.select_for_update().filter(pk__in=seen)
    photos = list(permissions.visible_to(user, locked).order_by("-pk"))
    words = own_pictures.words_in_stories(photos) if changes.own else {}
    results = [
        _edit_one(photo, seen[photo.pk], changes, words.get(photo.pk), user) for photo in photos
    ]
    changed = [result.photo for result in results if result.outcome is Outcome.DONE]
    Photo.objects.bulk_update(changed, SAVED_FIELDS)
    return results


def _edit_one(photo, seen, changes, words, user):
    before = fingerprint(photo)
    if before != seen:
        note = _("Somebody changed it while you had it on screen. Look, then change it again.")
        return Result(photo, Outcome.REFUSED, note)
    _set_texts(photo, changes)
    own = own_pictures.state(photo, words, user=user) if changes.own else None
    note = own.note if own else ""
    if fingerprint(photo) != before:
        return Result(photo, Outcome.DONE, note)
    return Result(photo, Outcome.REFUSED if note else Outcome.UNCHANGED, note)


def _set_texts(photo, changes):
    photo.caption = changes.caption or photo.caption
    photo.credit = changes.credit or photo.credit
    if changes.credit_from_caption or changes.caption:
        take_credit_from_caption(photo)
    if changes.day_taken:
        photo.taken_at = _on_day(changes.day_taken, photo.taken_at)
    photo.keywords = list(dict.fromkeys([*photo.keywords, *changes.keywords]))


def _on_day(day, taken_at):
    """That day at the time of day of `taken_at`, or at its beginning."""
    time = timezone.localtime(taken_at).time() if taken_at else datetime.time.min
    return timezone.make_aware(datetime.datetime.combine(day, time))

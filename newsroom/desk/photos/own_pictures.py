"""本报自采: a person states that photos are the paper's own pictures, and it is recorded who."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from media import permissions
from media.credits import others
from media.models import Licence, Photo
from newsroom.core.masthead import paper_name
from newsroom.desk.models import StoryPhoto
from newsroom.desk.outcomes import Outcome


@dataclass(frozen=True)
class Result:
    """What an action on many photos did to one of them; `note` says why, or what was left out."""

    photo: Photo
    outcome: Outcome
    note: str = ""


def named_other(photo, *, captions=(), credits=()):
    """The word that names another as the origin of the photo, "" if none does.

    Read are the texts of the library, those of the file itself, and the given ones of stories.
    """
    origin_in_file, _separator, caption_in_file = photo.file_words.partition("\n\n")
    own_credits = [photo.credit, photo.source, photo.copyright, *origin_in_file.splitlines()]
    return others.named_other(
        captions=[photo.caption, caption_in_file, *captions],
        credits=[*own_credits, *credits],
        house=paper_name(),
    )


def is_offered(user, photo, *, captions=(), credits=()):
    """Whether a screen offers the user to state it. The stories' own words are given with it."""
    story_words = {"captions": captions, "credits": credits}
    return bool(
        photo.original
        and not photo.licence
        and photo.created_by_id
        and permissions.may_describe(user, photo)
        and not named_other(photo, **story_words)
    )


@transaction.atomic
def state_own(ids, *, user):
    """State that the photos with these ids are the paper's own; returns a Result for each."""
    photos = list(Photo.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    words = words_in_stories(photos)
    results = [state(photo, words[photo.pk], user=user) for photo in photos]
    changed = [result.photo for result in results if result.outcome is Outcome.DONE]
    Photo.objects.bulk_update(changed, ["licence", "licence_by", "licence_at"])
    return results


def state(photo, words, *, user):
    """State it of one photo, without saving it. `words` are its texts in stories; see below."""
    if not permissions.may_describe(user, photo):
        return Result(photo, Outcome.REFUSED, _("Somebody else brought it in: ask the photo desk."))
    if photo.licence == Licence.OWN:
        return Result(photo, Outcome.UNCHANGED)
    if reason := _refusal(photo, words):
        return Result(photo, Outcome.REFUSED, reason)
    set_licence(photo, Licence.OWN, user=user)
    return Result(photo, Outcome.DONE)


def set_licence(photo, licence, *, user):
    """Set the licence and record who stated it; without saving."""
    photo.licence = licence
    photo.licence_by = user if licence else None
    photo.licence_at = timezone.now() if licence else None


def _refusal(photo, words):
    if not photo.original:
        return _("Its file is missing.")
    if photo.licence:
        return _("“%(licence)s” is noted already.") % {"licence": photo.get_licence_display()}
    if not photo.created_by_id:
        return _("It is not recorded who brought it in.")
    if other := named_other(photo, **words):
        return _("“%(other)s” is named with it.") % {"other": other}
    return ""


def words_in_stories(photos):
    """{id of a photo: its captions and credits in stories, as `named_other` takes them}."""
    words: dict[int, dict] = {photo.pk: {"captions": [], "credits": []} for photo in photos}
    rows = StoryPhoto.objects.filter(photo__in=photos).values_list("photo", "caption", "credit")
    for photo_id, caption, credit in rows:
        words[photo_id]["captions"].append(caption)
        words[photo_id]["credits"].append(credit)
    return words

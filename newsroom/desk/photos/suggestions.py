"""Suggests which photo belongs to a caption whose picture is missing. An editor confirms it."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import PurePath

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from media.models import Photo

MAX_SUGGESTIONS = 3  # for each caption
MIN_SCORE = 0.3
MAX_AGE = timedelta(days=3)  # of a photo on the day of the paper, usually


@dataclass(frozen=True, order=True)
class Suggestion:
    """A photo for a caption. `score` is about 0 to 1.3; `reason` is shown to the editor."""

    score: float
    photo: Photo = field(compare=False)
    reason: str = field(compare=False)


def suggestions(story_photo, photos):
    """The best Suggestions among `photos` for a StoryPhoto without a file, the best first."""
    found = filter(None, (_suggestion(story_photo, photo) for photo in photos))
    return sorted(found, reverse=True)[:MAX_SUGGESTIONS]


def _suggestion(story_photo, photo):
    reasons = [
        reason for reason in (_by_text(story_photo, photo), _by_day(story_photo, photo)) if reason
    ]
    score = sum(weight for weight, _text in reasons)
    # The day alone is not enough: a hundred photos are taken before every issue.
    if score < MIN_SCORE:
        return None
    return Suggestion(score, photo, " · ".join(text for _weight, text in reasons))


def _by_text(story_photo, photo):
    """(weight, reason) if a text of the photo is similar to those of the StoryPhoto, else None.

    The weight is the share of letter pairs of the file name, caption or credit that occur in the
    caption, the credit or the headline.
    """
    wanted = letter_pairs(
        f"{story_photo.caption} {story_photo.credit} {story_photo.story.headline}"
    )
    pairs = {
        _("file name is alike"): letter_pairs(PurePath(photo.file_name).stem),
        _("caption is alike"): letter_pairs(photo.caption),
        _("credit is alike"): letter_pairs(photo.credit),
    }
    shares = {reason: len(wanted & own) / len(own) for reason, own in pairs.items() if own}
    if not shares:
        return None
    best = max(shares, key=lambda reason: shares[reason])
    # A single common pair, such as 市民, is chance, unless it is the whole text.
    if len(wanted & pairs[best]) < 2 and shares[best] < 1:
        return None
    return shares[best], best


def _by_day(story_photo, photo):
    """(weight, reason) if the photo was taken on the day of the paper or shortly before."""
    printed_on = story_photo.story.printed_on
    if printed_on is None or photo.taken_at is None:
        return None
    age = printed_on - timezone.localdate(photo.taken_at)
    if not timedelta(0) <= age <= MAX_AGE:
        return None
    weight = MIN_SCORE - 0.05
    if not age.days:
        return weight, _("taken on the day of the paper")
    reason = ngettext("taken %d day before the paper", "taken %d days before the paper", age.days)
    return weight, reason % age.days


def letter_pairs(text):
    """The pairs of neighbouring letters, in lower case. Digits are ignored, as cameras number."""
    words = "".join(c if c.isalpha() else " " for c in text.lower()).split()
    return {word[n : n + 2] for word in words for n in range(len(word) - 1)}

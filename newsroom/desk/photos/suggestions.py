"""Which picture may belong to which waiting caption: a guess, for a person to confirm."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import PurePath

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from media.models import Photo

SHOWN = 3  # guesses for each caption
LIKELY = 0.3
NEAR = timedelta(days=3)  # before the day of the paper, a picture is usually taken


@dataclass(frozen=True, order=True)
class Guess:
    """A picture for a caption; `why` says in words what speaks for it."""

    score: float
    photo: Photo = field(compare=False)
    why: str = field(compare=False)


def guesses(story_photo, photos):
    """The best Guesses for a waiting StoryPhoto among `photos`, the likeliest first."""
    found = filter(None, (_guess(story_photo, photo) for photo in photos))
    return sorted(found, reverse=True)[:SHOWN]


def _guess(story_photo, photo):
    reasons = list(filter(None, [_by_words(story_photo, photo), _by_time(story_photo, photo)]))
    score = sum(weight for weight, why in reasons)
    # The day alone says little: a hundred pictures are taken before every issue.
    if score < LIKELY:
        return None
    return Guess(score, photo, " · ".join(why for weight, why in reasons))


def _by_words(story_photo, photo):
    """How much of the file's name or of its own words is in the caption or the credit."""
    wanted = pairs(f"{story_photo.caption} {story_photo.credit} {story_photo.story.headline}")
    said = {
        _("file name is alike"): pairs(PurePath(photo.file_name).stem),
        _("caption is alike"): pairs(photo.caption),
        _("credit is alike"): pairs(photo.credit),
    }
    shares = {why: len(wanted & had) / len(had) for why, had in said.items() if had}
    best = max(shares, key=shares.get, default=None)
    # One pair in common, as of 市民, is chance.
    if best is None or (len(wanted & said[best]) < 2 and shares[best] < 1):
        return None
    return shares[best], best


def _by_time(story_photo, photo):
    day = story_photo.story.printed_on
    if day is None or photo.taken_at is None:
        return None
    before = day - timezone.localdate(photo.taken_at)
    if not timedelta(0) <= before <= NEAR:
        return None
    said = ngettext("taken %d day before the paper", "taken %d days before the paper", before.days)
    return LIKELY - 0.05, said % before.days if before.days else _("taken on the day of the paper")


def pairs(text):
    """Every two neighbouring letters, digits left out: cameras number their files."""
    words = "".join(c if c.isalpha() else " " for c in text.lower()).split()
    return {word[n : n + 2] for word in words for n in range(len(word) - 1)}

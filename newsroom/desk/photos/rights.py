"""Usage rights: whether the photos of a story may be published, and what speaks against it.

The photo desk may change the terms of a photo at any time, so they are not part of the signed
text. They are checked for the day of publication. Pictures without a file are ignored.
"""

import datetime
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from media.ai_label import NEEDS_ANSWER
from media.credits.captions import read_credit
from media.models import Licence, Photo, Rendition
from media.sizes.shapes import WHOLE
from newsroom.desk.models import Decision
from newsroom.desk.models.decision import OVERRIDE_RIGHTS
from newsroom.desk.photos import own_pictures
from newsroom.press.models import PublicFile, Version

_AI_QUESTION = _(
    "The file of “%(photo)s” says that it may be made or altered with AI: the photo desk has to "
    "say whether it is, before the story is signed off."
)


@dataclass(frozen=True)
class Concern:
    """A problem with the rights of one photo. With `blocks`, it may not be published.

    `place` is the id of the StoryPhoto, if the photo is in a story.
    """

    message: str
    blocks: bool = False
    place: int | None = None


@dataclass(frozen=True)
class ShownPhoto:
    """A photo as a story shows it. `other_story` is the title of another story that shows it.

    `place` is the id of the StoryPhoto, if the photo is in a story.
    """

    caption: str
    credit: str
    photo: Photo
    other_story: str = ""
    place: int | None = None

    def concerns(self, day):
        """Yield the Concerns about publishing it on the date `day`."""
        photo, name = self.photo, {"photo": Truncator(self.caption).chars(24) or self.photo}
        if photo.expires_on and photo.expires_on < day:
            message = _("“%(photo)s” may be shown until %(day)s only.")
            yield Concern(message % {**name, "day": photo.expires_on}, blocks=True)
        if self.other_story:
            message = _("“%(photo)s” is for one story only, and “%(story)s” shows it.")
            yield Concern(message % {**name, "story": self.other_story}, blocks=True)
        if photo.needs_masking:
            message = _("“%(photo)s” has faces or numbers that are not masked yet.")
            yield Concern(message % name, blocks=True)
        if photo.needs_ai_answer:
            yield Concern(_AI_QUESTION % name)
        if not photo.licence:
            yield Concern(_("“%(photo)s”: nobody noted what the paper may do with it.") % name)
        if photo.licence == Licence.OWN and (other := self._named_other()):
            message = _("“%(photo)s” is noted as our own, but “%(other)s” is named with it.")
            yield Concern(message % {**name, "other": other})
        if not (self.credit or read_credit(self.caption)):
            yield Concern(_("“%(photo)s” has no credit.") % name)

    def _named_other(self):
        """Who else is named as the origin of the picture, in the library or in this story."""
        return own_pictures.named_other(self.photo, captions=[self.caption], credits=[self.credit])


def concerns(context, at=None):
    """The Concerns about the photos in the text of a TransitionContext, published at `at`.

    The default of `at` is when it can be published: the time set for that, the end of its embargo
    or now, whichever is last.
    """
    earliest = [context.story.publish_at, context.story.embargo_until, context.now]
    day = timezone.localdate(at or max(filter(None, earliest)))
    return [
        replace(concern, place=shown.place)
        for shown in shown_photos(context)
        for concern in shown.concerns(day)
    ]


def blocking_concerns(context):
    """The Concerns that forbid publishing the text at the time of the context."""
    found = concerns(context, context.at or context.now)
    return [concern for concern in found if concern.blocks]


def can_be_blocked(context):
    """Whether the rights of a photo in the text forbid publishing it, now or on a later day."""
    return any(
        concern.blocks
        for shown in shown_photos(context)
        for concern in shown.concerns(datetime.date.max)
    )


def warnings(context):
    """The messages to show to the person who submits the text. They do not stop the transition."""
    return [concern.message for concern in concerns(context)]


def shown_photos(context):
    """The ShownPhotos in the text of a TransitionContext that have files. At most three queries."""
    signed = [data for data in context.content["photos"] if data["file"]]
    photos = Photo.objects.in_bulk([data["photo"] for data in signed]) if signed else {}
    titles = _other_stories(context.story, [p.sha256 for p in photos.values() if p.one_use])
    return [
        ShownPhoto(
            data["caption"],
            data["credit"],
            photo,
            titles.get(photo.sha256, ""),
            place=data["place"],
        )
        for data in signed
        if (photo := photos.get(data["photo"]))
    ]


def ai_question(context):
    """The question about AI that a photo in the text leaves open, or None."""
    signed = {data["photo"]: data for data in context.content["photos"] if data["file"]}
    photos = Photo.objects.filter(NEEDS_ANSWER, pk__in=signed).order_by("pk")
    photo = photos.first() if signed else None
    if photo is None:
        return None
    name = Truncator(signed[photo.pk]["caption"]).chars(24) or photo
    return _AI_QUESTION % {"photo": name}


def shown_photo(story_photo):
    """A StoryPhoto with a file as its ShownPhoto."""
    photo = story_photo.photo
    titles = _other_stories(story_photo.story, [photo.sha256] if photo.one_use else [])
    title = titles.get(photo.sha256, "")
    return ShownPhoto(story_photo.caption, story_photo.credit, photo, title)


def _other_stories(story, hashes):
    """{SHA-256 of a photo file: title of another story that shows it, live or scheduled}."""
    if not hashes:
        return {}
    renditions = Rendition.objects.filter(original_sha256__in=hashes, shape=WHOLE.name)
    originals = dict(renditions.values_list("file", "original_sha256"))
    public_files = (
        PublicFile.objects.live_or_pending()
        .filter(name__in=originals)
        .exclude(version__story_id=story.pk)
    )
    return {
        originals[file.name]: file.version.snapshot.title
        for file in public_files.select_related("version")
    }


def versions_with_expired_photos():
    """A queryset of the live Versions with an expired photo that no chief has released."""
    files = _expired_renditions().values("file")
    shown = PublicFile.objects.live().filter(name__in=files).values("version")
    released = Decision.objects.filter(
        transition=OVERRIDE_RIGHTS,
        story=OuterRef("story_id"),
        revision__sha256=OuterRef("revision_sha256"),
    )
    return Version.objects.filter(~Exists(released), pk__in=shown)


def expired_photos(versions):
    """A list of the expired Photos for each Version, in the order of `versions`. Two queries."""
    file_names = [version.snapshot.file_names for version in versions]
    expired = _expired_renditions().filter(file__in=set().union(*file_names))
    originals = dict(expired.values_list("file", "original_sha256"))
    photos = {photo.sha256: photo for photo in Photo.objects.filter(sha256__in=originals.values())}
    return [
        [
            photos[sha256]
            for sha256 in sorted({originals[name] for name in names & originals.keys()})
        ]
        for names in file_names
    ]


def _expired_renditions():
    """A queryset of the whole Renditions of expired photos."""
    expired = Photo.objects.filter(expires_on__lt=timezone.localdate())
    return Rendition.objects.filter(shape=WHOLE.name, original_sha256__in=expired.values("sha256"))

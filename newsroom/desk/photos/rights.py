"""On what terms the pictures of a story may be shown, and what stands against showing them.

Terms are the photo desk's and may change any day: they are no part of what is signed. Judged is
what the text would show at a moment, a picture without a file never.
"""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from media.models import Photo, Rendition
from media.sizes.shapes import WHOLE
from newsroom.desk.models import Decision
from newsroom.desk.models.decision import OVERRIDE_RIGHTS
from newsroom.press.models import PublicFile, Version


@dataclass(frozen=True)
class Concern:
    """What is wrong with one picture's rights, in words; what `bars` it keeps it from readers."""

    words: str
    bars: bool = False


@dataclass(frozen=True)
class Shown:
    """One photo of a text with its terms, and the title of another story that shows it."""

    caption: str
    credit: str
    photo: Photo
    elsewhere: str = ""

    def concerns(self, day):
        """The Concerns if readers see the picture on that day."""
        photo, name = self.photo, {"photo": Truncator(self.caption).chars(24) or self.photo}
        if photo.expires_on and photo.expires_on < day:
            said = {**name, "day": photo.expires_on}
            yield Concern(_("“%(photo)s” may be shown until %(day)s only.") % said, bars=True)
        if self.elsewhere:
            said = {**name, "story": self.elsewhere}
            words = _("“%(photo)s” is for one story only, and “%(story)s” shows it.")
            yield Concern(words % said, bars=True)
        if photo.needs_masking:
            words = _("“%(photo)s” has faces or numbers that are not masked yet.")
            yield Concern(words % name, bars=True)
        if not photo.licence:
            yield Concern(_("“%(photo)s”: nobody noted what the paper may do with it.") % name)
        if not self.credit:
            yield Concern(_("“%(photo)s” has no credit.") % name)


def concerns(context, at=None):
    """The Concerns about the pictures of the context's text, if readers see it from `at` on.

    The default is the planned moment, or now.
    """
    planned = context.story.publish_at
    day = timezone.localdate(at or max(filter(None, [planned, context.now])))
    return [concern for shown in pictures(context) for concern in shown.concerns(day)]


def barring(context):
    """Those Concerns that keep the text from readers from the context's moment on."""
    return [said for said in concerns(context, context.at or context.now) if said.bars]


def may_be_barred(context):
    """Whether anything bars a picture of the text, now or on a later day."""
    return any(
        concern.bars for shown in pictures(context) for concern in shown.concerns(datetime.date.max)
    )


def warnings(context):
    """What is said to whoever submits the text: nothing of it holds him up."""
    return [concern.words for concern in concerns(context)]


def pictures(context):
    """The photos with files of the context's text, each a Shown; three queries at most."""
    placed = [photo for photo in context.content["photos"] if photo["file"]]
    photos = Photo.objects.in_bulk([photo["photo"] for photo in placed]) if placed else {}
    titles = _elsewhere(context.story, [p.sha256 for p in photos.values() if p.one_use])
    return [
        Shown(said["caption"], said["credit"], photo, titles.get(photo.sha256, ""))
        for said in placed
        if (photo := photos.get(said["photo"]))
    ]


def _elsewhere(story, sources):
    """The title of another story that shows the file, now or at a set time: {SHA-256: title}."""
    if not sources:
        return {}
    files = dict(
        Rendition.objects.filter(source__in=sources, shape=WHOLE.name).values_list("file", "source")
    )
    shown = (
        PublicFile.objects.live_or_pending()
        .filter(name__in=files)
        .exclude(version__story_id=story.pk)
    )
    return {
        files[file.name]: file.version.snapshot.title for file in shown.select_related("version")
    }


def past_expiry():
    """Live Versions that show a picture whose time is over, and no chief released: a queryset."""
    files = _expired_files().values("file")
    shown = PublicFile.objects.live().filter(name__in=files).values("version")
    released = Decision.objects.filter(
        transition=OVERRIDE_RIGHTS,
        story=OuterRef("story_id"),
        revision__sha256=OuterRef("revision_sha256"),
    )
    return Version.objects.filter(~Exists(released), pk__in=shown)


def expired_in(versions):
    """The expired Photos that each of those Versions shows, in their order; two queries."""
    names = set().union(*(version.snapshot.file_names for version in versions))
    sources = dict(_expired_files().filter(file__in=names).values_list("file", "source"))
    photos = {photo.sha256: photo for photo in Photo.objects.filter(sha256__in=sources.values())}
    return [
        [photos[source] for source in sorted({sources[name] for name in shown & sources.keys()})]
        for shown in (version.snapshot.file_names for version in versions)
    ]


def _expired_files():
    expired = Photo.objects.filter(expires_on__lt=timezone.localdate())
    return Rendition.objects.filter(shape=WHOLE.name, source__in=expired.values("sha256"))

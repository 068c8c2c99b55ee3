"""Taking stock of the pictures (盘点): whether files and rows agree, and what can be mended.

Each check yields Findings. Nothing is held but a batch, and nothing is removed that a row names or
that is younger than YOUNG: another process may be about to name it.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from media import public_files
from media.models import Photo, Rendition
from media.sizes import renditions
from media.sizes.shapes import WHOLE
from media.storage_walk import batches, digest, walk
from newsroom.core.refusal import Refused
from newsroom.desk.tasks import remove_files
from newsroom.press.models import PublicFile

YOUNG = datetime.timedelta(hours=1)


class CannotRepair(Refused):
    """It cannot be repaired here."""


@dataclass(frozen=True)
class Finding:
    """Something that does not hold. `repair` mends it or raises CannotRepair."""

    what: str
    name: str
    repair: Callable[[], None]


# --- originals ----------------------------------------------------------------------------------


def originals():
    """Every file as it came in is there, byte for byte."""
    for photo in Photo.objects.exclude(original="").iterator():
        found = digest(photo.original.storage, photo.original.name)
        if found != photo.sha256:
            what = _("original damaged") if found else _("original missing")
            yield Finding(what, f"#{photo.pk} {photo.original.name}", _needs_a_backup)


def _needs_a_backup():
    raise CannotRepair(_("take it from the backup, or upload the picture again"))


def orphaned_originals():
    """No file is kept that neither a photo nor a prepared size comes from."""
    yield from _orphans("originals", _("original that no photo has"), _named_originals)


def _named_originals(names):
    by_hash = {PurePosixPath(name).stem: name for name in names}
    named = set(Photo.objects.filter(original__in=names).values_list("original", flat=True))
    # A file that was replaced is kept as long as there are sizes of it.
    sources = Rendition.objects.filter(source__in=by_hash).values_list("source", flat=True)
    return named | {by_hash[source] for source in sources.distinct()}


# --- prepared sizes -----------------------------------------------------------------------------


def sizes():
    """Every prepared size is there, its bytes those that its name says."""
    for row in Rendition.objects.iterator():
        found = digest(storages["renditions"], row.file.name)
        if not _is_whole(row.file.name, found):
            what = _("rendition damaged") if found else _("rendition missing")
            yield Finding(what, row.file.name, lambda row=row: _make_again(row))


def _is_whole(name, found):
    return found == PurePosixPath(name).stem


def _make_again(row):
    """Take the file back from the public ones, or make all sizes of its shape anew."""
    name = row.file.name
    if _is_whole(name, digest(storages["public"], name)):
        _copy(name, "public", "renditions")
        return
    photo = Photo.objects.filter(sha256=row.source).first()
    row.delete()
    if not Rendition.objects.filter(file=name).exists():
        storages["renditions"].delete(name)
    if photo is not None:  # else the file was replaced: nobody will ask for its sizes
        _prepare(photo, photo.focus if row.shape == WHOLE.name else (row.focus_x, row.focus_y))


def _copy(name, here, there):
    storages[there].delete(name)
    with storages[here].open(name) as file:
        storages[there].save(name, file)


def orphaned_sizes():
    """No file is kept of which no row knows."""
    yield from _orphans("renditions", _("rendition that no row names"), _named_sizes)


def _named_sizes(names):
    return set(Rendition.objects.filter(file__in=names).values_list("file", flat=True))


def unmade_sizes():
    """Every photo has the sizes that the recipes want; a new one's are made by its job."""
    old = Photo.objects.exclude(original="").filter(created_at__lt=timezone.now() - YOUNG)
    for photo in old.iterator():
        if shapes := renditions.missing(photo, photo.focus):
            names = "、".join(shape.name for shape in shapes)
            yield Finding(
                _("sizes not made"),
                f"#{photo.pk} {names}",
                lambda photo=photo: _prepare(photo, photo.focus),
            )


def _prepare(photo, focus):
    if digest(photo.original.storage, photo.original.name) != photo.sha256:
        _needs_a_backup()
    renditions.prepare(photo, focus)


# --- public files -------------------------------------------------------------------------------


def shown_files():
    """What a live version shows, or one that waits for its moment, readers can load."""
    names = (
        PublicFile.objects.live_or_pending()
        .order_by("name")
        .values_list("name", flat=True)
        .distinct()
    )
    for name in names.iterator():
        found = digest(storages["public"], name)
        if not _is_whole(name, found):
            what = _("public file damaged") if found else _("public file missing")
            yield Finding(what, name, lambda name=name: _promote_again(name))


def _promote_again(name):
    if not _is_whole(name, digest(storages["renditions"], name)):
        raise CannotRepair(_("this very file can't be made again: sign and publish the story anew"))
    with public_files.removal() as remove:
        remove(name)
        public_files.promote([name])


def unshown_files():
    """Nothing is public that no version shows."""
    yield from _orphans(
        "public", _("public file that no version shows"), _shown, lambda name: remove_files([name])
    )


def _shown(names):
    showing = PublicFile.objects.live_or_pending().filter(name__in=names)
    return set(showing.values_list("name", flat=True))


def _orphans(place, what, named, remove=None):
    """The old files of a storage that `named` (names -> those that stay) does not know."""
    storage = storages[place]
    before = timezone.now() - YOUNG

    def delete(name):
        with transaction.atomic():
            if not named([name]) and storage.get_modified_time(name) < before:
                storage.delete(name)

    for batch in batches(name for name, written in walk(storage) if written < before):
        for name in sorted(set(batch) - named(batch)):
            yield Finding(what, name, lambda name=name: (remove or delete)(name))


# In this order: what is made again in one is there for the next.
CHECKS = (
    originals,
    orphaned_originals,
    sizes,
    orphaned_sizes,
    unmade_sizes,
    shown_files,
    unshown_files,
)

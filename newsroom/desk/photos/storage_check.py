"""Compares the photo files with the rows that name them (盘点), and repairs what can be repaired.

Each check yields Findings. A check holds at most a batch of names in memory, and never deletes a
file that a row names, nor one younger than MIN_AGE, whose row may not be committed yet.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath

from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from media import public_files, stored_files
from media.checksums import stored_sha256
from media.models import Photo, Rendition
from media.sizes import preparation, renditions
from media.sizes.shapes import WHOLE
from media.storage_walk import batches, walk_files
from media.stored_files import is_named_after
from newsroom.core.refusal import Refused
from newsroom.desk.tasks import remove_files
from newsroom.file_storage import PART
from newsroom.press.models import PublicFile

STORAGES = ("originals", "renditions", "public")
MIN_AGE = datetime.timedelta(hours=1)


class CannotRepair(Refused):
    """A finding cannot be repaired here; the message says what to do instead."""


@dataclass(frozen=True)
class Finding:
    """A file or row that is wrong: `problem` and `name` are for the report.

    `repair()` repairs it or raises a Refused. It may return a remark for the report.
    """

    problem: str
    name: str
    repair: Callable[[], str | None]


# --- originals ----------------------------------------------------------------------------------


def originals():
    """Check that every original exists and has its SHA-256."""
    for photo in Photo.objects.exclude(original="").iterator():
        sha256 = stored_sha256(photo.original.storage, photo.original.name)
        if sha256 != photo.sha256:
            problem = _("original damaged") if sha256 else _("original missing")
            yield Finding(problem, f"#{photo.pk} {photo.original.name}", _refuse_without_backup)


def _refuse_without_backup():
    raise CannotRepair(_("take it from the backup, or upload the picture again"))


def orphaned_originals():
    """Check that every original belongs to a Photo or has prepared sizes."""
    yield from _orphans("originals", _("original that no photo has"), _used_originals)


def _used_originals(names):
    by_hash = {PurePosixPath(name).stem: name for name in names}
    of_photos = set(Photo.objects.filter(original__in=names).values_list("original", flat=True))
    # A file that was replaced is kept as long as there are prepared sizes of it.
    sizes = Rendition.objects.filter(original_sha256__in=by_hash)
    hashes = sizes.values_list("original_sha256", flat=True).distinct()
    return of_photos | {by_hash[sha256] for sha256 in hashes}


# --- prepared sizes -----------------------------------------------------------------------------


def sizes():
    """Check that the file of every Rendition exists and has the SHA-256 that is its name."""
    for rendition in Rendition.objects.iterator():
        name = rendition.file.name or ""
        sha256 = stored_sha256(storages["renditions"], name)
        if not is_named_after(name, sha256):
            problem = _("rendition damaged") if sha256 else _("rendition missing")
            yield Finding(problem, name, partial(_restore_rendition, rendition))


def _has_intact_file(storage_name, name):
    return is_named_after(name, stored_sha256(storages[storage_name], name))


def _restore_rendition(rendition):
    """Copy the file from the public storage, or make it again.

    A file made again may differ, if the photo's credit or Pillow has changed. Its name, which
    is its hash, then differs as well: readers' URLs of the old one stay broken, and the remark
    says so.
    """
    name = rendition.file.name
    if _has_intact_file("renditions", name):
        return None  # made again together with another size
    if _has_intact_file("public", name):
        stored_files.copy(name, storages["public"], storages["renditions"])
        return None
    photo = Photo.objects.filter(sha256=rendition.original_sha256).first()
    if photo is None:  # the photo's file was replaced, and its sizes are not needed
        rendition.delete()
        if not Rendition.objects.filter(file=name).exists():
            storages["renditions"].delete(name)
        return None
    is_whole = rendition.shape == WHOLE.name
    focus = photo.focus if is_whole else (rendition.focus_x, rendition.focus_y)
    return _make_again(rendition, photo, focus)


def _make_again(rendition, photo, focus):
    _require_original(photo)
    name = rendition.file.name
    renditions.remake(photo, focus)
    rendition.refresh_from_db()
    if rendition.file.name == name:
        return None
    return _("made again, but as another file: %(name)s") % {"name": rendition.file.name}


def orphaned_sizes():
    """Check that every file of a prepared size has a Rendition."""
    yield from _orphans("renditions", _("rendition that no row names"), _files_of_renditions)


def _files_of_renditions(names):
    return set(Rendition.objects.filter(file__in=names).values_list("file", flat=True))


def unmade_sizes():
    """Check that every Photo has all sizes, except new ones, whose job may not have run yet."""
    old = Photo.objects.exclude(original="").filter(created_at__lt=timezone.now() - MIN_AGE)
    for photo in old.iterator():
        if shapes := renditions.missing_shapes(photo, photo.focus):
            names = "、".join(shape.name for shape in shapes)
            repair = partial(_prepare, photo, photo.focus)
            yield Finding(_("sizes not made"), f"#{photo.pk} {names}", repair)


def _prepare(photo, focus):
    """Make the missing sizes. Raises CannotRepair if the original is missing or damaged."""
    _require_original(photo)
    preparation.forget(photo.sha256)
    preparation.attempt(photo, focus)


def _require_original(photo):
    if stored_sha256(photo.original.storage, photo.original.name) != photo.sha256:
        _refuse_without_backup()


# --- public files -------------------------------------------------------------------------------


def shown_files():
    """Check that the files of every live or scheduled version are in the public storage."""
    names = (
        PublicFile.objects.live_or_pending()
        .order_by("name")
        .values_list("name", flat=True)
        .distinct()
    )
    for name in names.iterator():
        sha256 = stored_sha256(storages["public"], name)
        if not is_named_after(name, sha256):
            problem = _("public file damaged") if sha256 else _("public file missing")
            yield Finding(problem, name, partial(_restore_public_file, name))


def _restore_public_file(name):
    if not _has_intact_file("renditions", name):
        raise CannotRepair(
            _(
                "this very file can't be made again: take it from the backup, or sign and publish "
                "the story anew"
            )
        )
    with transaction.atomic():
        public_files.copy_to_public([name])


def unshown_files():
    """Check that every public file belongs to a live or scheduled version."""
    yield from _orphans(
        "public",
        _("public file that no version shows"),
        _shown_public_files,
        lambda name: remove_files([name]),
    )


def _shown_public_files(names):
    shown = PublicFile.objects.live_or_pending().filter(name__in=names)
    return set(shown.values_list("name", flat=True))


# --- all storages -------------------------------------------------------------------------------


def leftovers():
    """Check that no file was left half-written: by a process that was killed, or a full disk."""
    for name in STORAGES:
        storage = storages[name]
        for part in _old_files(storage):
            if part.endswith(PART):
                yield Finding(_("half-written file"), part, partial(storage.delete, part))


def _old_files(storage):
    """The names of the files of a storage that are old enough to be judged."""
    created_before = timezone.now() - MIN_AGE
    return (name for name, changed_at in walk_files(storage) if changed_at < created_before)


def _orphans(storage_name, problem, used, delete=None):
    """Yield a Finding for every old file of a storage that is not used; its repair deletes it.

    `used` is a function that returns those of a list of names that are in use.
    """
    storage = storages[storage_name]
    created_before = timezone.now() - MIN_AGE

    def delete_unless_used(name):
        with transaction.atomic():
            if not used([name]) and storage.get_modified_time(name) < created_before:
                storage.delete(name)

    whole = (name for name in _old_files(storage) if not name.endswith(PART))
    for batch in batches(whole):
        for name in sorted(set(batch) - used(batch)):
            yield Finding(problem, name, partial(delete or delete_unless_used, name))


# The order matters: a repair may need what an earlier one has restored.
CHECKS = (
    leftovers,
    originals,
    orphaned_originals,
    sizes,
    orphaned_sizes,
    unmade_sizes,
    shown_files,
    unshown_files,
)

"""Checks the prepared sizes of photos, which can be made again."""

from functools import partial

from django.core.files.storage import storages
from django.utils import timezone
from django.utils.translation import gettext as _

from media import stored_files
from media.checksums import stored_sha256
from media.models import Photo, Rendition
from media.sizes import preparation, renditions
from media.sizes.shapes import WHOLE
from media.stored_files import is_named_after
from newsroom.desk.photos.storage_check.findings import Finding
from newsroom.desk.photos.storage_check.originals import require_original
from newsroom.desk.photos.storage_check.storages import MIN_AGE, has_intact_file, orphans


def sizes():
    """Check that the file of every Rendition exists and has the SHA-256 that is its name."""
    for rendition in Rendition.objects.iterator():
        name = rendition.file.name or ""
        sha256 = stored_sha256(storages["renditions"], name)
        if not is_named_after(name, sha256):
            problem = _("rendition damaged") if sha256 else _("rendition missing")
            yield Finding(problem, name, partial(_restore_rendition, rendition))


def _restore_rendition(rendition):
    """Copy the file from the public storage, or make it again.

    A file made again may differ, if the photo's credit or Pillow has changed. Its name, which
    is its hash, then differs as well: readers' URLs of the old one stay broken, and the remark
    says so.
    """
    name = rendition.file.name
    if has_intact_file("renditions", name):
        return None  # made again together with another size
    if has_intact_file("public", name):
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
    require_original(photo)
    name = rendition.file.name
    renditions.remake(photo, focus)
    rendition.refresh_from_db()
    if rendition.file.name == name:
        return None
    return _("made again, but as another file: %(name)s") % {"name": rendition.file.name}


def orphaned_sizes():
    """Check that every file of a prepared size has a Rendition."""
    yield from orphans("renditions", _("rendition that no row names"), _files_of_renditions)


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
    require_original(photo)
    preparation.forget(photo.sha256)
    preparation.attempt(photo, focus)

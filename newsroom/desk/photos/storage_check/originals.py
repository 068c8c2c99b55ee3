"""Checks the files of photos as they came in."""

from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from media.checksums import stored_sha256
from media.models import Photo, Rendition
from newsroom.desk.photos.storage_check.findings import CannotRepair, Finding
from newsroom.desk.photos.storage_check.storages import orphans


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
    yield from orphans("originals", _("original that no photo has"), _used_originals)


def _used_originals(names):
    by_hash = {PurePosixPath(name).stem: name for name in names}
    of_photos = set(Photo.objects.filter(original__in=names).values_list("original", flat=True))
    # A file that was replaced is kept as long as there are prepared sizes of it.
    sizes = Rendition.objects.filter(original_sha256__in=by_hash)
    hashes = sizes.values_list("original_sha256", flat=True).distinct()
    return of_photos | {by_hash[sha256] for sha256 in hashes}


def require_original(photo):
    """Raise CannotRepair if the photo's original is missing or damaged."""
    if stored_sha256(photo.original.storage, photo.original.name) != photo.sha256:
        _refuse_without_backup()

"""Checks the files that readers load."""

from functools import partial

from django.core.files.storage import storages
from django.db import transaction
from django.utils.translation import gettext as _

from media import public_files
from media.checksums import stored_sha256
from media.stored_files import is_named_after
from newsroom.desk.photos.storage_check.findings import CannotRepair, Finding
from newsroom.desk.photos.storage_check.storages import has_intact_file, orphans
from newsroom.desk.tasks import remove_files
from newsroom.press.models import PublicFile


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
    if not has_intact_file("renditions", name):
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
    yield from orphans(
        "public",
        _("public file that no version shows"),
        _shown_public_files,
        lambda name: remove_files([name]),
    )


def _shown_public_files(names):
    shown = PublicFile.objects.live_or_pending().filter(name__in=names)
    return set(shown.values_list("name", flat=True))

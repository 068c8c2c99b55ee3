"""Checks the files that readers load."""

from functools import partial
from itertools import chain

from django.core.files.storage import storages
from django.db import transaction
from django.utils.translation import gettext as _

from media import public_files
from media.checksums import stored_sha256
from media.stored_files import is_named_after
from newsroom.core.models import SiteInformation
from newsroom.desk.photos.storage_check.findings import CannotRepair, Finding
from newsroom.desk.photos.storage_check.storages import has_intact_file, orphans
from newsroom.desk.tasks import remove_files
from newsroom.press.models import PublicFile
from newsroom.press.models.public_file import shown_files


def missing_files():
    """Check that the logo and the files of every live or scheduled version are stored whole."""
    for name in chain(_files_of_versions(), _logo()):
        sha256 = stored_sha256(storages["public"], name)
        if not is_named_after(name, sha256):
            problem = _("public file damaged") if sha256 else _("public file missing")
            yield Finding(problem, name, partial(_restore, name))


def _files_of_versions():
    names = PublicFile.objects.live_or_pending().order_by("name")
    return names.values_list("name", flat=True).distinct().iterator()


def _logo():
    return SiteInformation.objects.exclude(logo="").values_list("logo", flat=True)


def _restore(name):
    if name in _logo():
        raise CannotRepair(_("it is the logo of the paper: upload it again"))
    if not has_intact_file("renditions", name):
        raise CannotRepair(
            _(
                "this very file can't be made again: take it from the backup, or sign and publish "
                "the story anew"
            )
        )
    with transaction.atomic():
        public_files.copy_to_public([name])


def unneeded_files():
    """Check that every public file is shown by a live or scheduled version, or is the logo."""
    yield from orphans(
        "public",
        _("public file that no version shows"),
        shown_files,
        lambda name: remove_files([name]),
    )

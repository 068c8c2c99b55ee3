"""Taking a file in: it becomes a Photo, fills a caption that waited for it, or is known already."""

from pathlib import PurePosixPath, PureWindowsPath

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from media import tasks
from media.intake.inspection import FORMATS, inspect
from media.intake.metadata.fields import clean
from media.models import Photo
from newsroom.core.refusal import Refused

WORDS = (
    "caption",
    "credit",
    "copyright",
    "source",
    "place",
    "alt",
    "instructions",
    "keywords",
    "taken_at",
    "ai_generated",
)


def take_in(file, *, by):
    """Keep an uploaded file as a Photo: (photo, whether it is new). Raises Refused.

    The same file twice is one Photo. The prepared sizes follow in a job.
    """
    found = inspect(file, file.name)
    if known := Photo.objects.filter(sha256=found.sha256).first():
        return known, False
    photo = Photo(created_by=by)
    try:
        return _keep(photo, file, found), True
    except IntegrityError:  # somebody sent the same file at this very moment
        return Photo.objects.get(sha256=found.sha256), False


def attach(file, photo):
    """Give a Photo its file, or another file in place of the one it has. Raises Refused.

    Words that the desk has written stay; the file's fill what is empty.
    """
    found = inspect(file, file.name)
    other = Photo.objects.filter(sha256=found.sha256).exclude(pk=photo.pk).first()
    if other:
        raise Refused(_("This file is here already as “%(photo)s”.") % {"photo": other})
    return _keep(photo, file, found)


def _keep(photo, file, found):
    """Write file and row together: no row without its file, no file that no row names."""
    storage = Photo._meta.get_field("original").storage
    for name in WORDS:
        if not getattr(photo, name):
            setattr(photo, name, _fitting(name, getattr(found.said, name)))
    photo.file_name = base_name(file.name)
    photo.sha256, photo.format, photo.size = found.sha256, found.format, found.size
    photo.width, photo.height, photo.colour = found.width, found.height, found.colour
    file.seek(0)
    ending = FORMATS[found.format][0]
    photo.original = storage.save(f"photos/{found.sha256[:2]}/{found.sha256}.{ending}", file)
    try:
        with transaction.atomic():
            photo.save()
            tasks.prepare.defer(source=photo.sha256, focus=list(photo.focus))
    except BaseException:
        # A bucket keeps the same file of somebody else, sent at this moment, under this very name.
        if not Photo.objects.filter(original=photo.original.name).exists():
            storage.delete(photo.original.name)
        raise
    return photo


def _fitting(name, value):
    """A stranger's words cut to what the column holds."""
    if isinstance(value, tuple):
        return list(value)
    most = Photo._meta.get_field(name).max_length
    return value[:most] if isinstance(value, str) and most else value


def base_name(name):
    """The last part of a path of any system, as plain words."""
    return clean(PureWindowsPath(PurePosixPath(name).name).name)[-200:]

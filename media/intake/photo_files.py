"""Stores an uploaded file: as a new Photo, or as the file of a Photo that exists."""

from pathlib import PurePosixPath, PureWindowsPath

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from media import tasks
from media.intake.inspection import FORMATS, inspect
from media.intake.metadata.fields import METADATA_FIELDS, clean_text
from media.models import Photo
from newsroom.core.plain_text import without_hidden
from newsroom.core.refusal import Refused


def get_or_create_photo(file, *, user):
    """The Photo that has the content of the UploadedFile, and whether it is new. Raises Refused.

    The prepared sizes of a new Photo are made by a background job.
    """
    inspected = inspect(file, file.name)
    if existing := Photo.objects.filter(sha256=inspected.sha256).first():
        return existing, False
    photo = Photo(created_by=user)
    try:
        return _save(photo, file, inspected), True
    except IntegrityError:  # another request stored the same file in the meantime
        return Photo.objects.get(sha256=inspected.sha256), False


def attach_file(file, photo):
    """Give the Photo its file, or replace the file that it has. Raises Refused.

    Returns the Photo. Its texts are kept; only empty ones are filled from the file's metadata.
    """
    inspected = inspect(file, file.name)
    other = Photo.objects.filter(sha256=inspected.sha256).exclude(pk=photo.pk).first()
    if other:
        raise Refused(_("This file is here already as “%(photo)s”.") % {"photo": other})
    return _save(photo, file, inspected)


def _save(photo, file, inspected):
    """Store the file and save the Photo. If saving fails, the file is deleted again."""
    storage = Photo.original.field.storage
    for name in METADATA_FIELDS:
        if not getattr(photo, name):
            setattr(photo, name, _field_value(name, getattr(inspected.metadata, name)))
    photo.file_name = without_hidden(base_name(file.name))
    photo.sha256, photo.format, photo.size = inspected.sha256, inspected.format, inspected.size
    photo.width, photo.height, photo.colour = inspected.width, inspected.height, inspected.colour
    file.seek(0)
    extension = FORMATS[inspected.format][0]
    name = f"photos/{inspected.sha256[:2]}/{inspected.sha256}.{extension}"
    photo.original = storage.save(name, file)
    try:
        with transaction.atomic():
            photo.save()
            tasks.prepare_sizes.defer(sha256=photo.sha256, focus=list(photo.focus))
    except BaseException:
        # In a bucket, another request may have stored the same content under the same name.
        if not Photo.objects.filter(original=photo.original.name).exists():
            storage.delete(photo.original.name)
        raise
    return photo


def _field_value(name, value):
    """The metadata value as the model field `name` takes it: texts cut to its length."""
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, str):
        return value[: getattr(Photo, name).field.max_length]
    return value


def base_name(name):
    """The last part of a Unix or Windows path, cleaned, at most 200 characters from its end."""
    return clean_text(PureWindowsPath(PurePosixPath(name).name).name)[-200:]

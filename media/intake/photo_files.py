"""Stores an uploaded file: as a new Photo, or as the file of a Photo that exists."""

from pathlib import PurePosixPath, PureWindowsPath

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from media import stored_files, tasks
from media.credits.captions import split_credit
from media.intake.inspection import FORMATS, inspect
from media.intake.metadata.fields import METADATA_FIELDS
from media.intake.metadata.texts import clean_text
from media.models import Photo
from newsroom.core.plain_text import without_hidden
from newsroom.core.refusal import Refused

PICTURE_SUFFIXES = {f".{extension}" for names in FORMATS.values() for extension in names}


class KnownFile(Refused):
    """The file is stored already, as the file of `photo`: the caller may use that Photo."""

    def __init__(self, photo):
        super().__init__(_("This file is here already as “%(photo)s”.") % {"photo": photo})
        self.photo = photo


def get_or_create_photo(file, *, user):
    """The Photo that has the content of the UploadedFile, and whether it is new. Raises Refused.

    The prepared sizes of a new Photo are made by a background job.
    """
    inspected = inspect(file, file.name)
    if existing := Photo.objects.filter(sha256=inspected.sha256).first():
        return note_sender(existing, user), False
    photo = Photo(created_by=user)
    try:
        return _save(photo, file, inspected), True
    except IntegrityError:  # another request stored the same file in the meantime
        return note_sender(Photo.objects.get(sha256=inspected.sha256), user), False


def note_sender(photo, user):
    """Remember that the user has the file of the Photo, too; returns the Photo."""
    if user and photo.created_by_id != user.pk:
        photo.also_sent_by.add(user)
    return photo


def attach_file(file, photo):
    """Give the Photo its file, or replace the file that it has. Raises Refused, or KnownFile.

    Returns the Photo. Its texts are kept; only empty ones are filled from the file's metadata.
    """
    inspected = inspect(file, file.name)
    other = Photo.objects.filter(sha256=inspected.sha256).exclude(pk=photo.pk).first()
    if other:
        raise KnownFile(other)
    return _save(photo, file, inspected)


def _save(photo, file, inspected):
    """Store the file and save the Photo. If saving fails, the file is deleted again."""
    storage = Photo.original.field.storage
    for name in METADATA_FIELDS:
        if not getattr(photo, name):
            setattr(photo, name, _field_value(name, getattr(inspected.metadata, name)))
    photo.take_ai_mark(inspected.metadata.ai_mark)
    photo.file_words = _words_of_origin(inspected.metadata)
    take_credit_from_caption(photo)
    name = without_hidden(base_name(file.name))
    photo.file_name = named_as(name, FORMATS[inspected.format])
    photo.sha256, photo.format, photo.size = inspected.sha256, inspected.format, inspected.size
    photo.width, photo.height, photo.colour = inspected.width, inspected.height, inspected.colour
    file.seek(0)
    extension = FORMATS[inspected.format][0]
    name = f"photos/{inspected.sha256[:2]}/{inspected.sha256}.{extension}"
    with stored_files.storing():
        stored_files.store(storage, name, file)
    photo.original = name
    try:
        with transaction.atomic():
            photo.save()
            tasks.request_sizes(photo)
    except BaseException:
        # In a bucket, another request may have stored the same content under the same name.
        if not Photo.objects.filter(original=photo.original.name).exists():
            storage.delete(photo.original.name)
        raise
    return photo


def take_credit_from_caption(photo):
    """Move the credit that ends the caption, such as `林晓禾 摄`, into the empty credit.

    `photo` is anything with a caption and a credit: a Photo, or a StoryPhoto of the desk.
    """
    if not photo.credit:
        split = split_credit(photo.caption)
        photo.caption, photo.credit = split.caption, split.credit


def _words_of_origin(metadata):
    """A line each for the file's credit, source and copyright; behind an empty line its caption."""
    origin = (metadata.credit, metadata.source, metadata.copyright)
    lines = "\n".join(" ".join(text.split()) for text in origin if text)
    return f"{lines}\n\n{metadata.caption}" if lines or metadata.caption else ""


def _field_value(name, value):
    """The metadata value as the model field `name` takes it: texts cut to its length."""
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, str):
        return value[: getattr(Photo, name).field.max_length]
    return value


def named_as(name, extensions):
    """The file name with one of the extensions of its format: the first, unless it has another.

    WeChat names a WebP `.jpg`; whoever saves the original gets a file that opens.
    """
    path = PurePosixPath(name)
    if path.suffix.lower().lstrip(".") in extensions:
        return name
    stem = path.stem if path.suffix.lower() in PICTURE_SUFFIXES else name
    return f"{stem[-190:] or 'picture'}.{extensions[0]}"


def base_name(name):
    """The last part of a Unix or Windows path, cleaned, at most 200 characters from its end."""
    return clean_text(PureWindowsPath(PurePosixPath(name).name).name)[-200:]

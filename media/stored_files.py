"""Stores files whose name is the SHA-256 of their content, and never trusts one unseen.

A file that is there may be a stump: a disk was full, or the power failed. So what is there is
compared before it is used: in a folder by its hash, in a bucket, which stores all or nothing, by
its size.
"""

import logging
from contextlib import contextmanager
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.utils.translation import gettext as _

from media.checksums import file_sha256, stored_sha256
from newsroom.core.jobs.trouble import is_trouble
from newsroom.core.refusal import Refused

logger = logging.getLogger(__name__)


class Damaged(Refused):
    """A stored file is missing, or is not what its name says."""


class NotStored(Refused):
    """The machine could not store a file."""


def is_named_after(name, sha256):
    """Whether the name of a file is the hash: photos/ab/<hash>.jpg, or <hash>.avif."""
    return sha256 == PurePosixPath(name).stem


def is_intact(storage, name, size):
    """Whether the storage has the whole file; `size` is its size in bytes."""
    if isinstance(storage, FileSystemStorage):
        return is_named_after(name, stored_sha256(storage, name))
    try:
        return storage.size(name) == size
    except FileNotFoundError:
        return False


def store(storage, name, file):
    """Store the Django File under that name, unless the storage has it already."""
    if is_intact(storage, name, file.size):
        return
    storage.delete(name)  # a stump, if anything
    storage.save(name, file)


def copy(name, source, target):
    """Copy a file from one storage to another, unless it is there. Raises Damaged.

    The whole file is held in memory, so this is for prepared sizes, not for originals.
    """
    try:
        if is_intact(target, name, source.size(name)):
            return
        with source.open(name) as file:
            content = ContentFile(file.read())
    except FileNotFoundError:
        raise Damaged(_damaged_message()) from None
    if not is_named_after(name, file_sha256(content)):
        raise Damaged(_damaged_message())
    store(target, name, content)


def _damaged_message():
    return _(
        "A picture file of this story is missing or damaged in the store: an administrator has to "
        "run check_media --repair."
    )


@contextmanager
def storing():
    """Raise NotStored, with words for the user, for trouble with the storage in the block."""
    try:
        yield
    except Exception as error:
        if not is_trouble(error):
            raise
        logger.exception("A picture file was not stored.")
        message = _(
            "The picture could not be stored: the disk is full, or the storage cannot be reached. "
            "Tell an administrator, and try again later."
        )
        raise NotStored(message) from error

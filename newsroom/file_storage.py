"""A folder of files that are there whole or not at all."""

import contextlib
import os
from pathlib import Path

from django.core.files.storage import FileSystemStorage
from django.utils.crypto import get_random_string

PART = ".part"  # ending of a file that is still being written


class WholeFileStorage(FileSystemStorage):
    """Writes each file beside its place and renames it when the disk has all of it.

    So a full disk or a crash leaves no stump under the file's name. Names are hashes of the
    content; a file of the same name is replaced, as in a bucket.
    """

    def get_available_name(self, name, max_length=None):
        return name

    def _save(self, name, content):
        part = f"{name}.{get_random_string(8)}{PART}"
        try:
            super()._save(part, content)  # type: ignore[misc]
            _flush(self.path(part))
            os.replace(self.path(part), self.path(name))
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                os.remove(self.path(part))
            raise
        _flush(Path(self.path(name)).parent)
        return name


def _flush(path):
    """Wait until the disk has a file, or the names in a folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

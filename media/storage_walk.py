"""Looking through a storage that may hold more files than one would like to list at once."""

import datetime
import hashlib
import os
from itertools import islice
from pathlib import Path

from django.core.files.storage import FileSystemStorage

BATCH = 500


def walk(storage):
    """Every file of a folder or bucket as (name, when it was last written), in no order."""
    if isinstance(storage, FileSystemStorage):
        return _walk_folder(Path(storage.base_location))
    return _walk_bucket(storage)


def _walk_folder(root):
    for folder, _folders, names in os.walk(root):
        for name in names:
            path = Path(folder, name)
            written = datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC)
            yield path.relative_to(root).as_posix(), written


def _walk_bucket(storage):
    prefix = f"{storage.location}/"
    for key in storage.bucket.objects.filter(Prefix=prefix):
        yield key.key.removeprefix(prefix), key.last_modified


def batches(things):
    """The things in lists of at most BATCH."""
    things = iter(things)
    while batch := list(islice(things, BATCH)):
        yield batch


def digest(storage, name):
    """The SHA-256 of a file's bytes; None if it is not there."""
    try:
        with storage.open(name) as file:
            found = hashlib.sha256()
            for chunk in file.chunks():
                found.update(chunk)
    except FileNotFoundError:
        return None
    return found.hexdigest()

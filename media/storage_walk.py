"""Lists the files of a storage one by one, as there may be too many for one list."""

import datetime
import os
from itertools import islice
from pathlib import Path

from django.core.files.storage import FileSystemStorage

BATCH = 500


def walk_files(storage):
    """Every file of a folder or S3 storage as (name, aware time of last change), unordered."""
    if isinstance(storage, FileSystemStorage):
        return _walk_folder(Path(storage.base_location))
    return _walk_bucket(storage)


def _walk_folder(root):
    for folder, _folders, names in os.walk(root):
        for name in names:
            path = Path(folder, name)
            changed_at = datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC)
            yield path.relative_to(root).as_posix(), changed_at


def _walk_bucket(storage):
    prefix = f"{storage.location}/"
    for item in storage.bucket.objects.filter(Prefix=prefix):
        yield item.key.removeprefix(prefix), item.last_modified


def batches(items):
    """The items of an iterable in lists of at most BATCH."""
    items = iter(items)
    while batch := list(islice(items, BATCH)):
        yield batch

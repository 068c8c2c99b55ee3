"""Which files are in a storage, and which of them nobody needs."""

import datetime
from functools import partial

from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from media.checksums import stored_sha256
from media.storage_walk import batches, walk_files
from media.stored_files import is_named_after
from newsroom.desk.photos.storage_check.findings import Finding
from newsroom.file_storage import PART

STORAGES = ("originals", "renditions", "public")
MIN_AGE = datetime.timedelta(hours=1)


def leftovers():
    """Check that no file was left half-written: by a process that was killed, or a full disk."""
    for name in STORAGES:
        storage = storages[name]
        for part in old_files(storage):
            if part.endswith(PART):
                yield Finding(_("half-written file"), part, partial(storage.delete, part))


def old_files(storage):
    """The names of the files of a storage that are old enough to be judged."""
    created_before = timezone.now() - MIN_AGE
    return (name for name, changed_at in walk_files(storage) if changed_at < created_before)


def orphans(storage_name, problem, used, delete=None):
    """Yield a Finding for every old file of a storage that is not used; its repair deletes it.

    `used` is a function that returns those of a list of names that are in use.
    """
    storage = storages[storage_name]
    created_before = timezone.now() - MIN_AGE

    def delete_unless_used(name):
        with transaction.atomic():
            if not used([name]) and storage.get_modified_time(name) < created_before:
                storage.delete(name)

    whole = (name for name in old_files(storage) if not name.endswith(PART))
    for batch in batches(whole):
        for name in sorted(set(batch) - used(batch)):
            yield Finding(problem, name, partial(delete or delete_unless_used, name))


def has_intact_file(storage_name, name):
    """Whether the storage has the file of that name whole."""
    return is_named_after(name, stored_sha256(storages[storage_name], name))

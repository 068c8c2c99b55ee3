"""Update the search index: versions without an entry, or with one of an older INDEX_VERSION.

It works in short transactions that wait for no lock, while readers search and editors publish.
It can be stopped at any time and continues where it was.
"""

from django.db import transaction
from django.db.models import Exists, OuterRef

from newsroom.press.models import SearchEntry, Version
from newsroom.press.search import index

BATCH = 25  # versions in one transaction


def delete_ended():
    """Delete the entries of versions that are not public any more. Returns their number."""
    return SearchEntry.objects.exclude(pk__in=SearchEntry.objects.live_or_pending()).delete()[0]


def refresh(after_id=0, max_batches=None):
    """Refresh the versions with an id above `after_id`: all of them, or at most `max_batches`.

    Yields the id of the last version of each batch. A version that is locked, because its story is
    being published or withdrawn, is skipped: the next run refreshes it if that is still needed.
    """
    while max_batches is None or max_batches > 0:
        after_id = _refresh_batch(after_id)
        if after_id is None:
            return
        yield after_id
        max_batches = max_batches and max_batches - 1


@transaction.atomic
def _refresh_batch(after_id):
    """Refresh the next BATCH versions; returns the id of the last one, or None if none is left."""
    current = SearchEntry.objects.filter(version=OuterRef("pk"), index_version=index.INDEX_VERSION)
    outdated = (
        Version.objects.live_or_pending().filter(~Exists(current), pk__gt=after_id).order_by("pk")
    )
    versions = list(outdated.select_for_update(skip_locked=True)[:BATCH])
    SearchEntry.objects.filter(version__in=versions).delete()
    index.add(versions)
    return versions[-1].pk if versions else None

"""Bringing the index up to date: what has no entry, or one of an older `index.VERSION`.

In batches of short transactions that wait for nobody, while readers search and editors publish.
What was done stays done, so it can be stopped and started again at any time.
"""

from django.db import transaction
from django.db.models import Exists, OuterRef

from newsroom.press.models import SearchEntry, Version
from newsroom.press.search import index

BATCH = 25


def clear():
    """Delete the entries of what readers see no more. Returns their number."""
    return SearchEntry.objects.exclude(pk__in=SearchEntry.objects.showing()).delete()[0]


def refresh(after=0, batches=None):
    """Refresh the versions with an id above `after`, all of them or so many `batches`.

    Yields the id of the last one after each batch. A story that is being published or withdrawn
    at the moment is left out: it is refreshed the next time, unless its new version needs none.
    """
    while batches is None or batches > 0:
        after = _refresh_batch(after)
        if after is None:
            return
        yield after
        batches = batches and batches - 1


@transaction.atomic
def _refresh_batch(after):
    """Refresh the next BATCH; the id of the last one, None if there was none."""
    present = SearchEntry.objects.filter(version=OuterRef("pk"), index_version=index.VERSION)
    outdated = Version.objects.showing().filter(~Exists(present), pk__gt=after).order_by("pk")
    versions = list(outdated.select_for_update(skip_locked=True)[:BATCH])
    SearchEntry.objects.filter(version__in=versions).delete()
    index.add(versions)
    return versions[-1].pk if versions else None

"""Put versions into the public lists, and rebuild or merge lists."""

import datetime

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from newsroom.core.models import Organization
from newsroom.press import cache
from newsroom.press.models import Facet, Listing, Version
from newsroom.words import plain

# A story of a paper dated before yesterday is a back issue: it is listed in the archive, never
# among the newest stories.
BACK_ISSUE_AFTER = datetime.timedelta(days=1)

VERSION_BATCH = 500  # versions that `rebuild` holds in memory
ROW_BATCH = 5000  # Listings in one INSERT


def add(versions):
    """Create the Listings of new versions. Returns their number."""
    return len(Listing.objects.bulk_create(build_listings(versions), batch_size=ROW_BATCH))


def rebuild():
    """Delete and recreate all Listings, in bounded memory. Returns their number.

    Works in batches of short transactions; publishing and withdrawing wait for one at most.
    """
    count = 0
    last_id: int | None = 0
    while last_id is not None:
        last_id, created = _rebuild_batch(after_id=last_id)
        count += created
    return count


@transaction.atomic
def _rebuild_batch(after_id):
    """Rebuild the next VERSION_BATCH: (id of the last version or None, number of Listings)."""
    _lock_versions()  # otherwise a version that ends meanwhile would keep live listings
    versions = list(Version.objects.filter(pk__gt=after_id).order_by("pk")[:VERSION_BATCH])
    Listing.objects.filter(version__in=versions).delete()
    created = add([version for version in versions if not version.during.isempty])
    cache.invalidate()
    return versions[-1].pk if versions else None, created


@transaction.atomic
def move(facet, old_key, new_key):
    """Move the entries of one list into another of the same facet, without duplicates.

    For two records that turned out to be the same, such as merged organizations.
    """
    already_there = Listing.objects.filter(
        facet=facet, key=str(new_key), version=OuterRef("version")
    )
    old_list = Listing.objects.filter(facet=facet, key=str(old_key))
    old_list.filter(Exists(already_there)).delete()
    old_list.update(key=str(new_key))
    cache.invalidate()


def _lock_versions():
    """Block writers of versions, not readers, until the end of this transaction.

    Locking the rows one by one could deadlock with code that locks them in another order.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {Version._meta.db_table} IN EXCLUSIVE MODE")


def build_listings(versions):
    """The unsaved Listings of the versions, one for each list that a version is in; one query."""
    ids = {pk for version in versions for pk in version.snapshot.organizations}
    current_ids = Organization.objects.today(ids)
    return [listing for version in versions for listing in _listings_of(version, current_ids)]


def _listings_of(version, current_ids):
    """The Listings of one version; `current_ids` maps organization ids to those after merges."""
    snapshot = version.snapshot
    organizations = {current_ids[pk] for pk in snapshot.organizations if pk in current_ids}
    reporters = {byline.reporter for byline in snapshot.bylines if byline.reporter}
    printed = snapshot.printed
    archive_lists = [
        (Facet.ALL, ""),
        (Facet.KIND, snapshot.kind),
        (Facet.SECTION, snapshot.section),
        *((Facet.REPORTER, pk) for pk in reporters),
        *((Facet.ORGANIZATION, pk) for pk in organizations),
        *((Facet.TAG, tag) for tag in dict.fromkeys(map(plain, snapshot.tags))),
        (Facet.DAY, version.day),
        (Facet.MONTH, f"{version.day:%Y-%m}"),
        *([(Facet.ISSUE, printed.date)] if printed and printed.has_public_page else []),
    ]
    newest_lists = [
        (Facet.NEWEST, ""),
        (Facet.NEWEST_OF_KIND, snapshot.kind),
        (Facet.NEWEST_IN_SECTION, snapshot.section),
    ]
    return [
        *_build(version, archive_lists, version.published_at),
        *_build(version, [] if is_back_issue(version) else newest_lists, version.first_online_at),
    ]


def _build(version, lists, at):
    """The Listings of the version in `lists`, [(facet, key), …], sorted by `at`."""
    # The stories of a page are published at the same time. One microsecond for each position on
    # the page keeps them in their printed order.
    printed = version.snapshot.printed
    sort_at = at - datetime.timedelta(microseconds=printed.position if printed else 0)
    return [
        Listing(facet=facet, key=key, sort_at=sort_at, version=version, during=version.during)
        for facet, key in lists
    ]


def is_back_issue(version):
    """Whether the version was printed in a paper that was already old when it first went online."""
    printed = version.snapshot.printed
    if printed is None or printed.date is None:
        return False
    first_day_online = timezone.localdate(version.first_online_at)
    return printed.date < first_day_online - BACK_ISSUE_AFTER

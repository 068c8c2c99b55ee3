"""The lists that versions stand in, and bringing them up to date."""

import datetime

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from newsroom.core.models import Organization
from newsroom.press import generations
from newsroom.press.models import Facet, Listing, Version

# A paper dated before yesterday is a back issue: it takes its place in the archive, never
# among the newest.
BACK_ISSUE_AFTER = datetime.timedelta(days=1)

BATCH = 500  # versions that are held at a time, where there are many
ROWS = 5000  # rows that the database is handed at a time


def add(versions):
    """Let versions stand in their lists. Returns the number of Listings."""
    return len(Listing.objects.bulk_create(entries(versions), batch_size=ROWS))


def rebuild():
    """Make all listings anew from the versions, in bounded memory. Returns their number.

    In batches of short transactions, for which whoever publishes or withdraws waits a moment.
    """
    count, last = 0, 0
    while last is not None:
        last, made = _rebuild_batch(after=last)
        count += made
    return count


@transaction.atomic
def _rebuild_batch(after):
    """Those of the next BATCH of versions: (the id of the last one or None, their number)."""
    _hold_the_press()  # a version that ended meanwhile would leave its new listings behind it
    versions = list(Version.objects.filter(pk__gt=after).order_by("pk")[:BATCH])
    Listing.objects.filter(version__in=versions).delete()
    made = add([version for version in versions if not version.during.isempty])
    generations.advance()
    return versions[-1].pk if versions else None, made


@transaction.atomic
def move(facet, old, new):
    """Let the entries of one list stand in another, for things that turned out to be the same."""
    there = Listing.objects.filter(facet=facet, key=str(new), version=OuterRef("version"))
    Listing.objects.filter(Exists(there), facet=facet, key=str(old)).delete()
    Listing.objects.filter(facet=facet, key=str(old)).update(key=str(new))
    generations.advance()


def _hold_the_press():
    """Let nobody publish or withdraw until this transaction ends, after who does so already.

    Readers go on. Versions locked one by one might be locked in another order elsewhere.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {Version._meta.db_table} IN EXCLUSIVE MODE")


def entries(versions):
    """The unsaved Listings of the versions, one for each list that one stands in; one query."""
    named = {pk for version in versions for pk in version.snapshot.organizations}
    today = Organization.objects.today(named)
    return [entry for version in versions for entry in _entries(version, today)]


def _entries(version, today):
    """Those of one version; `today` says what each organization stands for today."""
    snapshot = version.snapshot
    organizations = {today[pk] for pk in snapshot.organizations if pk in today}
    archive = [
        (Facet.ALL, ""),
        (Facet.KIND, snapshot.kind),
        (Facet.SECTION, snapshot.section),
        *((Facet.REPORTER, r) for r in {s.reporter for s in snapshot.bylines if s.reporter}),
        *((Facet.ORGANIZATION, pk) for pk in organizations),
        *((Facet.TAG, tag) for tag in snapshot.tags),
        (Facet.DAY, version.day),
        (Facet.MONTH, f"{version.day:%Y-%m}"),
        *((Facet.ISSUE, place.date) for place in [snapshot.printed] if place and place.ours),
    ]
    newest = [
        (Facet.NEWEST, ""),
        (Facet.NEWEST_OF_KIND, snapshot.kind),
        (Facet.NEWEST_IN_SECTION, snapshot.section),
    ]
    return [
        *_listings(version, archive, version.published_at),
        *_listings(version, [] if is_back_issue(version) else newest, version.first_online_at),
    ]


def _listings(version, keys, at):
    # A page's stories share one moment: a microsecond for each place down the page keeps them
    # in their printed order.
    printed = version.snapshot.printed
    sort_at = at - datetime.timedelta(microseconds=printed.position if printed else 0)
    return [
        Listing(facet=facet, key=key, sort_at=sort_at, version=version, during=version.during)
        for facet, key in keys
    ]


def is_back_issue(version):
    """Whether the version stood in a paper that was old when it first went online."""
    printed = version.snapshot.printed
    if printed is None or printed.date is None:
        return False
    first_day_online = timezone.localdate(version.first_online_at)
    return printed.date < first_day_online - BACK_ISSUE_AFTER

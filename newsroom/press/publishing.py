"""The only writers of the press: `publish`, `withdraw`, and the rebuilding of listings."""

import datetime

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Exists, Min, OuterRef
from django.utils import timezone

from newsroom.masthead.models import Organization
from newsroom.press import generations
from newsroom.press.models import Facet, Listing, PublicFile, Version
from newsroom.press.search import index

# A paper dated before yesterday is a back issue: it takes its place in the archive, never
# among the newest.
BACK_ISSUE_AFTER = datetime.timedelta(days=1)

# The rows of a version that repeat its `during`, so that their readers need one index.
DERIVED = ("listings", "files", "search_entries")

BATCH = 500  # versions that are held at a time, where there are many
ROWS = 5000  # rows that the database is handed at a time


class NotLive(Exception):
    """The story has no version that readers see."""


class NotScheduled(Exception):
    """The story has no version that waits for its moment."""


class LiveText(Exception):
    """Readers see this text, or will."""


@transaction.atomic
def publish(snapshot, *, at=None):
    """Freeze the snapshot as the story's version from `at` (default: now), in place of any other.

    The live version goes on until `at`; one that still waits for its moment gives way. Stories
    of one page share one moment, so that they keep their printed order.

    The caller holds a lock on the story; without one the exclusion constraint still lets only
    one of two concurrent versions pass (IntegrityError). Returns the Version.
    """
    at = at or timezone.now()
    _cancel(snapshot.story)
    before = _end(snapshot.story, at, Version.Ended.SUPERSEDED)
    begun = Version.objects.filter(story=snapshot.story).exclude(during__isempty=True)
    first = begun.aggregate(online=Min("first_online_at"), public=Min("published_at"))
    version = _version(snapshot, at, before, **first)
    version.save(force_insert=True)
    derive([version])
    generations.advance()
    return version


@transaction.atomic
def publish_all(printed):
    """Publish many stories of which readers never saw a version, in a bounded number of queries.

    `printed` are (snapshot, at) pairs, at most some thousand at a time: all are held. A later one
    of the same story takes the place of the one before, which readers saw until then. Returns the
    Versions in the order of the pairs. Raises IntegrityError for a story that has one already.
    """
    versions, open_ones, first = [], {}, {}
    for snapshot, at in printed:
        before = open_ones.get(snapshot.story)
        if before is not None:
            before.during = DateTimeTZRange(before.during.lower, at)
            before.ended_as = Version.Ended.SUPERSEDED
        seen = first.get(snapshot.story)
        version = _version(
            snapshot, at, before, seen and seen.first_online_at, seen and seen.published_at
        )
        first.setdefault(snapshot.story, version)
        open_ones[snapshot.story] = version
        versions.append(version)
    Version.objects.bulk_create(versions, batch_size=BATCH)
    derive(versions)
    generations.advance()
    return versions


@transaction.atomic
def withdraw(story, *, public_text):
    """End the live version of the story: from now on its address answers 410 and `public_text`.

    A version that waits for its moment never begins. Returns the Version that ended. Raises
    NotLive.
    """
    _cancel(story)
    version = _end(story, timezone.now(), Version.Ended.WITHDRAWN, public_text)
    if version is None:
        raise NotLive(story)
    generations.advance()
    return version


@transaction.atomic
def unschedule(story):
    """Take back the version that waits for its moment; the live one goes on.

    Returns the Version that will not begin. Raises NotScheduled.
    """
    version = _cancel(story)
    if version is None:
        raise NotScheduled(story)
    generations.advance()
    return version


@transaction.atomic
def redact(story, revision_sha256):
    """Empty the ended versions of the story that say what that revision said, and unlist them.

    Raises LiveText while readers see it or will see it.
    """
    versions = Version.objects.filter(story=story, revision_sha256=revision_sha256)
    if versions.showing().exists():
        raise LiveText(story)
    for version in versions.select_for_update():
        version.content = version.snapshot.emptied().as_content()
        version.save(update_fields=["content"])
        for derived in DERIVED:
            getattr(version, derived).all().delete()
    generations.advance()


def rebuild_listings():
    """Make all listings anew from the versions; returns their number.

    Batch by batch: readers never miss a story meanwhile, whoever publishes or withdraws waits for
    one batch at most, and it may be stopped.
    """
    count, after = 0, 0
    while after is not None:
        after, made = _rebuild_batch(after)
        count += made
    return count


@transaction.atomic
def _rebuild_batch(after):
    """Those of the next BATCH versions: the id of the last one, None after it, and how many."""
    # Whoever withdraws or merges would end or move the old entries, and not those made of it here.
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE press_version, press_listing IN EXCLUSIVE MODE")
    versions = Version.objects.filter(pk__gt=after).order_by("pk")[:BATCH]
    if not versions:
        return None, 0
    Listing.objects.filter(version__in=[version.pk for version in versions]).delete()
    begun = [version for version in versions if not version.during.isempty]
    made = Listing.objects.bulk_create(entries(begun), batch_size=ROWS)
    generations.advance()
    return versions[len(versions) - 1].pk, len(made)


@transaction.atomic
def move_entries(facet, old, new):
    """Let the entries of one list stand in another, for things that turned out to be the same."""
    there = Listing.objects.filter(facet=facet, key=str(new), version=OuterRef("version"))
    Listing.objects.filter(Exists(there), facet=facet, key=str(old)).delete()
    Listing.objects.filter(facet=facet, key=str(old)).update(key=str(new))
    generations.advance()


def derive(versions):
    """Make what DERIVED names of new versions."""
    Listing.objects.bulk_create(entries(versions), batch_size=ROWS)
    PublicFile.objects.bulk_create(
        [
            PublicFile(name=name, version=version, during=version.during)
            for version in versions
            for name in sorted(version.snapshot.file_names)
        ],
        batch_size=ROWS,
    )
    index.add(versions)


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


def _version(snapshot, at, before, online, public):
    """The unsaved Version of the snapshot from `at` on.

    `before` is the one that it replaces, `online` and `public` are the moments of the story's
    first; None each where there was none.
    """
    dated = snapshot.dated(timezone.localdate(at), before.snapshot.corrections if before else ())
    return Version(
        story=snapshot.story,
        kind=snapshot.kind,
        section_id=snapshot.section,
        content=dated.as_content(),
        revision_sha256=snapshot.revision_sha256,
        during=DateTimeTZRange(at, None),
        published_at=_day_of_the_paper(snapshot) or public or at,
        first_online_at=online or at,
    )


def _day_of_the_paper(snapshot):
    if snapshot.printed is None or snapshot.printed.date is None:
        return None
    midnight = datetime.datetime.combine(snapshot.printed.date, datetime.time())
    return timezone.make_aware(midnight)


def _end(story, at, reason, public_text=""):
    """Close the story's open version at `at`; returns it, or None when there is none."""
    version = (
        Version.objects.select_for_update().filter(story=story, during__upper_inf=True).first()
    )
    if version is not None:
        _close(version, DateTimeTZRange(version.during.lower, at), reason, public_text)
    return version


def _cancel(story):
    """Let the version that waits for its moment never begin; the one before it stays open.

    Returns the Version that will not begin, or None.
    """
    version = Version.objects.select_for_update().filter(story=story).pending().first()
    if version is None:
        return None
    begins = version.during.lower
    _close(version, DateTimeTZRange(empty=True), Version.Ended.CANCELLED)
    before = Version.objects.filter(story=story, during__endswith=begins).first()
    if before is not None:
        _close(before, DateTimeTZRange(before.during.lower, None), "")
    return version


def _close(version, during, reason, public_text=""):
    """Set the span of a version and of all that is derived from it, and how it ends."""
    version.during = during
    version.ended_as = reason
    version.public_text = public_text
    version.save(update_fields=["during", "ended_as", "public_text"])
    for derived in DERIVED:
        getattr(version, derived).update(during=during)

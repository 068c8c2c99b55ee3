"""Publish and withdraw stories. Nothing else writes versions."""

import datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Min
from django.utils import timezone

from newsroom.press import cache, listings
from newsroom.press.models import PublicFile, Version
from newsroom.press.search import index

# The related rows of a version that repeat its `during`, so that reading them needs one index.
DERIVED_RELATIONS = ("listings", "files", "search_entries")

VERSION_BATCH = 500  # versions in one INSERT
ROW_BATCH = 5000  # derived rows in one INSERT


class NotLive(Exception):
    """The story has no live version."""


class NotScheduled(Exception):
    """The story has no version that is scheduled for later."""


class StillPublic(Exception):
    """A live or scheduled version shows this text."""


@transaction.atomic
def publish(snapshot, *, at=None):
    """Freeze the snapshot as the story's version from `at` on (an aware datetime; default: now).

    The live version ends at `at`; a scheduled one is cancelled. Stories of one printed page are
    published at the same `at`, so that lists keep their printed order.

    The caller must hold a lock on the story. Without it the exclusion constraint still refuses one
    of two concurrent versions (IntegrityError). Returns the Version.
    """
    at = at or timezone.now()
    _cancel_scheduled(snapshot.story_id)
    before = _end_open_version(snapshot.story_id, at, Version.Ended.SUPERSEDED)
    begun = Version.objects.filter(story_id=snapshot.story_id).exclude(during__isempty=True)
    first = begun.aggregate(
        first_online_at=Min("first_online_at"), first_published_at=Min("published_at")
    )
    version = _build_version(snapshot, at, before, **first)
    version.save(force_insert=True)
    create_derived_rows([version])
    cache.invalidate()
    return version


@transaction.atomic
def publish_all(dated_snapshots):
    """Publish stories that have no version yet, in a bounded number of queries.

    `dated_snapshots` are (snapshot, at) pairs; all are held in memory, so pass a few thousand at
    most. A later pair of the same story supersedes the earlier one at its `at`. Returns the
    Versions in the order of the pairs. Raises IntegrityError for a story that has a version.
    """
    versions = []
    open_versions: dict[int, Version] = {}
    first_versions: dict[int, Version] = {}
    for snapshot, at in dated_snapshots:
        before = open_versions.get(snapshot.story_id)
        if before is not None:
            before.during = DateTimeTZRange(before.during.lower, at)
            before.ended_as = Version.Ended.SUPERSEDED
        first = first_versions.get(snapshot.story_id)
        version = _build_version(
            snapshot, at, before, first and first.first_online_at, first and first.published_at
        )
        first_versions.setdefault(snapshot.story_id, version)
        open_versions[snapshot.story_id] = version
        versions.append(version)
    Version.objects.bulk_create(versions, batch_size=VERSION_BATCH)
    create_derived_rows(versions)
    cache.invalidate()
    return versions


@transaction.atomic
def withdraw(story_id, *, public_text):
    """End the live version: from now on the story's URL answers 410 and shows `public_text`.

    A scheduled version is cancelled. Returns the Version that ended. Raises NotLive.
    """
    _cancel_scheduled(story_id)
    version = _end_open_version(story_id, timezone.now(), Version.Ended.WITHDRAWN, public_text)
    if version is None:
        raise NotLive(story_id)
    cache.invalidate()
    return version


@transaction.atomic
def unschedule(story_id):
    """Cancel the scheduled version; the live one continues.

    Returns the cancelled Version. Raises NotScheduled.
    """
    version = _cancel_scheduled(story_id)
    if version is None:
        raise NotScheduled(story_id)
    cache.invalidate()
    return version


@transaction.atomic
def redact(story_id, revision_sha256):
    """Empty the ended versions of the story that were published from that revision.

    Their listings, files and search entries are deleted. Raises StillPublic while such a version
    is live or scheduled.
    """
    versions = Version.objects.filter(story_id=story_id, revision_sha256=revision_sha256)
    if versions.live_or_pending().exists():
        raise StillPublic(story_id)
    for version in versions.select_for_update():
        version.content = version.snapshot.emptied().as_content()
        version.save(update_fields=["content"])
        for relation in DERIVED_RELATIONS:
            getattr(version, relation).all().delete()
    cache.invalidate()


def create_derived_rows(versions):
    """Create the rows of DERIVED_RELATIONS for new versions."""
    listings.add(versions)
    PublicFile.objects.bulk_create(
        [
            PublicFile(name=name, version=version, during=version.during)
            for version in versions
            for name in sorted(version.snapshot.file_names)
        ],
        batch_size=ROW_BATCH,
    )
    index.add(versions)


def _build_version(snapshot, at, before, first_online_at, first_published_at):
    """The unsaved Version of the snapshot from `at` on.

    `before` is the Version that it replaces; the two datetimes are those of the story's first
    version. All are None for a new story.
    """
    earlier_corrections = before.snapshot.corrections if before else ()
    dated = snapshot.with_correction_dates(timezone.localdate(at), earlier_corrections)
    return Version(
        story_id=snapshot.story_id,
        kind=snapshot.kind,
        section_id=snapshot.section,
        content=dated.as_content(),
        revision_sha256=snapshot.revision_sha256,
        during=DateTimeTZRange(at, None),
        published_at=_midnight_of_printing(snapshot) or first_published_at or at,
        first_online_at=first_online_at or at,
    )


def _midnight_of_printing(snapshot):
    """The beginning of the day of the printed paper, or None."""
    if snapshot.printed is None or snapshot.printed.date is None:
        return None
    midnight = datetime.datetime.combine(snapshot.printed.date, datetime.time())
    return timezone.make_aware(midnight)


def _end_open_version(story_id, at, ended_as, public_text=""):
    """End the story's version that has no end yet at `at`; returns it, or None if there is none."""
    open_versions = Version.objects.filter(story_id=story_id, during__upper_inf=True)
    version = open_versions.select_for_update().first()
    if version is not None:
        _set_during(version, DateTimeTZRange(version.during.lower, at), ended_as, public_text)
    return version


def _cancel_scheduled(story_id):
    """Cancel the story's scheduled version and reopen the one before it.

    Returns the cancelled Version, or None if nothing was scheduled.
    """
    scheduled = Version.objects.select_for_update().filter(story_id=story_id).pending()
    version = scheduled.first()
    if version is None:
        return None
    begins = version.during.lower
    _set_during(version, DateTimeTZRange(empty=True), Version.Ended.CANCELLED)
    before = Version.objects.filter(story_id=story_id, during__endswith=begins).first()
    if before is not None:
        _set_during(before, DateTimeTZRange(before.during.lower, None), "")
    return version


def _set_during(version, during, ended_as, public_text=""):
    """Set `during` of a version and of its derived rows, and why it ended ("" for not at all)."""
    version.during = during
    version.ended_as = ended_as
    version.public_text = public_text
    version.save(update_fields=["during", "ended_as", "public_text"])
    for relation in DERIVED_RELATIONS:
        getattr(version, relation).update(during=during)

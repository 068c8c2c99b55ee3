"""Verifying the record: whether desk, record and press agree about every story.

`verify` reads the stories in batches, each in a bounded number of queries, and runs every check of
CHECKS on each batch. An app above the desk adds checks of its own: its module `record_checks` is
imported at start and appends to CHECKS.
"""

from collections import Counter
from contextlib import contextmanager

from django.db import connection, transaction

from newsroom.desk.record_checks import decisions, revisions, versions
from newsroom.desk.record_checks.check import COMPARE_WITH_BACKUP, Finding, per_story
from newsroom.desk.record_checks.story_record import read_batches
from newsroom.desk.record_checks.versions import find_orphans

__all__ = [
    "CHECKS",
    "COMPARE_WITH_BACKUP",
    "Finding",
    "consistent_read",
    "find_orphans",
    "per_story",
    "verify",
]

# Functions that take a batch (a list of StoryRecords) and yield Findings.
CHECKS = [*revisions.CHECKS, *decisions.CHECKS, *versions.CHECKS]


def verify(stories, counts=None):
    """Yield the Findings about a queryset of stories, story by story.

    `counts`, a Counter, is increased by how many "stories", "revisions", "decisions" and
    "versions" were read.
    """
    counts = Counter() if counts is None else counts
    for batch in read_batches(stories):
        for record in batch:
            counts.update(
                stories=1,
                revisions=len(record.revisions),
                decisions=len(record.decisions),
                versions=len(record.versions),
            )
        findings = [finding for check in CHECKS for finding in check(batch)]
        yield from sorted(findings, key=lambda finding: finding.story_id)


@contextmanager
def consistent_read():
    """Read everything as it was at one moment, while editors go on working.

    The database is read-only within. Inside another transaction that one stays as it is.
    """
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield

"""Verifying the record: what the desk, the record and the press say of each story must agree.

`verify` reads stories in batches of bounded size, each in a bounded number of queries, and asks
every check of CHECKS about it. Apps above the desk add checks of their own in a module `ledger`.
"""

from collections import Counter
from contextlib import contextmanager

from django.db import connection, transaction

from newsroom.desk.record_checks import proofs, signatures, texts, versions
from newsroom.desk.record_checks.check import COMPARE, Finding, each
from newsroom.desk.record_checks.story_record import COUNTED, batches

__all__ = ["CHECKS", "COMPARE", "COUNTED", "Finding", "each", "one_moment", "strays", "verify"]

# Functions of a batch (a list of Accounts) that yield Findings.
CHECKS = [*texts.CHECKS, *signatures.CHECKS, *versions.CHECKS, *proofs.CHECKS]


def verify(stories, counts=None):
    """Yield a Finding for all that does not hold about the queryset `stories`, story by story.

    `counts`, a Counter, learns how many stories, revisions, decisions and versions were read.
    """
    counts = Counter() if counts is None else counts
    for batch in batches(stories):
        for account in batch:
            counts.update(account.size)
        found = [finding for check in CHECKS for finding in check(batch)]
        yield from sorted(found, key=lambda finding: finding.story)


strays = versions.strays


@contextmanager
def one_moment():
    """All is read as it was at one moment, though the desk goes on working meanwhile.

    Within somebody's transaction it is that one's moment.
    """
    begins = not connection.in_atomic_block
    with transaction.atomic():
        if begins:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield

import datetime
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import call_command
from django.db import connection

from newsroom.press import publishing
from newsroom.press.models import Listing
from newsroom.press.publishing import publish, rebuild_listings, withdraw
from tests.press.snapshots import make_snapshot

WAITING = """
    SELECT EXISTS (SELECT FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock')
"""


def test_command_fills_empty_lists_again(client, section, capsys):
    publish(make_snapshot(section, headline="老桥通车"))
    count = Listing.objects.count()
    Listing.objects.all().delete()

    call_command("rebuild_listings")

    assert capsys.readouterr().out == f"已写入列表条目 {count} 条\n"
    assert "老桥通车" in client.get("/").content.decode()


def test_lists_are_made_in_batches_and_say_the_same(section, monkeypatch, clock):
    monkeypatch.setattr(publishing, "BATCH", 2)
    for story in range(1, 6):
        publish(make_snapshot(section, story=story))
    clock.move(datetime.timedelta(minutes=1))
    withdraw(3, public_text="该稿件已撤下")
    before = sorted(Listing.objects.values_list("facet", "key", "sort_at", "version", "during"))

    assert rebuild_listings() == len(before)

    after = sorted(Listing.objects.values_list("facet", "key", "sort_at", "version", "during"))
    assert after == before


@pytest.mark.django_db(transaction=True)
def test_story_that_is_withdrawn_meanwhile_stays_in_no_list(section, monkeypatch):
    publish(make_snapshot(section, story=1))
    entries = publishing.entries

    def withdrawn():
        try:
            withdraw(1, public_text="该稿件已撤下")
        finally:
            connection.close()

    with ThreadPoolExecutor() as pool:

        def and_withdrawn(versions):
            withdrawing.append(pool.submit(withdrawn))
            wait_until_somebody_waits(withdrawing[0])
            return entries(versions)

        withdrawing = []
        monkeypatch.setattr(publishing, "entries", and_withdrawn)
        rebuild_listings()
        withdrawing[0].result(timeout=20)

    assert not Listing.objects.live().exists()


def wait_until_somebody_waits(working):
    """Return once a connection waits for a lock, or what it was to do is done."""
    deadline = time.monotonic() + 20
    with connection.cursor() as cursor:
        while not working.done() and time.monotonic() < deadline:
            # What the statistics say is read once in a transaction, unless one asks anew.
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return

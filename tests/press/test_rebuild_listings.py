import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from newsroom.press import publishing
from newsroom.press.models import Listing, Version
from newsroom.press.publishing import publish, rebuild_listings, withdraw
from tests.press.snapshots import make_snapshot


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


def _withdrawn():
    try:
        withdraw(1, public_text="该稿件已撤下")
    finally:
        connection.close()


def _somebody_waits():
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_locks WHERE NOT granted")
        return cursor.fetchone() is not None


@pytest.mark.django_db(transaction=True)
def test_what_is_withdrawn_while_lists_are_made_anew_stands_in_none(section):
    publish(make_snapshot(section))

    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            rebuild_listings()
            withdrawal = threads.submit(_withdrawn)
            while not (withdrawal.done() or _somebody_waits()):
                continue
        withdrawal.result()

    assert not Version.objects.live().exists()
    assert Listing.objects.exists() and not Listing.objects.live().exists()

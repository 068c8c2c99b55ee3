import datetime

import pytest
from django.core.management import call_command

from newsroom.press import listings
from newsroom.press.models import Listing
from newsroom.press.publishing import publish, withdraw
from tests.newsroom.press.meanwhile import meanwhile
from tests.newsroom.press.snapshots import make_snapshot


def headlines():
    """The headlines of the newest live stories."""
    return [entry.version.snapshot.headline for entry in Listing.objects.in_list("newest")]


def test_command_fills_empty_lists_again(client, section, capsys):
    publish(make_snapshot(section, headline="老桥通车"))
    count = Listing.objects.count()
    Listing.objects.all().delete()

    call_command("rebuild_listings")

    assert str(count) in capsys.readouterr().out
    assert "老桥通车" in client.get("/").content.decode()


def test_lists_are_made_in_batches_and_say_the_same(section, monkeypatch, clock):
    monkeypatch.setattr(listings, "VERSION_BATCH", 2)
    for story in range(1, 6):
        publish(make_snapshot(section, story_id=story))
    clock.move(datetime.timedelta(minutes=1))
    withdraw(3, public_text="该稿件已撤下")
    before = sorted(Listing.objects.values_list("facet", "key", "sort_at", "version", "during"))

    assert listings.rebuild() == len(before)

    after = sorted(Listing.objects.values_list("facet", "key", "sort_at", "version", "during"))
    assert after == before


@pytest.mark.django_db(transaction=True)
def test_what_is_withdrawn_meanwhile_stands_in_no_list(section):
    publish(make_snapshot(section))

    with meanwhile(listings, "build_listings", lambda: withdraw(1, public_text="该稿件已撤下")):
        listings.rebuild()

    assert headlines() == []


@pytest.mark.django_db(transaction=True)
def test_what_is_published_meanwhile_stands_in_each_list_once(section):
    publish(make_snapshot(section, headline="老桥通车"))

    def correct():
        publish(make_snapshot(section, headline="老桥重新通车"))
        publish(make_snapshot(section, story_id=2, headline="河堤种下新柳"))

    with meanwhile(listings, "build_listings", correct):
        listings.rebuild()

    assert headlines() == ["河堤种下新柳", "老桥重新通车"]

"""Lead and pins: one story per page and position, for a span of time, and their history."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from newsroom.press import pins as pinning
from newsroom.press.models import CacheGeneration, Pin
from newsroom.press.pins import PinnedStory
from newsroom.press.publishing import publish, withdraw
from newsroom.press.snapshot import PrintedPlace
from tests.factories import SectionFactory
from tests.newsroom.press.snapshots import make_snapshot

HOUR = datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def three_stories(section, clock):
    for story in (1, 2, 3):
        publish(make_snapshot(section, story_id=story))
    clock.move(HOUR)


def positions(section=None):
    return [(pin.position, pin.story_id) for pin in pinning.live_pins(section)]


def entries(section=None, pins=None):
    found = pinning.pinned_listings(section, pins)
    return sorted((entry.position, entry.version.story_id) for entry in found)


@pytest.mark.parametrize("of_section", [False, True])
def test_pins_stand_in_their_order_until_their_moment(section, of_section, chief, clock):
    place = section if of_section else None

    pinning.arrange(place, [PinnedStory(2, 1, clock.now + HOUR), PinnedStory(1, 2)], user=chief)

    assert positions(place) == entries(place) == [(1, 2), (2, 1)]
    clock.move(HOUR)
    assert positions(place) == entries(place) == [(2, 1)]


def test_every_place_has_pins_of_its_own(section, chief):
    other = SectionFactory()
    publish(make_snapshot(other, story_id=4))
    pinning.arrange(None, [PinnedStory(1, 1)], user=chief)
    pinning.arrange(section, [PinnedStory(2, 1)], user=chief)
    pinning.arrange(other, [PinnedStory(4, 1)], user=chief)

    assert [entries(place) for place in (None, section, other)] == [[(1, 1)], [(1, 2)], [(1, 4)]]


def test_what_stays_is_not_set_anew_and_what_goes_is_kept_with_who_ended_it(chief, editor, clock):
    pinning.arrange(None, [PinnedStory(1, 1), PinnedStory(2, 2)], user=chief)
    began = clock.now
    clock.move(HOUR)

    pinning.arrange(None, [PinnedStory(1, 1), PinnedStory(3, 2)], user=editor)

    rows = Pin.objects.order_by("pk").values_list("story_id", "set_by", "ended_by", "during")
    assert sorted((row[0], row[1], row[2]) for row in rows) == [
        (1, chief.pk, None),
        (2, chief.pk, editor.pk),
        (3, editor.pk, None),
    ]
    ended = Pin.objects.get(story_id=2).during
    assert (ended.lower, ended.upper) == (began, began + HOUR)


def test_two_can_change_places_at_once(chief, clock):
    pinning.arrange(None, [PinnedStory(1, 1), PinnedStory(2, 2)], user=chief)
    clock.move(HOUR)

    pinning.arrange(None, [PinnedStory(2, 1), PinnedStory(1, 2)], user=chief)
    pinning.arrange(None, [PinnedStory(1, 1), PinnedStory(2, 2)], user=chief)  # at the same time

    assert positions() == [(1, 1), (2, 2)]


def test_arranging_advances_the_generation(chief):
    before = CacheGeneration.objects.get().number

    pinning.arrange(None, [PinnedStory(1, 1)], user=chief)

    assert CacheGeneration.objects.get().number == before + 1


def test_a_moment_that_has_passed_sets_nothing(chief, clock):
    pinning.arrange(None, [PinnedStory(1, 1, clock.now), PinnedStory(2, 2)], user=chief)

    assert positions() == [(2, 2)]


def test_only_stories_of_the_list_can_be_pinned(section, chief, clock):
    other = SectionFactory()
    publish(make_snapshot(other, story_id=4))
    withdraw(2, public_text="该稿件已撤下")
    publish(make_snapshot(section, story_id=3, headline="更正后"), at=clock.now + HOUR)
    publish(make_snapshot(section, story_id=5), at=clock.now + HOUR)
    old = PrintedPlace("临川晚报", timezone.localdate() - 72 * HOUR, "06", 1)
    publish(make_snapshot(section, story_id=6, printed=old))
    pins = [
        PinnedStory(story, place) for place, story in enumerate((1, 2, 3, 4, 5, 6, 99), start=1)
    ]

    for place, missing in ((None, {2, 5, 6, 99}), (section, {2, 4, 5, 99})):
        with pytest.raises(pinning.NotListed) as refusal:
            pinning.arrange(place, pins, user=chief)
        assert refusal.value.story_ids == missing

    assert not Pin.objects.exists()


def test_withdrawn_story_stands_nowhere_though_its_pin_goes_on(section, chief):
    pinning.arrange(None, [PinnedStory(1, 1), PinnedStory(2, 2)], user=chief)
    withdraw(1, public_text="该稿件已撤下")

    assert entries() == [(2, 2)]
    assert positions() == [(1, 1), (2, 2)]

    publish(make_snapshot(section, story_id=1, kind="brief"))
    assert entries() == [(1, 1), (2, 2)]


def test_story_that_moved_to_another_section_stands_in_it_no_more(section, chief):
    pinning.arrange(section, [PinnedStory(1, 1)], user=chief)
    publish(make_snapshot(SectionFactory(), story_id=1))

    assert entries(section) == []


def test_a_preview_shows_other_pins_and_sets_none(chief):
    pinning.arrange(None, [PinnedStory(1, 1)], user=chief)

    assert entries(None, [PinnedStory(3, 1), PinnedStory(1, 2)]) == [(1, 3), (2, 1)]
    assert entries(None, []) == []
    assert positions() == [(1, 1)]


# --- concurrency ----------------------------------------------------------------------------------


def seen(section=None):
    return {pin.pk for pin in pinning.live_pins(section)}


def test_who_saw_another_arrangement_is_refused(chief, editor, clock):
    pinning.arrange(None, [PinnedStory(1, 1)], user=chief)
    looked_at = seen()
    clock.move(HOUR)
    pinning.arrange(None, [PinnedStory(2, 1)], user=editor)

    for known in (looked_at, set()):
        with pytest.raises(pinning.PinsChanged):
            pinning.arrange(None, [PinnedStory(3, 1)], user=chief, seen_pin_ids=known)

    assert positions() == [(1, 2)]
    pinning.arrange(None, [PinnedStory(3, 1)], user=chief, seen_pin_ids=seen())
    assert positions() == [(1, 3)]


def test_who_saw_a_pin_that_somebody_took_away_is_refused(chief, editor):
    pinning.arrange(None, [PinnedStory(1, 1)], user=chief)
    looked_at = seen()
    pinning.arrange(None, [], user=editor)

    with pytest.raises(pinning.PinsChanged):
        pinning.arrange(None, [PinnedStory(1, 1)], user=chief, seen_pin_ids=looked_at)


def test_a_pin_that_ran_out_meanwhile_is_no_conflict(chief, clock):
    pinning.arrange(None, [PinnedStory(1, 1, clock.now + HOUR)], user=chief)
    looked_at = seen()
    clock.move(HOUR)

    pinning.arrange(None, [PinnedStory(2, 1)], user=chief, seen_pin_ids=looked_at)

    assert positions() == [(1, 2)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("of_section", [False, True])
def test_of_two_who_arrange_at_once_the_second_is_told(section, of_section, chief, editor):
    place, barrier = section if of_section else None, Barrier(2)

    def arrange(by, story):
        barrier.wait()
        try:
            pinning.arrange(place, [PinnedStory(story, 1)], user=by, seen_pin_ids=())
        except pinning.PinsChanged:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        results = list(threads.map(arrange, (chief, editor), (1, 2)))

    assert sorted(results, key=bool) == [None, "refused"]
    winner = results.index(None)
    assert positions(place) == [(1, (1, 2)[winner])]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("corrected", [False, True])
def test_a_story_can_be_pinned_and_withdrawn_or_corrected_at_once(section, corrected, chief, clock):
    barrier = Barrier(2)

    def arrange():
        return pinning.arrange(section, [PinnedStory(1, 1), PinnedStory(2, 2)], user=chief)

    def change():
        if corrected:
            return publish(make_snapshot(section, story_id=1, headline="更正后"))
        return withdraw(1, public_text="该稿件已撤下")

    def at_once(step):
        barrier.wait()
        try:
            step()
        except pinning.NotListed:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        was_refused, _changed = threads.map(at_once, (arrange, change))

    assert not (was_refused and corrected)
    pinned = [] if was_refused else [(2, 2)]
    assert entries(section) == ([(1, 1), (2, 2)] if corrected else pinned)


# --- constraints ----------------------------------------------------------------------------------


@pytest.mark.parametrize("other", [{"story_id": 2}, {"position": 2}])
@pytest.mark.parametrize("of_section", [False, True])
def test_one_story_for_each_position_and_one_position_for_each_story(
    section, of_section, other, chief, clock
):
    place = section if of_section else None
    pinning.arrange(place, [PinnedStory(1, 1)], user=chief)
    row = {"section": place, "story_id": 1, "position": 1, "set_by": chief, **other}
    later = clock.now + HOUR

    with pytest.raises(IntegrityError), transaction.atomic():
        Pin.objects.create(**row, during=(later, None))

    Pin.objects.create(**row, during=(clock.now - HOUR, clock.now))
    elsewhere = SectionFactory()
    Pin.objects.create(**{**row, "section": elsewhere}, during=(later, None))


def test_there_is_no_position_before_the_lead(chief, clock):
    with pytest.raises(IntegrityError), transaction.atomic():
        Pin.objects.create(story_id=1, position=0, set_by=chief, during=(clock.now, None))


def test_history_cannot_be_rewritten(chief, clock):
    pinning.arrange(None, [PinnedStory(1, 1)], user=chief)
    pin = Pin.objects.get()

    for change in ({"story_id": 2}, {"position": 2}, {"set_at": clock.now - HOUR}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Pin.objects.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        pin.delete()

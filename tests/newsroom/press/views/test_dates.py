import datetime
from types import SimpleNamespace

import pytest
from django.utils import timezone

from newsroom.press.models import Version
from newsroom.press.publishing import publish, unschedule, withdraw
from newsroom.press.snapshot import CorrectionNote
from newsroom.press.views.dates import StoryDates, with_changes
from tests.newsroom.press.snapshots import make_snapshot

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def text(section, clock):
    """Publish a text one hour after the previous one: `text("a")`; returns the time."""

    def text(letter, **changes):
        clock.move(HOUR)
        publish(make_snapshot(section, revision_sha256=letter * 64, **changes))
        return clock.now

    return text


def changed():
    """When the live text changed."""
    return with_changes(Version.objects.live()).get().changed_at


def test_first_text_was_not_changed(text):
    text("a")

    assert changed() is None


def test_text_was_changed_when_its_version_began(text):
    text("a")
    text("b")
    last = text("c")

    assert changed() == last


def test_new_tags_change_no_text(text):
    text("a")
    text("a", tags=("渡口",))
    assert changed() is None

    last = text("b")
    text("b", tags=("渡口", "石阶"))
    assert changed() == last


def test_text_that_came_back_was_changed_when_it_did(text):
    text("a")
    text("b")
    last = text("a")

    assert changed() == last


def test_text_that_came_back_after_a_withdrawal_is_the_same(text):
    text("a")
    withdraw(1, public_text="该稿件已撤下")
    text("a")

    assert changed() is None


def test_text_that_was_never_seen_changed_nothing(text, section, clock):
    text("a")
    publish(make_snapshot(section, revision_sha256="b" * 64), at=clock.now + HOUR)
    assert changed() is None

    unschedule(1)
    text("a", tags=("渡口",))
    assert changed() is None


def test_a_version_that_waits_for_its_moment_hides_no_change(text, section, clock):
    text("a")
    last = text("b")

    publish(make_snapshot(section, revision_sha256="c" * 64), at=clock.now + HOUR)

    assert changed() == last


def test_other_stories_are_no_change(text):
    text("b", story_id=2)
    text("a")

    assert with_changes(Version.objects.live()).get(story_id=1).changed_at is None


@pytest.mark.parametrize(("day", "corrected"), [(0, True), (-1, False), (None, False)])
def test_change_is_a_correction_if_one_was_printed_that_day(section, clock, day, corrected):
    date = None if day is None else timezone.localdate() + datetime.timedelta(days=day)
    snapshot = make_snapshot(section, corrections=(CorrectionNote("特此更正。", date),))
    version = SimpleNamespace(
        snapshot=snapshot, published_at=clock.now - HOUR, changed_at=clock.now
    )

    dates = StoryDates.from_version(version)

    assert dates.corrected is corrected
    assert (dates.published, dates.modified) == (clock.now - HOUR, clock.now)

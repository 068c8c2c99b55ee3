"""定时发布 on a story's page: offered by what will be so at the stated moment, not by what is now."""

import datetime
import re

import pytest
from django.utils import timezone

from newsroom.core.body import photo_node
from newsroom.desk.models import Decision, Story
from newsroom.desk.revisions.content import record_revision
from newsroom.desk.workflow import apply
from newsroom.press.models import Version
from tests.factories import BriefFactory, PhotoFactory, StoryPhotoFactory
from tests.newsroom.desk.screens import admin_url, edit_story, get_html

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def signed(reporter, chief, clock):
    """A signed brief under an embargo for one more hour: until 11:30, Beijing time."""
    story = BriefFactory(filed_by=reporter, embargo_until=clock.now + HOUR)
    apply("submit", story, user=reporter)
    apply("sign_off", story, user=chief)
    return story


def schedule(client, story, at):
    """Send the story's form with the button 定时发布, as the chief's page does."""
    return edit_story(
        client, story, _step="schedule", **{"_schedule-at": at.strftime("%Y-%m-%dT%H:%M")}
    )


def messages(response):
    return [str(message) for message in response.context["messages"]]


def test_schedule_is_offered_under_an_embargo_for_its_lifting(client, chief, signed):
    client.force_login(chief)

    html = get_html(client, admin_url(signed))

    field = re.search(r'<input[^>]*name="_schedule-at"[^>]*>', html)[0]
    assert 'value="2026-11-25T11:30"' in field
    assert "北京时间" in html
    assert not re.search(r'name="_step"\s+value="publish"', html)


def test_lifting_is_proposed_when_the_planned_time_is_before_it(client, chief, signed, clock):
    Story.objects.filter(pk=signed.pk).update(
        publish_at=clock.now + HOUR / 2, embargo_until=clock.now + HOUR + HOUR / 3600
    )
    client.force_login(chief)

    # A second after 11:30: the field knows minutes only, and 11:30 would be too early.
    assert 'value="2026-11-25T11:31"' in get_html(client, admin_url(signed))


def test_planned_time_after_the_lifting_is_proposed(client, chief, signed, clock):
    Story.objects.filter(pk=signed.pk).update(publish_at=clock.now + 2 * HOUR)
    client.force_login(chief)

    assert 'value="2026-11-25T12:30"' in get_html(client, admin_url(signed))


def test_brief_appears_when_its_embargo_lifts(client, chief, signed, clock):
    client.force_login(chief)

    schedule(client, signed, clock.now + HOUR)

    assert Version.objects.pending().get().during.lower == signed.embargo_until
    assert client.get(f"/briefs/{signed.pk}/").status_code == 404
    clock.move(HOUR)
    assert client.get(f"/briefs/{signed.pk}/").status_code == 200


def test_moment_before_the_lifting_is_refused_in_words(client, chief, signed, clock):
    client.force_login(chief)

    response = schedule(client, signed, clock.now + HOUR - HOUR / 60)

    assert "2026-11-25 11:30" in messages(response)[0]
    assert not Version.objects.exists()
    assert not Decision.objects.filter(transition="schedule").exists()


def test_embargo_is_not_put_over_an_earlier_schedule(client, chief, signed, clock):
    client.force_login(chief)
    schedule(client, signed, clock.now + HOUR)

    response = edit_story(client, signed, embargo_until="2026-11-25T12:00")

    assert "2026-11-25 11:30" in response.content.decode()
    assert Story.objects.get(pk=signed.pk).embargo_until == signed.embargo_until


@pytest.mark.parametrize(("days", "taken"), [(0, True), (1, False)])
def test_rights_of_a_picture_are_judged_for_the_stated_moment(
    days, taken, client, reporter, chief, clock, monkeypatch
):
    """Its rights end today: today's evening is right for it, tomorrow is not."""
    monkeypatch.setattr("newsroom.desk.snapshots.unprepared", lambda content: None)
    photo = PhotoFactory(
        original="photos/x.jpg", sha256="0" * 64, expires_on=timezone.localdate(clock.now)
    )
    story = BriefFactory(filed_by=reporter)
    story.body += photo_node(StoryPhotoFactory(story=story, photo=photo, credit="苏禾").pk)
    story.save()
    record_revision(story, user=reporter)
    apply("submit", story, user=reporter)
    apply("sign_off", story, user=chief)
    client.force_login(chief)

    schedule(client, story, clock.now + HOUR + datetime.timedelta(days=days))

    assert Version.objects.exists() == taken

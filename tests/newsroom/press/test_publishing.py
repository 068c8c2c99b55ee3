import datetime

import pytest
from django.conf import settings
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from newsroom.press import listings
from newsroom.press.models import CacheGeneration, Facet, Listing, Version
from newsroom.press.publishing import (
    NotLive,
    NotScheduled,
    StillPublic,
    publish,
    publish_all,
    redact,
    unschedule,
    withdraw,
)
from newsroom.press.snapshot import BylineName, CorrectionNote, PrintedPlace, Snapshot
from tests.factories import OrganizationFactory
from tests.newsroom.press.snapshots import make_snapshot

pytestmark = pytest.mark.django_db


def entries():
    """The live entries of every list: {(facet, key): [headline, …]}."""
    lists = {}
    for entry in Listing.objects.live().order_by("-sort_at", "-version_id"):
        lists.setdefault((entry.facet, entry.key), []).append(entry.version.snapshot.headline)
    return lists


def test_published_story_is_live_and_stands_in_every_list_it_belongs_to(section):
    organization = OrganizationFactory()
    snapshot = make_snapshot(
        section,
        headline="渡口修好了",
        bylines=(BylineName("苏禾", "记者", 7), BylineName("通讯处", "通讯员", None)),
        tags=("交通",),
        organizations=(organization.pk,),
    )

    version = publish(snapshot)

    assert Version.objects.live().get() == version
    assert version.snapshot == snapshot
    assert set(entries()) == {
        (Facet.NEWEST, ""),
        (Facet.NEWEST_OF_KIND, "article"),
        (Facet.NEWEST_IN_SECTION, str(section.pk)),
        (Facet.ALL, ""),
        (Facet.KIND, "article"),
        (Facet.SECTION, str(section.pk)),
        (Facet.REPORTER, "7"),
        (Facet.ORGANIZATION, str(organization.pk)),
        (Facet.TAG, "交通"),
        (Facet.DAY, f"{timezone.localdate(version.published_at):%Y-%m-%d}"),
        (Facet.MONTH, f"{timezone.localdate(version.published_at):%Y-%m}"),
    }


def test_new_version_takes_the_place_of_the_old_one(section):
    first = publish(make_snapshot(section, headline="渡口修好了"))
    second = publish(make_snapshot(section, headline="渡口修好通航"))

    assert Version.objects.live().get() == second
    first.refresh_from_db()
    assert first.ended_as == Version.Ended.SUPERSEDED
    assert first.during.upper == second.during.lower
    assert entries()[Facet.NEWEST, ""] == ["渡口修好通航"]
    assert second.first_online_at == first.first_online_at
    assert second.published_at == first.published_at


def test_what_readers_saw_at_a_moment_stays_known(section):
    publish(make_snapshot(section, headline="渡口修好了"))
    before = timezone.now()
    publish(make_snapshot(section, headline="渡口修好通航"))

    assert Version.objects.live(before).get().snapshot.headline == "渡口修好了"


def test_withdrawn_story_is_in_no_list_and_says_why(section):
    publish(make_snapshot(section))

    version = withdraw(1, public_text="该稿件已撤下")

    assert not Version.objects.live().exists()
    assert not entries()
    assert (version.ended_as, version.public_text) == ("withdrawn", "该稿件已撤下")


def test_withdrawing_what_is_not_live_is_refused(section):
    with pytest.raises(NotLive):
        withdraw(1, public_text="该稿件已撤下")


def test_story_can_come_back_after_a_withdrawal(section):
    publish(make_snapshot(section))
    withdraw(1, public_text="该稿件已撤下")

    back = publish(make_snapshot(section, headline="渡口重新开放"))

    assert Version.objects.live().get() == back


def test_every_change_of_what_is_public_advances_the_generation(section):
    publish(make_snapshot(section))
    first = CacheGeneration.objects.get().number
    withdraw(1, public_text="该稿件已撤下")

    assert CacheGeneration.objects.get().number == first + 1


def test_public_date_of_a_printed_story_is_the_day_of_the_paper(section):
    day = timezone.localdate() - datetime.timedelta(days=400)
    printed = PrintedPlace("临川晚报", day, "06", 1)

    version = publish(make_snapshot(section, printed=printed))

    assert timezone.localdate(version.published_at) == day
    assert timezone.localdate(version.first_online_at) == timezone.localdate()


def test_back_issue_never_stands_among_the_newest(section):
    today = timezone.localdate()
    for story, days in ((1, 400), (2, 1), (3, 0)):
        printed = PrintedPlace("临川晚报", today - datetime.timedelta(days=days), "06", 1)
        publish(make_snapshot(section, story_id=story, headline=str(days), printed=printed))

    assert entries()[Facet.ALL, ""] == ["0", "1", "400"]
    assert sorted(entries()[Facet.NEWEST, ""]) == ["0", "1"]


def test_page_reads_in_its_printed_order_whatever_order_it_was_published_in(section):
    day = timezone.localdate()
    for story, position in ((1, 2), (2, 3), (3, 1)):
        printed = PrintedPlace("临川晚报", day, "06", position)
        publish(make_snapshot(section, story_id=story, headline=str(position), printed=printed))

    assert entries()[Facet.SECTION, str(section.pk)] == ["1", "2", "3"]


def test_rebuilding_makes_the_same_listings_again(section):
    publish(make_snapshot(section, headline="渡口修好了", tags=("交通",)))
    publish(make_snapshot(section, headline="渡口修好通航", tags=("民生",)))
    publish(make_snapshot(section, story_id=2))
    withdraw(2, public_text="该稿件已撤下")
    rows = ("facet", "key", "sort_at", "version_id", "during")
    before = set(Listing.objects.values_list(*rows))

    listings.rebuild()

    assert set(Listing.objects.values_list(*rows)) == before


# --- scheduled ------------------------------------------------------------------------------------

HOUR = datetime.timedelta(hours=1)


def live_headline(at=None):
    version = Version.objects.live(at).first()
    return version and version.snapshot.headline


def test_scheduled_version_stands_in_lists_from_its_moment_on(section, clock):
    publish(make_snapshot(section, headline="渡口修好了"), at=clock.now + HOUR)

    assert not entries()
    clock.move(HOUR)

    assert entries()[Facet.NEWEST, ""] == ["渡口修好了"]


def test_scheduled_version_gives_way_to_a_later_word(section, clock):
    publish(make_snapshot(section, headline="渡口修好了"))
    publish(make_snapshot(section, headline="定时的标题"), at=clock.now + HOUR)

    publish(make_snapshot(section, headline="现在就发的标题"))

    assert live_headline() == "现在就发的标题"
    assert live_headline(clock.now + 2 * HOUR) == "现在就发的标题"


def test_unscheduling_leaves_readers_with_what_they_see(section, clock):
    first = publish(make_snapshot(section, headline="渡口修好了"))
    second = publish(make_snapshot(section, headline="定时的标题"), at=clock.now + HOUR)

    assert unschedule(1) == second
    clock.move(2 * HOUR)

    assert live_headline() == "渡口修好了"
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.ended_as, second.ended_as) == ("", Version.Ended.CANCELLED)
    assert second.during.isempty
    assert entries()[Facet.NEWEST, ""] == ["渡口修好了"]


def test_unscheduling_what_waits_for_nothing_is_refused(section):
    publish(make_snapshot(section))

    with pytest.raises(NotScheduled):
        unschedule(1)


def test_cancelled_version_dates_nothing(section, clock):
    publish(make_snapshot(section), at=clock.now + HOUR)
    unschedule(1)
    clock.move(5 * HOUR)

    assert publish(make_snapshot(section)).first_online_at == clock.now


def test_scheduled_page_is_no_page_yet(section, client, clock):
    version = publish(make_snapshot(section), at=clock.now + HOUR)
    assert client.get(version.get_absolute_url()).status_code == 404

    clock.move(HOUR)

    assert client.get(version.get_absolute_url()).status_code == 200


# --- emptied --------------------------------------------------------------------------------------


def test_redacted_version_says_nothing_and_keeps_its_hash(section):
    publish(make_snapshot(section, headline="不该说的话", tags=("不该说",)))
    withdraw(1, public_text="该稿件已撤下")

    redact(1, "a" * 64)

    version = Version.objects.get()
    assert "不该说" not in str(version.content)
    assert "渡口" not in str(version.content)
    assert version.revision_sha256 == "a" * 64
    assert Snapshot.from_content(version.content).section == section.pk


def test_text_that_readers_see_or_will_see_is_not_redacted(section, clock):
    publish(make_snapshot(section))
    publish(make_snapshot(section, revision_sha256="b" * 64), at=clock.now + HOUR)

    for sha256 in ("a" * 64, "b" * 64):
        with pytest.raises(StillPublic):
            redact(1, sha256)


def test_content_of_an_earlier_format_is_read(section):
    content = make_snapshot(section).as_content()
    del content["corrections"]

    assert Snapshot.from_content({**content, "format": 1}) == make_snapshot(section)


def test_correction_is_dated_by_the_day_readers_first_read_it(section, clock):
    noted = make_snapshot(section, corrections=(CorrectionNote("“三”应为“四”。"),))

    version = publish(noted, at=clock.now + datetime.timedelta(days=2))

    (correction,) = version.snapshot.corrections
    assert correction.date == datetime.date(2026, 11, 27)
    assert Version.objects.get().snapshot == version.snapshot


def test_database_refuses_two_versions_of_a_story_at_once(section):
    version = publish(make_snapshot(section))
    version.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        version.save(force_insert=True)


@pytest.mark.parametrize(
    "change", [{"content": {}}, {"revision_sha256": "0" * 64}, {"story_id": 9}]
)
def test_database_refuses_to_change_what_was_published(section, change):
    publish(make_snapshot(section))

    with pytest.raises(DatabaseError), transaction.atomic():
        Version.objects.update(**change)


def test_database_refuses_to_delete_what_was_published(section):
    publish(make_snapshot(section))

    with pytest.raises(DatabaseError), transaction.atomic():
        Version.objects.all()._raw_delete("default")


def test_many_at_once_are_published_as_one_by_one(section, clock):
    """`publish_all` writes the same versions, listings and files as `publish`."""
    organizations = OrganizationFactory.create_batch(3)
    organizations[1].merged_into = organizations[2]
    organizations[1].save()
    common = {"organizations": tuple(o.pk for o in organizations[:2]), "tags": ("渡口", "码头")}
    printed = [
        PrintedPlace(settings.NEWSROOM_PAPER, datetime.date(2024, 3, 15), "06", 2),
        PrintedPlace(settings.NEWSROOM_PAPER, timezone.localdate(clock.now), "01", 1),
        None,
    ]
    note = (CorrectionNote("此处应为渡口，特此更正。"),)
    moments = [clock.now - datetime.timedelta(hours=hours) for hours in (5, 3)]

    def pairs(first):
        for story, place in enumerate(printed, first):
            for at, corrections in zip(moments, ((), note), strict=True):
                changes = {"story_id": story, "printed": place, "corrections": corrections}
                yield make_snapshot(section, **changes, **common), at

    for snapshot, at in pairs(first=1):
        publish(snapshot, at=at)
    publish_all(pairs(first=11))

    one_by_one, at_once = (rows_of(range(first, first + 3)) for first in (1, 11))
    assert len(one_by_one) == 6
    assert at_once == one_by_one


def rows_of(stories):
    """All rows of the stories, with ids relative to the first story."""
    versions = Version.objects.filter(story_id__in=stories).order_by("story_id", "during")
    return [
        (
            {**version.content, "story": version.story_id - stories[0]},
            version.published_at,
            version.first_online_at,
            version.during,
            version.ended_as,
            sorted(version.listings.values_list("facet", "key", "sort_at", "during")),
        )
        for version in versions
    ]


def test_many_at_once_cost_the_same_queries(section, django_assert_max_num_queries):
    organization = OrganizationFactory()
    stories = [
        make_snapshot(section, story_id=story, organizations=(organization.pk,))
        for story in range(99)
    ]
    with django_assert_max_num_queries(14):
        publish_all((snapshot, timezone.now()) for snapshot in stories)


def test_a_story_that_readers_saw_is_not_published_in_bulk(section):
    publish(make_snapshot(section))

    with pytest.raises(IntegrityError), transaction.atomic():
        publish_all([(make_snapshot(section), timezone.now())])

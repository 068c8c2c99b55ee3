import datetime

import pytest
from django.utils import timezone

from newsroom.core.models import Organization
from newsroom.press.models import Version
from newsroom.press.publishing import publish, withdraw
from newsroom.press.views import other_stories
from tests.factories import OrganizationFactory, SectionFactory
from tests.newsroom.press.costs import fill_archive, plan, queries
from tests.newsroom.press.snapshots import make_snapshot

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def put(section, clock):
    """Publish a story one hour after the previous one: `put(7, "渡口", organizations=(1,))`."""

    def put(story, *tags, **changes):
        clock.move(HOUR)
        return publish(make_snapshot(section, story_id=story, tags=tags, **changes))

    return put


def stories(version):
    named = Organization.objects.meant_by(version.snapshot.organizations)
    return [found.story_id for found in other_stories.related_versions(version, named)]


def test_what_shares_most_comes_first_then_the_newest(put):
    company = OrganizationFactory(confirmed=True)
    put(2, "渡口", "石阶", organizations=(company.pk,))
    put(3, "渡口", "石阶")
    put(4, organizations=(company.pk,))
    put(5, "石阶")
    put(6, "老桥")

    version = put(1, "渡口", "石阶", organizations=(company.pk,))

    assert stories(version) == [2, 3, 5, 4]


def test_story_itself_and_what_it_superseded_are_left_out(put):
    put(1, "渡口")
    put(2, "渡口")
    put(2, "渡口")

    assert stories(put(1, "渡口")) == [2]


def test_nothing_is_related_to_a_story_without_tags_and_organizations(
    put, django_assert_num_queries
):
    put(2, "渡口")
    version = put(1)

    with django_assert_num_queries(0):
        assert other_stories.related_versions(version, []) == []


def test_only_live_stories_are_related(put, clock, section):
    put(2, "渡口")
    withdraw(2, public_text="该稿件已撤下")
    later = make_snapshot(section, story_id=3, tags=("渡口",))
    publish(later, at=clock.now + 5 * HOUR)
    version = put(1, "渡口")
    assert stories(version) == []

    clock.move(5 * HOUR)
    assert stories(version) == [3]


def test_story_of_a_merged_organization_is_related_to_those_of_what_it_became(put):
    duplicate, company = OrganizationFactory.create_batch(2)
    Organization.objects.filter(pk=company.pk).update(confirmed=True)
    Organization.objects.filter(pk=duplicate.pk).update(merged_into=company)
    put(2, organizations=(duplicate.pk,))

    assert stories(put(1, organizations=(company.pk,))) == [2]


def test_no_more_than_six_are_told(put):
    for story in range(2, 12):
        put(story, "渡口")

    assert stories(put(1, "渡口")) == [11, 10, 9, 8, 7, 6]


def test_of_each_list_only_the_newest_are_counted(put, monkeypatch):
    monkeypatch.setattr(other_stories, "ENTRIES_PER_LIST", 3)
    put(2, "渡口", "石阶")
    for story in range(3, 7):
        put(story, "渡口")

    # The second shares two tags with the first, but in one of the lists it is too far down.
    assert stories(put(1, "渡口", "石阶")) == [6, 5, 2]


def test_names_of_tags_are_data(put):
    spell = "a','b\"; {%s} \\ %(now)s"
    put(2, spell)

    assert stories(put(1, spell)) == [2]


@pytest.fixture
def archive(clock):
    """A tag and an organization of four hundred stories each, and other stories."""
    section, company = SectionFactory(), OrganizationFactory(confirmed=True)
    common = {"tags": ("渡口",), "organizations": (company.pk,)}
    now = timezone.now()
    fill_archive(
        (
            make_snapshot(section, story_id=story, **(common if story <= 400 else {})),
            now - story * HOUR,
        )
        for story in range(1, 801)
    )


def test_related_stories_are_found_by_index_in_a_large_archive(client, archive):
    version = Version.objects.live().get(story_id=300)

    [sql] = [sql for sql in queries(client, "/articles/300/") if "unnest" in sql]
    found = plan(sql)

    assert "listing_keyset" in found
    assert "Seq Scan" not in found
    assert stories(version) == [1, 2, 3, 4, 5, 6]

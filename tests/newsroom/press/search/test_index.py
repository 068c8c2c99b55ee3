"""The search index: its entries, and how they are updated."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from procrastinate.contrib.django import app

from newsroom.press import tasks
from newsroom.press.models import SearchEntry, Version
from newsroom.press.publishing import publish, withdraw
from newsroom.press.search import index, reindex
from newsroom.press.snapshot import BylineName
from tests.factories import OrganizationFactory
from tests.newsroom.press.meanwhile import meanwhile
from tests.newsroom.press.searching import found
from tests.newsroom.press.snapshots import make_snapshot

pytestmark = pytest.mark.django_db


def lexemes():
    """The vector of the only entry: {lexeme: (positions, weights)}."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT (unnest(vector)).* FROM press_searchentry")
        return {lexeme: (positions, weights) for lexeme, positions, weights in cursor.fetchall()}


def test_entry_has_words_with_their_places_and_weights_and_filters(section):
    organization = OrganizationFactory(name="水文站", confirmed=True)
    publish(
        make_snapshot(
            section,
            headline="渡口",
            source="",
            body="<p>图书馆到渡口。</p>",
            bylines=(BylineName("苏禾", "记者", 7), BylineName("通讯员", "", None)),
            organizations=(organization.pk,),
        )
    )

    entry = lexemes()

    assert entry["渡口"] == ([1, entry["图书馆"][0][0] + 4], ["A", "D"])
    assert entry["苏禾"][1] == ["B"]
    assert entry["水文站"][1] == ["B"]
    assert {"图书", "书馆", "馆到", "图", "图书馆"} <= set(entry)
    filters = {lexeme for lexeme in entry if lexeme[0].isupper()}
    assert filters == {f"S{section.pk}", "R7", f"O{organization.pk}"}
    assert all(entry[lexeme] == (None, None) for lexeme in filters)


def test_name_of_an_organization_nobody_confirmed_is_not_indexed(section):
    publish(make_snapshot(section, organizations=(OrganizationFactory(name="水文站").pk,)))

    assert "水文" not in lexemes()


def test_phrase_does_not_reach_from_one_part_of_a_story_into_the_next(client, section):
    publish(make_snapshot(section, headline="渡口", deck="石阶"))

    assert found(client, "“渡口石阶”") == []
    assert found(client, "渡口石阶") == [1]


@pytest.mark.parametrize("lexeme", ["'", "\\", "a'b", "\\'", "''", "\\\\", "x:1A", "a b", "&"])
def test_lexeme_is_quoted_whatever_it_is_made_of(lexeme, db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::tsvector @@ %s::tsquery", [index.quoted(lexeme)] * 2)
        assert cursor.fetchone() == (True,)
        cursor.execute("SELECT tsvector_to_array(%s::tsvector)", [index.quoted(lexeme)])
        assert cursor.fetchone() == ([lexeme],)


@pytest.fixture
def stories(section):
    """Sixty stories without a search entry."""
    for story in range(1, 61):
        publish(make_snapshot(section, story_id=story))
    SearchEntry.objects.all().delete()
    return list(Version.objects.order_by("pk"))


def test_missing_and_outdated_entries_are_made_anew_and_others_left(client, stories):
    index.add(stories[10:20])
    for version in stories[:10]:
        SearchEntry.objects.create(
            version=version,
            during=version.during,
            sort_at=version.published_at,
            index_version=0,
            vector="'old'",
        )
    current = set(SearchEntry.objects.exclude(index_version=0).values_list("pk", flat=True))

    done = list(reindex.refresh())

    assert done[-1] == stories[-1].pk
    assert SearchEntry.objects.filter(index_version=index.INDEX_VERSION).count() == 60
    assert current <= set(SearchEntry.objects.values_list("pk", flat=True))
    assert len(found(client, "渡口")) == 20
    assert list(reindex.refresh()) == []


def test_what_was_refreshed_stays_so_when_it_is_stopped(stories):
    batches = reindex.refresh()
    first = next(batches)
    batches.close()

    assert SearchEntry.objects.count() == reindex.BATCH
    assert first == stories[reindex.BATCH - 1].pk
    assert next(reindex.refresh()) == stories[2 * reindex.BATCH - 1].pk


def test_entries_of_what_has_ended_are_cleared_and_are_not_made_again(section, clock):
    publish(make_snapshot(section, story_id=1))
    publish(make_snapshot(section, story_id=2))
    publish(make_snapshot(section, story_id=2), at=clock.now + datetime.timedelta(hours=1))
    publish(make_snapshot(section, story_id=3), at=clock.now + datetime.timedelta(hours=1))
    clock.move(datetime.timedelta(minutes=1))
    withdraw(1, public_text="该稿件已撤下")
    withdraw_scheduled = Version.objects.get(story_id=3)

    assert reindex.delete_ended() == 1
    assert list(reindex.refresh()) == []
    assert sorted(SearchEntry.objects.values_list("version__story_id", flat=True)) == [2, 2, 3]
    assert withdraw_scheduled.search_entries.exists()


def test_refreshed_entry_lasts_as_long_as_its_version(client, section, clock):
    publish(make_snapshot(section, headline="隧道贯通"), at=clock.now + datetime.timedelta(hours=1))
    SearchEntry.objects.all().delete()

    list(reindex.refresh())

    assert found(client, "隧道") == []
    clock.move(datetime.timedelta(hours=1))
    assert found(client, "隧道") == [1]


def test_job_does_some_batches_and_leaves_the_rest_to_the_next(stories, monkeypatch, run_jobs):
    monkeypatch.setattr(tasks, "MAX_BATCHES", 1)
    withdraw(60, public_text="该稿件已撤下")

    tasks.reindex_search(timestamp=0)
    assert SearchEntry.objects.count() == reindex.BATCH
    run_jobs()

    assert SearchEntry.objects.count() == 59


def test_worker_finds_the_job_and_its_hours():
    periodic = {task.task.name for task in app.periodic_registry.periodic_tasks.values()}

    assert "press.reindex_search" in periodic


def test_command_says_what_it_does(stories):
    output = StringIO()

    call_command("reindex_search", stdout=output)

    assert f"已更新到见报版本 {stories[-1].pk}" in output.getvalue().splitlines()
    assert SearchEntry.objects.count() == 60


def test_command_keeps_quiet_where_it_is_asked_to(stories):
    output = StringIO()

    call_command("reindex_search", stdout=output, verbosity=0)

    assert output.getvalue() == ""
    assert SearchEntry.objects.count() == 60


@pytest.mark.django_db(transaction=True)
def test_what_is_being_published_waits_for_nobody_and_is_left_out(section):
    versions = [publish(make_snapshot(section, story_id=story)) for story in (1, 2)]
    SearchEntry.objects.all().delete()

    def elsewhere():
        try:
            return list(reindex.refresh())
        finally:
            connection.close()

    with transaction.atomic(), ThreadPoolExecutor() as pool:
        withdraw(1, public_text="该稿件已撤下")
        assert pool.submit(elsewhere).result(timeout=20) == [versions[1].pk]

    assert list(reindex.refresh()) == []
    assert SearchEntry.objects.get().version == versions[1]


@pytest.mark.django_db(transaction=True)
def test_what_ends_while_it_is_indexed_anew_is_found_no_more(client, section):
    publish(make_snapshot(section, story_id=1, headline="隧道贯通"))
    publish(make_snapshot(section, story_id=2, headline="隧道通车"))
    SearchEntry.objects.all().delete()

    def end():
        withdraw(1, public_text="该稿件已撤下")
        publish(make_snapshot(section, story_id=2, headline="大桥通车"))

    with meanwhile(index, "add", end):
        list(reindex.refresh())

    assert found(client, "隧道") == []
    assert found(client, "大桥") == [2]

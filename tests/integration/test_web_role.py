"""What the database refuses to the role of web and worker, whatever it sets: see deploy/roles.sh."""

import datetime
import json
from dataclasses import replace

import pgtrigger
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from newsroom.core.models.enforced_triggers import AlwaysEnforced
from newsroom.core.roles import Role
from newsroom.desk.models import Revision
from newsroom.desk.workflow import apply
from newsroom.press import pins
from newsroom.press.models import Listing, Pin, PublicFile, SearchEntry, Version
from newsroom.press.models.version import EMPTY_LISTS, EMPTY_TEXTS
from newsroom.press.pins import PinnedStory
from newsroom.press.publishing import publish
from newsroom.press.snapshot import Picture, PictureFile
from tests.conftest import PRESS_NOW
from tests.factories import ArticleFactory, UserFactory, fresh, published

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
TABLES = [Version, Listing, PublicFile, SearchEntry, Pin]


@pytest.fixture(scope="module")
def shared_story(shared_rows):
    """A story with a closed version, a live one and a file, pinned on the front page, once ended."""
    reporter, chief = UserFactory(roles=[Role.REPORTER]), UserFactory(roles=[Role.CHIEF])
    story = published(ArticleFactory(filed_by=reporter, headline="第一稿"))
    published(story, text="<p>第二稿。</p>")
    snapshot = Version.objects.live().get().snapshot
    file = PictureFile("a.webp", "wide", "webp", 60, 40)
    picture = Picture(1, "石阶", "苏禾", "石阶", files=(file,))
    publish(replace(snapshot, headline="有图的", pictures=(picture,), own_summary="摘要"))
    pins.arrange(None, [PinnedStory(story.pk, 1)], user=chief)
    pins.arrange(None, [], user=chief)
    withdrawn = published(ArticleFactory(filed_by=reporter, headline="撤下的"))
    apply("withdraw", withdrawn, user=chief, reason="wrong")
    connection.check_constraints()
    return story


@pytest.fixture
def story(shared_story, db):
    return fresh(shared_story)


@pytest.fixture
def an_hour_later(story):
    """For the database an hour has passed: nothing was published a moment ago."""
    with connection.cursor() as cursor:
        cursor.execute(PRESS_NOW.format("SELECT clock_timestamp() + interval ''1 hour''"))


@pytest.fixture
def as_web():
    """The rest of the test runs as the role of web and worker, with its rights only."""
    role = f"web_of_{connection.settings_dict['NAME']}"
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE ROLE "{role}"')
        cursor.execute(f'GRANT USAGE ON SCHEMA public TO "{role}"')
        rights = "SELECT, INSERT, UPDATE, DELETE ON ALL TABLES"
        cursor.execute(f'GRANT {rights} IN SCHEMA public TO "{role}"')
        cursor.execute(f'GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO "{role}"')

    def become_web():
        with connection.cursor() as cursor:
            cursor.execute(f'SET LOCAL ROLE "{role}"')

    return become_web


def nothing():
    pass


def ignored_by_pgtrigger():
    pgtrigger.ignore().__enter__()  # it ends with the transaction


def ignored_by_hand():
    uris = (trigger.get_pgid(model) for model, trigger in pgtrigger.registered())
    tables = {model._meta.db_table for model in apps.get_models()}
    names = [f"{table}:{uri}" for uri in uris for table in tables]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pgtrigger.ignore', %s, true)", [f"{{{','.join(names)}}}"]
        )


REFUSALS = r"the record is kept|append-only|(check|exclusion) constraint"
SETTINGS = [nothing, ignored_by_pgtrigger, ignored_by_hand]
CLOSED = "press_version SET {} WHERE ended_as = 'superseded'"
WITHDRAWN = "press_version SET {} WHERE ended_as = 'withdrawn'"
LIVE = "press_version SET {} WHERE ended_as = ''"
EMPTIED = json.dumps(dict.fromkeys(EMPTY_TEXTS, "") | {name: [] for name in EMPTY_LISTS})
ATTEMPTS = {
    "content of a live version": LIVE.format('content = content || \'{"headline": "别的"}\''),
    "content of a closed version": CLOSED.format('content = content || \'{"deck": "别的"}\''),
    "a closed version half emptied": CLOSED.format(
        'content = content || \'{"headline": "", "body": "", "deck": "别的"}\''
    ),
    "a closed version emptied but for its summary": CLOSED.format(
        f"content = content || '{EMPTIED}' || '{{\"own_summary\": \"别的\"}}'"
    ),
    "a closed version emptied but for the source of a reprint": CLOSED.format(
        f'content = content || \'{EMPTIED}\' || \'{{"reprint": {{"title": "别的"}}}}\''
    ),
    "a live version emptied": LIVE.format('content = content || \'{"headline": "", "body": ""}\''),
    "its hash": LIVE.format("revision_sha256 = repeat('0', 64)"),
    "its story": LIVE.format("story_id = story_id + 1"),
    "its section": LIVE.format("section_id = section_id + 1"),
    "its kind": LIVE.format("kind = 'brief'"),
    "its number": LIVE.format("id = id + 1000"),
    "its public date": LIVE.format("published_at = now() - interval '1 year'"),
    "its beginning": LIVE.format("during = tstzrange(now() - interval '1 year', NULL)"),
    "cancelled though it is live": LIVE.format("during = 'empty', ended_as = 'cancelled'"),
    "closed version opened": CLOSED.format(
        "during = tstzrange(lower(during), NULL), ended_as = ''"
    ),
    "withdrawn version opened": WITHDRAWN.format(
        "during = tstzrange(lower(during), NULL), ended_as = '', public_text = ''"
    ),
    "withdrawn version prolonged": WITHDRAWN.format(
        "during = tstzrange(lower(during), now() + interval '1 year')"
    ),
    "closed version hidden": CLOSED.format("during = 'empty', ended_as = 'cancelled'"),
    "closed version called withdrawn": CLOSED.format("ended_as = 'withdrawn', public_text = '撤'"),
    "text of a withdrawal": CLOSED.format("public_text = '别的'"),
    "listing prolonged": "press_listing SET during = tstzrange(lower(during), NULL)",
    "listing hidden": "press_listing SET during = 'empty'",
    "file hidden": "press_publicfile SET during = 'empty'",
    "file of another picture": "press_publicfile SET name = 'b.webp'",
    "listing in another list": "press_listing SET facet = 'tag'",
    "listing on top": "press_listing SET sort_at = now() + interval '1 year'",
    "words of a search entry": "press_searchentry SET vector = ''",
    "search entry on top": "press_searchentry SET sort_at = now() + interval '1 year'",
    "search entry hidden": "press_searchentry SET during = 'empty'",
    "pin moved": "press_pin SET position = 2",
    "pin of another story": "press_pin SET story_id = story_id + 1",
    "pin opened again": "press_pin SET during = tstzrange(lower(during), NULL), ended_by_id = NULL",
    "pin prolonged": "press_pin SET during = tstzrange(lower(during), NULL)",
    "revision emptied": "desk_revision SET content = '', metadata = metadata - 'tags'",
}


def rows():
    return [list(model.objects.order_by("pk").values()) for model in (*TABLES, Revision)]


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS)
def test_web_role_cannot_change_what_readers_see_or_saw(attempt, setting, an_hour_later, as_web):
    before = rows()

    with (
        pytest.raises(DatabaseError, match=REFUSALS),
        transaction.atomic(),
    ):
        as_web()
        setting()
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE {attempt}")

    assert rows() == before


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("model", [Version, Pin, Revision])
def test_web_role_deletes_nothing_that_is_kept(model, setting, story, as_web):
    for statement in ("DELETE FROM", "TRUNCATE"):
        with pytest.raises(DatabaseError), transaction.atomic():
            as_web()
            setting()
            with connection.cursor() as cursor:
                cursor.execute(f"{statement} {model._meta.db_table}")

    assert model.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE OR REPLACE FUNCTION press_now() RETURNS timestamptz LANGUAGE sql AS 'SELECT now()'",
        "ALTER TABLE press_version DISABLE TRIGGER USER",
        "SET LOCAL session_replication_role = replica",
        "DROP FUNCTION press_check_ending() CASCADE",
    ],
)
def test_web_role_cannot_change_the_rules(statement, story, as_web):
    with pytest.raises(DatabaseError), transaction.atomic():
        as_web()
        with connection.cursor() as cursor:
            cursor.execute(statement)


def test_rows_of_a_list_do_not_outlive_their_version(story, as_web):
    closed = Version.objects.filter(ended_as="superseded").first()
    live = Version.objects.live().get()

    with pytest.raises(DatabaseError, match="the record is kept"), transaction.atomic():
        as_web()
        PublicFile.objects.create(name="b.webp", version=closed, during=live.during)


def test_files_are_those_that_the_version_shows(story, as_web):
    live = Version.objects.live().get()

    with pytest.raises(DatabaseError, match="the record is kept"), transaction.atomic():
        as_web()
        PublicFile.objects.create(name="unpublished.webp", version=live, during=live.during)


def test_web_role_takes_every_step_that_readers_notice(story, chief, as_web):
    """Publish, supersede, schedule, cancel, withdraw, pin, redact."""
    reporter = story.filed_by
    other = published(ArticleFactory(filed_by=reporter, headline="另一稿"))
    old = story.revisions.order_by("number").first()
    as_web()
    apply("amend", story, user=reporter)
    story.body = "<p>第三稿。</p>"
    story.save()
    apply("submit", story, user=reporter)
    apply("sign_off", story, user=chief)
    apply("schedule", story, user=chief, at=timezone.now() + HOUR)
    apply("unschedule", story, user=chief)
    apply("publish", story, user=chief)
    pins.arrange(None, [PinnedStory(other.pk, 1)], user=chief)
    pins.arrange(None, [], user=chief)
    apply("withdraw", story, user=chief, reason="wrong")
    apply("redact", story, user=chief, revision=old, note="当事人要求")

    assert Version.objects.get(revision_sha256=old.sha256).snapshot.headline == ""


def test_no_trigger_of_ours_asks_the_setting():
    """A new trigger uses the classes of newsroom.core.models.enforced_triggers."""
    ours = [trigger for __, trigger in pgtrigger.registered()]

    assert ours
    assert [trigger.name for trigger in ours if not isinstance(trigger, AlwaysEnforced)] == []

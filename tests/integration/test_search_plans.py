"""The cost of a search in a large archive: few queries, and no sequential scan."""

import datetime
import re

import pytest
from django.db import connection
from django.utils import timezone

from newsroom.core.models import Organization, Reporter
from newsroom.press.search import execute, query
from newsroom.press.snapshot import BylineName
from tests.factories import OrganizationFactory, ReporterFactory, SectionFactory
from tests.newsroom.press.costs import MOST, fill_archive, plan, queries
from tests.newsroom.press.searching import found
from tests.newsroom.press.snapshots import make_snapshot

pytestmark = pytest.mark.django_db

TABLES = [
    "press_searchentry",
    "press_version",
    "newsroom_organization",
    "newsroom_reporter",
]


@pytest.fixture(scope="module")
def archive(shared_rows):
    """Two thousand stories one hour apart; all contain 渡口, every hundredth 灯塔."""
    sections = SectionFactory.create_batch(5)
    now = timezone.now()
    reporter, organization = (
        ReporterFactory(),
        OrganizationFactory(aliases=["一馆"], confirmed=True),
    )

    common = {
        "bylines": (BylineName("苏禾", "记者", reporter.pk),),
        "organizations": (organization.pk,),
    }

    def stories():
        for story in range(1, 2001):
            changes = {"headline": "灯塔亮了" if story % 100 == 0 else "今天"}
            changes |= {} if story % 1000 else common
            snapshot = make_snapshot(sections[story % 5], story_id=story, **changes)
            yield snapshot, now - datetime.timedelta(hours=story)

    Reporter.objects.bulk_create(Reporter(name=f"王{n}") for n in range(2000))
    Organization.objects.bulk_create(
        Organization(name=f"第{n}渡口", aliases=[f"{n}渡"], confirmed=True) for n in range(2000)
    )
    fill_archive(stories())
    return {"section": sections[1].slug, "reporter": reporter, "organization": organization}


def scans():
    """The sequential scans of each of TABLES in this transaction: {name: number}."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, seq_scan FROM pg_stat_xact_user_tables WHERE relname = ANY(%s)",
            [TABLES],
        )
        return dict(cursor.fetchall())


def searches(archive):
    day = timezone.localdate() - datetime.timedelta(days=30)
    reporter, organization = archive["reporter"], archive["organization"]
    for typed in (
        "渡口",
        "口",
        "灯塔",
        "码头",
        "“渡口的石阶”",
        "渡口 石阶 灯塔",
        "的",
        organization.name,
    ):
        for order in ("", "newest"):
            yield {"q": typed, "order": order}
    yield {"q": "渡口", "section": archive["section"], "since": day}
    yield {"q": "渡口", "since": day, "until": day + datetime.timedelta(days=1), "page": 2}
    yield {"q": "渡口", "reporter": reporter.pk, "organization": organization.pk}
    yield {"section": archive["section"]}
    yield {"q": f"{reporter.name} {organization.aliases[0]} 渡口", "page": 40}


def test_no_search_reads_a_whole_table_or_asks_much(client, archive):
    sizes = set()
    for parameters in searches(archive):
        before = scans()
        statements = queries(client, "/search/", parameters)
        sizes.add(len(found(client, parameters.pop("q", ""), **parameters)))

        assert scans() == before, parameters
        assert len(statements) <= MOST, parameters
    assert sizes == {0, 2, 20}


def test_words_are_found_by_their_index_whatever_they_are(archive):
    """The query inside the function as a query of its own, since functions show no plan."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'press_search'")
        (source,) = cursor.fetchone()
        cursor.execute("SET LOCAL enable_seqscan = off")
    for word in ("渡口", "灯塔", "码头"):
        sql = source.replace("@> at", "@> now()").replace(
            "LIMIT most", f"LIMIT {execute.MAX_MATCHES}"
        )
        sql = re.sub("wanted|words", f"'{word}'::tsquery", sql)
        sql = sql.replace(">= since", ">= '1900-01-01'").replace("< until", "< '2200-01-01'")

        steps = plan(sql)

        assert "Bitmap Index Scan on search_entry_vector" in steps, steps
        assert "Seq Scan" not in steps, steps


def test_names_are_looked_up_for_a_bounded_part_of_a_query():
    longest = [chr(0x4E00 + n) * 100 for n in range(12)]

    assert len(query._possible_names(["".join(chr(0x4E00 + n) for n in range(100))])) < 500
    assert query.find_entities(longest) == []

"""COPY keeps a row as it is: its primary key, its times, its JSON, its ranges."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Article
from briefs.models import Brief
from demo.bulk_publishing import copy_rows, reserve_ids
from newsroom.desk.models import Revision, Story
from newsroom.desk.revisions.content import sha256_hex
from tests.factories import ArticleFactory, SectionFactory

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.make_aware(datetime.datetime(2020, 2, 29, 6, 30, 1, 5))


def story(model=Article, **fields):
    said = {"headline": "渡口\t修好\\了\n", "section": SectionFactory()}
    return model(**{**said, **fields})


def test_rows_keep_their_primary_key_and_their_times():
    (key,) = reserve_ids(Story, 1)

    copy_rows([story(pk=key, created_at=LONG_AGO, updated_at=LONG_AGO)])

    kept = Story.objects.get()
    assert (kept.pk, kept.created_at, kept.updated_at) == (key, LONG_AGO, LONG_AGO)
    assert kept.headline == "渡口\t修好\\了\n"
    assert kept.publish_at is kept.printed_on is None
    assert ArticleFactory().pk > key


def test_keys_are_given_once():
    assert len({*reserve_ids(Story, 5), *reserve_ids(Story, 5)}) == 10


def test_rows_without_a_key_are_numbered_in_their_order():
    about = ArticleFactory()
    revisions = [
        Revision(
            story=about,
            number=number,
            content=f"第{number}版",
            sha256=sha256_hex(f"第{number}版"),
            metadata={"tags": ["渡口"], "section": None},
            created_at=LONG_AGO,
        )
        for number in (2, 3)
    ]

    copy_rows(revisions)

    kept = list(about.revisions.order_by("pk"))[1:]
    assert [revision.number for revision in kept] == [2, 3]
    assert kept[0].metadata == {"tags": ["渡口"], "section": None}
    assert kept[0].created_at == LONG_AGO


def test_constraints_hold_all_the_same():
    with pytest.raises(IntegrityError), transaction.atomic():
        copy_rows([story(Brief, deck="河对岸", created_at=LONG_AGO, updated_at=LONG_AGO)])


def test_nothing_is_written_of_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        copy_rows([])

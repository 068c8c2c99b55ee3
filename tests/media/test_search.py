"""Finding pictures: by their words, in an index, and by what is known of them."""

import datetime

import pytest
from django.db import connection
from django.utils import timezone

from media.models import Photo
from media.search import matching
from newsroom.desk.admin.photos.forms import PhotoFilterForm
from tests.factories import PhotoFactory
from tests.media.photo_desk import picture

pytestmark = pytest.mark.django_db


def found(**data):
    form = PhotoFilterForm(data)
    photos = list(form.filter(Photo.objects.all()))
    assert form.is_valid()
    return photos


@pytest.mark.parametrize(
    "text",
    [
        "渡口",
        "口石阶",
        "石",
        "夜校 渡口",
        "summer",
        "SUMMER",
        "dsc_0198",
        "何一",
        "临川 剪纸",
        "100%",
    ],
)
def test_words_are_found_wherever_they_are_said(text):
    wanted = picture(
        name="DSC_0198.jpg",
        caption="渡口石阶铺好了，夜校的Summer班，100%出席",
        credit="何一 摄",
        place="临川市",
        keywords=["剪纸"],
    )
    PhotoFactory(caption="别的说明，石板路")

    assert wanted in found(q=text)


@pytest.mark.parametrize("text", ["渡船", "口渡", "渡口 菜场", "100_", "\\", "'"])
def test_what_is_not_said_is_not_found(text):
    PhotoFactory(caption="渡口石阶铺好了，100%出席")

    assert found(q=text) == []


def test_words_are_looked_up_in_the_index():
    PhotoFactory.create_batch(3)
    with connection.cursor() as cursor:
        # Of three rows any way is fast: what is left open is the way that many rows need.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")

    assert "photo_search_pairs" in matching(Photo.objects.all(), "渡口石阶").explain()


def test_index_takes_a_text_of_any_length():
    PhotoFactory(caption="渡口" * 200_000 + "尾声")

    assert len(found(q="尾声")) == 1


def test_credit_and_place_are_looked_for_where_they_stand():
    credit = PhotoFactory(credit="渡口 供图")
    place = PhotoFactory(place="临川渡口")

    assert found(credit="渡口") == [credit]
    assert found(place="渡口") == [place]


def test_day_is_the_day_it_was_taken_or_else_came_in():
    taken = PhotoFactory(taken_at=datetime.datetime(2024, 3, 14, 23, 30, tzinfo=datetime.UTC))
    arrived = PhotoFactory()
    today = timezone.localdate().isoformat()

    # 07:30 of the next day in Beijing
    assert found(since="2024-03-15", until="2024-03-15") == [taken]
    assert found(until="2024-03-14") == []
    assert found(since=today) == [arrived]


def test_states(clock):
    today = timezone.localdate()
    day = datetime.timedelta(days=1)
    waiting = PhotoFactory()
    soon = picture(expires_on=today + 30 * day, credit="何一 摄")
    later = picture(expires_on=today + 31 * day, credit="何一 摄")
    expired = picture(expires_on=today - day, credit="何一 摄")
    to_mask = picture(needs_masking=True, credit="何一 摄")
    nameless = picture()

    assert found(state="waiting") == [waiting]
    assert found(state="expiring") == [soon]
    assert found(state="rights") == [nameless, to_mask, expired]
    assert later in found()


def test_what_makes_no_sense_is_said_and_nothing_is_hidden():
    photo = PhotoFactory()
    form = PhotoFilterForm({"since": "gestern", "state": "x", "before": "-1"})

    assert list(form.filter(Photo.objects.all())) == [photo]
    assert set(form.errors) == {"since", "state", "before"}

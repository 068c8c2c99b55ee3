"""Changing many photos at once: only what is filled in changes, with a result for each."""

import datetime

import pytest
from django.utils import timezone

from media.models import Photo
from newsroom.core.roles import Role
from newsroom.desk.admin.photos import batch
from tests.factories import UserFactory
from tests.media.photo_desk import BATCH, GRID, make_photo

pytestmark = pytest.mark.django_db

EDITING = [Role.EDITOR, Role.HEAD, Role.CHIEF, Role.PHOTO_EDITOR]


@pytest.fixture
def desk(client, photo_editor):
    client.force_login(photo_editor)
    return client


def open_form(client, photos):
    """The data of the form for these photos, as it was opened."""
    response = client.post(BATCH, {"chosen": [photo.pk for photo in photos]})
    rows = response.context["rows"]
    seen = {f"seen-{row['photo'].pk}": row["seen"] for row in rows}
    return {"apply": "yes", "chosen": [row["photo"].pk for row in rows], **seen}


def change(client, photos, **fields):
    return client.post(BATCH, {**open_form(client, photos), **fields})


def fresh(photos):
    return [Photo.objects.get(pk=photo.pk) for photo in photos]


def results(response):
    return {
        result.photo.pk: (result.outcome.value, result.note) for result, *_ in labelled(response)
    }


def labelled(response):
    return response.context["results"]


def noon(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))


def test_only_filled_fields_change(desk, reporter):
    day = datetime.date(2024, 3, 15)
    photos = [
        make_photo(user=reporter, caption="渡口", keywords=["渡口"], taken_at=noon(day)),
        make_photo(user=reporter, caption="夜校", credit="苏禾 摄"),
    ]

    response = change(
        desk, photos, credit="林晓禾 摄", day_taken="2024-03-14", keywords="春游，渡口", own="on"
    )

    first, second = fresh(photos)
    assert [(p.caption, p.credit, p.licence) for p in (first, second)] == [
        ("渡口", "林晓禾 摄", "own"),
        ("夜校", "林晓禾 摄", "own"),
    ]
    assert (first.keywords, second.keywords) == (["渡口", "春游"], ["春游", "渡口"])
    assert first.taken_at == noon(datetime.date(2024, 3, 14))  # the time of day stays
    assert timezone.localdate(second.taken_at) == datetime.date(2024, 3, 14)
    assert first.licence_by == response.wsgi_request.user
    assert {outcome for outcome, _note in results(response).values()} == {"done"}


def test_one_caption_for_all_gives_its_credit_too(desk):
    photos = [make_photo(), make_photo(credit="苏禾 摄")]

    change(desk, photos, caption="渡口的早班船（林晓禾 摄）")

    assert [(p.caption, p.credit) for p in fresh(photos)] == [
        ("渡口的早班船", "林晓禾 摄"),
        ("渡口的早班船（林晓禾 摄）", "苏禾 摄"),
    ]


def test_credits_are_read_out_of_the_captions(desk):
    photos = [make_photo(caption="渡口。林晓禾 摄"), make_photo(caption="夜校")]

    response = change(desk, photos, credit_from_caption="on")

    assert [(p.caption, p.credit) for p in fresh(photos)] == [("渡口。", "林晓禾 摄"), ("夜校", "")]
    assert results(response)[photos[1].pk] == ("unchanged", "")


def test_own_is_left_out_where_another_is_named_and_the_rest_is_done(desk, reporter):
    photos = [make_photo(user=reporter, credit="受访者供图"), make_photo(user=reporter)]

    response = change(desk, photos, keywords="春游", own="on")

    assert [(p.keywords, p.licence) for p in fresh(photos)] == [(["春游"], ""), (["春游"], "own")]
    outcome, note = results(response)[photos[0].pk]
    assert outcome == "done" and "供图" in note


def test_a_credit_that_is_given_in_the_same_form_counts(desk, reporter):
    photo = make_photo(user=reporter)

    change(desk, [photo], credit="新华社", own="on")

    assert [(p.credit, p.licence) for p in fresh([photo])] == [("新华社", "")]


def test_what_somebody_changed_meanwhile_stays_and_is_said(desk):
    photos = [make_photo(caption="渡口"), make_photo(caption="夜校")]
    form = open_form(desk, photos)
    Photo.objects.filter(pk=photos[0].pk).update(credit="苏禾 摄")

    response = desk.post(BATCH, {**form, "credit": "林晓禾 摄"})

    assert [p.credit for p in fresh(photos)] == ["苏禾 摄", "林晓禾 摄"]
    outcome, note = results(response)[photos[0].pk]
    assert outcome == "refused" and "别人改过" in note
    assert labelled(response)[0][0].photo == photos[0]  # refusals come first


def test_a_wrong_form_keeps_what_was_seen(desk):
    photo = make_photo(caption="渡口")
    form = open_form(desk, [photo])
    Photo.objects.filter(pk=photo.pk).update(caption="夜校")

    response = desk.post(BATCH, {**form, "day_taken": "1700-01-01"})
    assert "拍摄日期不对" in response.content.decode()
    again = response.context["rows"][0]["seen"]
    response = desk.post(BATCH, {**form, f"seen-{photo.pk}": again, "credit": "林晓禾 摄"})

    assert results(response)[photo.pk][0] == "refused"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "请填写"),
        ({"day_taken": "9999-12-31"}, "拍摄日期不对"),
        ({"credit": "长" * 101}, "100"),
        ({"keywords": "长" * 51}, "50"),
    ],
)
def test_a_wrong_form_says_what_is_wrong(fields, said, desk):
    photo = make_photo()

    html = change(desk, [photo], **fields).content.decode()

    assert said in html
    assert fresh([photo])[0].keywords == []


def test_many_cost_no_more_than_few(desk, reporter, django_assert_max_num_queries):
    photos = [make_photo(user=reporter) for _ in range(12)]
    with django_assert_max_num_queries(12):
        form = open_form(desk, photos)

    with django_assert_max_num_queries(14):
        desk.post(BATCH, {**form, "keywords": "春游", "own": "on"})


def test_too_many_none_and_unknown_photos(desk, monkeypatch):
    monkeypatch.setattr(batch, "MOST", 2)
    for chosen, said in (([], "勾选"), (["x", "1" * 40], "勾选"), ([1, 2, 3], "一次最多")):
        response = desk.post(BATCH, {"chosen": chosen}, follow=True)
        assert said in response.content.decode()

    response = desk.post(BATCH, {"apply": "yes", "chosen": [999999], "keywords": "春游"})
    assert "都已不在" in response.content.decode()


@pytest.mark.parametrize("role", [*Role, None])
def test_many_are_changed_by_photo_editors_and_the_desk(role, client):
    person = UserFactory(roles=[role] if role else [], is_superuser=not role)
    photo = make_photo(user=person)
    client.force_login(person)

    assert client.get(BATCH).status_code == 405
    statuses = {
        client.post(BATCH, {"chosen": photo.pk}).status_code,
        client.post(BATCH, {"chosen": photo.pk, "apply": "yes", "credit": "何一"}).status_code,
    }

    assert statuses == ({200} if role in EDITING else {403})
    grid = client.get(GRID)
    assert (BATCH + '"' in grid.content.decode()) == (role in EDITING)


def test_it_asks_for_a_log_in(client):
    assert client.post(BATCH, {"chosen": make_photo().pk}).status_code == 403


def test_hostile_texts_are_escaped(desk):
    hostile = "<script>alert(1)</script>"
    photo = make_photo(caption=hostile, credit=hostile, keywords=[hostile])

    for response in (
        desk.post(BATCH, {"chosen": photo.pk}),
        change(desk, [photo], keywords="春游"),
    ):
        assert hostile not in response.content.decode()


def test_the_pictures_of_an_upload_are_shown_ticked(desk):
    photos = [make_photo() for _ in range(3)]
    uploaded = f"{photos[0].pk},{photos[2].pk},x"

    response = desk.get(GRID, {"uploaded": uploaded})

    assert {tile["photo"] for tile in response.context["tiles"]} == {photos[0], photos[2]}
    assert response.content.decode().count("checked") == 2

"""No column takes a date that Python cannot load, and no form breaks over one.

PostgreSQL holds years from 4713 BC to 294276. One row with such a year, and every list that shows
it fails.
"""

import datetime

import pytest
from django.apps import apps
from django.contrib.postgres.fields import DateTimeRangeField
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, models, transaction
from django.urls import reverse

from media.models import Photo
from newsroom.core.models import SiteInformation
from newsroom.core.models.date_limits import LimitedDateField, LimitedDateTimeField
from newsroom.desk.models import Delegation, Story
from newsroom.press.models import Pin, Version
from pages.reading.elements.page_header import iso_date
from tests.factories import (
    ArticleFactory,
    PhotoFactory,
    SiteInformationFactory,
    published,
)
from tests.media.photo_desk import GRID, photo_url
from tests.newsroom.desk.screens import admin_url, edit_story, form_data
from tests.triggers import triggers_disabled

LIMITED = (LimitedDateField, LimitedDateTimeField, DateTimeRangeField)
OWN_APPS = {"newsroom", "desk", "press", "media", "pages"}
# Derived from the version's own columns, which are limited.
COPIES = {"Listing", "SearchEntry", "PublicFile"}
IMPOSSIBLE = ["0001-01-01", "1500-06-01", "2222-01-01", "9999-12-31"]
pytestmark = pytest.mark.django_db


def columns():
    """Every column with a date or time that a person or a file may fill."""
    for model in apps.get_models():
        if model._meta.app_label not in OWN_APPS or model._meta.proxy or model.__name__ in COPIES:
            continue
        for field in model._meta.local_fields:
            is_date = isinstance(field, models.DateField | DateTimeRangeField)
            if is_date and not getattr(field, "auto_now", False):
                yield field


def set_by_the_clock(field):
    """Whether the column gets the time at which the row was written."""
    return getattr(field, "auto_now_add", False) or (
        field.name
        in ("created_at", "set_at", "revoked_at", "undone_at", "last_login", "date_joined")
    )


@pytest.mark.parametrize("field", [f for f in columns() if not set_by_the_clock(f)], ids=str)
def test_column_is_limited(field):
    assert isinstance(field, LIMITED)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE contype = 'c' AND conrelid = %s::regclass",
            [field.model._meta.db_table],
        )
        checks = [row[0] for row in cursor.fetchall()]
    assert any(field.column in check and "1826" in check for check in checks)


@pytest.mark.parametrize("moment", ["4713-01-01 BC", "0001-01-01", "10000-01-01", "infinity"])
def test_the_column_refuses_what_python_cannot_load(moment):
    photo, story = PhotoFactory(), ArticleFactory()
    for table, column, pk in (
        ("media_photo", "taken_at", photo.pk),
        ("media_photo", "expires_on", photo.pk),
        ("desk_story", "embargo_until", story.pk),
        ("desk_story", "printed_on", story.pk),
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [moment, pk])


def test_a_range_refuses_what_python_cannot_load():
    story = published(ArticleFactory())
    version = Version.objects.get(story_id=story.pk)
    for lower, upper in (
        ("'4713-01-01 BC'", "NULL"),
        ("now()", "'10000-01-01'"),
        ("now()", "'infinity'"),
    ):
        with (
            pytest.raises(IntegrityError),
            triggers_disabled(),  # they refuse most changes before the constraint is asked
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                f"UPDATE press_version SET during = tstzrange({lower}, {upper}) WHERE id = %s",
                [version.pk],
            )


# --- forms ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", IMPOSSIBLE)
@pytest.mark.parametrize("name", ["taken_at", "expires_on"])
def test_page_of_a_picture(name, day, client, photo_editor):
    client.force_login(photo_editor)
    photo = PhotoFactory()
    value = f"{day}T00:00:00" if name == "taken_at" else day

    data = form_data(client.get(photo_url(photo)))
    response = client.post(photo_url(photo), {**data, name: value})

    assert response.status_code == 200 and response.context["adminform"].form.errors[name]
    assert getattr(Photo.objects.get(pk=photo.pk), name) is None
    assert client.get(GRID).status_code == 200


@pytest.mark.parametrize("day", IMPOSSIBLE)
def test_filter_of_the_photo_desk(day, client, photo_editor):
    client.force_login(photo_editor)

    for name in ("since", "until"):
        assert client.get(GRID, {name: day}).status_code == 200


@pytest.mark.parametrize("day", IMPOSSIBLE)
@pytest.mark.parametrize("name", ["publish_at", "embargo_until"])
def test_form_of_a_story(name, day, client, editor):
    client.force_login(editor)
    story = ArticleFactory()

    response = edit_story(client, story, **{name: f"{day}T00:00"})

    assert response.context["adminform"].form.errors[name]
    assert getattr(Story.objects.get(pk=story.pk), name) is None


@pytest.mark.parametrize("day", IMPOSSIBLE)
def test_schedule_of_a_story(day, client, chief):
    story = ArticleFactory(status=Story.Status.APPROVED)
    client.force_login(chief)

    edit_story(client, story, _step="schedule", **{"_schedule-at": f"{day}T00:00"})

    assert not Version.objects.exists()
    assert client.get(admin_url(story)).status_code == 200


@pytest.mark.parametrize("day", IMPOSSIBLE)
def test_history_of_a_story(day, client, chief):
    client.force_login(chief)
    story = published(ArticleFactory())

    assert client.get(admin_url(story, "readers"), {"at": f"{day}T00:00"}).status_code == 200


@pytest.mark.parametrize("day", IMPOSSIBLE)
def test_pins(day, client, chief):
    client.force_login(chief)
    story = published(ArticleFactory())

    sent = {"story": [story.pk], "until": [f"{day}T00:00"], "seen": "0", "do": "save"}

    assert client.post("/admin/press/pin/", sent).status_code == 200
    assert not Pin.objects.exists()


@pytest.mark.parametrize("day", IMPOSSIBLE)
def test_delegations(day, client, chief, head):
    client.force_login(chief)
    moment = f"{day}T00:00"
    data = {
        "stage": 3,
        "delegate": head.pk,
        "reason": "出差",
        "begins_at": moment,
        "ends_at": moment,
    }

    for name in ("begins_at", "ends_at"):
        other = {"begins_at", "ends_at"} - {name}
        sent = {**data, **dict.fromkeys(other, "2026-12-01T08:00")}
        response = client.post(reverse("admin:desk_delegation_add"), sent)
        assert response.status_code == 200
    assert not Delegation.objects.exists()


@pytest.mark.parametrize("day", IMPOSSIBLE)
def test_grey_site(day, client, admin_person):
    client.force_login(admin_person)
    SiteInformationFactory()
    url = reverse("admin:newsroom_siteinformation_change", args=[1])

    response = client.post(
        url, {**form_data(client.get(url)), "grey": "on", "grey_until": f"{day}T00:00"}
    )

    assert response.status_code == 200
    assert SiteInformation.objects.get().grey_until is None


@pytest.mark.parametrize("day", IMPOSSIBLE)
def test_public_search(day, client):
    for name in ("since", "until"):
        assert client.get("/search/", {"q": "书屋", name: day}).status_code == 200


# --- printed pages ----------------------------------------------------------------------------------


def test_printed_date_of_another_age_is_none():
    assert iso_date("一五〇〇年六月一日") is None
    assert iso_date("2026年11月25日") == "2026-11-25"


@pytest.mark.parametrize("day", IMPOSSIBLE)
def test_command_of_pages_refuses_the_date(day, tmp_path):
    with pytest.raises(CommandError, match=day):
        call_command("import_pages", str(tmp_path), f"--date={day}")


def test_limits_are_inclusive():
    photo = PhotoFactory(expires_on=datetime.date(2100, 12, 31))

    assert Photo.objects.get(pk=photo.pk).expires_on.year == 2100

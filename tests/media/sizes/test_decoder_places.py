"""At most PHOTO_DECODERS pictures are decoded at once; further uploads wait, then are told."""

import time
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.db import connections
from PIL import Image

from media.intake.photo_files import get_or_create_photo
from media.models import Photo
from media.sizes import decoder_places, previews
from media.sizes.decoder_places import LOCK, Busy, decoder_place
from tests.media.pictures import upload

pytestmark = pytest.mark.django_db


@contextmanager
def other_processes_hold(places):
    """Another connection to the database, as of another web process, holds that many places."""
    other = connections["default"].copy()
    try:
        with other.cursor() as cursor:
            for place in range(places):
                cursor.execute("SELECT pg_advisory_lock(%s, %s)", [LOCK, place])
            yield cursor
    finally:
        with other.cursor() as cursor:  # the server notices a closed connection a little later
            cursor.execute("SELECT pg_advisory_unlock_all()")
        other.close()


def held_places():
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = %s", [LOCK]
        )
        return cursor.fetchone()[0]


@pytest.fixture(autouse=True)
def _two_places(settings, monkeypatch):
    settings.PHOTO_DECODERS = 2
    monkeypatch.setattr(decoder_places, "POLL_INTERVAL", 0.001)


def test_free_place_is_taken_and_given_back():
    with other_processes_hold(1), decoder_place(wait=0):
        assert held_places() == 2

    assert held_places() == 0


def test_place_is_given_back_after_an_error():
    with pytest.raises(ZeroDivisionError), decoder_place(wait=0):
        raise ZeroDivisionError

    assert held_places() == 0


def test_nobody_waits_longer_than_allowed():
    with other_processes_hold(2), pytest.raises(Busy, match="稍候再传"), decoder_place(wait=0.01):
        pytest.fail("no place was free")


def test_place_that_becomes_free_is_taken(monkeypatch):
    with other_processes_hold(2) as cursor:
        unlock = "SELECT pg_advisory_unlock(%s, 1)"
        free_one = SimpleNamespace(
            monotonic=time.monotonic, sleep=lambda seconds: cursor.execute(unlock, [LOCK])
        )
        monkeypatch.setattr(decoder_places, "time", free_one)
        with decoder_place(wait=5):
            assert held_places() == 2


def test_upload_without_a_place_is_refused_and_nothing_is_decoded(
    client, photo_editor, monkeypatch
):
    file = upload()
    monkeypatch.setattr(decoder_places, "MAX_WAIT", 0)
    monkeypatch.setattr(Image.Image, "load", lambda image: pytest.fail("decoded"))
    client.force_login(photo_editor)

    with other_processes_hold(2):
        answer = client.post(
            "/admin/media/photo/upload/", {"file": file}, headers={"accept": "application/json"}
        )

    assert "稍候再传" in answer.json()["error"]
    assert not Photo.objects.exists()


def test_preview_without_a_place_shows_the_colour_at_once(photo_editor):
    photo, _new = get_or_create_photo(upload(), user=photo_editor)

    with other_processes_hold(2):
        response = previews.preview_response(photo, "small")

    assert response.status_code == 200
    assert len(response.content) < 2_000

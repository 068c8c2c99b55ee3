"""Pictures with broken or strange words are accepted, and every screen that shows them opens."""

import pytest
from django.core.management import call_command

from media.models import Photo
from tests.media.metadata_files import exif_jpeg, iptc_jpeg, raw_exif_jpeg, xmp_jpeg
from tests.media.photo_desk import GRID, JSON, UPLOAD, photo_url
from tests.media.pictures import upload

pytestmark = pytest.mark.django_db

ORIENTATION, TAKEN, OFFSET = 0x0112, 0x9003, 0x9011
SIZE = (1200, 800)


def exif(taken, offset="+08:00"):
    return exif_jpeg(detail={TAKEN: taken, OFFSET: offset}, size=SIZE)


def iptc(day, time=b"061500+0800"):
    return iptc_jpeg(((2, 55), day), ((2, 60), time), size=SIZE)


def xmp(taken):
    return xmp_jpeg(f"<photoshop:DateCreated>{taken}</photoshop:DateCreated>", size=SIZE)


IMPOSSIBLE_DATES = {
    "EXIF year 1": exif("0001:01:01 00:00:00"),
    "EXIF year 1, far east": exif("0001:01:01 00:00:00", "+14:00"),
    "EXIF year 9999, far west": exif("9999:12:31 23:59:59", "-12:00"),
    "EXIF year 0": exif("0000:00:00 00:00:00"),
    "EXIF zone of a day": exif("2026:03:02 06:15:00", "+24:00"),
    "EXIF zone of 99 minutes": exif("2026:03:02 06:15:00", "+08:99"),
    "IPTC year 1": iptc(b"00010101"),
    "IPTC year 9999": iptc(b"99991231", b"235959-1200"),
    "IPTC minutes": iptc(b"20260302", b"066100+0800"),
    "IPTC zone": iptc(b"20260302", b"061500+2400"),
    "IPTC zone minutes": iptc(b"20260302", b"061500+0860"),
    "XMP year 1": xmp("0001-01-01T00:00:00+08:00"),
    "XMP year 1 without a zone": xmp("0001-01-01"),
    "XMP year 9999": xmp("9999-12-31T23:59:59-12:00"),
    "XMP year 10000": xmp("10000-01-01T00:00:00Z"),
    "XMP zone of a day": xmp("2026-03-02T06:15:00+24:00"),
    "before photography": exif("1700:01:01 00:00:00"),
    "far future": xmp("2200-01-01T00:00:00Z"),
}
ODD_ORIENTATIONS = {
    "9": exif_jpeg({ORIENTATION: 9}, size=SIZE),
    "90": exif_jpeg({ORIENTATION: 90}, size=SIZE),
    "text": raw_exif_jpeg((ORIENTATION, 2, 4, b"six\0"), size=SIZE),
    "a fraction by zero": raw_exif_jpeg((ORIENTATION, 5, 1, b"\0\0\0\0"), size=SIZE),
    "beyond the file": raw_exif_jpeg((ORIENTATION, 3, 999, b"\xff\xff\xff\xff"), size=SIZE),
}


@pytest.fixture
def desk(client, photo_editor):
    client.force_login(photo_editor)
    return client


def received(desk, content):
    """The Photo that the upload of the file makes, after every screen was opened that shows it."""
    answer = desk.post(UPLOAD, {"file": upload(content)}, headers=JSON).json()
    assert "error" not in answer
    photo = Photo.objects.get(pk=answer["id"])
    assert desk.get(GRID).status_code == 200
    assert desk.get(photo_url(photo)).status_code == 200
    call_command("check_media")
    return photo


@pytest.mark.parametrize("content", IMPOSSIBLE_DATES.values(), ids=IMPOSSIBLE_DATES)
def test_impossible_date_is_left_empty(content, desk):
    photo = received(desk, content)

    # Only a zone that does not exist leaves the date itself believable.
    assert photo.taken_at is None or f"{photo.taken_at:%Y-%m}" == "2026-03"


@pytest.mark.parametrize("content", ODD_ORIENTATIONS.values(), ids=ODD_ORIENTATIONS)
def test_unknown_orientation_leaves_the_picture_as_it_is(content, desk, run_jobs):
    photo = received(desk, content)
    run_jobs()

    assert (photo.width, photo.height) == SIZE
    sizes = {(r.width, r.height) for r in photo.renditions() if r.shape == "whole"}
    assert (1080, 720) in sizes

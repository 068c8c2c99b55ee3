"""The photo desk in tests: its addresses, and pictures that have arrived."""

import itertools

from django.urls import reverse

from media.intake.photo_files import get_or_create_photo
from tests.media.pictures import drawn, encoded, upload

GRID = reverse("admin:media_photo_changelist")
UPLOAD = reverse("admin:media_photo_upload")
BOARD = reverse("admin:media_photo_waiting")
JOIN = reverse("admin:media_photo_join")
JSON = {"Accept": "application/json"}

_numbers = itertools.count()


def address(photo, name="change", *args):
    return reverse(f"admin:media_photo_{name}", args=[photo.pk, *args])


def another(size=(1200, 800)):
    """The bytes of a picture that no other test has sent."""
    return encoded(drawn(size), comment=str(next(_numbers)).encode())


def picture(*, by=None, name="夜校.jpg", **words):
    """A Photo with a file of its own."""
    photo, _new = get_or_create_photo(upload(another(), name=name), user=by)
    for field, value in words.items():
        setattr(photo, field, value)
    photo.save()
    return photo

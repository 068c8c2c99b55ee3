"""Helpers for tests of the photo desk: its URLs, and photos with files."""

import itertools

from django.urls import reverse

from media.intake.photo_files import get_or_create_photo
from tests.media.pictures import drawn, encoded, upload

GRID = reverse("admin:media_photo_changelist")
UPLOAD = reverse("admin:media_photo_upload")
BOARD = reverse("admin:media_photo_waiting")
JOIN = reverse("admin:media_photo_join")
LIBRARY = reverse("admin:media_photo_library")
BATCH = reverse("admin:media_photo_batch")
BATCH_OWN = reverse("admin:media_photo_batch_own")
CREDIT = reverse("admin:media_photo_credit")
JSON = {"Accept": "application/json"}

_numbers = itertools.count()


def photo_url(photo, name="change", *args):
    """The URL of the photo's page, or of its view `name`."""
    return reverse(f"admin:media_photo_{name}", args=[photo.pk, *args])


def new_image(size=(1200, 800)):
    """The bytes of a JPEG that differs from all others, as do its prepared sizes."""
    number = next(_numbers)
    colour = f"#{number * 99_991 % 2**24:06x}"
    return encoded(drawn(size, colour=colour), comment=str(number).encode())


def make_photo(*, user=None, name="夜校.jpg", **fields):
    """A Photo with a new file called `name`, uploaded by `user`."""
    photo, _new = get_or_create_photo(upload(new_image(), name=name), user=user)
    for field, value in fields.items():
        setattr(photo, field, value)
    photo.save()
    return photo

"""Two jobs for one picture at the same moment: every size is made once, and every file is whole."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from media.models import Preparation
from media.sizes import preparation, renditions
from media.stored_files import is_intact
from newsroom.core.roles import Role
from tests.factories import UserFactory
from tests.media.photo_desk import make_photo

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_jobs_for_one_picture_at_once():
    photo = make_photo(user=UserFactory(roles=[Role.PHOTO_EDITOR]))
    barrier = Barrier(2)

    def prepare(_number):
        barrier.wait()
        try:
            preparation.attempt(photo, photo.focus)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(prepare, range(2)))

    assert not renditions.missing_shapes(photo, photo.focus)
    for row in photo.renditions():
        assert is_intact(row.file.storage, row.file.name, row.size)
    assert not Preparation.objects.exists()

"""A real worker: one that is killed in the middle of a picture holds up no other picture.

The worker is a process of its own, with the test's database and folders.
"""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection, transaction
from PIL import Image
from procrastinate.exceptions import AlreadyEnqueued

from media.intake.photo_files import get_or_create_photo
from media.models import Photo, Preparation
from media.sizes.preparation import MAX_UNFINISHED
from media.sizes.renditions import missing_shapes
from newsroom.core.jobs.stalled import MAX_STALLS
from newsroom.core.roles import Role
from newsroom.core.tasks import retry_stalled_jobs
from tests.factories import UserFactory
from tests.media.pictures import encoded, upload

pytestmark = pytest.mark.django_db(transaction=True)

DEADLINE = 60  # seconds, on a busy machine
OTHER_SESSIONS_WAIT = """
    SELECT count(*) FROM pg_locks WHERE relation = 'media_rendition'::regclass AND NOT granted
"""


def start_worker(*options):
    """A worker process on the test's database, with the default settings of a deployment."""
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path="/" + connection.settings_dict["NAME"])
    environment = os.environ | {"DATABASE_URL": url.geturl(), "LOG_LEVEL": "CRITICAL"}
    command = [sys.executable, "manage.py", "procrastinate", "worker", *options]
    return subprocess.Popen(
        command, cwd=settings.BASE_DIR, env=environment, stderr=subprocess.DEVNULL
    )


def work():
    """Let a worker do all jobs that are due."""
    assert start_worker("--one-shot").wait(DEADLINE) == 0


def wait_until(condition):
    deadline = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@contextmanager
def renditions_cannot_be_saved():
    """Within it, a worker stops where it has made all files of a picture and saves their rows."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE media_rendition IN EXCLUSIVE MODE")
        yield cursor


def kill_a_worker_in_the_middle(*options):
    with renditions_cannot_be_saved() as cursor:
        worker = start_worker("--concurrency=1", *options)
        wait_until(lambda: cursor.execute(OTHER_SESSIONS_WAIT).fetchone()[0])
        worker.send_signal(signal.SIGKILL)
        worker.wait()


def let_the_heartbeat_be_old():
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'"
        )


def retry_stalled():
    let_the_heartbeat_be_old()
    with suppress(AlreadyEnqueued):  # by a worker, if the minute has changed
        retry_stalled_jobs.defer(timestamp=0)
    work()  # ends when no job is left; the stalled one was put back only after that
    work()


def photo_of(colour):
    content = encoded(Image.new("RGB", (300, 200), colour))
    user = UserFactory(roles=[Role.PHOTO_EDITOR])
    photo, _new = get_or_create_photo(upload(content), user=user)
    return photo


def is_prepared(photo):
    return not missing_shapes(photo, photo.focus)


def job_states():
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs WHERE queue_name = 'pictures'")
        return sorted(status for (status,) in cursor.fetchall())


def test_killed_worker_holds_up_no_other_picture_and_its_own_is_done_later():
    first = photo_of("red")
    kill_a_worker_in_the_middle()
    second, third = photo_of("green"), photo_of("blue")

    work()
    assert not is_prepared(first)
    assert is_prepared(second) and is_prepared(third)
    assert job_states() == ["doing", "succeeded", "succeeded"]

    retry_stalled()
    assert is_prepared(first)
    assert set(job_states()) == {"succeeded"}
    assert not Preparation.objects.exists()


def test_picture_that_kills_its_worker_each_time_is_given_up_and_says_so():
    photo = photo_of("red")
    Preparation.objects.create(original_sha256=photo.sha256, unfinished=MAX_UNFINISHED - 1)
    kill_a_worker_in_the_middle()

    retry_stalled()

    assert job_states() == ["failed"]
    assert Preparation.objects.get().problem == Preparation.Problem.STOPPED
    assert not is_prepared(photo)


def test_job_that_goes_on_stalling_is_given_up():
    photo_of("red")
    kill_a_worker_in_the_middle()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET attempts = %s", [MAX_STALLS - 1])

    retry_stalled()

    assert job_states() == ["failed"]


def test_bad_file_fails_at_once_and_the_next_picture_is_done():
    bad, good = photo_of("red"), photo_of("green")
    with bad.original.storage.open(bad.original.name) as file:
        content = file.read()
    with open(bad.original.path, "wb") as file:
        file.write(content[:-300])

    work()

    assert job_states() == ["failed", "succeeded"]
    assert Preparation.objects.get().problem == Preparation.Problem.DAMAGED
    assert is_prepared(good)


def test_trouble_of_the_machine_is_noted_at_once_and_tried_again():
    photo = photo_of("red")
    path = photo.original.path
    os.rename(path, f"{path}.away")

    work()
    assert job_states() == ["todo"]
    assert Preparation.objects.get().problem == Preparation.Problem.TROUBLE

    os.rename(f"{path}.away", path)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = now()")
    work()
    assert is_prepared(Photo.objects.get())
    assert not Preparation.objects.exists()

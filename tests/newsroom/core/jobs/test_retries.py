"""Only trouble of the machine is tried again: not too often, and behind new jobs."""

import errno
import struct
from types import SimpleNamespace

import pytest
from botocore.exceptions import EndpointConnectionError
from django.db import IntegrityError, OperationalError
from PIL import Image, UnidentifiedImageError
from procrastinate.contrib.django import app

from media.sizes.decoding import Undecodable
from newsroom.core.jobs.retries import LONGEST_WAIT, MAX_TRIES, RetryAfterTrouble

TROUBLE = [
    OSError(errno.ENOSPC, "No space left on device"),
    OSError(errno.EIO, "Input/output error"),
    FileNotFoundError("File does not exist: in a bucket"),
    ConnectionResetError(),
    TimeoutError(),
    OperationalError("the database is gone"),
    EndpointConnectionError(endpoint_url="https://s3.example.cn"),
]
ERRORS_OF_FILES = [
    OSError("image file is truncated"),
    UnidentifiedImageError("cannot identify image file"),
    Undecodable("damaged"),
    SyntaxError("not a TIFF file"),
    ValueError(),
    ZeroDivisionError(),
    EOFError(),
    struct.error(),
    Image.DecompressionBombError(),
    IntegrityError(),
]


def decision(error, attempts=0):
    job = SimpleNamespace(attempts=attempts)
    return RetryAfterTrouble().get_retry_decision(exception=error, job=job)


@pytest.mark.parametrize("error", TROUBLE, ids=repr)
def test_trouble_of_the_machine_is_tried_again(error):
    assert decision(error).priority < 0


@pytest.mark.parametrize("error", ERRORS_OF_FILES, ids=repr)
def test_other_errors_are_final(error):
    assert decision(error) is None


def test_tries_are_bounded_and_so_is_the_wait_between_them(clock):
    waits = [decision(TROUBLE[0], attempts) for attempts in range(MAX_TRIES - 1)]

    assert all(waits)
    assert decision(TROUBLE[0], MAX_TRIES - 1) is None
    assert (waits[-1].retry_at - waits[-2].retry_at).total_seconds() == pytest.approx(0, abs=5)
    assert LONGEST_WAIT <= 600


def test_every_job_is_tried_again_after_trouble_or_comes_again_by_itself():
    periodic = {task.task.name for task in app.periodic_registry.periodic_tasks.values()}
    ours = {name: task for name, task in app.tasks.items() if not name.startswith("procrastinate")}
    ours.pop("builtin:procrastinate.builtin_tasks.remove_old_jobs", None)

    for name, task in ours.items():
        is_ours = name.split(".")[0] in {"core", "press", "desk", "media", "pages"}
        if is_ours and name not in periodic:
            assert isinstance(task.retry_strategy, RetryAfterTrouble), name

"""What is noted about preparing a file: a problem, a broken profile, attempts that broke off."""

import errno

import pytest
from django.core.files.storage import storages
from PIL import Image
from procrastinate.contrib.django import app

from media import tasks
from media.intake.photo_files import get_or_create_photo
from media.models import Preparation
from media.sizes import preparation, renditions
from media.sizes.decoding import Undecodable
from newsroom.file_storage import WholeFileStorage
from tests.media.photo_desk import make_photo
from tests.media.pictures import encoded, upload

pytestmark = pytest.mark.django_db
Problem = Preparation.Problem


@pytest.fixture
def photo(photo_editor):
    return make_photo(user=photo_editor)


def raising(error):
    def fail(*args):
        raise error

    return fail


def noted():
    return Preparation.objects.values_list("problem", flat=True).first()


def test_nothing_is_noted_about_a_good_file(photo):
    preparation.attempt(photo, photo.focus)

    assert not Preparation.objects.exists()


# What Pillow and the libraries behind it have been seen to raise.
DECODER_ERRORS = [
    OSError("image file is truncated"),
    SyntaxError("broken PNG file"),
    ValueError("conversion from ? to RGB not supported"),
    ZeroDivisionError(),
    EOFError(),
    IndexError(),
    OverflowError(),
    RuntimeError("libheif"),
    MemoryError(),
    Image.DecompressionBombError("too many pixels"),
]


@pytest.mark.parametrize("error", DECODER_ERRORS, ids=repr)
def test_whatever_a_decoder_raises_is_final_and_noted(error, photo, monkeypatch):
    monkeypatch.setattr(renditions, "upright", raising(error))

    with pytest.raises(Undecodable):
        preparation.attempt(photo, photo.focus)

    assert noted() == Problem.DAMAGED


def test_error_of_an_encoder_is_final_too(photo, monkeypatch):
    monkeypatch.setattr(Image.Image, "save", raising(OSError("encoder error -2")))

    with pytest.raises(Undecodable):
        preparation.attempt(photo, photo.focus)

    assert noted() == Problem.DAMAGED


def test_full_disk_is_no_fault_of_the_file_and_is_forgotten_when_it_works(photo, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(WholeFileStorage, "_save", raising(OSError(errno.ENOSPC, "full")))
        with pytest.raises(OSError, match="full"):
            preparation.attempt(photo, photo.focus)
    assert noted() == Problem.TROUBLE
    assert not photo.renditions().exists()

    preparation.attempt(photo, photo.focus)
    assert not Preparation.objects.exists()


def test_missing_original_is_trouble(photo):
    storages["originals"].delete(photo.original.name)

    with pytest.raises(FileNotFoundError):
        preparation.attempt(photo, photo.focus)

    assert noted() == Problem.TROUBLE


def test_file_that_ended_its_worker_three_times_is_given_up(photo, monkeypatch):
    class Killed(BaseException):
        """As if the process had ended: nothing more is done."""

    with monkeypatch.context() as patch:
        patch.setattr(renditions, "upright", raising(Killed()))
        for _attempt in range(preparation.MAX_UNFINISHED):
            with pytest.raises(Killed):
                preparation.attempt(photo, photo.focus)
    assert noted() == ""

    with pytest.raises(Undecodable):
        preparation.attempt(photo, photo.focus)

    assert noted() == Problem.STOPPED
    assert not photo.renditions().exists()


def test_broken_profile_stays_noted(photo_editor):
    content = encoded(Image.new("RGB", (300, 200)), icc_profile=b"no profile")
    photo, _new = get_or_create_photo(upload(content), user=photo_editor)

    preparation.attempt(photo, photo.focus)
    preparation.attempt(photo, photo.focus)

    row = Preparation.objects.get()
    assert (row.problem, row.has_broken_profile) == ("", True)


def test_only_jobs_of_the_same_file_wait_for_each_other(photo, photo_editor, settings):
    other, _new = get_or_create_photo(
        upload(encoded(Image.new("RGB", (30, 20)))), user=photo_editor
    )
    tasks.request_sizes(photo)

    jobs = app.job_manager.connector.get_sync_connector().execute_query_all(
        "SELECT lock FROM procrastinate_jobs WHERE queue_name = 'pictures' ORDER BY id"
    )

    locks = [job["lock"] for job in jobs]
    assert locks[0] == locks[2] != locks[1]
    assert other.sha256 in locks[1]

"""Nothing that is stored already is trusted unseen: in folders, and in a bucket."""

import errno
import hashlib

import boto3
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, storages
from moto import mock_aws

from media import stored_files
from media.intake.photo_files import get_or_create_photo
from media.models import Photo
from media.sizes import renditions
from newsroom.core.refusal import Refused
from newsroom.file_storage import WholeFileStorage
from tests.media.pictures import drawn, encoded, upload

CONTENT = b"the whole content of a file"
NAME = f"{hashlib.sha256(CONTENT).hexdigest()}.jpg"


@pytest.fixture
def bucket(settings):
    with mock_aws():
        boto3.client("s3", region_name="us-east-1").create_bucket(Bucket="pictures")
        options = {
            "bucket_name": "pictures",
            "region_name": "us-east-1",
            "access_key": "key",
            "secret_key": "secret",
            "file_overwrite": True,
        }
        backend = "storages.backends.s3.S3Storage"
        settings.STORAGES = settings.STORAGES | {
            "bucket": {"BACKEND": backend, "OPTIONS": options},
            "source": {"BACKEND": backend, "OPTIONS": options | {"location": "source"}},
        }
        yield storages["bucket"]


@pytest.fixture(params=["plain folder", "folder", "bucket"])
def storage(request, tmp_path):
    if request.param == "bucket":
        return request.getfixturevalue("bucket")
    kind = FileSystemStorage if request.param == "plain folder" else WholeFileStorage
    return kind(location=tmp_path)


def content_of(storage, name):
    with storage.open(name) as file:
        return file.read()


@pytest.mark.parametrize("there", [None, b"", CONTENT[:9], CONTENT])
def test_what_is_there_is_replaced_unless_it_is_whole(there, storage):
    if there is not None:
        storage.save(NAME, ContentFile(there))

    stored_files.store(storage, NAME, ContentFile(CONTENT))

    assert content_of(storage, NAME) == CONTENT


@pytest.mark.parametrize("there", [bytes(len(CONTENT)), CONTENT[::-1]])
def test_stump_of_the_right_size_is_found_in_a_folder(there, tmp_path):
    """Some file systems leave a file of zeros after a power cut."""
    storage = WholeFileStorage(location=tmp_path)
    storage.save(NAME, ContentFile(there))

    stored_files.store(storage, NAME, ContentFile(CONTENT))

    assert content_of(storage, NAME) == CONTENT


def test_whole_file_is_not_written_again(storage, monkeypatch):
    storage.save(NAME, ContentFile(CONTENT))
    monkeypatch.setattr(type(storage), "_save", lambda *args: pytest.fail("written again"))

    stored_files.store(storage, NAME, ContentFile(CONTENT))


def test_copy_replaces_a_stump(storage, tmp_path):
    source = WholeFileStorage(location=tmp_path / "source")
    source.save(NAME, ContentFile(CONTENT))
    storage.save(NAME, ContentFile(CONTENT[:9]))

    stored_files.copy(NAME, source, storage)

    assert content_of(storage, NAME) == CONTENT


@pytest.mark.parametrize("there", [None, b"", CONTENT[:9]])
def test_damaged_file_is_never_copied(there, storage, tmp_path):
    source = WholeFileStorage(location=tmp_path / "source")
    if there is not None:
        source.save(NAME, ContentFile(there))

    with pytest.raises(stored_files.Damaged):
        stored_files.copy(NAME, source, storage)

    assert not storage.exists(NAME)


def full_disk(storage, name, content):
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.django_db
def test_upload_on_a_full_disk_is_refused_with_a_word_and_leaves_nothing(photo_editor, monkeypatch):
    # A size of its own: what another test has stored would need no room.
    file = upload(encoded(drawn((417, 311), colour="tomato")))
    with monkeypatch.context() as patch:
        patch.setattr(WholeFileStorage, "_save", full_disk)
        with pytest.raises(Refused, match="磁盘已满"):
            get_or_create_photo(file, user=photo_editor)
    assert not Photo.objects.exists()

    photo, is_new = get_or_create_photo(file, user=photo_editor)
    assert is_new and content_of(photo.original.storage, photo.original.name)


@pytest.mark.django_db
def test_upload_replaces_the_stump_that_an_earlier_one_left(photo_editor):
    content = encoded(drawn(colour="gold"))
    sha256 = hashlib.sha256(content).hexdigest()
    name = f"photos/{sha256[:2]}/{sha256}.jpg"
    storages["originals"].save(name, ContentFile(content[:2000]))

    photo, _new = get_or_create_photo(upload(content), user=photo_editor)

    assert photo.original.name == name
    assert content_of(storages["originals"], name) == content


@pytest.mark.django_db
def test_stump_of_a_size_is_replaced_when_it_is_prepared(photo_editor):
    photo, _new = get_or_create_photo(upload(), user=photo_editor)
    renditions.prepare(photo, photo.focus)
    row = photo.renditions().first()
    storages["renditions"].delete(row.file.name)
    storages["renditions"].save(row.file.name, ContentFile(b"stump"))
    photo.renditions().all().delete()

    renditions.prepare(photo, photo.focus)

    assert storages["renditions"].size(row.file.name) == row.size

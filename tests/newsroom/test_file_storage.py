"""A file is in its folder whole or not at all, even if the disk is full in the middle."""

import errno
import os

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import TemporaryUploadedFile

from newsroom.file_storage import PART, WholeFileStorage


@pytest.fixture
def storage(tmp_path):
    return WholeFileStorage(location=tmp_path)


def names(storage):
    return sorted(name for _folder, _folders, files in os.walk(storage.location) for name in files)


class FullDisk(ContentFile):
    """A file of which the second half does not fit on the disk."""

    def chunks(self, chunk_size=None):
        yield b"first half"
        raise OSError(errno.ENOSPC, "No space left on device")


def test_file_is_stored_under_its_name(storage):
    assert storage.save("ab/abc.jpg", ContentFile(b"content")) == "ab/abc.jpg"

    assert names(storage) == ["abc.jpg"]
    with storage.open("ab/abc.jpg") as file:
        assert file.read() == b"content"


def test_uploaded_file_on_disk_is_stored_too(storage):
    upload = TemporaryUploadedFile("a.jpg", "image/jpeg", 7, None)
    upload.write(b"content")
    upload.seek(0)

    storage.save("abc.jpg", upload)
    upload.close()  # as at the end of a request

    with storage.open("abc.jpg") as file:
        assert file.read() == b"content"


def test_full_disk_leaves_nothing(storage):
    with pytest.raises(OSError, match="No space left"):
        storage.save("abc.jpg", FullDisk(b""))

    assert names(storage) == []


def test_full_disk_leaves_the_file_that_was_there(storage):
    storage.save("abc.jpg", ContentFile(b"content"))

    with pytest.raises(OSError, match="No space left"):
        storage.save("abc.jpg", FullDisk(b""))

    with storage.open("abc.jpg") as file:
        assert file.read() == b"content"


def test_disk_that_is_full_only_when_it_is_flushed_leaves_nothing(storage, monkeypatch):
    def full(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        storage.save("abc.jpg", ContentFile(b"content"))

    assert names(storage) == []


def test_name_appears_only_when_the_file_is_on_the_disk(storage, monkeypatch):
    """A process that is killed before leaves a file whose name says that it is unfinished."""
    seen = []
    monkeypatch.setattr(os, "replace", lambda part, whole: seen.extend(names(storage)))

    storage.save("abc.jpg", ContentFile(b"content"))

    assert len(seen) == 1 and seen[0].endswith(PART)


def test_same_name_is_replaced(storage):
    for content in (b"stump", b"whole content"):
        storage.save("abc.jpg", ContentFile(content))

    assert names(storage) == ["abc.jpg"]
    assert storage.size("abc.jpg") == len(b"whole content")

"""The SHA-256 of files, which identifies a photo file and names a prepared size."""

import hashlib


def file_sha256(file):
    """The SHA-256 of a Django File from its first byte on, as 64 hexadecimal digits."""
    checksum = hashlib.sha256()
    for chunk in file.chunks():
        checksum.update(chunk)
    return checksum.hexdigest()


def stored_sha256(storage, name):
    """The SHA-256 of the file called `name` in the storage; None if it does not exist."""
    try:
        with storage.open(name) as file:
            return file_sha256(file)
    except FileNotFoundError:
        return None

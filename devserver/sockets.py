"""The folder of the server's socket. Whoever can enter it has every right in the database."""

import os
import pwd
import stat
from pathlib import Path

from devserver.paths import EmbeddedError


def belongs_to_us(folder: Path) -> bool:
    """Whether only the current user, or `nobody` for root, can have put a server there."""
    try:
        found = folder.lstat()
    except FileNotFoundError:
        return False
    private = stat.S_ISDIR(found.st_mode) and not stat.S_IMODE(found.st_mode) & 0o077
    return private and found.st_uid in {os.geteuid(), *server_users()}


def server_users() -> set[int]:
    """The numbers of other users who may run a server for the current user."""
    return set() if os.geteuid() else {pwd.getpwnam("nobody").pw_uid}


def prepare(folder: Path, owner: int) -> None:
    """Create the folder for the user number `owner`, or remove the socket of a dead server.

    Raise EmbeddedError when another user made the folder, since everybody can write to /tmp.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    if not belongs_to_us(folder):
        raise EmbeddedError(
            f"{folder} belongs to another user or is open to others. Look who made it, remove it, "
            "and try again; or set DATABASE_URL."
        )
    for leftover in folder.glob(".s.PGSQL.*"):
        leftover.unlink()
    if folder.stat().st_uid != owner:
        os.chown(folder, owner, -1)

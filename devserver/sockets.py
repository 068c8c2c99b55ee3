"""The folder of the server's socket: who may enter it may do everything, so it is ours alone."""

import os
import pwd
import stat
from pathlib import Path

from devserver.paths import EmbeddedError


def are_ours(folder: Path) -> bool:
    """Whether no other user can have put a server of his own there."""
    try:
        found = folder.lstat()
    except FileNotFoundError:
        return False
    private = stat.S_ISDIR(found.st_mode) and not stat.S_IMODE(found.st_mode) & 0o077
    return private and found.st_uid in {os.geteuid(), *our_servants()}


def our_servants() -> set[int]:
    """The users who may run a server for us."""
    return set() if os.geteuid() else {pwd.getpwnam("nobody").pw_uid}


def prepare(folder: Path, owner: int) -> None:
    """Make the folder for `owner`, or clear what a dead server left there.

    Raise EmbeddedError when somebody else made it: /tmp is open to all.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    if not are_ours(folder):
        raise EmbeddedError(
            f"{folder} belongs to another user or is open to others. Look who made it, remove it, "
            "and try again; or set DATABASE_URL."
        )
    for leftover in folder.glob(".s.PGSQL.*"):
        leftover.unlink()
    if folder.stat().st_uid != owner:
        os.chown(folder, owner, -1)

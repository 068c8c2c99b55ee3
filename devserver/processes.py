"""Which process is the server's first: told by files it wrote, believed only if /proc agrees."""

import os
from pathlib import Path

from devserver.paths import PORT


def listener(folder: Path) -> int | None:
    """The number of the server's first process that listens there, if one is alive."""
    try:
        number = int((folder / f".s.PGSQL.{PORT}.lock").read_text().split()[0])
        arguments = Path(f"/proc/{number}/cmdline").read_bytes().split(b"\0")
    except (OSError, IndexError, ValueError):
        return None
    return number if bytes(folder) in arguments else None


def postmaster(data: Path) -> int | None:
    """The number of the server's first process, unless its file is gone or tells of another's."""
    try:
        number = int((data / "postmaster.pid").read_text().split()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return None
    return number if works_in(number, data) else None


def works_in(number: int, data: Path) -> bool:
    """Whether that process's working folder is `data`, as far as this system can tell."""
    if not Path("/proc/self").exists():
        return True
    try:
        return os.path.samefile(f"/proc/{number}/cwd", data)
    except OSError:
        return False

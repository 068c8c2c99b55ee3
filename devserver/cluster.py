"""The data folder of the server, which PostgreSQL calls a cluster."""

import os
import shutil
import subprocess
from pathlib import Path

from devserver.paths import EmbeddedError
from devserver.run_as import RunAs

VERSION = "18"

INITDB = (
    "--username=newsroom",
    "--auth=trust",  # only the owner can enter the socket's folder
    "--encoding=UTF8",
    "--locale-provider=builtin",  # the build has no ICU, and a machine may have no UTF-8 locale
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--set=listen_addresses=",
    "--set=max_connections=100",
    "--set=shared_buffers=128MB",
    "--set=max_wal_size=256MB",
    "--set=timezone=UTC",
    "--set=log_timezone=UTC",
)


def create(identity: RunAs) -> None:
    """Create the data folder with initdb if it is missing, under another name until complete."""
    if identity.data.exists():
        return check_version(identity.data)
    unfinished = identity.data.with_name("data.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    made = subprocess.run(
        identity.command("initdb", *INITDB, "-D", unfinished),
        capture_output=True,
        text=True,
        cwd="/",
        env=environment(),
    )
    if made.returncode:
        raise EmbeddedError(f"initdb failed: {made.stderr.strip() or made.stdout.strip()}")
    unfinished.rename(identity.data)
    return None


def check_version(data: Path) -> None:
    """Raise EmbeddedError when another major version made the data."""
    version = (data / "PG_VERSION").read_text().strip()
    if version != VERSION:
        raise EmbeddedError(
            f"{data} was made by PostgreSQL {version}, and this is {VERSION}. Dump it with the old "
            "one (docs/operations.md, Upgrade), or remove that folder to begin anew."
        )


def environment() -> dict[str, str]:
    """The environment of PostgreSQL's programs, without the caller's PG* and LD_* variables."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}

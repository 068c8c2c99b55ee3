"""The data folder, which PostgreSQL calls a cluster."""

import os
import shutil
import subprocess
from pathlib import Path

from devserver.paths import EmbeddedError
from devserver.run_as import Guise

VERSION = "18"

INITDB = (
    "--username=newsroom",
    "--auth=trust",  # whoever may enter the socket's folder is the owner
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


def make(guise: Guise) -> None:
    """Make a new cluster where there is none, under another name until it is whole."""
    if guise.data.exists():
        return refuse_other_version(guise.data)
    unfinished = guise.data.with_name("data.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    made = subprocess.run(
        guise.command("initdb", *INITDB, "-D", unfinished),
        capture_output=True,
        text=True,
        cwd="/",
        env=environment(),
    )
    if made.returncode:
        raise EmbeddedError(f"initdb failed: {made.stderr.strip() or made.stdout.strip()}")
    unfinished.rename(guise.data)
    return None


def refuse_other_version(data: Path) -> None:
    """Raise EmbeddedError when another major version made the data."""
    version = (data / "PG_VERSION").read_text().strip()
    if version != VERSION:
        raise EmbeddedError(
            f"{data} was made by PostgreSQL {version}, and this is {VERSION}. Dump it with the old "
            "one (docs/operations.md, Upgrade), or remove that folder to begin anew."
        )


def environment() -> dict[str, str]:
    """What the programs see: none of the caller's PG* or LD_* variables."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}

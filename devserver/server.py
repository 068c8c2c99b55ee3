"""Start, find and stop one checkout's server.

A lock shows whether the server is alive, not a process id: every process of the server inherits the
open, locked file `running.lock`, so the lock is free exactly when the last of them has ended,
however it ended. A connection shows whether it is ready. A second lock, `start.lock`, lets one
process at a time start or stop it.
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import psycopg
from psycopg.pq import PGconn, Ping

from devserver import cluster, processes, run_as, sockets
from devserver.locks import locked, try_lock
from devserver.paths import PORT, EmbeddedError, ServerPaths

TIMEOUT = 120  # seconds for a start (a crash's recovery included) or a stop
SILENCE_TIMEOUT = 5  # seconds that a living server may give no answer before it is told to stop
POLL_INTERVAL = 0.05  # seconds between two looks


class Server:
    """The PostgreSQL server of one checkout."""

    def __init__(self, paths: ServerPaths):
        self.paths = paths

    def ensure_running(self) -> str:
        """Start the server and create its database if needed; return the database's URL."""
        if not self._is_ready():
            with self._exclusive_control():
                self._start_unless_running()
                self._create_missing_database()
        return self.paths.url

    def stop(self) -> bool:
        """Stop the server: connections end, data is consistent. False if it wasn't running."""
        if not self.paths.folder.exists():
            return False
        with self._exclusive_control():
            if not self._is_alive():
                return False
            self._interrupt()
            self._wait_until(lambda: not self._is_alive(), "did not stop")
            with suppress(OSError):
                self.paths.sockets.rmdir()
        return True

    def status(self) -> str:
        """One line for people."""
        if not self._is_ready():
            return f"The embedded PostgreSQL of {self.paths.checkout} is not running."
        with psycopg.connect(self.paths.url) as connection:
            version = connection.info.parameter_status("server_version")
        return f"PostgreSQL {version} is running at {self.paths.url}"

    # Is it there? ---------------------------------------------------------------------------------

    def _is_ready(self) -> bool:
        """Whether this user's server answers and has the database."""
        if not (self._lock_file.exists() and sockets.belongs_to_us(self.paths.sockets)):
            return False
        try:
            psycopg.connect(self.paths.url).close()
        except psycopg.OperationalError:
            return False
        return True

    def _answer(self) -> Ping:
        """What the server answers: OK, REJECT (it starts or stops) or NO_RESPONSE."""
        return Ping(PGconn.ping(self.paths.url_of("postgres").encode()))

    def _is_alive(self) -> bool:
        """Whether any process of the server is alive. Call it under exclusive control only."""
        with self._running_lock() as running:
            return not try_lock(running)

    # Start and stop -------------------------------------------------------------------------------

    def _start_unless_running(self) -> None:
        with self._running_lock() as running:
            if not self._lock_unless_answering(running):
                return
            self._stop_foreign_server()
            self._launch(running)
        self._wait_until(self._has_started, "did not start")

    def _lock_unless_answering(self, running: IO[bytes]) -> bool:
        """Wait until the server answers (return False) or has ended (take its lock, return True).

        A live server that does not answer has lost its socket (/tmp was cleaned, or the checkout
        was moved): it is told to stop.
        """
        silent_since = time.monotonic()

        def settled() -> bool:
            nonlocal silent_since
            if try_lock(running):
                return True
            answer = self._answer()
            if answer == Ping.REJECT:
                silent_since = time.monotonic()
            elif time.monotonic() - silent_since > SILENCE_TIMEOUT:
                self._interrupt()
            return answer == Ping.OK

        self._wait_until(settled, "neither answers nor stops")
        return try_lock(running)

    def _stop_foreign_server(self) -> None:
        """Stop a server that uses this socket with other data: `var/` was moved or removed.

        Otherwise it would notice within a minute, and remove the new server's socket as it ends.
        """
        foreign = processes.process_listening_in(self.paths.sockets)
        if foreign:
            os.kill(foreign, signal.SIGINT)
            self._wait_until(
                lambda: not processes.process_listening_in(self.paths.sockets), "lingers on"
            )

    def _launch(self, running: IO[bytes]) -> None:
        """Start the server in the background; it inherits the lock.

        A shell starts it and ends, so that the server is nobody's child process. It writes to a
        file, not a pipe, since it lives longer than its caller.
        """
        chosen = run_as.choose(self.paths)
        cluster.create(chosen)
        sockets.prepare(self.paths.sockets, chosen.owner)
        (chosen.data / "postmaster.pid").unlink(
            missing_ok=True
        )  # of a dead server: the lock is ours
        where = ("-D", chosen.data, "-k", self.paths.sockets, "-p", str(PORT))
        detached = ("sh", "-c", '"$@" &', "sh", *chosen.command("postgres", *where))
        with self._open_new_log() as log:
            subprocess.run(
                detached,
                check=True,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=[running.fileno()],
                start_new_session=True,
                cwd="/",
                env=cluster.environment(),
            )

    def _has_started(self) -> bool:
        if not self._is_alive():
            tail = "\n".join(self.paths.log.read_text(errors="replace").splitlines()[-5:])
            raise EmbeddedError(f"The embedded PostgreSQL ended while starting:\n{tail}")
        return self._answer() == Ping.OK

    def _create_missing_database(self) -> None:
        with psycopg.connect(self.paths.url_of("postgres"), autocommit=True) as connection:
            found = connection.execute("SELECT FROM pg_database WHERE datname = 'newsroom'")
            if not found.rowcount:
                connection.execute("CREATE DATABASE newsroom")

    def _interrupt(self) -> None:
        """Tell the server to close its connections and stop (PostgreSQL's fast shutdown)."""
        for data in run_as.data_folders(self.paths):
            number = processes.postmaster(data)
            if number:
                os.kill(number, signal.SIGINT)

    # Files and waiting ----------------------------------------------------------------------------

    @contextmanager
    def _exclusive_control(self) -> Iterator[None]:
        """Make sure that no other process starts or stops this server during the block."""
        try:
            self.paths.folder.mkdir(parents=True, exist_ok=True)
            self.paths.folder.chmod(0o700)
        except PermissionError as refusal:
            raise EmbeddedError(
                f"{self.paths.folder} is not ours to write to: run this as the user it belongs to, "
                "or set DATABASE_URL."
            ) from refusal
        with locked(self.paths.folder / "start.lock"):
            yield

    @property
    def _lock_file(self) -> Path:
        return self.paths.folder / "running.lock"

    def _running_lock(self) -> IO[bytes]:
        return self._lock_file.open("ab")

    def _open_new_log(self) -> IO[bytes]:
        """Open an empty log file; keep the previous one as server.log.old."""
        if self.paths.log.exists():
            self.paths.log.rename(self.paths.log.with_suffix(".log.old"))
        return self.paths.log.open("ab")

    def _wait_until(self, condition: Callable[[], bool], complaint: str) -> None:
        deadline = time.monotonic() + TIMEOUT
        while not condition():
            if time.monotonic() > deadline:
                raise EmbeddedError(
                    f"The embedded PostgreSQL {complaint} within {TIMEOUT} seconds. "
                    f"Its log is {self.paths.log}."
                )
            time.sleep(POLL_INTERVAL)

"""Start, find and stop one checkout's server.

Whether it is alive is told by a lock, not by a process number: every process of the server inherits
the open, locked file `running.lock`, so the lock is free exactly when the last of them has ended,
however it ended. Whether it is ready is told by asking it. A second lock, `start.lock`, lets one
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
from devserver.paths import PORT, EmbeddedError, Place

PATIENCE = 120  # seconds for a start (a crash's recovery included) or a stop
SILENCE = 5  # seconds that a living server may give no answer before it is told to stop
PAUSE = 0.05  # seconds between two looks


class Server:
    """The server at one place."""

    def __init__(self, place: Place):
        self.place = place

    def ensure_running(self) -> str:
        """Start the server and make its database, where missing; return the database's URL."""
        if not self._is_ready():
            with self._sole_control():
                self._start_unless_running()
                self._create_missing_database()
        return self.place.url

    def stop(self) -> bool:
        """Stop the server: connections end, data is consistent. False if it wasn't running."""
        if not self.place.folder.exists():
            return False
        with self._sole_control():
            if not self._is_alive():
                return False
            self._interrupt()
            self._wait_until(lambda: not self._is_alive(), "did not stop")
            with suppress(OSError):
                self.place.sockets.rmdir()
        return True

    def status(self) -> str:
        """One line for people."""
        if not self._is_ready():
            return f"The embedded PostgreSQL of {self.place.checkout} is not running."
        with psycopg.connect(self.place.url) as connection:
            version = connection.info.parameter_status("server_version")
        return f"PostgreSQL {version} is running at {self.place.url}"

    # Is it there? ---------------------------------------------------------------------------------

    def _is_ready(self) -> bool:
        """Whether a server of ours answers and has the database."""
        if not (self._lock_file.exists() and sockets.are_ours(self.place.sockets)):
            return False
        try:
            psycopg.connect(self.place.url).close()
        except psycopg.OperationalError:
            return False
        return True

    def _answer(self) -> Ping:
        """OK, REJECT (it starts or stops), or NO_RESPONSE."""
        return PGconn.ping(self.place.url_of("postgres").encode())

    def _is_alive(self) -> bool:
        """Whether any process of the server lives; asked under sole control only."""
        with self._running_lock() as running:
            return not try_lock(running)

    # Start and stop -------------------------------------------------------------------------------

    def _start_unless_running(self) -> None:
        with self._running_lock() as running:
            if not self._lock_unless_answering(running):
                return
            self._end_stranger()
            self._launch(running)
        self._wait_until(self._has_started, "did not start")

    def _lock_unless_answering(self, running: IO) -> bool:
        """Wait until the server answers (False) or has ended and left us the lock (True).

        One that lives and stays silent has lost its socket (to a cleaner of /tmp, or because the
        checkout moved): it is told to stop.
        """
        silent_since = time.monotonic()

        def settled() -> bool:
            nonlocal silent_since
            if try_lock(running):
                return True
            answer = self._answer()
            if answer == Ping.REJECT:
                silent_since = time.monotonic()
            elif time.monotonic() - silent_since > SILENCE:
                self._interrupt()
            return answer == Ping.OK

        self._wait_until(settled, "neither answers nor stops")
        return try_lock(running)

    def _end_stranger(self) -> None:
        """Stop a server that listens in our place without our data: `var/` was moved or removed.

        Left alone, it would notice within a minute, and remove our socket as it ends.
        """
        stranger = processes.listener(self.place.sockets)
        if stranger:
            os.kill(stranger, signal.SIGINT)
            self._wait_until(lambda: not processes.listener(self.place.sockets), "lingers on")

    def _launch(self, running: IO) -> None:
        """Start the server, detached from us; it inherits the lock.

        A shell lets go of it, so that no caller is left with its remains; and it gets a file, not
        a pipe, to write to, since it outlives whoever reads.
        """
        chosen = run_as.choose(self.place)
        cluster.make(chosen)
        sockets.prepare(self.place.sockets, chosen.owner)
        (chosen.data / "postmaster.pid").unlink(missing_ok=True)  # a dead one's: we hold the lock
        where = ("-D", chosen.data, "-k", self.place.sockets, "-p", str(PORT))
        detached = ("sh", "-c", '"$@" &', "sh", *chosen.command("postgres", *where))
        with self._new_log() as log:
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
            tail = "\n".join(self.place.log.read_text(errors="replace").splitlines()[-5:])
            raise EmbeddedError(f"The embedded PostgreSQL ended while starting:\n{tail}")
        return self._answer() == Ping.OK

    def _create_missing_database(self) -> None:
        with psycopg.connect(self.place.url_of("postgres"), autocommit=True) as connection:
            found = connection.execute("SELECT FROM pg_database WHERE datname = 'newsroom'")
            if not found.rowcount:
                connection.execute("CREATE DATABASE newsroom")

    def _interrupt(self) -> None:
        """Tell the server to end its connections and stop (PostgreSQL's fast shutdown)."""
        for data in run_as.data_folders(self.place):
            number = processes.postmaster(data)
            if number:
                os.kill(number, signal.SIGINT)

    # Files and waiting ----------------------------------------------------------------------------

    @contextmanager
    def _sole_control(self) -> Iterator[None]:
        """Be the only process that starts or stops this server."""
        try:
            self.place.folder.mkdir(parents=True, exist_ok=True)
            self.place.folder.chmod(0o700)
        except PermissionError as refusal:
            raise EmbeddedError(
                f"{self.place.folder} is not ours to write to: run this as the user it belongs to, "
                "or set DATABASE_URL."
            ) from refusal
        with locked(self.place.folder / "start.lock"):
            yield

    @property
    def _lock_file(self) -> Path:
        return self.place.folder / "running.lock"

    def _running_lock(self) -> IO:
        return self._lock_file.open("ab")

    def _new_log(self) -> IO:
        """A fresh log; the one before it is kept."""
        if self.place.log.exists():
            self.place.log.rename(self.place.log.with_suffix(".log.old"))
        return self.place.log.open("ab")

    def _wait_until(self, condition: Callable[[], bool], complaint: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > deadline:
                raise EmbeddedError(
                    f"The embedded PostgreSQL {complaint} within {PATIENCE} seconds. "
                    f"Its log is {self.place.log}."
                )
            time.sleep(PAUSE)

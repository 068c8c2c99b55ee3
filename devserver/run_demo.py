"""`make run`: serve the newsroom with demo data on this machine, to try it out.

The demo has well-known passwords, so it listens on the loopback address only. It prepares the
database, starts web server and job worker, and stops both on a signal or when one of them ends.
"""

import contextlib
import http.client
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from django.core.management import execute_from_command_line

import devserver

HOST = "127.0.0.1"
LOG_INS = "reporter, editor, head, chief, proofreader, photo, admin"
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
TIMEOUT = 60  # seconds within which the site must answer
SHUTDOWN_SECONDS = 10  # seconds that a program has to finish its work
POLL_INTERVAL = 0.1  # seconds between two checks
PREPARATION = (
    ("migrate",),
    ("reindex_search",),  # a new version may index texts differently
    ("load_demo",),
    ("generate_newsroom", "--stories=36", "--seed=8", "--states", "--once"),
)
WELCOME = """
  报纸  The newspaper   http://{host}:{port}/
  采编  The newsroom    http://{host}:{port}/admin/

  Log in as one of: {log_ins}; the password is newsroom.
  Ctrl-C stops the site, and `make stop` the database.
"""


Popen = subprocess.Popen[bytes]


class ServeError(RuntimeError):
    """The site can't start or continue; the message says why."""


def main() -> int:
    """Serve until a signal arrives; return the exit status."""
    try:
        port = parse_port(os.environ.get("PORT") or "8000")
        check_port_is_free(port)
        set_up(port)
        serve(port)
    except (ServeError, devserver.EmbeddedError) as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def say(text: str) -> None:
    """Print immediately. A closed terminal is ignored, so that the programs are still stopped."""
    with contextlib.suppress(OSError):
        print(text, flush=True)


def parse_port(text: str) -> int:
    """The port number in `text`. Raise ServeError if it is none."""
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise ServeError(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def check_port_is_free(port: int) -> None:
    """Raise ServeError if another program uses the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as refusal:
            raise ServeError(
                f"Port {port} on {HOST} can't be used ({refusal.strerror}). Is the site running "
                f"already? Another port: make run PORT={port + 1 if port < 65535 else 8000}"
            ) from refusal


def set_up(port: int) -> None:
    """Set the environment of all programs, and prepare the database."""
    os.environ |= {"NEWSROOM_DEMO": "1", "PORT": str(port)}
    # The demo collects no static files, but whitenoise wants the folder to be there.
    Path(os.environ.get("NEWSROOM_VAR", "var"), "static").mkdir(parents=True, exist_ok=True)
    if "DATABASE_URL" not in os.environ:
        say("DATABASE_URL names no server: using the embedded PostgreSQL …")
    devserver.set_environment()
    say("Preparing the database …")
    # One process for all commands, since Django takes a second to load; not this process,
    # which stays small.
    preparing = multiprocessing.get_context("spawn").Process(target=prepare_database)
    preparing.start()
    preparing.join()
    if preparing.exitcode:
        raise ServeError("The database could not be prepared; see the messages above.")


def prepare_database() -> None:
    """Migrate, update the search index, and load the demo where it is missing."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # end without a traceback
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    for command in PREPARATION:
        execute_from_command_line(["manage.py", *command, "--verbosity=0"])


def programs(port: int) -> dict[str, list[str]]:
    """The command lines of the programs that run together."""
    gunicorn = [sys.executable, "-m", "gunicorn", "--config=deploy/gunicorn.conf.py"]
    worker = [sys.executable, "manage.py", "procrastinate", "worker"]
    return {
        "web server": [*gunicorn, f"--bind={HOST}:{port}", "newsroom.wsgi"],
        "job worker": [*worker, f"--shutdown-graceful-timeout={SHUTDOWN_SECONDS - 2}"],
    }


def serve(port: int) -> None:
    """Run all programs until a signal; raise ServeError if one ends by itself."""
    signals: list[int] = []
    for number in SIGNALS:
        signal.signal(number, lambda number, _: signals.append(number))
    running = {}
    try:
        for name, command in programs(port).items():
            # In a session of its own, so that Ctrl-C reaches only this process, which stops them.
            running[name] = subprocess.Popen(command, start_new_session=True)
        announce_when_ready(port, running, signals)
        while not signals:
            check_all_run(running)
            time.sleep(POLL_INTERVAL)
    finally:
        say("\nStopping …")
        stop(list(running.values()))


def announce_when_ready(port: int, running: dict[str, Popen], signals: list[int]) -> None:
    """Print the URLs as soon as they work, unless a signal comes first."""
    deadline = time.monotonic() + TIMEOUT
    while not signals:
        check_all_run(running)
        if is_ready(port):
            say(WELCOME.format(host=HOST, port=port, log_ins=LOG_INS))
            return
        if time.monotonic() > deadline:
            raise ServeError(f"The site has not answered for {TIMEOUT} seconds.")
        time.sleep(POLL_INTERVAL)


def is_ready(port: int) -> bool:
    """Whether the site answers. Raise ServeError if it answers with an error."""
    connection = http.client.HTTPConnection(HOST, port, timeout=TIMEOUT)
    try:
        connection.request("GET", "/healthz")
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    if status != http.HTTPStatus.OK:
        raise ServeError(f"/healthz answered {status}; see the messages above.")
    return True


def check_all_run(running: dict[str, Popen]) -> None:
    """Raise ServeError if one of the programs has ended."""
    for name, process in running.items():
        if process.poll() is not None:
            raise ServeError(
                f"The {name} has ended (exit status {process.returncode}); see its messages above."
            )


def stop(processes: list[Popen]) -> None:
    """Ask all processes to stop, then kill those that don't."""
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + SHUTDOWN_SECONDS
    for process in processes:
        try:
            process.wait(max(0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


if __name__ == "__main__":
    sys.exit(main())

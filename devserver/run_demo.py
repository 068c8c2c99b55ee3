"""`make run`: the whole newsroom on this machine, for trying it out.

Demo data and well-known passwords go with it, so it listens on loopback only. It prepares the
database, starts web server and worker, and stops both when it is told to or when one of them ends.
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
PATIENCE = 60  # seconds until the site must answer
GRACE = 10  # seconds a program gets to finish what it is doing
PAUSE = 0.1  # seconds between two looks
PREPARING = (
    ("migrate",),
    ("reindex_search",),  # what a new version of the program reads differently
    ("load_demo",),
    ("generate_newsroom", "--stories=36", "--seed=8", "--states", "--once"),
)
WELCOME = """
  报纸  The newspaper   http://{host}:{port}/
  采编  The newsroom    http://{host}:{port}/admin/

  Log in as one of: {log_ins}; the password is newsroom.
  Ctrl-C stops the site, and `make stop` the database.
"""


class CannotServe(RuntimeError):
    """The site can't start or go on; the message says why."""


def main() -> int:
    """Serve until told to stop; return the exit status."""
    try:
        port = wanted_port(os.environ.get("PORT") or "8000")
        refuse_taken(port)
        set_up(port)
        serve(port)
    except (CannotServe, devserver.EmbeddedError) as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def say(text: str) -> None:
    """Print at once. The terminal may be gone: that must not keep us from stopping the rest."""
    with contextlib.suppress(OSError):
        print(text, flush=True)


def wanted_port(text: str) -> int:
    """The port that PORT names. Raise CannotServe if it names none."""
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise CannotServe(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def refuse_taken(port: int) -> None:
    """Raise CannotServe unless we can listen on that port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as refusal:
            raise CannotServe(
                f"Port {port} on {HOST} can't be used ({refusal.strerror}). Is the site running "
                f"already? Another port: make run PORT={port + 1 if port < 65535 else 8000}"
            ) from refusal


def set_up(port: int) -> None:
    """Set the environment of all programs, and bring the database up to date."""
    os.environ |= {"NEWSROOM_DEMO": "1", "PORT": str(port)}
    # The demo collects no static files, but whitenoise wants the folder to be there.
    Path(os.environ.get("NEWSROOM_VAR", "var"), "static").mkdir(parents=True, exist_ok=True)
    if "DATABASE_URL" not in os.environ:
        say("DATABASE_URL names no server: using the embedded PostgreSQL …")
        os.environ["DATABASE_URL"] = devserver.ensure_running()
    say("Preparing the database …")
    # One process for all: Django takes a second to load. Not this one, which stays small.
    preparing = multiprocessing.get_context("spawn").Process(target=prepare_database)
    preparing.start()
    preparing.join()
    if preparing.exitcode:
        raise CannotServe("The database could not be prepared; see the messages above.")


def prepare_database() -> None:
    """Migrate, bring the search up to date, and load the demo where it is missing."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # end without a traceback
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    for command in PREPARING:
        execute_from_command_line(["manage.py", *command, "--verbosity=0"])


def programs(port: int) -> dict[str, list[str]]:
    """The command line of everything that runs beside each other."""
    gunicorn = [sys.executable, "-m", "gunicorn", "--config=deploy/gunicorn.conf.py"]
    worker = [sys.executable, "manage.py", "procrastinate", "worker"]
    return {
        "web server": [*gunicorn, f"--bind={HOST}:{port}", "newsroom.wsgi"],
        "job worker": [*worker, f"--shutdown-graceful-timeout={GRACE - 2}"],
    }


def serve(port: int) -> None:
    """Run all programs until a signal; raise CannotServe if one ends by itself."""
    signals: list[int] = []
    for number in SIGNALS:
        signal.signal(number, lambda number, _: signals.append(number))
    running = {}
    try:
        for name, command in programs(port).items():
            # A session of its own: Ctrl-C reaches us alone, and we stop them in good order.
            running[name] = subprocess.Popen(command, start_new_session=True)
        welcome_once_it_answers(port, running, signals)
        while not signals:
            refuse_ended(running)
            time.sleep(PAUSE)
    finally:
        say("\nStopping …")
        stop(list(running.values()))


def welcome_once_it_answers(port: int, running: dict, signals: list) -> None:
    """Print the addresses when they work, unless a signal comes first."""
    deadline = time.monotonic() + PATIENCE
    while not signals:
        refuse_ended(running)
        if answers(port):
            say(WELCOME.format(host=HOST, port=port, log_ins=LOG_INS))
            return
        if time.monotonic() > deadline:
            raise CannotServe(f"The site has not answered for {PATIENCE} seconds.")
        time.sleep(PAUSE)


def answers(port: int) -> bool:
    """Whether the site answers yet. Raise CannotServe if it says that it isn't well."""
    connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
    try:
        connection.request("GET", "/healthz")
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    if status != http.HTTPStatus.OK:
        raise CannotServe(f"/healthz answered {status}; see the messages above.")
    return True


def refuse_ended(running: dict[str, subprocess.Popen]) -> None:
    """Raise CannotServe if one of the programs has ended."""
    for name, process in running.items():
        if process.poll() is not None:
            raise CannotServe(
                f"The {name} has ended (exit status {process.returncode}); see its messages above."
            )


def stop(processes: list[subprocess.Popen]) -> None:
    """Ask all to stop, then end those that don't."""
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + GRACE
    for process in processes:
        try:
            process.wait(max(0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


if __name__ == "__main__":
    sys.exit(main())

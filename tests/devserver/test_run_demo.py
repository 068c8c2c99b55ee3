"""The supervisor behind `make run`, with small programs in place of web server and worker."""

import os
import signal
import socket
import subprocess
import sys

import pytest
from django.core.management import get_commands, load_command_class

from devserver import run_demo

HEALTHY = """
import http.server, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response({status})
        self.end_headers()
http.server.HTTPServer(("127.0.0.1", {port}), Handler).serve_forever()
"""
PATIENT = "import time; time.sleep(600)"
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
BROKEN = "raise SystemExit(3)"


@pytest.fixture
def port():
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((run_demo.HOST, 0))
        return probe.getsockname()[1]


@pytest.fixture
def started(monkeypatch):
    """Every process that the supervisor starts."""
    started = []

    class Recorded(subprocess.Popen):
        def __init__(self, *arguments, **options):
            super().__init__(*arguments, **options)
            started.append(self)

    monkeypatch.setattr(run_demo.subprocess, "Popen", Recorded)
    return started


@pytest.fixture(autouse=True)
def signals_as_before():
    """The supervisor takes over the signals of its process; give them back."""
    before = {number: signal.getsignal(number) for number in run_demo.SIGNALS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def supervise(monkeypatch, port, **sources):
    """Run the supervisor over small Python programs."""
    programs = {name: [sys.executable, "-c", source] for name, source in sources.items()}
    monkeypatch.setattr(run_demo, "programs", lambda _: programs)
    run_demo.serve(port)


@pytest.mark.parametrize("number", run_demo.SIGNALS)
def test_signal_stops_all_once_they_serve(number, port, started, monkeypatch, capsys):
    monkeypatch.setattr(run_demo, "WELCOME", "welcome")
    show = run_demo.is_ready
    monkeypatch.setattr(
        run_demo, "is_ready", lambda port: show(port) and not os.kill(os.getpid(), number)
    )

    supervise(monkeypatch, port, web=HEALTHY.format(status=200, port=port), worker=PATIENT)

    assert "welcome" in capsys.readouterr().out
    assert [process.returncode for process in started] == [-signal.SIGTERM] * 2


def test_one_that_ends_stops_the_others(port, started, monkeypatch):
    with pytest.raises(run_demo.ServeError, match=r"worker has ended \(exit status 3\)"):
        supervise(monkeypatch, port, web=PATIENT, worker=BROKEN)

    assert [process.returncode for process in started] == [-signal.SIGTERM, 3]


def test_terminal_that_is_gone_does_not_keep_them_running(port, started, monkeypatch):
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, "w") as gone:
        monkeypatch.setattr(sys, "stdout", gone)
        with pytest.raises(run_demo.ServeError):
            supervise(monkeypatch, port, web=PATIENT, worker=BROKEN)
        monkeypatch.undo()
        with pytest.raises(BrokenPipeError):
            gone.close()

    assert all(process.returncode is not None for process in started)


def test_one_that_ignores_the_request_is_ended(port, started, monkeypatch):
    monkeypatch.setattr(run_demo, "SHUTDOWN_SECONDS", 0)

    with pytest.raises(run_demo.ServeError):
        supervise(monkeypatch, port, web=STUBBORN, worker=BROKEN)

    assert all(process.returncode is not None for process in started)


def test_site_that_is_not_well_is_not_announced(port, monkeypatch, capsys):
    with pytest.raises(run_demo.ServeError, match="503"):
        supervise(monkeypatch, port, web=HEALTHY.format(status=503, port=port))

    assert "http://" not in capsys.readouterr().out


def test_taken_port_is_refused_before_anything_starts(monkeypatch, capsys):
    with socket.socket() as taken:
        taken.bind((run_demo.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        monkeypatch.setattr(run_demo, "set_up", lambda _: pytest.fail("too late"))

        assert run_demo.main() == 1

    assert f"Port {port} on 127.0.0.1 can't be used" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["http", "0", "65536", "-1", "80 80"])
def test_what_is_no_port_is_refused(text):
    with pytest.raises(run_demo.ServeError, match="PORT"):
        run_demo.parse_port(text)


def test_database_that_cannot_be_prepared_is_told(monkeypatch, tmp_path, capfd):
    monkeypatch.setenv("DATABASE_URL", f"postgres://nobody@/none?host={tmp_path}")
    monkeypatch.setenv("NEWSROOM_VAR", str(tmp_path))
    monkeypatch.setenv("NEWSROOM_DEMO", "")
    monkeypatch.setenv("PORT", "")

    with pytest.raises(run_demo.ServeError, match="could not be prepared"):
        run_demo.set_up(8000)

    assert str(tmp_path) in capfd.readouterr().err


@pytest.mark.parametrize(("name", "options"), [(c[0], c[1:]) for c in run_demo.PREPARATION])
def test_what_prepares_the_database_is_understood(name, options):
    parser = load_command_class(get_commands()[name], name).create_parser("manage.py", name)

    assert parser.parse_args([*options, "--verbosity=0"]).verbosity == 0

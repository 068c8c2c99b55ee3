"""The embedded server, started for real in folders of the tests' own."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import environ
import psycopg
import pytest

import devserver
from devserver import (
    EmbeddedError,
    Server,
    ServerPaths,
    cluster,
    processes,
    run_as,
    server,
    sockets,
)


def clear(place: ServerPaths) -> None:
    """Stop the server and remove what it keeps outside its checkout."""
    Server(place).stop()
    shutil.rmtree(place.sockets, ignore_errors=True)
    shutil.rmtree(run_as.data_of_nobody(place).parent, ignore_errors=True)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A checkout whose path nobody else may enter, with spaces, quotes and Chinese characters."""
    private = tmp_path_factory.mktemp("private")
    private.chmod(0o700)
    checkout = private / '晚报 的 "check\'out" $HOME'
    checkout.mkdir()
    yield ServerPaths(checkout)
    clear(ServerPaths(checkout))


@pytest.fixture
def new_place(tmp_path):
    """A checkout that no server has run in."""
    yield ServerPaths(tmp_path)
    clear(ServerPaths(tmp_path))


@pytest.fixture
def running(place):
    """The server at `place`, running."""
    running = Server(place)
    running.ensure_running()
    return running


def ask(place: ServerPaths, query: str):
    """The first column of the first row of the answer."""
    with psycopg.connect(place.url) as connection:
        return connection.execute(query).fetchone()[0]


def started_at(place: ServerPaths):
    return ask(place, "SELECT pg_postmaster_start_time()")


def number_of(place: ServerPaths) -> int:
    """The number of the server's first process."""
    [number] = filter(None, map(processes.postmaster, run_as.data_folders(place)))
    return number


def test_url_is_read_by_the_settings_as_meant():
    config = environ.Env.db_url_config(devserver.url())

    assert config["ENGINE"] == "django.db.backends.postgresql"
    assert (config["NAME"], config["USER"], config["HOST"]) == ("newsroom", "newsroom", "")
    assert config["OPTIONS"] == {"host": str(ServerPaths.of_this_checkout().sockets)}


def test_socket_fits_however_long_the_path_of_the_checkout():
    place = ServerPaths(Path("/") / ("很长的路径" * 50))

    assert len(os.fsencode(place.sockets / ".s.PGSQL.5432")) <= 107


def test_two_checkouts_have_two_places():
    assert ServerPaths(Path("/one")).url != ServerPaths(Path("/two")).url


def test_server_speaks_utf8_and_listens_on_no_network(running, place):
    assert ask(place, "SHOW server_encoding") == "UTF8"
    assert ask(place, "SHOW listen_addresses") == ""
    assert ask(place, "SELECT lower('ÀÉ晚报')") == "àé晚报"
    assert place.sockets.stat().st_mode & 0o777 == 0o700


def test_environment_of_the_caller_does_not_move_the_server(new_place, monkeypatch):
    monkeypatch.setenv("PGPORT", "6543")
    monkeypatch.setenv("PGUSER", "somebody")
    monkeypatch.setenv("TMPDIR", "/nowhere")

    Server(new_place).ensure_running()

    assert ask(new_place, "SELECT current_user") == "newsroom"


def test_running_server_is_left_alone(running, place):
    before = started_at(place)

    assert running.ensure_running() == place.url
    assert started_at(place) == before


def test_processes_that_start_at_once_share_one_server(new_place):
    program = (
        "import pathlib, sys; from devserver import ServerPaths, Server;"
        "Server(ServerPaths(pathlib.Path(sys.argv[1]))).ensure_running()"
    )
    command = [sys.executable, "-c", program, str(new_place.checkout)]
    starting = [
        subprocess.Popen(command, cwd=ServerPaths.of_this_checkout().checkout) for _ in range(3)
    ]

    assert [process.wait() for process in starting] == [0, 0, 0]
    assert Server(new_place).stop()


def test_data_survives_a_kill(running, place):
    with psycopg.connect(place.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS number")
    os.kill(number_of(place), signal.SIGKILL)

    running.ensure_running()

    assert ask(place, "SELECT number FROM kept") == 1


def test_process_number_that_another_process_has_now_is_not_trusted(running, place):
    running.stop()
    [data] = filter(Path.exists, run_as.data_folders(place))
    place.sockets.mkdir(mode=0o700)
    for leftover in (data / "postmaster.pid", place.sockets / ".s.PGSQL.5432.lock"):
        leftover.write_text(f"{os.getpid()}\n{data}\n")

    running.ensure_running()

    assert number_of(place) != os.getpid()


def test_server_whose_socket_was_cleaned_away_is_replaced(running, place, monkeypatch):
    monkeypatch.setattr(server, "SILENCE_TIMEOUT", 0)
    before = started_at(place)
    shutil.rmtree(place.sockets)

    running.ensure_running()

    assert started_at(place) > before


@pytest.mark.parametrize("lose", [shutil.rmtree, lambda folder: folder.rename(f"{folder}.old")])
def test_server_whose_data_was_taken_away_makes_room(new_place, lose):
    running = Server(new_place)
    running.ensure_running()
    before = number_of(new_place)
    lose(new_place.folder)

    running.ensure_running()

    assert number_of(new_place) == processes.process_listening_in(new_place.sockets) != before
    assert not Path(f"/proc/{before}/cwd/postmaster.pid").exists()


def test_dropped_database_is_made_again(running, place):
    with psycopg.connect(place.url_of("postgres"), autocommit=True) as connection:
        connection.execute("DROP DATABASE newsroom")

    running.ensure_running()

    assert ask(place, "SELECT current_database()") == "newsroom"


def test_stop_and_status_tell_what_is(running, place):
    assert place.url in running.status()
    assert running.stop() is True
    assert not place.sockets.exists()
    assert "not running" in running.status()
    assert running.stop() is False


def test_stop_where_none_ever_ran_leaves_no_trace(new_place):
    assert Server(new_place).stop() is False
    assert not new_place.folder.exists()


def test_socket_folder_that_others_may_enter_is_refused(new_place):
    new_place.sockets.mkdir()
    new_place.sockets.chmod(0o755)

    with pytest.raises(EmbeddedError, match="open to others"):
        Server(new_place).ensure_running()


def test_link_in_place_of_the_socket_folder_is_refused(new_place, tmp_path):
    new_place.sockets.symlink_to(tmp_path)

    assert not sockets.belongs_to_us(new_place.sockets)
    new_place.sockets.unlink()


def test_data_of_another_version_is_refused(running, place, monkeypatch):
    running.stop()
    monkeypatch.setattr(cluster, "VERSION", "99")

    with pytest.raises(EmbeddedError, match="was made by PostgreSQL 18, and this is 99"):
        running.ensure_running()


def test_failed_start_shows_the_end_of_the_log(running, place):
    running.stop()
    [data] = filter(Path.exists, run_as.data_folders(place))
    settings = data / "postgresql.auto.conf"
    settings.write_text("no_such_setting = 1\n")

    with pytest.raises(EmbeddedError, match="no_such_setting"):
        running.ensure_running()

    settings.write_text("")


def test_missing_wheel_is_explained(monkeypatch):
    monkeypatch.setattr(run_as, "PACKAGE", "no_such_package")

    with pytest.raises(EmbeddedError, match="make dev"):
        run_as.packages()


def test_server_runs_where_root_may_not_use_namespaces(new_place, monkeypatch):
    monkeypatch.setattr(run_as, "works", lambda *_: False)
    running = Server(new_place)

    running.ensure_running()

    user = os.stat(f"/proc/{number_of(new_place)}").st_uid
    assert user == new_place.sockets.stat().st_uid != 0
    assert running.stop()
    assert running.ensure_running() == new_place.url


def test_data_that_another_user_made_is_refused(running, place, monkeypatch):
    running.stop()
    foreign = run_as.RunAs((), place.folder, place.folder / "data", owner=os.geteuid() + 1)

    with pytest.raises(EmbeddedError, match="Run this as that user"):
        run_as.check_owner_of_data(place, foreign)


def test_address_is_printed_by_the_command_line():
    command = [sys.executable, "-m", "devserver", "url"]
    here = ServerPaths.of_this_checkout()

    printed = subprocess.run(command, cwd=here.checkout, check=True, capture_output=True, text=True)

    assert printed.stdout.strip() == here.url

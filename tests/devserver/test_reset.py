"""Deleting the demo's data, and what a database of an earlier version is answered."""

import subprocess
import sys

import psycopg
import pytest

import devserver
from devserver import Server, ServerPaths, reset
from tests.devserver.test_server import clear


@pytest.fixture
def paths(tmp_path):
    """The paths of a checkout whose server runs."""
    paths = ServerPaths(tmp_path)
    Server(paths).ensure_running()
    yield paths
    clear(paths)


def make_table_of_migrations(url, *apps):
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE django_migrations (app text, name text)")
        for app in apps:
            connection.execute("INSERT INTO django_migrations VALUES (%s, '0001_initial')", [app])


def test_new_and_current_databases_are_accepted(paths):
    assert reset.refuse_outdated(paths.url) is None
    make_table_of_migrations(paths.url, "newsroom", "desk")

    assert reset.refuse_outdated(paths.url) is None


def test_outdated_database_is_answered_in_one_sentence_by_every_command(paths):
    make_table_of_migrations(paths.url, "masthead", "desk")

    for command in (["manage.py", "migrate"], ["-m", "devserver.run_demo"]):
        done = subprocess.run(
            [sys.executable, *command],
            env={"DATABASE_URL": paths.url, "NEWSROOM_DEMO": "1", "PORT": "8765"},
            cwd=devserver.paths.CHECKOUT,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 1
        assert done.stderr.strip() == reset.OUTDATED


@pytest.mark.parametrize("url", ["postgres://nobody@/none?host=/nowhere", "psql://a@b:5/c"])
def test_database_that_cannot_be_asked_is_left_to_django_to_report(url):
    assert reset.refuse_outdated(url) is None


def test_reset_deletes_database_and_pictures_and_nothing_else(paths):
    kept = paths.checkout / "var" / "secret_key"
    kept.write_text("key")
    picture = paths.checkout / "var" / "originals" / "a.jpg"
    picture.parent.mkdir()
    picture.write_bytes(b"a")

    assert "deleted" in reset.reset(paths)

    assert kept.exists()
    assert not picture.exists()
    assert not paths.folder.exists()
    assert "is not running" in Server(paths).status()


def test_reset_leaves_another_server_alone():
    done = subprocess.run(
        [sys.executable, "-m", "devserver", "reset"],
        env={"DATABASE_URL": "postgres://somebody@db/newsroom"},
        cwd=devserver.paths.CHECKOUT,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 1
    assert "DATABASE_URL names another server" in done.stderr

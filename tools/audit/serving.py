"""Serve a new newsroom for the audit as a deployment does: gunicorn, collected static files."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass

import psycopg

import devserver
from devserver.run_demo import HOST, is_ready, stop

NAME = f"newsroom_audit_{os.getpid()}"
TIMEOUT = 60  # seconds until the site must answer


@dataclass(frozen=True)
class Answer:
    """A response of the site; the body is bytes."""

    status: int
    headers: dict
    body: bytes

    @property
    def is_html(self):
        """Whether it is an HTML page with content; a redirect has none."""
        return bool(self.body) and self.headers.get("Content-Type", "").startswith("text/html")


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


OPENER = urllib.request.build_opener(_NoRedirects)


class Newsroom:
    """A served newsroom: its URL, and its environment variables for commands."""

    def __init__(self, port, environment):
        self.port = port
        self.url = f"http://{HOST}:{port}"
        self.environment = environment

    def manage(self, *arguments, **changes):
        """Run `manage.py …` with these changes of the environment; returns its output."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command, env=self.environment | changes, check=True, stdout=subprocess.PIPE, text=True
        )
        return done.stdout

    def kinds(self, expression):
        """{kind of page: URL}: the value of an expression about tests.newsroom.press.site."""
        code = (
            f"import json; from tests.newsroom.press import site; print(json.dumps({expression}))"
        )
        return json.loads(self.manage("shell", "--verbosity=0", "--command", code))

    def get(self, path):
        """The Answer to a GET of that path; redirects are not followed."""
        try:
            with OPENER.open(self.url + path, timeout=TIMEOUT) as response:
                return Answer(response.status, dict(response.headers), response.read())
        except urllib.error.HTTPError as response:
            return Answer(response.code, dict(response.headers), response.read())


@contextlib.contextmanager
def newsroom():
    """A migrated, empty, running Newsroom; its database and files are deleted afterwards."""
    files = tempfile.mkdtemp(prefix="newsroom-audit-")
    port = _free_port()
    with _database() as url:
        site = Newsroom(port, _environment(port, url, files))
        try:
            site.manage("migrate", "--verbosity=0")
            site.manage("collectstatic", "--noinput", "--verbosity=0")
            with _served(site):
                yield site
        finally:
            shutil.rmtree(files)


def _environment(port, url, files):
    """The environment of a deployment, but without TLS, because no proxy stands in front."""
    return os.environ | {
        "NEWSROOM_DEMO": "0",
        "SECRET_KEY": os.urandom(32).hex(),
        "ALLOWED_HOSTS": HOST,
        "SECURE_SSL_REDIRECT": "0",
        "SECURE_HSTS_SECONDS": "0",
        "SITE_URL": f"http://{HOST}:{port}",
        "DATABASE_URL": url,
        "NEWSROOM_VAR": files,
    }


@contextlib.contextmanager
def _database():
    """The URL of a new database on this checkout's server."""
    devserver.ensure_running()
    place = devserver.ServerPaths.of_this_checkout()
    with psycopg.connect(place.url_of("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {NAME}")
        try:
            yield place.url_of(NAME)
        finally:
            connection.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


@contextlib.contextmanager
def _served(site):
    gunicorn = [sys.executable, "-m", "gunicorn", "--config=deploy/gunicorn.conf.py"]
    server = subprocess.Popen(
        [*gunicorn, f"--bind={HOST}:{site.port}", "newsroom.wsgi"],
        env=site.environment,
        start_new_session=True,
    )
    try:
        deadline = time.monotonic() + TIMEOUT
        while not is_ready(site.port):
            if server.poll() is not None or time.monotonic() > deadline:
                sys.exit("The site does not answer; see the messages above.")
            time.sleep(0.1)
        yield
    finally:
        stop([server])


def _free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]

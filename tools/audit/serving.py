"""A newsroom of the audit's own, served as a deployment is: gunicorn, collected static files."""

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
PATIENCE = 60  # seconds until the site must answer


@dataclass(frozen=True)
class Answer:
    """What the site answered: the body as bytes."""

    status: int
    headers: dict
    body: bytes

    @property
    def is_html(self):
        """Whether it is a page to be read; a redirect has no text."""
        return bool(self.body) and self.headers.get("Content-Type", "").startswith("text/html")


class _AsItComes(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


OPENER = urllib.request.build_opener(_AsItComes)


class Newsroom:
    """Its environment and its address."""

    def __init__(self, port, environment):
        self.port = port
        self.url = f"http://{HOST}:{port}"
        self.environment = environment

    def manage(self, *arguments, **changes):
        """What `manage.py …` prints; `changes` are of the environment."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command, env=self.environment | changes, check=True, stdout=subprocess.PIPE, text=True
        )
        return done.stdout

    def kinds(self, what):
        """{kind of page: address}, as that expression about tests.newsroom.press.site says."""
        code = f"import json; from tests.newsroom.press import site; print(json.dumps({what}))"
        return json.loads(self.manage("shell", "--verbosity=0", "--command", code))

    def get(self, address):
        """The Answer at that address; no redirect is followed."""
        try:
            with OPENER.open(self.url + address, timeout=PATIENCE) as response:
                return Answer(response.status, dict(response.headers), response.read())
        except urllib.error.HTTPError as response:
            return Answer(response.code, dict(response.headers), response.read())


@contextlib.contextmanager
def newsroom():
    """A migrated, empty Newsroom that is_ready; database and files are gone afterwards."""
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
    """A deployment's, but for TLS, which ends before it and is not there."""
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
    """The URL of a database of its own on this checkout's server."""
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
        deadline = time.monotonic() + PATIENCE
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

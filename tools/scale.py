"""Measure what web pages cost in a large archive: `make scale N=100000`.

Writes N invented stories into a new database, which is dropped afterwards, follows links, and
requests one URL of each kind. No query may scan a table of more than LARGE rows, and no request
may make more than MOST queries (tests/newsroom/press/costs.py).
Prints for each URL the milliseconds without a cache (median of ROUNDS), the number of queries,
and the complaints.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import devserver

NAME = "newsroom_scale"
os.environ["NEWSROOM_DEMO"] = "1"
devserver.set_environment()
SERVER = os.environ["DATABASE_URL"]
FOLDER = tempfile.TemporaryDirectory(prefix="newsroom-scale-")


def own_database():
    """The URL of a separate database on the same server."""
    path, question, options = SERVER.partition("?")
    return f"{path.rpartition('/')[0]}/{NAME}{question}{options}"


os.environ |= {
    "DJANGO_SETTINGS_MODULE": "newsroom.settings",
    "DATABASE_URL": own_database(),
    "NEWSROOM_VAR": FOLDER.name,
}

import django

django.setup()

from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import Resolver404, resolve

from demo.management.commands import generate_newsroom, load_demo
from tests.crawling import START, links, public_path
from tests.newsroom.press import costs

ROUNDS = 3
FOLLOWED = 4  # URLs of a kind to follow, because not every story has a tag or a reporter
PICTURES = 10
# Views that read no list from the database, and the admin.
EXCLUDED = ("press:picture_file", "admin")


def administer(*statements):
    """Execute SQL on the server, outside a transaction."""
    with psycopg.connect(SERVER, autocommit=True) as server:
        for statement in statements:
            server.execute(statement)


def fill(count):
    """Migrate the database and write that number of stories."""
    load_demo.PHOTOS = {}
    generate_newsroom.MAX_PHOTOS = PICTURES
    call_command("migrate", verbosity=0)
    call_command("load_demo", verbosity=0)
    begin = time.monotonic()
    call_command("generate_newsroom", stories=count, seed=1)
    print(f"{count} stories, {count / (time.monotonic() - begin) * 60:,.0f} a minute")
    costs.take_statistics()


def kind(url):
    """The kind of a URL: (name of its view, its first query parameter or "")."""
    parts = urlsplit(url)
    return resolve(parts.path).view_name, parts.query.partition("=")[0]


def one_of_each_kind(client):
    """{kind: URL}, found by following the links of the first FOLLOWED URLs of each kind."""
    found, waiting = {}, [*START]
    while waiting:
        url = waiting.pop(0)
        if not is_wanted(url, found):
            continue
        response = client.get(url)
        if response.status_code == 200 and not response.streaming:
            found.setdefault(kind(url), []).append(url)
            waiting += filter(None, map(public_path, links(response)))
    return {name: urls[-1] for name, urls in found.items()}


def is_wanted(url, found):
    """Whether to request the URL, because FOLLOWED URLs of its kind are not found yet."""
    try:
        name = kind(url)
    except Resolver404:
        return False
    known = found.get(name, ())
    return not name[0].startswith(EXCLUDED) and len(known) < FOLLOWED and url not in known


def measure(client, url):
    """(milliseconds, the SQL of its queries) of a request without a cache."""
    times = []
    for _round in range(ROUNDS):
        cache.clear()
        begin = time.perf_counter()
        client.get(url)
        times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times), costs.queries(client, url)


def report(client):
    """Print a row for each kind of URL; returns how many have complaints."""
    large, failed = costs.large_tables(), 0
    for (name, _parameter), url in sorted(one_of_each_kind(client).items()):
        milliseconds, queries = measure(client, url)
        wrong = list(costs.against(queries, large))
        failed += bool(wrong)
        print(f"{milliseconds:8.1f} ms {len(queries):3d} queries  {name:24} {url}")
        for what in wrong:
            print(f"{'':12}! {what}")
    return failed


def main(count):
    administer(f"DROP DATABASE IF EXISTS {NAME}", f"CREATE DATABASE {NAME}")
    try:
        fill(count)
        return report(Client(headers={"host": "127.0.0.1"}))
    finally:
        connection.close()
        administer(f"DROP DATABASE {NAME} WITH (FORCE)")
        FOLDER.cleanup()


if __name__ == "__main__":
    failed = main(int(sys.argv[1]))
    sys.exit(f"{failed} kinds of pages cost too much." if failed else 0)

"""What pages cost in a large archive, measured: `make scale N=100000`.

Writes N invented stories into a database of its own, which is dropped afterwards, and asks for
one address of each kind that a link leads to. No query of a page may read a table of more than
LARGE rows from end to end, and no page may make more than MOST queries
(tests/newsroom/press/costs.py).
Prints for each address milliseconds (nothing kept, the median of ROUNDS), queries, and what is
against it.
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
FOLLOWED = 4  # addresses of a kind: not every story has a tag or a reporter
PICTURES = 10
# Files lie on disk or come from outside: their pages are no lists.
LEFT_OUT = ("press:picture_file", "admin")


def administer(*statements):
    with psycopg.connect(SERVER, autocommit=True) as server:
        for statement in statements:
            server.execute(statement)


def fill(count):
    """Make the schema, and write so many stories."""
    load_demo.PHOTOS = {}
    generate_newsroom.MAX_PHOTOS = PICTURES
    call_command("migrate", verbosity=0)
    call_command("load_demo", verbosity=0)
    begin = time.monotonic()
    call_command("generate_newsroom", stories=count, seed=1)
    print(f"{count} stories, {count / (time.monotonic() - begin) * 60:,.0f} a minute")
    costs.take_statistics()


def kind(address):
    """What tells one kind of page from another: its view, and whether something is asked of it."""
    parts = urlsplit(address)
    return resolve(parts.path).view_name, parts.query.partition("=")[0]


def one_of_each_kind(client):
    """{kind: an address of it}, found along the links of the first few of each."""
    found, waiting = {}, [*START]
    while waiting:
        address = waiting.pop(0)
        if not is_wanted(address, found):
            continue
        response = client.get(address)
        if response.status_code == 200 and not response.streaming:
            found.setdefault(kind(address), []).append(address)
            waiting += filter(None, map(public_path, links(response)))
    return {name: addresses[-1] for name, addresses in found.items()}


def is_wanted(address, found):
    """Whether it may lead to a kind of page that was not found yet."""
    try:
        name = kind(address)
    except Resolver404:
        return False
    known = found.get(name, ())
    return not name[0].startswith(LEFT_OUT) and len(known) < FOLLOWED and address not in known


def measure(client, address):
    """(milliseconds, the SQL of its queries) of a page of which nothing is kept."""
    times = []
    for _round in range(ROUNDS):
        cache.clear()
        begin = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times), costs.queries(client, address)


def report(client):
    """Print a row for each kind of page; returns how many are too dear."""
    large, failed = costs.large_tables(), 0
    for (name, _asked), address in sorted(one_of_each_kind(client).items()):
        milliseconds, queries = measure(client, address)
        wrong = list(costs.against(queries, large))
        failed += bool(wrong)
        print(f"{milliseconds:8.1f} ms {len(queries):3d} queries  {name:24} {address}")
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

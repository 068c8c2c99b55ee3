"""Run code in another database connection in the middle of a function call."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from unittest import mock

from django.db import connection

# Whether another connection waits for a lock that this one holds.
IS_WAITED_FOR = """
SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid)))
"""


@contextmanager
def meanwhile(module, name, act):
    """Run `act` in another connection after the first call of the module's function `name`.

    The function returns when `act` is done or waits for a lock of this connection. The context
    manager ends after `act` is done.
    """
    function, acts = getattr(module, name), []

    def called(*args):
        result = function(*args)
        if not acts:
            acts.append(pool.submit(_elsewhere, act))
            while not acts[0].done() and not _is_waited_for():
                pass
        return result

    with ThreadPoolExecutor() as pool, mock.patch.object(module, name, called):
        yield
    acts[0].result()


def _elsewhere(act):
    try:
        act()
    finally:
        connection.close()


def _is_waited_for():
    with connection.cursor() as cursor:
        cursor.execute(IS_WAITED_FOR)
        return cursor.fetchone()[0]

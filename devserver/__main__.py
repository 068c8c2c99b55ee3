"""python -m devserver start|stop|reset|status|url"""

import argparse
import os
import sys

import devserver
from devserver.reset import reset as delete_data


def start() -> str:
    """Start the server; say where it listens."""
    return devserver.ensure_running()


def stop() -> str:
    """Stop the server; say whether there was one."""
    return "Stopped." if devserver.stop() else "The embedded PostgreSQL was not running."


def reset() -> str:
    """Delete the embedded server's data and the demo's pictures."""
    if os.environ.get("DATABASE_URL", devserver.url()) != devserver.url():
        raise devserver.EmbeddedError(
            "DATABASE_URL names another server: drop and create its database there, "
            "or unset DATABASE_URL to reset the embedded one."
        )
    return delete_data(devserver.ServerPaths.of_this_checkout())


ACTIONS = {
    "start": start,
    "stop": stop,
    "reset": reset,
    "status": devserver.status,
    "url": devserver.url,
}


def main() -> None:
    """Do one action and print what it says; exit with a message when it can't be done."""
    parser = argparse.ArgumentParser(description=devserver.__doc__)
    parser.add_argument("action", choices=ACTIONS)
    chosen = ACTIONS[parser.parse_args().action]
    try:
        print(chosen())
    except devserver.EmbeddedError as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main()

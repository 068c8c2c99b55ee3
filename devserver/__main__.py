"""python -m devserver start|stop|status|url"""

import argparse
import sys

import devserver


def start() -> str:
    """Start the server; say where it listens."""
    return devserver.ensure_running()


def stop() -> str:
    """Stop the server; say whether there was one."""
    return "Stopped." if devserver.stop() else "The embedded PostgreSQL was not running."


ACTIONS = {"start": start, "stop": stop, "status": devserver.status, "url": devserver.url}


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

"""python -m newsroom.embedded start|stop|status|url"""

import argparse
import sys

from newsroom import embedded


def start() -> str:
    """Start the server; say where it listens."""
    return embedded.ensure_running()


def stop() -> str:
    """Stop the server; say whether there was one."""
    return "Stopped." if embedded.stop() else "The embedded PostgreSQL was not running."


ACTIONS = {"start": start, "stop": stop, "status": embedded.status, "url": embedded.url}


def main() -> None:
    """Do one action and print what it says; exit with a message when it can't be done."""
    parser = argparse.ArgumentParser(description=embedded.__doc__)
    parser.add_argument("action", choices=ACTIONS)
    chosen = ACTIONS[parser.parse_args().action]
    try:
        print(chosen())
    except embedded.EmbeddedError as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main()

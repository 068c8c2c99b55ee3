"""Django's manage.py; starts the embedded PostgreSQL unless DATABASE_URL names another server."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

import devserver

INTERRUPTED = 130  # the exit status after Ctrl-C
STOPPED = "\n已中断，已完成的部分保留。 Stopped; what was finished stays."
SETTINGS = "docs/operations.md lists the settings. For the demo put NEWSROOM_DEMO=1 before it."
WITHOUT_DATABASE = {"collectstatic", "compilemessages", "help", "makemessages", "version"}


def main(arguments: list[str]) -> None:
    """Run one command; exit with a message if a database or setting is missing, or on Ctrl-C."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    try:
        devserver.set_environment(start=WITHOUT_DATABASE.isdisjoint(arguments[1:2]))
    except devserver.EmbeddedError as problem:
        sys.exit(str(problem))
    try:
        execute_from_command_line(arguments)
    except KeyboardInterrupt:
        print(STOPPED, file=sys.stderr)
        sys.exit(INTERRUPTED)
    except ImproperlyConfigured as problem:
        if "--traceback" in arguments:
            raise
        sys.exit(f"{problem}\n{SETTINGS}")


if __name__ == "__main__":
    main(sys.argv)

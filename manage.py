"""Django's command line, on the embedded PostgreSQL unless DATABASE_URL names another server."""

import os
import sys

from django.core.management import execute_from_command_line

from newsroom import embedded

WITHOUT_DATABASE = {"collectstatic", "compilemessages", "help", "makemessages", "version"}


def main(arguments: list[str]) -> None:
    """Run one command; exit with a message when there is no database for it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    if "DATABASE_URL" not in os.environ and WITHOUT_DATABASE.isdisjoint(arguments[1:2]):
        try:
            embedded.ensure_running()
        except embedded.EmbeddedError as problem:
            sys.exit(str(problem))
    execute_from_command_line(arguments)


if __name__ == "__main__":
    main(sys.argv)

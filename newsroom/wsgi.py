"""The application that every web server runs."""

import os
import re

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

CHARSET = re.compile(r";\s*charset\s*=[^;]*", re.IGNORECASE)

django = get_wsgi_application()


def application(environ, start_response):
    """Django, told nothing of a charset: every page and form of ours is UTF-8.

    Django decodes an address as the Content-Type says before it handles any error: with
    `charset=hex` that fails, for whoever sends it.
    """
    kind = environ.get("CONTENT_TYPE")
    if kind:
        environ["CONTENT_TYPE"] = CHARSET.sub("", kind)
    return django(environ, start_response)

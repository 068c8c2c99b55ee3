"""The WSGI application."""

import os
import re

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

CHARSET = re.compile(r";\s*charset\s*=[^;]*", re.IGNORECASE)

django = get_wsgi_application()


def application(environ, start_response):
    """Django's application, without the charset of the request's Content-Type.

    Django decodes the URL with that charset before its error handling starts, so a request with
    `charset=hex` would crash. All pages and forms of the site are UTF-8.
    """
    content_type = environ.get("CONTENT_TYPE")
    if content_type:
        environ["CONTENT_TYPE"] = CHARSET.sub("", content_type)
    return django(environ, start_response)

"""No request to the public site causes a server error or a redirect to another site."""

import logging
from urllib.parse import quote, quote_from_bytes, urlsplit
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.wsgi import application
from tests.newsroom.press import site

pytestmark = pytest.mark.django_db

NASTY = [
    *("\0", "%00", "%2500", "%ff", "%ED%A0%80", "%0d%0aA: b", "..", "%2e%2e", "/example.org", "\\"),
    *(
        "0",
        "00009001",
        "-1",
        "９００１",
        "9" * 30,
        "9" * 5000,
        "1" * 19,
        "newest",
        "harbour",
        "A07",
    ),
    *("2024-03", "2024-13", "0001-01-01", "9999-12-31", "２０２４-03-15", "None", "a" * 3000, " "),
    *("<script>", "' OR 1=1 --", "{{ 7*7 }}", "%s", "渡口", "|&!():*<->", "“", "\u202e", "💥"),
    *("A" * 22, "_" * 21 + "w", "f" + "_" * 20 + "w", "gAAAAAAAAACAAAAAAAAAAA", "json", "é"),
]
TEXT = st.sampled_from(NASTY) | st.text(max_size=20)
NAMES = "after month q page since until section order reporter organization format x".split()
METHODS = [*["GET"] * 5, "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "TRACE"]
HEADER = TEXT.map(lambda text: quote(text, safe=" \"<>;=,*/'()").replace("\r", ""))
HEADERS = {
    "HTTP_HOST": st.sampled_from(["testserver", "example.org", "a b", "testserver:99999"]),
    "CONTENT_TYPE": st.sampled_from(["hex", "idna", "unicode_escape", "utf-16", "none"]).map(
        "text/plain; charset={}".format
    ),
    **dict.fromkeys(
        [
            *("HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PROTO", "HTTP_IF_NONE_MATCH"),
            *("HTTP_IF_MODIFIED_SINCE", "HTTP_ACCEPT", "HTTP_ACCEPT_LANGUAGE", "HTTP_COOKIE"),
        ],
        HEADER,
    ),
}


def environ_of(path, query, method, headers):
    """The WSGI environ of a request; the path is bytes, decoded as Latin-1."""
    encoded = path.encode("utf-8", "replace").decode("latin-1")
    pairs = (
        "=".join(quote_from_bytes(t.encode("utf-8", "replace"), "%") for t in q) for q in query
    )
    environ = {"SCRIPT_NAME": "", "PATH_INFO": encoded, "QUERY_STRING": "&".join(pairs)}
    setup_testing_defaults(environ)
    return {**environ, "HTTP_HOST": "testserver", "REQUEST_METHOD": method, **headers}


def answer(environ):
    """The response of the WSGI application: status, headers and body."""
    result = {}

    def start_response(status, headers, exc_info=None):
        result.update(status=int(status.split()[0]), headers=dict(headers))
        return lambda data: None

    served = validator(application)(environ, start_response)
    result["body"] = b"".join(served)
    served.close()
    return result


@pytest.fixture(autouse=True)
def _one_connection(db, caplog):
    """Keep the test's database connection open, as Django's test client does."""
    caplog.set_level(logging.CRITICAL, "django")
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def paths():
    """The path of every kind of public page, in parts."""
    return [urlsplit(address).path.split("/") for address in site.build().values()]


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.integers(0, 99),
    st.lists(st.tuples(st.integers(1, 3), TEXT), max_size=2),
    st.lists(st.tuples(st.sampled_from(NAMES) | TEXT, TEXT), max_size=4),
    st.sampled_from(METHODS),
    st.fixed_dictionaries({}, optional=HEADERS),
)
def test_every_request_is_answered(paths, which, changes, query, method, headers):
    parts = [*paths[which % len(paths)]]
    for place, text in changes:
        parts[place : place + 1] = [text]

    result = answer(environ_of("/".join(parts), query, method, headers))

    assert result["status"] < 500
    assert method in ("GET", "HEAD", "OPTIONS") or result["status"] >= 300
    assert "Set-Cookie" not in result["headers"]
    if location := result["headers"].get("Location"):
        assert location.startswith("/") and not location.startswith("//")


@pytest.mark.parametrize("charset", ["hex", "idna", "undefined", "unicode_escape", "UTF-8"])
def test_what_a_request_says_of_its_charset_breaks_nothing(charset):
    kind = {"CONTENT_TYPE": f"text/plain; charset={charset}"}

    assert answer(environ_of("/search/", [("q", "\\ud800")], "GET", kind))["status"] == 200

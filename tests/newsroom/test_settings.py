"""The settings that a deployment requires and the demo does not."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

DEPLOYMENT = {
    "SECRET_KEY": "x" * 50 + "abcdef",
    "ALLOWED_HOSTS": "news.example.org",
    "DATABASE_URL": "postgres://nobody@/none?host=/nowhere",
}
SHOWN = (
    "from django.conf import settings as s; "
    "print(s.DEBUG, s.NEWSROOM_DEMO, s.SESSION_COOKIE_SECURE, s.SECURE_SSL_REDIRECT)"
)
OURS = (
    *DEPLOYMENT,
    "NEWSROOM_DEMO",
    "DEBUG",
    "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS",
    "DJANGO_ALLOW_ASYNC_UNSAFE",  # set by browser tests that ran earlier in this process
)


def python(*arguments, **environment):
    """Run Python in the project; of our variables, only those of `environment` are set."""
    clean = {key: value for key, value in os.environ.items() if key not in OURS}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env={**clean, "DJANGO_SETTINGS_MODULE": "newsroom.settings", **environment},
        capture_output=True,
        text=True,
    )


def test_deployment_runs_with_debug_off_and_behind_tls():
    assert python("-c", SHOWN, **DEPLOYMENT).stdout.split() == ["False", "False", "True", "True"]


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"])
def test_deployment_without_its_secrets_does_not_start(missing):
    environment = {key: value for key, value in DEPLOYMENT.items() if key != missing}

    started = python("-c", SHOWN, **environment)

    assert started.returncode
    assert missing in started.stderr


def test_demo_needs_nothing_set():
    demo = {"NEWSROOM_DEMO": "1", "DATABASE_URL": DEPLOYMENT["DATABASE_URL"]}

    shown = python("manage.py", "shell", "--no-imports", "-c", SHOWN, **demo).stdout.split()
    assert shown == ["False", "True", "False", "False"]


def test_djangos_own_deployment_checks_find_nothing():
    checked = python(
        "-W", "ignore", "manage.py", "check", "--deploy", "--fail-level", "WARNING", **DEPLOYMENT
    )

    assert checked.returncode == 0, checked.stderr

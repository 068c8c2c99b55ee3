import pytest
from django.test import RequestFactory

from newsroom.core.requests import wants_json


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"Accept": "application/json"}, True),
        ({"Accept": "text/html,application/xhtml+xml"}, False),
        ({}, False),
    ],
)
def test_scripts_ask_for_json_and_browsers_do_not(headers, expected):
    assert wants_json(RequestFactory().get("/", headers=headers)) is expected

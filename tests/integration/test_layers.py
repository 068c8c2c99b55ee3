"""pyproject.toml lists every package of the project for the tools that check listed ones only."""

import re
import tomllib

import pytest
from django.apps import apps
from django.conf import settings

TOOL = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["tool"]
LAYERS = [
    module
    for contract in TOOL["importlinter"]["contracts"]
    if contract["type"] == "layers"
    for layer in contract["layers"]
    for module in re.split(r"\s*[|:]\s*", layer)
]
PACKAGES = {path.parent.name for path in settings.BASE_DIR.glob("*/__init__.py")} - {"tests"}
OUR_APPS = [app.name for app in apps.get_app_configs() if app.name.split(".")[0] in PACKAGES]


@pytest.mark.parametrize("app", OUR_APPS)
def test_every_app_stands_in_a_layer(app):
    assert any(app == layer or app.startswith(f"{layer}.") for layer in LAYERS)


@pytest.mark.parametrize(
    "listed",
    [
        TOOL["importlinter"]["root_packages"],
        TOOL["mypy"]["files"],
        TOOL["coverage"]["run"]["source"],
    ],
    ids=["import-linter", "mypy", "coverage"],
)
def test_every_top_level_package_is_checked(listed):
    assert not PACKAGES - set(listed)

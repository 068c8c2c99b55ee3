"""A folder of the application is small enough to find a module at a glance."""

import pytest
from django.conf import settings

MOST = 12
NOT_OURS_TO_ARRANGE = {"migrations", "management"}
MODULES = [
    module.relative_to(settings.BASE_DIR)
    for package in settings.BASE_DIR.glob("*/__init__.py")
    if package.parent.name != "tests"
    for module in package.parent.rglob("*.py")
]
FOLDERS = sorted(
    folder
    for folder in {module.parent for module in MODULES}
    if NOT_OURS_TO_ARRANGE.isdisjoint(folder.parts)
)


@pytest.mark.parametrize("folder", FOLDERS, ids=str)
def test_folder_holds_few_modules(folder):
    modules = {module.stem for module in MODULES if module.parent == folder} - {"__init__"}

    assert len(modules) <= MOST

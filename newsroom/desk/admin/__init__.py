"""The screens of the desk in Django's admin.

Django's admin imports this package. A ModelAdmin is only registered if its module is imported
here; `tests/newsroom/desk/admin/test_registry.py` lists them all.
"""

from newsroom.desk.admin import delegations  # noqa: F401
from newsroom.desk.admin.photos import photo_admin  # noqa: F401
from newsroom.desk.admin.site import (  # noqa: F401
    information,
    organizations,
    pins,
    reporters,
    sections,
)

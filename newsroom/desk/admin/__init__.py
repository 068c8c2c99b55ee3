"""The screens of the desk in Django's admin.

Django's admin loads this package; the imports below register its screens and panels in this order.
"""

from newsroom.desk.admin import story  # noqa: F401, I001
from newsroom.desk.admin.site import organizations  # noqa: F401
from newsroom.desk.admin import delegations, photos  # noqa: F401
from newsroom.desk.admin.site import information, pins  # noqa: F401
from newsroom.desk.admin.panels import deadline  # noqa: F401
from newsroom.desk.admin.panels import proof  # noqa: F401
from newsroom.desk.admin.panels import photo  # noqa: F401
from newsroom.desk.admin.panels import site as site_panels  # noqa: F401

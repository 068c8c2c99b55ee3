"""The panels of the desk's first screen: what waits for the user who opens it.

A panel is a function that takes the user and returns a Panel, or None if it does not concern him.
No story stands in two panels of one user, unless they ask him for two different things.
"""

from collections.abc import Callable

from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from newsroom.core.models import User
from newsroom.core.story_kind import story_kinds
from newsroom.desk import policy
from newsroom.desk.admin.panels.base import Panel
from newsroom.desk.admin.panels.deadline import (
    corrections_to_print,
    emergency_withdrawals,
    expired_pictures,
    overdue_stories,
    recently_published,
    scheduled_stories,
)
from newsroom.desk.admin.panels.delegation import my_delegations
from newsroom.desk.admin.panels.photo import expiring_pictures, missing_pictures
from newsroom.desk.admin.panels.proof import marks_to_resolve, to_proofread
from newsroom.desk.admin.panels.review import my_stories, to_publish, to_review
from newsroom.desk.admin.panels.site import site_information

# All panels in the order in which they are shown. A panel of an app that imports the desk is
# named by its path, because the desk must not import that app.
PANELS: list[str | Callable[[User], Panel | None]] = [
    marks_to_resolve,
    emergency_withdrawals,
    overdue_stories,
    expired_pictures,
    corrections_to_print,
    to_review,
    to_proofread,
    my_delegations,
    "pages.panels.pages_to_sign",
    to_publish,
    my_stories,
    scheduled_stories,
    recently_published,
    missing_pictures,
    expiring_pictures,
    site_information,
]


def panel_functions():
    """{name of a panel in the URL of its page: its function}, in order."""
    functions = (import_string(panel) if isinstance(panel, str) else panel for panel in PANELS)
    return {function.__name__: function for function in functions}


def panel_for(user, name):
    """The Panel of that name with its URL; None if it does not concern the user or is empty."""
    panel = panel_functions()[name](user)
    if panel:
        panel.url = reverse("panels:whole_list", args=[name])
    return panel


def panels_for(user):
    """The Panels that concern the user, in order."""
    panels = (panel_for(user, name) for name in panel_functions())
    return [panel for panel in panels if panel is not None]


def dashboard_context(request, context):
    """unfold's DASHBOARD_CALLBACK: add the user's panels and the links to file a story."""
    context["panels"] = panels_for(request.user)
    context["title"] = _("My desk")
    context["filing"] = _filing() if policy.may_file(request.user) else []
    return context


def _filing():
    return [
        {
            "title": _("New %(kind)s") % {"kind": kind.label},
            "url": kind.admin_url("add"),
        }
        for kind in story_kinds()
    ]

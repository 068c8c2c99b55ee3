"""The panel of what the user may sign by delegation."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.desk import policy
from newsroom.desk.admin.delegations import STATE_COLOURS
from newsroom.desk.admin.panels.base import Item, panel_unless_empty
from newsroom.desk.datetimes import format_datetime
from newsroom.desk.models import Delegation
from newsroom.desk.workflow import delegations


def my_delegations(user):
    """The delegations by which the user signs now or later, the one that ends first on top."""
    if not user.has_role(*policy.DESK):
        return None
    mine = Delegation.objects.filter(delegate=user, revoked_at=None, ends_at__gt=timezone.now())
    mine = mine.select_related("granted_by").order_by("ends_at", "id")
    return panel_unless_empty(_("Entrusted to me"), mine, _items)


def _items(rows):
    return [_item(delegation) for delegation in rows]


def _item(delegation):
    state = delegations.state(delegation)
    values = {
        "stage": delegation.get_stage_display(),
        "begins": format_datetime(delegation.begins_at),
        "ends": format_datetime(delegation.ends_at),
        "name": delegation.granted_by,
    }
    return Item(
        _("You sign %(stage)s by delegation until %(ends)s") % values,
        reverse("admin:desk_delegation_change", args=[delegation.pk]),
        label=state.label,
        colour=STATE_COLOURS[state],
        detail=_("%(name)s granted it from %(begins)s on, Beijing time") % values,
        note=delegation.reason,
    )

"""The panel about the site information: what is missing in it, and whether the site is grey."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.core.models import SiteInformation
from newsroom.core.roles import Role
from newsroom.desk.admin.panels.base import Item, panel_unless_empty
from newsroom.desk.admin.site.information import grey_description


def site_information(user):
    """For administrators and chiefs, while something is missing or the site is grey."""
    if not user.has_role(Role.ADMIN, Role.CHIEF):
        return None
    site = SiteInformation.objects.current()
    items = [*_missing(site, user), *_grey(site)]
    return panel_unless_empty(_("site information"), items, list, urgent=bool(site.missing))


def _missing(site, user):
    if site.missing:
        yield _item(
            "、".join(map(str, site.missing)),
            label=_("not filled in"),
            colour="warning",
            detail="" if user.has_role(Role.ADMIN) else _("An administrator fills it in."),
        )


def _grey(site):
    if site.is_grey(timezone.now()):
        yield _item(_("The whole site in grey"), detail=grey_description(site))


def _item(title, **fields):
    return Item(title, reverse("admin:newsroom_siteinformation_changelist"), **fields)

"""What the first screen says of the site: what its foot lacks, and that it stands in grey."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.core.models import SiteInformation
from newsroom.core.roles import Role
from newsroom.desk.admin.panels import base
from newsroom.desk.admin.panels.base import Item, Panel
from newsroom.desk.admin.site.information import grey_in_words


def site_information(user):
    """For administrators and chiefs, and only while there is something to say."""
    if not user.has_role(Role.ADMIN, Role.CHIEF):
        return None
    site = SiteInformation.objects.current()
    items = [*_missing(site, user), *_grey(site)]
    return Panel(_("site information"), "", items, urgent=bool(site.missing)) if items else None


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
        yield _item(_("The whole site in grey"), detail=grey_in_words(site))


def _item(title, **said):
    return Item(title, reverse("admin:newsroom_siteinformation_changelist"), **said)


base.PANELS.append(site_information)

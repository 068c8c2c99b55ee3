"""Merging organizations in the admin: the desk's part of the masthead's screen."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from newsroom.core.admin import OrganizationAdmin
from newsroom.core.models import Organization
from newsroom.desk import policy
from newsroom.desk.admin.site.information import ShownAtOnce
from newsroom.desk.organizations import merge_all
from newsroom.press import cache

admin.site.unregister(Organization)


@admin.register(Organization)
class MergingOrganizationAdmin(ShownAtOnce, OrganizationAdmin):
    """Adds 合并单位, for those who review."""

    actions = [*OrganizationAdmin.actions, "merge_chosen"]

    def confirmed(self, organizations):
        count = super().confirmed(organizations)
        cache.invalidate()
        return count

    def has_merge_permission(self, request):
        return request.user.has_role(*policy.DESK)

    @admin.action(description=_("Merge the chosen organizations"), permissions=["merge"])
    def merge_chosen(self, request, organizations):
        """Ask which one stays."""
        chosen = organizations.filter(merged_into=None).annotate(count=Count("stories"))
        if len(chosen) < 2:
            messages.warning(request, _("Choose the organizations that are one: at least two."))
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": _("Merge organizations"),
            "opts": self.opts,
            "chosen": chosen.order_by("-confirmed", "-count", "name"),
        }
        return TemplateResponse(request, "desk/merge_organizations.html", context)

    def get_urls(self):
        merging = self.admin_site.admin_view(merge_organizations)
        return [
            path("merge/", merging, name="newsroom_organization_merge"),
            *super().get_urls(),
        ]


@require_POST
def merge_organizations(request):
    """Merge the `chosen` organizations into the one that `stays`."""
    if not request.user.has_role(*policy.DESK):
        raise PermissionDenied
    rows = _rows(request)
    stays = rows.pop(request.POST.get("stays", ""), None)
    if stays is None or not rows:
        messages.warning(request, _("Choose the one that stays, and at least one other."))
        return redirect("admin:newsroom_organization_changelist")
    try:
        merge_all(rows.values(), stays)
    except ValueError:
        messages.error(request, _("Somebody merged one of them at the same moment. Look again."))
        return redirect("admin:newsroom_organization_changelist")
    said = ngettext(
        "%(count)d organization merged into %(name)s.",
        "%(count)d organizations merged into %(name)s.",
        len(rows),
    )
    messages.success(request, said % {"count": len(rows), "name": stays})
    return redirect("admin:newsroom_organization_change", stays.pk)


def _rows(request):
    """{id as sent: Organization} of the chosen ones."""
    ids = [pk for pk in request.POST.getlist("chosen") if pk.isdecimal()]
    return {str(pk): row for pk, row in Organization.objects.in_bulk(ids).items()}

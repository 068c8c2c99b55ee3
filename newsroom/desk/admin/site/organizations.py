"""The ModelAdmin of organizations (单位): their names, confirming and merging them."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from unfold.admin import ModelAdmin
from unfold.decorators import display
from unfold.widgets import UnfoldAdminTextareaWidget

from newsroom.core.admin_mixins import NeverDeleted, SearchedByName
from newsroom.core.form_fields import CommaListField
from newsroom.core.models import Organization
from newsroom.desk import policy
from newsroom.desk.admin.site.page_cache import InvalidatesPages
from newsroom.desk.organizations import merge_all
from newsroom.press import cache

ALIASES_HELP = _("separated by commas")


class OrganizationForm(forms.ModelForm):
    aliases = CommaListField(
        label=_("aliases"),
        required=False,
        widget=UnfoldAdminTextareaWidget,
        help_text=ALIASES_HELP,
        max_item_length=100,
        separator="、",
        error_messages={"item_too_long": _("An alias has at most %(most)d characters.")},
    )

    class Meta:
        model = Organization
        fields = ["name", "aliases", "kind", "place", "confirmed"]
        help_texts = {"aliases": ALIASES_HELP}  # for users who may only read the form


class MergedFilter(admin.SimpleListFilter):
    """Filter of the list; organizations that were merged into another are hidden by default."""

    title = _("merged")
    parameter_name = "merged"

    def lookups(self, request, model_admin):
        return [("yes", _("merged into another"))]

    def choices(self, changelist):
        not_merged, merged = super().choices(changelist)
        return [{**not_merged, "display": _("not merged")}, merged]

    def queryset(self, request, queryset):
        """Hides nothing by default: `get_search_results` does, also for autocomplete fields."""
        return queryset.exclude(merged_into=None) if self.value() == "yes" else queryset


@admin.register(Organization)
class OrganizationAdmin(InvalidatesPages, NeverDeleted, SearchedByName, ModelAdmin):
    form = OrganizationForm
    list_display = ["name", "kind", "place", "aliases_in_list", "confirmed"]
    list_filter = ["confirmed", "kind", MergedFilter]
    list_select_related = ["merged_into"]
    search_fields = ["name", "aliases"]
    actions = ["confirm", "merge_chosen"]
    compressed_fields = False

    # --- the list and the form ----------------------------------------------------------------

    def get_list_display(self, request):
        columns = super().get_list_display(request)
        return [*columns, "merged_into"] if _shows_merged(request) else columns

    def get_search_results(self, request, queryset, search_term):
        """Hide merged organizations from the list and from the fields that offer organizations."""
        if not _shows_merged(request):
            queryset = queryset.filter(merged_into=None)
        return super().get_search_results(request, queryset, search_term)

    @display(description=_("aliases"))
    def aliases_in_list(self, organization):
        return "、".join(organization.aliases)

    def get_fields(self, request, obj=None):
        fields = super().get_fields(request, obj)
        return [*fields, "merged_into"] if obj and obj.merged_into else fields

    def has_change_permission(self, request, obj=None):
        is_merged = obj is not None and obj.merged_into_id is not None
        return super().has_change_permission(request, obj) and not is_merged

    # --- confirming ---------------------------------------------------------------------------

    @admin.action(description=_("Confirm the chosen organizations"), permissions=["change"])
    def confirm(self, request, organizations):
        waiting = organizations.filter(confirmed=False, merged_into=None)
        count = waiting.update(confirmed=True)
        cache.invalidate()
        message = ngettext("%d organization confirmed.", "%d organizations confirmed.", count)
        self.message_user(request, message % count)

    # --- merging ------------------------------------------------------------------------------

    def has_merge_permission(self, request):
        return request.user.has_role(*policy.DESK)

    @admin.action(description=_("Merge the chosen organizations"), permissions=["merge"])
    def merge_chosen(self, request, organizations):
        """Show the chosen organizations, so that the user says which one is kept."""
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
        merge = self.admin_site.admin_view(merge_organizations)
        return [path("merge/", merge, name="newsroom_organization_merge"), *super().get_urls()]


def _shows_merged(request):
    return request.GET.get(MergedFilter.parameter_name) == "yes"


@require_POST
def merge_organizations(request):
    """Merge the organizations whose ids are sent as `chosen` into the one sent as `stays`."""
    if not request.user.has_role(*policy.DESK):
        raise PermissionDenied
    chosen = _chosen(request)
    target = chosen.pop(request.POST.get("stays", ""), None)
    if target is None or not chosen:
        messages.warning(request, _("Choose the one that stays, and at least one other."))
        return redirect("admin:newsroom_organization_changelist")
    try:
        merge_all(chosen.values(), target)
    except ValueError:
        messages.error(request, _("Somebody merged one of them at the same moment. Look again."))
        return redirect("admin:newsroom_organization_changelist")
    message = ngettext(
        "%(count)d organization merged into %(name)s.",
        "%(count)d organizations merged into %(name)s.",
        len(chosen),
    )
    messages.success(request, message % {"count": len(chosen), "name": target})
    return redirect("admin:newsroom_organization_change", target.pk)


def _chosen(request):
    """{id as it was sent: Organization} of the chosen organizations that exist."""
    ids = [pk for pk in request.POST.getlist("chosen") if pk.isdecimal()]
    return {str(pk): row for pk, row in Organization.objects.in_bulk(ids).items()}

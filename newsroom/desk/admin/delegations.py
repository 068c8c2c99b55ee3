"""The ModelAdmin of delegations: a chief grants and revokes them, a delegate reads his own."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from unfold.admin import ModelAdmin
from unfold.decorators import display

from newsroom.core.admin_mixins import ModuleForViewers, NeverDeleted
from newsroom.core.form_fields import DateTimePicker
from newsroom.core.plain_text import PlainFormField
from newsroom.desk import policy
from newsroom.desk.datetimes import format_datetime
from newsroom.desk.models import Delegation
from newsroom.desk.workflow import delegations
from newsroom.desk.workflow.delegations import State
from newsroom.desk.workflow.transitions import TRANSITIONS

STATE_COLOURS = {
    State.IN_FORCE: "success",
    State.NOT_BEGUN: "info",
    State.EXPIRED: "default",
    State.REVOKED: "danger",
}
SIGNATURES_SHOWN = 50  # on the page of a delegation


class DelegateField(forms.ModelChoiceField):
    """A choice of users of the desk, each shown with the roles that he has by himself."""

    def label_from_instance(self, user):
        names = {group.name for group in user.groups.all()}
        roles = "、".join(str(role.label) for role in policy.DESK if role in names)
        return f"{user}（{roles}）"


class DelegationForm(forms.ModelForm):
    class Meta:
        model = Delegation
        fields = ["stage", "delegate", "begins_at", "ends_at", "reason"]
        labels = {"begins_at": _("from (Beijing time)"), "ends_at": _("until (Beijing time)")}
        field_classes = {"delegate": DelegateField, "reason": PlainFormField}

    def clean_ends_at(self):
        if self.cleaned_data["ends_at"] <= timezone.now():
            raise forms.ValidationError(_("This moment has passed: choose a later one."))
        return self.cleaned_data["ends_at"]

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        delegate, stage = cleaned.get("delegate"), cleaned.get("stage")
        if delegate and stage and delegate.has_role(policy.SIGNERS[stage]):
            self.add_error(
                "delegate", _("%(name)s signs this stage by role already.") % {"name": delegate}
            )
        return cleaned


@admin.register(Delegation)
class DelegationAdmin(ModuleForViewers, NeverDeleted, ModelAdmin):
    """Delegations are granted and revoked, never edited."""

    form = DelegationForm
    change_form_template = "desk/delegation.html"
    compressed_fields = False
    formfield_overrides = {
        models.DateTimeField: {"form_class": forms.DateTimeField, "widget": DateTimePicker},
    }
    list_display = ["stage", "delegate", "span", "state_in_list", "granted_by", "reason"]
    list_select_related = ["delegate", "granted_by"]
    list_filter = ["stage"]
    list_per_page = 50

    # --- rights -------------------------------------------------------------------------------

    def has_view_permission(self, request, obj=None):
        if not request.user.has_role(*policy.DESK):
            return False
        return obj is None or self.get_queryset(request).filter(pk=obj.pk).exists()

    def has_add_permission(self, request):
        return delegations.may_grant(request.user)

    def has_change_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        if delegations.may_grant(request.user):
            return queryset
        return queryset.filter(delegate=request.user)

    # --- the list and the page ----------------------------------------------------------------

    @display(description=_("time (Beijing time)"))
    def span(self, delegation):
        return f"{format_datetime(delegation.begins_at)} – {format_datetime(delegation.ends_at)}"

    @display(description=_("state"), label=STATE_COLOURS)
    def state_in_list(self, delegation):
        state = delegations.state(delegation)
        return state, state.label

    @display(description=_("state"))
    def state_on_page(self, delegation):
        return delegations.state(delegation).label

    @display(description=_("may sign"))
    def delegate_on_page(self, delegation):
        return str(delegation.delegate)  # no link: only administrators may open a user's page

    @display(description=_("granted"))
    def granted(self, delegation):
        return f"{delegation.granted_by} · {format_datetime(delegation.created_at)}"

    @display(description=_("revoked"))
    def revoked(self, delegation):
        return f"{delegation.revoked_by} · {format_datetime(delegation.revoked_at)}"

    def get_fields(self, request, obj=None):
        if obj is None:
            return super().get_fields(request)
        fields = ["stage", "delegate_on_page", "span", "state_on_page", "reason", "granted"]
        return [*fields, "revoked"] if obj.revoked_at else fields

    def get_readonly_fields(self, request, obj=None):
        return self.get_fields(request, obj) if obj else ()

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "delegate":
            others = policy.desk_users().exclude(pk=request.user.pk)
            kwargs["queryset"] = others.prefetch_related("groups")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        obj.granted_by = request.user
        super().save_model(request, obj, form, change)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            context["may_revoke"] = delegations.may_revoke(request.user, obj)
            context["signed"] = _signed(obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    # --- revoking -----------------------------------------------------------------------------

    def get_urls(self):
        revoke = self.admin_site.admin_view(self.revoke)
        return [
            path("<int:pk>/revoke/", revoke, name="desk_delegation_revoke"),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    def revoke(self, request, pk):
        """End the delegation now."""
        if not delegations.may_grant(request.user):
            raise PermissionDenied
        delegation = get_object_or_404(Delegation, pk=pk)
        try:
            delegations.revoke(delegation, user=request.user)
        except delegations.DelegationRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Revoked: %(what)s") % {"what": delegation})
        return redirect("admin:desk_delegation_change", pk)


def _signed(delegation):
    """The newest Decisions signed under it, each with its Transition as `step`."""
    decisions = list(
        delegation.decisions.select_related("story").order_by("-pk")[:SIGNATURES_SHOWN]
    )
    for decision in decisions:
        decision.step = TRANSITIONS.get(decision.transition)
    return decisions

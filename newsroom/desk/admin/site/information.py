"""The form of the site information (站点信息), which is on every public page at once."""

from itertools import chain
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.db import models
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.decorators import display

from newsroom.core.admin_mixins import NeverDeleted
from newsroom.core.form_fields import DateTimePicker
from newsroom.core.models import SiteInformation
from newsroom.core.roles import Role
from newsroom.desk.admin.site.information_form import GREY_FIELDS, SiteForm
from newsroom.desk.admin.site.page_cache import InvalidatesPages
from newsroom.desk.datetimes import format_datetime
from newsroom.desk.tasks import remove_files
from newsroom.press.site_info.logo import logo_of

CHANGES_SHOWN = 10
MASTHEAD_TITLE = _("Name and logo")
MASTHEAD_FIELDSET = (MASTHEAD_TITLE, {"fields": ["paper", "city", "logo"]})
MASTHEAD_AS_READ = (MASTHEAD_TITLE, {"fields": ["paper", "city", "logo_now"]})
INFORMATION_FIELDSETS: list[tuple[Any, dict[str, Any]]] = [
    (
        _("The paper"),
        {"fields": ["supervisor", "sponsor", "publisher", "address", "phone", "copyright"]},
    ),
    (_("Numbers"), {"fields": ["serial_number", "news_licence", "icp_filing", "police_filing"]}),
    (_("Complaints"), {"fields": ["report_phone", "report_email"]}),
    (
        _("Pages of their own"),
        {
            "fields": ["about", "contact", "privacy"],
            "description": _(
                "Plain text: a blank line begins a paragraph, a line that begins with # is a "
                "subhead. A page without text does not exist for readers."
            ),
        },
    ),
]
AS_READ = [MASTHEAD_AS_READ, *INFORMATION_FIELDSETS]  # by a chief, who may not change it
GREY_FIELDSET = (_("The whole site in grey"), {"fields": ["grey_now", *GREY_FIELDS]})
LOG_FIELDSET = (_("Last changes"), {"fields": ["changes"]})


@admin.register(SiteInformation)
class SiteInformationAdmin(InvalidatesPages, NeverDeleted, ModelAdmin):
    """The form of the only row. Administrators fill it in; a chief may turn the site grey."""

    form = SiteForm
    compressed_fields = False
    formfield_overrides = {
        models.DateTimeField: {"form_class": forms.DateTimeField, "widget": DateTimePicker},
    }

    # --- rights -------------------------------------------------------------------------------

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and request.user.has_role(Role.ADMIN, Role.CHIEF)

    has_view_permission = has_change_permission

    # --- the form -----------------------------------------------------------------------------

    def changelist_view(self, request, extra_context=None):
        extra = {"show_save_and_continue": False, **(extra_context or {})}
        return self.changeform_view(request, "1", extra_context=extra)

    def get_object(self, request, object_id, from_field=None):
        return SiteInformation.objects.current() if object_id == "1" else None

    def get_fieldsets(self, request, obj=None):
        """For a chief, who may need a grey site at night on a phone, the rest is folded away."""
        if request.user.has_role(Role.ADMIN):
            return [MASTHEAD_FIELDSET, *INFORMATION_FIELDSETS, GREY_FIELDSET, LOG_FIELDSET]
        folded = [(title, {**options, "classes": ["collapse"]}) for title, options in AS_READ]
        return [GREY_FIELDSET, *folded, LOG_FIELDSET]

    def get_readonly_fields(self, request, obj=None):
        always = ["grey_now", "changes"]
        if request.user.has_role(Role.ADMIN):
            return always
        names = [options["fields"] for _title, options in AS_READ]
        return [*always, "logo", *chain.from_iterable(names)]

    def save_model(self, request, obj, form, change):
        before, _created = SiteInformation.objects.select_for_update().get_or_create(pk=obj.pk)
        obj.save(update_fields=form.fields_to_save)
        if before.logo and "logo" in form.changed_data:
            remove_files.defer(names=[before.logo])

    @display(description=_("logo"))
    def logo_now(self, site):
        logo = logo_of(site)
        return logo and format_html('<img src="{}" alt="" style="max-height: 5rem">', logo.path)

    @display(description=_("at this moment"))
    def grey_now(self, site):
        return grey_description(site)

    @display(description=_("who, when and what"))
    def changes(self, site):
        entries = LogEntry.objects.filter(
            content_type=get_content_type_for_model(site), object_id=site.pk
        ).select_related("user")[:CHANGES_SHOWN]
        lines = ((format_datetime(e.action_time), e.user, e.get_change_message()) for e in entries)
        return format_html_join(mark_safe("<br>"), "{} {} {}", lines)


def grey_description(site):
    """Whether readers see the site in colour or in grey now, and until when."""
    if not site.is_grey(timezone.now()):
        return _("in colour")
    if not site.grey_until:
        return _("in grey, until somebody turns it off")
    return _("in grey, until %(time)s, Beijing time") % {"time": format_datetime(site.grey_until)}

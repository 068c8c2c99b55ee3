"""What every page says of the paper, in the admin: what is saved there, readers see at once."""

from django import forms
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.db import models
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.decorators import display

from newsroom.core.admin import NeverDeleted, ReporterAdmin, SectionAdmin
from newsroom.core.form_fields import DateTimePicker
from newsroom.core.models import Reporter, Section, SiteInformation
from newsroom.core.roles import Role
from newsroom.core.validators import IssuedField
from newsroom.desk.datetimes import format_datetime
from newsroom.press import cache

CHANGES_SHOWN = 10
ISSUED = ["serial_number", "news_licence", "icp_filing", "police_filing", "report_phone", "phone"]
GREY = ["grey", "grey_until"]
INFORMATION = [
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
MOURNING = (_("The whole site in grey"), {"fields": ["grey_now", *GREY]})
LOG = (_("Last changes"), {"fields": ["changes"]})


class ShownAtOnce:
    """Advances the generation with each change, after the log's entry: last in the transaction."""

    def construct_change_message(self, request, form, formsets, add=False):
        """The log keeps labels in English and translates them on reading: as the model has them."""
        for name, field in form.fields.items():
            field.label = self.opts.get_field(name).verbose_name
        return super().construct_change_message(request, form, formsets, add)

    def log_addition(self, request, obj, message):
        entry = super().log_addition(request, obj, message)
        cache.invalidate()
        return entry

    def log_change(self, request, obj, message):
        entry = super().log_change(request, obj, message)
        cache.invalidate()
        return entry


class SiteForm(forms.ModelForm):
    """Each field carries what the person saw in it, so that only what he changed is written."""

    class Meta:
        field_classes = dict.fromkeys(ISSUED, IssuedField)
        help_texts = {
            "serial_number": _("such as CN 14-0000"),
            "news_licence": _("11 digits"),
            "icp_filing": _("such as 晋ICP备12345678号-1; leads to the register of the ministry"),
            "police_filing": _(
                "such as 晋公网安备14080002000001号; leads to the police's register"
            ),
            "report_phone": _("such as 0359-2000000"),
            "grey": _("every page, pictures included, at once"),
            "grey_until": _("The pages turn to colour again by themselves. Empty: until you do."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = True

    def clean(self):
        cleaned = super().clean()
        until = cleaned.get("grey_until")
        sets_grey = cleaned.get("grey") and not set(GREY).isdisjoint(self.changed_data)
        if sets_grey and until and until <= timezone.now():
            passed = _("This moment has passed: choose a later one, or leave it empty.")
            self.add_error("grey_until", passed)
        return cleaned


@admin.register(SiteInformation)
class SiteInformationAdmin(ShownAtOnce, NeverDeleted, ModelAdmin):
    """One row, one form. Administrators fill it in; a chief may turn the site grey."""

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
        """Days of mourning begin at night, on a chief's telephone: the rest is folded away."""
        if request.user.has_role(Role.ADMIN):
            return [*INFORMATION, MOURNING, LOG]
        folded = [(title, {**set_, "classes": ["collapse"]}) for title, set_ in INFORMATION]
        return [MOURNING, *folded, LOG]

    def get_readonly_fields(self, request, obj=None):
        fixed = ["grey_now", "changes"]
        if request.user.has_role(Role.ADMIN):
            return fixed
        return fixed + [name for _title, set_ in INFORMATION for name in set_["fields"]]

    def save_model(self, request, obj, form, change):
        SiteInformation.objects.get_or_create(pk=obj.pk)
        obj.save(update_fields=form.changed_data)

    @display(description=_("at this moment"))
    def grey_now(self, site):
        return grey_in_words(site)

    @display(description=_("who, when and what"))
    def changes(self, site):
        entries = LogEntry.objects.filter(
            content_type=get_content_type_for_model(site), object_id=site.pk
        ).select_related("user")[:CHANGES_SHOWN]
        lines = ((format_datetime(e.action_time), e.user, e.get_change_message()) for e in entries)
        return format_html_join(mark_safe("<br>"), "{} {} {}", lines)


def grey_in_words(site):
    """What readers see at this moment, and until when."""
    if not site.is_grey(timezone.now()):
        return _("in colour")
    if not site.grey_until:
        return _("in grey, until somebody turns it off")
    return _("in grey, until %(time)s, Beijing time") % {"time": format_datetime(site.grey_until)}


admin.site.unregister([Section, Reporter])


@admin.register(Section)
class PublicSectionAdmin(ShownAtOnce, SectionAdmin):
    """A section's name and order stand on every page."""


@admin.register(Reporter)
class PublicReporterAdmin(ShownAtOnce, ReporterAdmin):
    """A reporter's name and affiliation stand on a page of his own."""

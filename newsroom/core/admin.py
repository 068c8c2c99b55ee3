"""The ModelAdmin of users. Users are never deleted, because the record names them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag
from unfold.admin import ModelAdmin
from unfold.decorators import display
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm
from unfold.widgets import (
    UnfoldAdminCheckboxSelectMultipleWidget,
    UnfoldAdminSelectWidget,
    UnfoldBooleanWidget,
)

from newsroom.core.admin_mixins import NeverDeleted
from newsroom.core.models import Reporter, User
from newsroom.core.roles import Role

admin.site.unregister(Group)  # `sync_roles` writes the roles from a table; nobody edits them
admin.site.unregister(Tag)  # deleting a tag would change stories without a revision


def _offer_roles(field):
    """Let the form field of groups offer the newsroom's roles under their labels."""
    field.queryset = Group.objects.filter(name__in=Role.values)
    field.label_from_instance = lambda group: Role(group.name).label
    return field


def _reporter_field():
    return forms.ModelChoiceField(
        Reporter.objects.none(),
        required=False,
        label=_("reporter"),
        help_text=_("who this person is in bylines"),
        widget=UnfoldAdminSelectWidget,
    )


class UserAddForm(UserCreationForm):
    """Makes a log-in, its roles, and for a reporter the Reporter that stands in bylines."""

    reporter = _reporter_field()
    makes_byline = forms.BooleanField(
        required=False,
        initial=True,
        label=_("a new name for bylines"),
        help_text=_("for a reporter who is not in the list of reporters yet"),
        widget=UnfoldBooleanWidget,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reporter"].queryset = Reporter.objects.filter(user=None)

    @property
    def makes_reporter(self):
        """Whether a Reporter of this name is made with the log-in."""
        cleaned = self.cleaned_data
        is_reporter = any(group.name == Role.REPORTER for group in cleaned.get("groups") or ())
        return bool(is_reporter and cleaned.get("makes_byline") and not cleaned.get("reporter"))

    def clean(self):
        cleaned = super().clean()
        same_name = Reporter.objects.filter(name=self.cleaned_data.get("name"), affiliation="")
        if self.makes_reporter and same_name.exists():
            self.add_error(
                "reporter",
                _("This name is in bylines already: choose it here if it is the same person."),
            )
        return cleaned


class UserForm(UserChangeForm):
    """The form of a user, with the Reporter that he is: he may not sign that reporter's stories."""

    reporter = _reporter_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        reporter = Reporter.objects.filter(user=self.instance.pk).first()
        own_or_free = Q(user=None) | Q(pk=reporter and reporter.pk)
        self.fields["reporter"].queryset = Reporter.objects.filter(own_or_free)
        self.initial["reporter"] = reporter and reporter.pk


@admin.register(User)
class UserAdmin(NeverDeleted, DjangoUserAdmin, ModelAdmin):
    """Nobody changes his own roles, and only superusers change superusers."""

    form = UserForm
    add_form = UserAddForm
    change_password_form = AdminPasswordChangeForm
    compressed_fields = False

    list_display = ["username", "name", "roles_in_list", "phone", "is_active", "last_login"]
    list_filter = ["is_active", "groups"]
    search_fields = ["username", "name", "phone"]
    ordering = ["-is_active", "username"]
    filter_horizontal = []
    fieldsets = [
        (None, {"fields": ["username", "password", "name", "phone", "email"]}),
        (
            _("In the newsroom"),
            {"fields": ["groups", "reporter", "is_active", "is_staff", "is_superuser"]},
        ),
        (_("Log-ins"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "fields": [
                    "username",
                    "name",
                    "usable_password",
                    "password1",
                    "password2",
                    "is_staff",
                    "groups",
                    "reporter",
                    "makes_byline",
                ]
            },
        )
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_changeform_initial_data(self, request):
        return {"is_staff": True, **super().get_changeform_initial_data(request)}

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (request.user.is_superuser or not (obj and obj.is_superuser))

    def get_readonly_fields(self, request, obj=None):
        readonly = ["last_login", "date_joined"]
        if not request.user.is_superuser or obj == request.user:
            readonly.append("is_superuser")
        if obj == request.user:
            readonly += ["groups", "reporter_of_user", "is_active", "is_staff"]
        return readonly

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj != request.user:
            return fieldsets
        readonly: dict[Any, Any] = {"reporter": "reporter_of_user"}
        return [
            (title, {**options, "fields": [readonly.get(name, name) for name in options["fields"]]})
            for title, options in fieldsets
        ]

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "groups":
            kwargs["widget"] = UnfoldAdminCheckboxSelectMultipleWidget
            return _offer_roles(db_field.formfield(**kwargs, label=_("roles"), help_text=""))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if getattr(form, "makes_reporter", False):
            Reporter.objects.create(name=form.instance.name, user=form.instance)
        elif "reporter" in form.changed_data:
            Reporter.objects.filter(user=form.instance).update(user=None)
            if reporter := form.cleaned_data["reporter"]:
                Reporter.objects.filter(pk=reporter.pk).update(user=form.instance)

    @display(description=_("roles"))
    def roles_in_list(self, user):
        names = {group.name for group in user.groups.all()}
        return "，".join(str(role.label) for role in Role if role in names)

    @display(description=_("reporter"))
    def reporter_of_user(self, user):
        return getattr(user, "reporter", None)

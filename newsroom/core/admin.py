"""People, sections and names in the admin. Nobody is ever deleted: signatures name them."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from taggit.models import Tag
from unfold.admin import ModelAdmin
from unfold.decorators import display
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget, UnfoldAdminSelectWidget

from newsroom.core.form_fields import CommaListField, EnumerationInput
from newsroom.core.models import Organization, Reporter, Section, User
from newsroom.core.roles import Role

admin.site.unregister(Group)  # roles are kept in step with a table, never edited
admin.site.unregister(Tag)  # deleting a tag would change stories behind their record


class NeverDeleted:
    def has_delete_permission(self, request, obj=None):
        return False


def _roles(field):
    """Offer the roles of the newsroom, by the names people know them by."""
    field.queryset = Group.objects.filter(name__in=Role.values)
    field.label_from_instance = lambda group: Role(group.name).label
    return field


class PersonForm(UserChangeForm):
    """A log-in and the reporter it stands for: whoever he is in bylines may not sign them."""

    reporter = forms.ModelChoiceField(
        Reporter.objects.none(),
        required=False,
        label=_("reporter"),
        help_text=_("who this person is in bylines"),
        widget=UnfoldAdminSelectWidget,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        mine = Reporter.objects.filter(user=self.instance.pk).first()
        free = Q(user=None) | Q(pk=mine and mine.pk)
        self.fields["reporter"].queryset = Reporter.objects.filter(free)
        self.initial["reporter"] = mine and mine.pk


@admin.register(User)
class UserAdmin(NeverDeleted, DjangoUserAdmin, ModelAdmin):
    """Nobody changes his own roles, and only superusers touch superusers."""

    form = PersonForm
    add_form = UserCreationForm
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
        fixed = ["last_login", "date_joined"]
        if not request.user.is_superuser or obj == request.user:
            fixed.append("is_superuser")
        if obj == request.user:
            fixed += ["groups", "reporter_of_user", "is_active", "is_staff"]
        return fixed

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj != request.user:
            return fieldsets
        own = {"reporter": "reporter_of_user"}
        return [
            (name, {**options, "fields": [own.get(field, field) for field in options["fields"]]})
            for name, options in fieldsets
        ]

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "groups":
            kwargs["widget"] = UnfoldAdminCheckboxSelectMultipleWidget
            return _roles(db_field.formfield(**kwargs, label=_("roles"), help_text=""))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if "reporter" in form.changed_data:
            Reporter.objects.filter(user=form.instance).update(user=None)
            Reporter.objects.filter(pk__in=_pks(form.cleaned_data["reporter"])).update(
                user=form.instance
            )

    @display(description=_("roles"))
    def roles_in_list(self, user):
        names = {group.name for group in user.groups.all()}
        return "，".join(str(role.label) for role in Role if role in names)

    @display(description=_("reporter"))
    def reporter_of_user(self, user):
        return getattr(user, "reporter", None)


def _pks(row):
    return [row.pk] if row else []


@admin.register(Section)
class SectionAdmin(NeverDeleted, ModelAdmin):
    list_display = ["name", "slug", "order", "reviews_required", "proofs_required", "strict"]
    search_fields = ["name", "slug"]
    compressed_fields = False

    def get_readonly_fields(self, request, obj=None):
        """The slug is a public address, which never changes."""
        return ["slug"] if obj else []


@admin.register(Reporter)
class ReporterAdmin(NeverDeleted, ModelAdmin):
    """Which log-in a reporter has is set with the person: it decides who may sign what."""

    list_display = ["name", "kind", "affiliation", "user"]
    list_filter = ["kind"]
    list_select_related = ["user"]
    search_fields = ["name", "affiliation"]
    exclude = ["user"]
    readonly_fields = ["log_in"]
    compressed_fields = False

    @display(description=_("log-in"))
    def log_in(self, reporter):
        """By name alone: the way to the person is open to administrators only."""
        return reporter.user


class OrganizationForm(forms.ModelForm):
    aliases = CommaListField(
        label=_("aliases"),
        required=False,
        widget=EnumerationInput,
        help_text=_("separated by commas"),
        max_item_length=100,
        error_messages={"item_too_long": _("An alias has at most %(most)d characters.")},
    )

    class Meta:
        model = Organization
        fields = ["name", "aliases", "kind", "place", "confirmed"]


class Merged(admin.SimpleListFilter):
    """Organizations that became another one are left out until they are asked for."""

    title = _("merged")
    parameter_name = "merged"

    def lookups(self, request, model_admin):
        return [("yes", _("merged into another"))]

    def choices(self, changelist):
        standing, merged = super().choices(changelist)
        return [{**standing, "display": _("standing")}, merged]

    def queryset(self, request, queryset):
        return queryset.exclude(merged_into=None) if self.value() == "yes" else queryset


@admin.register(Organization)
class OrganizationAdmin(NeverDeleted, ModelAdmin):
    form = OrganizationForm
    list_display = ["name", "kind", "place", "aliases_in_list", "confirmed"]
    list_filter = ["confirmed", "kind", Merged]
    list_select_related = ["merged_into"]
    search_fields = ["name", "aliases"]
    actions = ["confirm"]
    compressed_fields = False

    def get_list_display(self, request):
        shown = super().get_list_display(request)
        return [*shown, "merged_into"] if _asks_for_merged(request) else shown

    def get_fields(self, request, obj=None):
        fields = super().get_fields(request, obj)
        return [*fields, "merged_into"] if obj and obj.merged_into else fields

    def has_change_permission(self, request, obj=None):
        merged = obj is not None and obj.merged_into_id is not None
        return super().has_change_permission(request, obj) and not merged

    def get_search_results(self, request, queryset, search_term):
        """Neither the list nor any field that looks organizations up offers one that was merged."""
        if not _asks_for_merged(request):
            queryset = queryset.filter(merged_into=None)
        return super().get_search_results(request, queryset, search_term)

    @display(description=_("aliases"))
    def aliases_in_list(self, organization):
        return "、".join(organization.aliases)

    @admin.action(description=_("Confirm the chosen organizations"), permissions=["change"])
    def confirm(self, request, organizations):
        count = self.confirmed(organizations)
        said = ngettext("%d organization confirmed.", "%d organizations confirmed.", count)
        self.message_user(request, said % count)

    def confirmed(self, organizations):
        """Confirm those of them that wait for it. Returns their number."""
        return organizations.filter(confirmed=False, merged_into=None).update(confirmed=True)


def _asks_for_merged(request):
    return request.GET.get(Merged.parameter_name) == "yes"

"""The ModelAdmin of reporters, whose names and affiliations are on public pages."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.decorators import display

from newsroom.core.admin_mixins import NeverDeleted, SearchedByName
from newsroom.core.models import Reporter
from newsroom.desk.admin.site.page_cache import InvalidatesPages


@admin.register(Reporter)
class ReporterAdmin(InvalidatesPages, NeverDeleted, SearchedByName, ModelAdmin):
    """A reporter's log-in is only shown: administrators set it on the page of the user.

    Nobody may sign stories of the reporter that he is, so it decides about rights.
    """

    list_display = ["name", "kind", "affiliation", "user"]
    list_filter = ["kind"]
    list_select_related = ["user"]
    search_fields = ["name", "affiliation"]
    exclude = ["user"]
    readonly_fields = ["log_in"]
    compressed_fields = False

    @display(description=_("log-in"))
    def log_in(self, reporter):
        """The user's name without a link: only administrators may open a user's page."""
        return reporter.user

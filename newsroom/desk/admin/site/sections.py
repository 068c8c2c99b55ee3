"""The ModelAdmin of sections, whose names and order are on every public page."""

from django.contrib import admin
from unfold.admin import ModelAdmin

from newsroom.core.admin_mixins import NeverDeleted
from newsroom.core.models import Section
from newsroom.desk.admin.site.page_cache import InvalidatesPages


@admin.register(Section)
class SectionAdmin(InvalidatesPages, NeverDeleted, ModelAdmin):
    list_display = [
        "name",
        "slug",
        "order",
        "reviews_required",
        "proofs_required",
        "strict",
        "is_hidden",
    ]
    search_fields = ["name", "slug"]
    compressed_fields = False

    def get_readonly_fields(self, request, obj=None):
        """The slug is part of public URLs, which never change."""
        return ["slug"] if obj else []

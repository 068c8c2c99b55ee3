"""Photos in the admin: their words. Pictures arrive with the photo desk."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.decorators import display

from media.models import Photo


@admin.register(Photo)
class PhotoAdmin(ModelAdmin):
    list_display = ["__str__", "credit", "picture", "created_at"]
    search_fields = ["caption", "credit"]
    show_full_result_count = False
    fields = ["caption", "credit", "created_by", "created_at"]
    readonly_fields = ["created_by", "created_at"]
    compressed_fields = False

    @display(description=_("picture"), label={"here": "success", "awaited": "warning"})
    def picture(self, photo):
        return ("here", _("here")) if photo.original else ("awaited", _("awaited"))

    def has_delete_permission(self, request, obj=None):
        return False

"""Photos in the admin: their words, and the files as they come in."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from unfold.admin import ModelAdmin
from unfold.decorators import display

from media import previews, rights, uploads
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

    def upload_target(self, request):
        """A new picture."""

    def photo_changed(self, request, photo):
        """Nothing depends on it here."""

    @csrf_exempt  # the check reads the whole body: `receive` looks at its length first
    def upload_view(self, request):
        return uploads.receive(request, screen=self)

    def image_view(self, request, pk, size):
        photo = get_object_or_404(Photo, pk=pk)
        if not rights.may_see(request.user, photo):
            raise PermissionDenied
        return previews.preview(photo, size)

    def get_urls(self):
        guard = self.admin_site.admin_view
        return [
            path("upload/", guard(self.upload_view), name="media_photo_upload"),
            path(
                "<int:pk>/image/<slug:size>/",
                guard(self.image_view, cacheable=True),
                name="media_photo_image",
            ),
            *super().get_urls(),
        ]

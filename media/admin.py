"""The photo desk in the admin: finding pictures, taking them in, and the page of each.

Rights are asked of `media.rights`, never of `has_perm`. Where pictures are used is the desk's
knowledge: it extends this screen in `newsroom.desk.admin.photos`.
"""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from unfold.admin import ModelAdmin

from media import rights, tasks
from media.badges import marks
from media.forms import TERMS, WORDS, FindingForm, PhotoForm
from media.intake import uploads
from media.models import Photo
from media.sizes import previews
from media.sizes.shapes import CARD, SQUARE, WIDE
from newsroom.core.form_fields import SecondsPicker

CROPS = (SQUARE, CARD, WIDE)
PAGE = 60  # tiles


@admin.register(Photo)
class PhotoAdmin(ModelAdmin):
    form = PhotoForm
    finding_form = FindingForm
    change_form_template = "media/photo.html"
    search_fields = ["caption", "credit"]
    compressed_fields = False
    warn_unsaved_form = True
    formfield_overrides = {
        models.DateTimeField: {"form_class": forms.DateTimeField, "widget": SecondsPicker},
    }
    fieldsets = [
        (_("Words"), {"fields": WORDS}),
        (_("Rights"), {"fields": TERMS}),
        (_("Focal point"), {"classes": ["beside-the-picture"], "fields": ["focus_x", "focus_y"]}),
    ]

    # --- rights -----------------------------------------------------------------------------

    def has_module_permission(self, request):
        # Also asked for the log-in page, where there is nobody yet.
        return request.user.is_authenticated and self.has_view_permission(request)

    def has_view_permission(self, request, obj=None):
        if obj is None:
            return rights.may_upload(request.user)
        return rights.may_see(request.user, obj)

    def has_change_permission(self, request, obj=None):
        return rights.may_edit(request.user)

    def has_add_permission(self, request):
        return False  # the list itself receives

    def has_delete_permission(self, request, obj=None):
        return False

    def may_look(self, request, photo):
        """Whether the person may be shown the picture itself, wherever it stands."""
        return self.has_view_permission(request, photo)

    # --- the grid ---------------------------------------------------------------------------

    def get_search_results(self, request, queryset, search_term):
        """For fields that complete what is typed."""
        photos = rights.visible_to(request.user, queryset)
        return super().get_search_results(request, photos, search_term)

    def for_grid(self, photos):
        """The queryset with what the grid shows beside the photo's own."""
        return photos

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = self.finding_form(request.GET)
        found = form.found(rights.visible_to(request.user, self.get_queryset(request)))
        photos = list(self.for_grid(found)[: PAGE + 1])
        context = {
            **self.admin_site.each_context(request),
            "title": self.opts.verbose_name_plural,
            "opts": self.opts,
            "is_fullwidth": "1",
            "form": form,
            "tiles": _tiles(photos[:PAGE]),
            "narrowing": [form[name] for name in form.narrowing],
            "is_narrowed": any(form[name].value() for name in form.narrowing),
            "older": photos[PAGE - 1].pk if len(photos) > PAGE else None,
            "may_edit": rights.may_edit(request.user),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "media/photo_list.html", context)

    # --- the page of a picture --------------------------------------------------------------

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context.update(
            is_fullwidth="1",
            large=previews.address(obj, "large"),
            marks=marks(obj),
            is_preparing=bool(previews.preparing([obj])),
            crops=[] if not obj.original else _crops(obj),
            **self.uses(request, obj),
        )
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def uses(self, request, photo):
        """Context of where the picture is used, as far as this layer knows: nothing."""
        return {}

    def save_model(self, request, obj, form, change):
        """Write what was changed and no more: the file may be replaced at the same moment."""
        obj.save(update_fields=form.changed_data)
        if obj.original and {"focus_x", "focus_y"} & set(form.changed_data):
            tasks.prepare.defer(source=obj.sha256, focus=list(obj.focus))
        self.photo_changed(request, obj)

    # --- files --------------------------------------------------------------------------------

    def upload_target(self, request):
        """The waiting Photo that the file is for, None when it is a new picture."""
        pk = request.POST.get("photo")
        if not pk:
            return None
        if not rights.may_edit(request.user):
            raise PermissionDenied
        return waiting(pk)

    def photo_changed(self, request, photo):
        """Called when file, words or focal point of a picture were changed."""

    @csrf_exempt  # the check reads the whole body: `receive` looks at its length first
    def upload_view(self, request):
        return uploads.receive(request, screen=self)

    def image_view(self, request, pk, size):
        return previews.preview(self._shown(request, pk), size)

    def original_view(self, request, pk):
        photo = self._shown(request, pk)
        if not self.has_view_permission(request, photo):
            raise PermissionDenied
        return previews.original(photo)

    def _shown(self, request, pk):
        photo = get_object_or_404(Photo, pk=pk)
        if not self.may_look(request, photo):
            raise PermissionDenied
        return photo

    def get_urls(self):
        guard = self.admin_site.admin_view
        # Their responses say themselves how long they keep.
        cached = {"cacheable": True}
        return [
            path("upload/", guard(self.upload_view), name="media_photo_upload"),
            path(
                "<int:pk>/image/<slug:size>/",
                guard(self.image_view, **cached),
                name="media_photo_image",
            ),
            path(
                "<int:pk>/original/",
                guard(self.original_view, **cached),
                name="media_photo_original",
            ),
            *super().get_urls(),
        ]


def waiting(pk):
    """The Photo of that id as sent, its row locked until the file is there. Raises Http404."""
    if not str(pk).isdecimal():
        raise Http404
    return get_object_or_404(Photo.objects.select_for_update(), pk=pk)


def _tiles(photos):
    preparing = {photo.pk for photo in previews.preparing(photos)}
    return [
        {
            "photo": photo,
            "thumbnail": previews.address(photo, "small"),
            "is_preparing": photo.pk in preparing,
            "marks": marks(photo),
        }
        for photo in photos
    ]


def _crops(photo):
    """The three ratios that the templates show, each with what is cut out for it now."""
    boxes = ((shape, shape.box(photo.width, photo.height, photo.focus)) for shape in CROPS)
    return [
        {
            "ratio": "{}:{}".format(*shape.ratio),
            "view": f"{left} {top} {right - left} {bottom - top}",
        }
        for shape, (left, top, right, bottom) in boxes
    ]

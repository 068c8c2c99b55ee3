"""The ModelAdmin of photos: the grid of the photo desk, and the page of a photo.

Rights come from `media.permissions` and `policy`, never from `has_perm`.
"""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin

from media import permissions, tasks
from media.badges import rights_badges
from media.models import Photo
from media.sizes import previews
from media.sizes.shapes import CARD, SQUARE, WIDE
from newsroom.core.admin_mixins import ModuleForViewers, NeverDeleted
from newsroom.core.form_fields import SecondsPicker
from newsroom.desk import policy
from newsroom.desk.admin.photos.forms import (
    FOCUS_FIELDS,
    RIGHTS_FIELDS,
    TEXT_FIELDS,
    PhotoFilterForm,
    PhotoForm,
)
from newsroom.desk.admin.photos.upload import record_change, upload
from newsroom.desk.admin.story_screen import STATUS_COLOURS, status_label
from newsroom.desk.models import Story, StoryPhoto
from newsroom.desk.photos import missing_pictures, services

CROPS = (SQUARE, CARD, WIDE)
PAGE_SIZE = 60  # photos on a page of the grid
STORIES_SHOWN = 50  # on the page of a photo


@admin.register(Photo)
class PhotoAdmin(ModuleForViewers, NeverDeleted, ModelAdmin):
    form = PhotoForm
    change_form_template = "media/photo.html"
    search_fields = ["caption", "credit"]
    compressed_fields = False
    formfield_overrides = {
        models.DateTimeField: {"form_class": forms.DateTimeField, "widget": SecondsPicker},
    }
    fieldsets = [
        (_("Words"), {"fields": TEXT_FIELDS}),
        (_("Rights"), {"fields": RIGHTS_FIELDS}),
        (_("Focal point"), {"classes": ["beside-the-picture"], "fields": FOCUS_FIELDS}),
    ]

    # --- rights -----------------------------------------------------------------------------

    def has_view_permission(self, request, obj=None):
        if obj is None:
            return permissions.may_upload(request.user)
        return permissions.may_see(request.user, obj)

    def has_change_permission(self, request, obj=None):
        return permissions.may_edit(request.user)

    def has_add_permission(self, request):
        return False  # files are dropped on the list itself

    # --- the grid ---------------------------------------------------------------------------

    def get_search_results(self, request, queryset, search_term):
        """Limit what autocomplete fields offer to the photos that the user may see."""
        photos = permissions.visible_to(request.user, queryset)
        return super().get_search_results(request, photos, search_term)

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = PhotoFilterForm(request.GET)
        photos = form.filter(permissions.visible_to(request.user, self.get_queryset(request)))
        photos = list(_with_uses(photos)[: PAGE_SIZE + 1])
        context = {
            **self.admin_site.each_context(request),
            "title": self.opts.verbose_name_plural,
            "opts": self.opts,
            "is_fullwidth": "1",
            "form": form,
            "tiles": _tiles(photos[:PAGE_SIZE]),
            "more_filters": [form[name] for name in form.more_filters],
            "uses_more_filters": any(form[name].value() for name in form.more_filters),
            "older": photos[PAGE_SIZE - 1].pk if len(photos) > PAGE_SIZE else None,
            "may_edit": permissions.may_edit(request.user),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "media/photo_list.html", context)

    # --- the page of a photo ------------------------------------------------------------------

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context.update(
            is_fullwidth="1",
            large_url=previews.preview_url(obj, "large"),
            badges=rights_badges(obj),
            is_preparing=bool(previews.without_sizes([obj])),
            crops=[] if not obj.original else _crops(obj),
            **_stories(request.user, obj),
        )
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_model(self, request, obj, form, change):
        """Save the changed fields only, as somebody may replace the file at the same moment."""
        obj.save(update_fields=form.changed_data)
        if obj.original and set(FOCUS_FIELDS) & set(form.changed_data):
            tasks.prepare_sizes.defer(sha256=obj.sha256, focus=list(obj.focus))
        record_change(request, obj)

    # --- files and captions without a file ----------------------------------------------------

    def image_view(self, request, pk, size):
        """A preview of the picture, also for users who only see a story that shows it."""
        photo = get_object_or_404(Photo, pk=pk)
        if not services.may_view_image(request.user, photo):
            raise PermissionDenied
        return previews.preview_response(photo, size)

    def original_view(self, request, pk):
        """The file as it was sent in."""
        photo = get_object_or_404(Photo, pk=pk)
        if not self.has_view_permission(request, photo):
            raise PermissionDenied
        return previews.original_response(photo)

    def missing_pictures_view(self, request):
        return missing_pictures.board(request, self.admin_site.each_context(request))

    def get_urls(self):
        guard = self.admin_site.admin_view
        image = guard(self.image_view, cacheable=True)  # these two set their own cache headers
        original = guard(self.original_view, cacheable=True)
        return [
            path("waiting/", guard(self.missing_pictures_view), name="media_photo_waiting"),
            path("waiting/join/", guard(missing_pictures.confirm), name="media_photo_join"),
            path("upload/", guard(upload), name="media_photo_upload"),
            path("<int:pk>/image/<slug:size>/", image, name="media_photo_image"),
            path("<int:pk>/original/", original, name="media_photo_original"),
            *super().get_urls(),
        ]


def _with_uses(photos):
    """The queryset with the number of stories that show each photo as `uses`."""
    story_photos = StoryPhoto.objects.filter(photo=OuterRef("pk")).order_by().values("photo")
    count = Subquery(story_photos.annotate(count=Count("pk")).values("count"))
    return photos.annotate(uses=Coalesce(count, 0))


def _tiles(photos):
    """Each photo of the grid with its thumbnail, warnings about its rights, and its state."""
    preparing = {photo.pk for photo in previews.without_sizes(photos)}
    return [
        {
            "photo": photo,
            "thumbnail": previews.preview_url(photo, "small"),
            "is_preparing": photo.pk in preparing,
            "badges": rights_badges(photo),
        }
        for photo in photos
    ]


def _crops(photo):
    """The three ratios of the public templates, each with the SVG view box of its crop."""
    boxes = ((shape, shape.box(photo.width, photo.height, photo.focus)) for shape in CROPS)
    return [
        {
            "ratio": ":".join(map(str, shape.ratio or ())),
            "view": f"{left} {top} {right - left} {bottom - top}",
        }
        for shape, (left, top, right, bottom) in boxes
    ]


def _stories(user, photo):
    """Template context: the stories that show the photo and that the user may see.

    `signed` are those of them that a new file would make to be signed again.
    """
    stories = list(policy.visible_to(user, services.stories_with(photo))[:STORIES_SHOWN])
    for story in stories:
        story.label, story.colour = status_label(story), STATUS_COLOURS[story.status]
    signed = [s for s in stories if s.is_live or s.status == Story.Status.APPROVED]
    return {"stories": stories, "signed": signed}

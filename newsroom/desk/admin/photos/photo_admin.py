"""The ModelAdmin of photos: the grid of the photo desk, and the page of a photo.

Rights come from `media.permissions` and `policy`, never from `has_perm`.
"""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from unfold.admin import ModelAdmin

from media import permissions, tasks
from media.badges import rights_badges
from media.intake.metadata.ai_marks import Claim
from media.models import Photo
from media.sizes import preparation, previews
from media.sizes.shapes import CARD, SQUARE, WIDE
from newsroom.core.admin_mixins import ModuleForViewers, NeverDeleted
from newsroom.core.form_fields import SecondsPicker
from newsroom.desk import policy
from newsroom.desk.admin.photos import one_tap
from newsroom.desk.admin.photos.batch import BatchEditing
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
from newsroom.desk.photos import (
    chooser,
    library_captions,
    missing_pictures,
    own_pictures,
    services,
)
from newsroom.desk.photos.batch_edit import MOST

CROPS = (SQUARE, CARD, WIDE)
PAGE_SIZE = 60  # photos on a page of the grid
STORIES_SHOWN = 50  # on the page of a photo


@admin.register(Photo)
class PhotoAdmin(BatchEditing, ModuleForViewers, NeverDeleted, ModelAdmin):
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

    def get_readonly_fields(self, request, obj=None):
        """Lock the AI label that the file declares, except for those who may take it off."""
        is_declared = obj is not None and obj.ai_claim == Claim.GENERATED
        if is_declared and not permissions.may_take_ai_label_off(request.user):
            return ["ai_generated"]
        return []

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
        size = MOST if form.is_of_an_upload else PAGE_SIZE
        photos = list(_with_uses(photos)[: size + 1])
        context = {
            **self.admin_site.each_context(request),
            "title": self.opts.verbose_name_plural,
            "opts": self.opts,
            "is_fullwidth": "1",
            "form": form,
            "tiles": _tiles(photos[:size]),
            "most": MOST,
            "more_filters": [form[name] for name in form.more_filters],
            "uses_more_filters": any(form[name].value() for name in form.more_filters),
            "older": photos[size - 1].pk if len(photos) > size else None,
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
            preparation=preparation.of_files([obj.sha256]).get(obj.sha256),
            crops=[] if not obj.original else _crops(obj),
            ai_statements=services.statements_about_ai(obj),
            **_stories(request.user, obj),
            **_offers(request.user, obj),
        )
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_model(self, request, obj, form, change):
        """Save the changed fields only, as somebody may replace the file at the same moment."""
        if "licence" in form.changed_data:
            own_pictures.set_licence(obj, obj.licence, user=request.user)
        if form.states_about_ai:
            reason = form.cleaned_data["ai_reason"]
            services.state_about_ai(obj, reason=reason, user=request.user)
        obj.save(update_fields=form.fields_to_save)
        if obj.original and {*FOCUS_FIELDS, "ai_generated"} & set(form.changed_data):
            tasks.request_sizes(obj)
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

    def prepare_view(self, request, pk):
        """Try again to make the sizes of a photo."""
        photo = get_object_or_404(Photo.objects.exclude(original=""), pk=pk)
        if not permissions.may_edit(request.user):
            raise PermissionDenied
        tasks.request_sizes_again(photo)
        messages.info(request, _("The picture is being prepared again."))
        return redirect("admin:media_photo_change", pk)

    def get_urls(self):
        guard = self.admin_site.admin_view
        image = guard(self.image_view, cacheable=True)  # these two set their own cache headers
        original = guard(self.original_view, cacheable=True)
        prepare = guard(require_POST(self.prepare_view))
        return [
            path("<int:pk>/prepare/", prepare, name="media_photo_prepare"),
            path("waiting/", guard(self.missing_pictures_view), name="media_photo_waiting"),
            path("waiting/join/", guard(missing_pictures.confirm), name="media_photo_join"),
            path("waiting/library/", guard(chooser.library), name="media_photo_library"),
            path("credit/", guard(one_tap.credit_of_caption), name="media_photo_credit"),
            path("<int:pk>/own/", guard(one_tap.state_own), name="media_photo_own"),
            path("captions/<int:pk>/", guard(one_tap.use_caption), name="media_photo_caption"),
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
    preparations = preparation.of_files(photo.sha256 for photo in photos)
    return [
        {
            "photo": photo,
            "thumbnail": previews.preview_url(photo, "small"),
            "is_preparing": photo.pk in preparing,
            "preparation": preparations.get(photo.sha256),
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


def _offers(user, photo):
    """Template context: what one tap would do, 本报自采 and captions of stories for the library."""
    story_photos = photo.story_photos.filter(
        story__in=policy.visible_to(user, services.stories_with(photo)).order_by().values("pk")
    )
    rows = list(story_photos.select_related("story").order_by("-pk")[:STORIES_SHOWN])
    for row in rows:
        row.photo = photo
    words = own_pictures.words_in_stories([photo])[photo.pk]
    return {
        "may_state_own": own_pictures.is_offered(user, photo, **words),
        "library_captions": library_captions.offers(user, rows),
    }

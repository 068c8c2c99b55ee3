"""The photo desk's changes of many photos at once: the form, and the result for each photo."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from unfold.admin import ModelAdmin

from media import permissions
from media.models import Photo
from media.sizes import previews
from newsroom.desk.admin.bulk import OUTCOME_LABELS, OUTCOME_ORDER
from newsroom.desk.admin.photos.batch_form import BatchForm
from newsroom.desk.admin.photos.forms import is_id
from newsroom.desk.photos import batch_edit, own_pictures
from newsroom.desk.photos.batch_edit import MOST

SEEN = "seen-"  # and the id of the photo: the hidden field with its fingerprint


class BatchEditing(ModelAdmin):
    """Mixin for the ModelAdmin of photos: views for the photos ticked in the grid."""

    def get_urls(self):
        edit, own = (self.admin_site.admin_view(view) for view in (self.edit_many, self.own_many))
        return [
            path("batch/", edit, name="media_photo_batch"),
            path("batch/own/", own, name="media_photo_batch_own"),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    def edit_many(self, request):
        """Show the form for the photos that are sent as `chosen`; with `apply`, change them."""
        if not permissions.may_edit(request.user):
            raise PermissionDenied
        ids = _chosen(request)
        if not 0 < len(ids) <= MOST:
            return self._wrong_number(request, ids)
        if "apply" not in request.POST:
            return self._form_page(request, BatchForm(), ids)
        form = BatchForm(request.POST)
        seen = {pk: request.POST.get(f"{SEEN}{pk}", "") for pk in ids}
        if not form.is_valid():
            return self._form_page(request, form, ids, seen)
        results = batch_edit.edit(seen, form.changes(), user=request.user)
        return self._results_page(request, results)

    @method_decorator(require_POST)
    def own_many(self, request):
        """State that the photos that are sent as `chosen` are the paper's own (本报自采)."""
        if not permissions.may_upload(request.user):
            raise PermissionDenied
        ids = _chosen(request)
        if not 0 < len(ids) <= MOST:
            return self._wrong_number(request, ids)
        visible = permissions.visible_to(request.user, Photo.objects.filter(pk__in=ids))
        results = own_pictures.state_own(
            list(visible.values_list("pk", flat=True)), user=request.user
        )
        return self._results_page(request, results)

    def _wrong_number(self, request, ids):
        message = _("At most %(most)d photos at once: choose fewer. Nothing was done.")
        if not ids:
            message = _("Tick the photos first.")
        messages.error(request, message % {"most": MOST})
        return redirect("admin:media_photo_changelist")

    def _form_page(self, request, form, ids, seen=None):
        """The form and the chosen photos, each with its fingerprint as the user first saw it."""
        photos = Photo.objects.filter(pk__in=ids).order_by("-pk")
        rows = [
            {
                "photo": photo,
                "thumbnail": previews.preview_url(photo, "small"),
                "seen": (seen or {}).get(photo.pk) or batch_edit.fingerprint(photo),
            }
            for photo in photos
        ]
        context = {"title": _("Change many photos"), "form": form, "rows": rows}
        return self._page(request, "media/batch_form.html", context)

    def _results_page(self, request, results):
        results = sorted(results, key=lambda result: OUTCOME_ORDER.index(result.outcome))
        counts = [
            (sum(result.outcome is outcome for result in results), *OUTCOME_LABELS[outcome])
            for outcome in OUTCOME_ORDER
        ]
        context = {
            "title": _("Many photos changed"),
            "counts": [count for count in counts if count[0]],
            "results": [
                (
                    result,
                    previews.preview_url(result.photo, "small"),
                    *OUTCOME_LABELS[result.outcome],
                )
                for result in results
            ],
        }
        return self._page(request, "media/batch_results.html", context)

    def _page(self, request, template, context):
        site = self.admin_site.each_context(request)
        return TemplateResponse(request, template, {**site, "opts": self.opts, **context})


def _chosen(request):
    """The ids that are sent as `chosen`, each once."""
    return list(dict.fromkeys(int(pk) for pk in request.POST.getlist("chosen") if is_id(pk)))

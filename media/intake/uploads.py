"""Receiving pictures: one file in a request, and no more of it than a picture may have."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST

from media.intake.inspection import MEBIBYTE, too_large
from media.intake.photo_files import attach, take_in
from media.rights import may_upload
from media.sizes.previews import address
from newsroom.core.refusal import Refused
from newsroom.core.requests import wants_json

# What a form may send beside the file.
BESIDE = MEBIBYTE


class BoundedUpload(TemporaryFileUploadHandler):
    """Writes a file to disk until it is larger than a picture may be; then nothing is kept."""

    def __init__(self, request=None):
        super().__init__(request)
        self.received = 0

    @property
    def is_exceeded(self):
        return self.received > settings.PHOTO_MAX_BYTES

    def receive_data_chunk(self, raw_data, start):
        self.received += len(raw_data)
        if self.is_exceeded:
            raise StopUpload  # what still comes is read past
        super().receive_data_chunk(raw_data, start)


@require_POST
def receive(request, *, screen):
    """Take in the `file` of the request. `screen` is the PhotoAdmin: it knows what it is for.

    A script is answered in JSON: id, name, new, caption, thumbnail and url of the picture, or
    `error` in words; a form is led on. Too large a body is refused before any of it is read.
    """
    if not may_upload(request.user):
        raise PermissionDenied
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.PHOTO_MAX_BYTES + BESIDE:
        return _refused(request, too_large(), status=413)
    handler = BoundedUpload(request)
    request.upload_handlers = [handler]
    return _receive(request, handler, screen)


@csrf_protect
def _receive(request, handler, screen):
    file = request.FILES.get("file")
    if handler.is_exceeded:
        return _refused(request, too_large(), status=413)
    if file is None:
        return _refused(request, _("No file was chosen."))
    try:
        photo, new = _kept(request, file, screen)
    except Refused as refusal:
        return _refused(request, str(refusal))
    if wants_json(request):
        return JsonResponse(answer(photo, new, shown=screen.may_look(request, photo)))
    said = _("The picture is here.") if new else _("This picture is here already.")
    messages.success(request, said)
    return redirect("admin:media_photo_change", photo.pk)


def _kept(request, file, screen):
    """The Photo that has the file now, and whether the file is new to us."""
    with transaction.atomic():
        target = screen.upload_target(request)
        if target:
            return _attached(request, file, target, screen), True
    return take_in(file, by=request.user)


def _attached(request, file, photo, screen):
    if photo.original and not request.POST.get("replace"):
        raise Refused(_("Somebody gave this caption its picture already. Look again."))
    photo.created_by = photo.created_by or request.user  # a caption from a page is nobody's
    attach(file, photo)
    screen.photo_changed(request, photo)
    return photo


def answer(photo, new, shown):
    """What the script shows of a picture that has arrived."""
    return {
        "id": photo.pk,
        "name": photo.file_name,
        "new": new,
        "caption": photo.caption,
        "thumbnail": address(photo, "small") if shown else "",
        "url": reverse("admin:media_photo_change", args=[photo.pk]),
    }


def _refused(request, why, status=200):
    if wants_json(request):
        return JsonResponse({"error": str(why)}, status=status)
    messages.error(request, why)
    return redirect("admin:media_photo_changelist")

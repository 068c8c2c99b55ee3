"""The view that receives picture files: new photos, and the files of photos that wait for one."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from media import permissions
from media.intake import uploads
from media.intake.photo_files import KnownFile, attach_file, get_or_create_photo, note_sender
from media.models import Photo
from media.sizes import previews
from newsroom.core.refusal import Refused
from newsroom.core.requests import wants_json
from newsroom.desk import policy
from newsroom.desk.models import StoryPhoto
from newsroom.desk.photos import exchange, services


@csrf_exempt  # the check reads the whole body: `_upload` makes it when the length is known
@require_POST
def upload(request):
    """Store the picture in the field `file`.

    It becomes the file of the Photo whose id is sent as `photo`, or of the StoryPhoto whose id is
    sent as `story_photo`: of one that has no file yet, or with `replace` also of one that has.
    Without both it becomes a new Photo. A file that the library has already is never refused for
    it: the Photo that has it is used.

    A script gets JSON: id, name, new, caption, thumbnail and url of the photo, and `notes` with
    what to check of a known one; or `error` with the reason of a refusal. A form is redirected,
    with the same in a message. Too large a body is refused with status 413 before any is read.
    """
    if not permissions.may_upload(request.user):
        raise PermissionDenied
    try:
        uploads.limit_body(request)
    except uploads.TooLarge as refusal:
        return _refused(request, refusal)
    return _upload(request)


@csrf_protect
def _upload(request):
    try:
        taken = _store(request, uploads.uploaded_file(request))
    except Refused as refusal:
        return _refused(request, refusal)
    if wants_json(request):
        return JsonResponse(_answer(taken, request.user))
    message = _("The picture is here.") if taken.is_new else _("This picture is here already.")
    messages.success(request, message)
    for note in taken.notes:
        messages.warning(request, note)
    return redirect("admin:media_photo_change", taken.photo.pk)


@dataclass(frozen=True)
class Taken:
    """The Photo that has the sent file. `notes` say what to check where a known one is used."""

    photo: Photo
    is_new: bool
    notes: list[str] = field(default_factory=list)


def _store(request, file):
    """Keep the file, and return what became of it as Taken. Raises Refused."""
    photo = None
    try:
        with transaction.atomic():
            if photo := _target(request):
                return Taken(_attach(request, file, photo), is_new=True)
    except KnownFile as known:
        return _use_known(request, known.photo, photo)
    return Taken(*get_or_create_photo(file, user=request.user))


def _use_known(request, known, photo):
    """Let the stories of the target `photo` show the Photo that has the file already."""
    note_sender(known, request.user)
    story_photos, signed = exchange.use_instead(
        known_id=known.pk,
        photo_id=photo.pk,
        user=request.user,
        replace=bool(request.POST.get("replace")),
    )
    warn_of_signatures(request, signed)
    known.refresh_from_db()
    return Taken(known, is_new=False, notes=exchange.concerns(story_photos))


def _target(request):
    """The Photo that the file is sent for, with its row locked; None for a new photo.

    Who may edit photos may send any file; who may edit a story may send those it waits for.
    Raises Http404 and PermissionDenied.
    """
    may_edit_photos = permissions.may_edit(request.user)
    if story_photo_id := request.POST.get("story_photo"):
        story_photo = _get_or_404(StoryPhoto.objects.select_related("story"), story_photo_id)
        photo = _locked_photo(story_photo.photo_id)
        may_edit_story = policy.may_edit(request.user, story_photo.story)
        if not (may_edit_photos or (may_edit_story and not photo.original)):
            raise PermissionDenied
        return photo
    if photo_id := request.POST.get("photo"):
        if not may_edit_photos:
            raise PermissionDenied
        return _locked_photo(photo_id)
    return None


def _locked_photo(pk):
    return _get_or_404(Photo.objects.select_for_update(), pk)


def _get_or_404(queryset, pk):
    """The row of that id as a form sent it. Raises Http404."""
    if not str(pk).isdecimal():
        raise Http404
    return get_object_or_404(queryset, pk=pk)


def _attach(request, file, photo):
    if photo.original and not request.POST.get("replace"):
        raise Refused(_("Somebody gave this caption its picture already. Look again."))
    photo.created_by = photo.created_by or request.user  # captions of the page import have none
    attach_file(file, photo)
    record_change(request, photo)
    return photo


def record_change(request, photo):
    """Record the change of a photo in its stories, and warn of those to be signed again for it."""
    warn_of_signatures(request, services.record_change(photo, user=request.user))


def warn_of_signatures(request, signed):
    """Tell the user which stories have to be signed again for what was changed."""
    if signed:
        messages.warning(request, services.signed_again_message(signed))


def _answer(taken, user):
    """The JSON for the script that sent the file."""
    photo = taken.photo
    may_view = services.may_view_image(user, photo)
    return {
        "id": photo.pk,
        "name": photo.file_name,
        "new": taken.is_new,
        "caption": photo.caption,
        "thumbnail": previews.preview_url(photo, "small") if may_view else "",
        "url": reverse("admin:media_photo_change", args=[photo.pk]),
        **({"notes": taken.notes} if taken.notes else {}),
    }


def _refused(request, refusal):
    if wants_json(request):
        status = 413 if isinstance(refusal, uploads.TooLarge) else 200
        return JsonResponse({"error": str(refusal)}, status=status)
    messages.error(request, str(refusal))
    return redirect("admin:media_photo_changelist")

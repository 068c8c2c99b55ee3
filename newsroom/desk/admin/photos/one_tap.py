"""Views of the photo desk that need one tap: 本报自采, and a story's caption for the library."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from media import permissions
from media.credits.captions import split_credit
from newsroom.core.refusal import Refused
from newsroom.core.requests import wants_json
from newsroom.desk import policy
from newsroom.desk.models import StoryPhoto
from newsroom.desk.outcomes import Outcome
from newsroom.desk.photos import library_captions, own_pictures

LONGEST_CAPTION = 2000  # characters that are searched for a credit


@require_POST
def state_own(request, pk):
    """State that the photo with that id is the paper's own picture (本报自采)."""
    if not permissions.may_upload(request.user):
        raise PermissionDenied
    results = own_pictures.state_own([pk], user=request.user)
    if not results:
        raise Http404
    error = results[0].note if results[0].outcome is Outcome.REFUSED else ""
    return _answer(request, pk, _("Noted as the paper's own picture."), error)


@require_POST
def use_caption(request, pk):
    """Give the library the caption of the StoryPhoto with that id; `seen` is the library's own."""
    rows = StoryPhoto.objects.select_related("story", "photo")
    story_photo = get_object_or_404(rows, pk=pk)
    user = request.user
    if not (
        policy.may_see(user, story_photo.story)
        and permissions.may_describe(user, story_photo.photo)
    ):
        raise PermissionDenied
    error = ""
    try:
        library_captions.use_in_library(story_photo, seen=request.POST.get("seen", ""), user=user)
    except Refused as refusal:
        error = str(refusal)
    return _answer(request, story_photo.photo_id, _("The library has this caption now."), error)


@require_GET
def credit_of_caption(request):
    """The caption in the query without the credit that it carries, and this credit, as JSON."""
    if not permissions.may_upload(request.user):
        raise PermissionDenied
    split = split_credit(request.GET.get("caption", "")[:LONGEST_CAPTION])
    return JsonResponse({"caption": split.caption, "credit": split.credit})


def _answer(request, photo_id, done, error):
    if wants_json(request):
        return JsonResponse({"error": error} if error else {"done": done})
    if error:
        messages.error(request, error)
    else:
        messages.success(request, done)
    return redirect("admin:media_photo_change", photo_id)

"""The board of captions that wait for their pictures (待配图片), and giving them one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from media import rights
from media.sizes import previews
from newsroom.core.refusal import Refused
from newsroom.desk.photos import services
from newsroom.desk.photos.suggestions import guesses

SHOWN = 24  # captions on a page of the board


@require_safe
def board(request, context):
    """The captions, each with the pictures that it may be waiting for."""
    _only_for_editors(request)
    captions = services.waiting_captions()
    before = request.GET.get("before", "")
    if before.isdecimal():
        captions = captions.filter(pk__lt=int(before))
    captions = list(captions[: SHOWN + 1])
    context = {
        **context,
        "title": _("Captions that wait for their pictures"),
        "is_fullwidth": "1",
        "cards": _cards(captions[:SHOWN]),
        "older": captions[SHOWN - 1].pk if len(captions) > SHOWN else None,
    }
    return TemplateResponse(request, "desk/missing_pictures.html", context)


@require_POST
def confirm(request):
    """Give the `caption` (a waiting Photo) the file of the `picture`, as a person has said."""
    _only_for_editors(request)
    sent = [request.POST.get(name, "") for name in ("caption", "picture")]
    if not all(pk.isdecimal() for pk in sent):
        raise Http404
    try:
        photo = services.join(*map(int, sent), user=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("“%(caption)s” has its picture.") % {"caption": photo})
    return redirect("admin:media_photo_waiting")


def _cards(captions):
    candidates = list(services.unused()) if captions else []
    return [
        {
            "story_photo": story_photo,
            "guesses": [
                {"guess": guess, "thumbnail": previews.address(guess.photo, "small")}
                for guess in guesses(story_photo, candidates)
            ],
        }
        for story_photo in captions
    ]


def _only_for_editors(request):
    if not rights.may_edit(request.user):
        raise PermissionDenied

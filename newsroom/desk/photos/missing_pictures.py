"""The board of captions whose pictures are missing (待配图片), and the view that gives them one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from media import permissions
from media.sizes import previews
from newsroom.core.refusal import Refused
from newsroom.desk.photos import exchange, services
from newsroom.desk.photos.suggestions import suggestions

PAGE_SIZE = 24  # captions on a page of the board


@require_safe
def board(request, context):
    """The captions without a picture, each with suggested photos.

    `context` is the context of every admin page. `before` in the query is the id of the last
    StoryPhoto of the previous page.
    """
    _require_editor(request.user)
    story_photos = services.story_photos_without_file()
    before = request.GET.get("before", "")
    if before.isdecimal():
        story_photos = story_photos.filter(pk__lt=int(before))
    story_photos = list(story_photos[: PAGE_SIZE + 1])
    has_more = len(story_photos) > PAGE_SIZE
    context = {
        **context,
        "title": _("Captions that wait for their pictures"),
        "is_fullwidth": "1",
        "cards": _cards(story_photos[:PAGE_SIZE]),
        "older": story_photos[PAGE_SIZE - 1].pk if has_more else None,
    }
    return TemplateResponse(request, "desk/missing_pictures.html", context)


@require_POST
def confirm(request):
    """Use the Photo with the id `picture` for the caption whose Photo has the id `caption`."""
    _require_editor(request.user)
    photo_id, picture_id = (request.POST.get(name, "") for name in ("caption", "picture"))
    if not (photo_id.isdecimal() and picture_id.isdecimal()):
        raise Http404
    try:
        story_photos, signed = exchange.use_instead(
            known_id=int(picture_id), photo_id=int(photo_id), user=request.user
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        _report(request, story_photos, signed)
    return redirect("admin:media_photo_waiting")


def _report(request, story_photos, signed):
    """Say which captions have their picture now, and what is to be checked."""
    for story_photo in story_photos:
        messages.success(request, _("“%(caption)s” has its picture.") % {"caption": story_photo})
    for concern in exchange.concerns(story_photos):
        messages.warning(request, concern)
    if signed:
        messages.warning(request, services.signed_again_message(signed))


def _cards(story_photos):
    """Template context: each StoryPhoto with its suggestions and their thumbnails."""
    candidates = list(services.unused_photos()) if story_photos else []
    return [
        {
            "story_photo": story_photo,
            "suggestions": [
                {
                    "suggestion": suggestion,
                    "thumbnail": previews.preview_url(suggestion.photo, "small"),
                }
                for suggestion in suggestions(story_photo, candidates)
            ],
        }
        for story_photo in story_photos
    ]


def _require_editor(user):
    if not permissions.may_edit(user):
        raise PermissionDenied
